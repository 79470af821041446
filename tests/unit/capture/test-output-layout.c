/* test-output-layout.c: one picture of the desktop falls into its outputs, or stays whole. */
#include <string.h>

#include "capture/screen/askg-output-layout.h"

/* Every pixel tells where it is. */
static AskgFrame *
new_picture (guint width, guint height)
{
  guint32 *words = g_new (guint32, (gsize) width * height);
  g_autoptr(GBytes) pixels = NULL;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      words[y * width + x] = y << 12 | x;
  pixels = g_bytes_new_take (words, (gsize) width * height * 4);

  return askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE, 7);
}

static guint32
first_pixel (AskgFrame *frame)
{
  guint32 word;

  memcpy (&word, g_bytes_get_data (askg_frame_get_pixels (frame), NULL), 4);

  return word;
}

static const struct
{
  const char *what;
  guint       width_px;
  guint       height_px;
  AskgRect    outputs[3];
  guint       n_outputs;
  gboolean    is_cut;
  AskgRect    parts[3]; /* of the picture, in pixels */
} desktops[] = {
  { "one",                 320, 180, { { 0, 0, 320, 180 } }, 1, TRUE, { { 0, 0, 320, 180 } } },
  { "one-at-1.5",          480, 270, { { 0, 0, 320, 180 } }, 1, TRUE, { { 0, 0, 480, 270 } } },
  { "side-by-side",        640, 180, { { 0, 0, 320, 180 }, { 320, 0, 320, 180 } }, 2, TRUE,
    { { 0, 0, 320, 180 }, { 320, 0, 320, 180 } } },
  { "left-of-zero",        520, 200, { { 0, 0, 320, 180 }, { -200, -20, 200, 100 } }, 2, TRUE,
    { { 200, 20, 320, 180 }, { 0, 0, 200, 100 } } },
  { "at-1.5",              960, 270, { { 0, 0, 320, 180 }, { 320, 0, 320, 180 } }, 2, TRUE,
    { { 0, 0, 480, 270 }, { 480, 0, 480, 270 } } },
  { "rounded-up",          427, 241, { { 0, 0, 341, 192 } }, 1, TRUE, { { 0, 0, 427, 240 } } },
  { "pixels-for-places",   560, 180, { { 0, 0, 320, 180 }, { 320, 0, 160, 90 } }, 2, FALSE, { { 0 } } },
  { "one-was-unplugged",   320, 180, { { 0, 0, 320, 180 }, { 320, 0, 320, 180 } }, 2, FALSE, { { 0 } } },
  { "none-known",          320, 180, { { 0, 0, 0, 0 } }, 1, FALSE, { { 0 } } },
};

static void
test_cut (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(AskgFrame) picture = new_picture (desktops[i].width_px, desktops[i].height_px);
  g_autoptr(GArray) outputs = askg_output_layout_new ();
  g_autoptr(GPtrArray) frames = NULL;

  for (guint j = 0; j < desktops[i].n_outputs; j++)
    askg_output_layout_add (outputs, "DP", &desktops[i].outputs[j]);
  frames = askg_output_layout_cut (picture, outputs);

  if (!desktops[i].is_cut)
    {
      g_assert_cmpuint (frames->len, ==, 1);
      g_assert_null (askg_frame_get_output (g_ptr_array_index (frames, 0)));
      g_assert_cmpuint (askg_frame_get_width_px (g_ptr_array_index (frames, 0)), ==, desktops[i].width_px);
      return;
    }
  g_assert_cmpuint (frames->len, ==, desktops[i].n_outputs);
  for (guint j = 0; j < frames->len; j++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, j);
      const AskgRect *part = &desktops[i].parts[j];

      g_assert_cmpstr (askg_frame_get_output (frame), ==, "DP");
      g_assert_cmpmem (askg_frame_get_place (frame), sizeof (AskgRect), &desktops[i].outputs[j], sizeof (AskgRect));
      g_assert_cmphex (first_pixel (frame), ==, (guint) part->y << 12 | (guint) part->x);
      g_assert_cmpint (askg_frame_get_width_px (frame), ==, part->width);
      g_assert_cmpint (askg_frame_get_height_px (frame), ==, part->height);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (desktops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/capture/output-layout/%s", desktops[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_cut);
    }

  return g_test_run ();
}
