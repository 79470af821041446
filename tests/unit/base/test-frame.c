/* test-frame.c: what is cropped is what was seen, and stands where it stood. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-frame.h"

/* Every pixel tells where it is: 0x00YYYXXX. */
static AskgFrame *
new_map (guint width, guint height)
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
pixel_at (AskgFrame *frame, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 word;

  memcpy (&word, data + y * askg_frame_get_stride_bytes (frame) + x * 4, 4);

  return word;
}

static const struct
{
  const char *what;
  AskgRect    region;
  AskgRect    kept; /* width 0: nothing */
} crops[] = {
  { "inside",        { 3, 2, 4, 5 },      { 3, 2, 4, 5 } },
  { "whole",         { 0, 0, 20, 10 },    { 0, 0, 20, 10 } },
  { "over-the-edge", { 15, 7, 100, 100 }, { 15, 7, 5, 3 } },
  { "from-outside",  { -5, -5, 6, 6 },    { 0, 0, 1, 1 } },
  { "left-of-it",    { -5, 0, 5, 5 },     { 0, 0, 0, 0 } },
  { "below-it",      { 0, 10, 5, 5 },     { 0, 0, 0, 0 } },
  { "empty",         { 5, 5, 0, 3 },      { 0, 0, 0, 0 } },
  { "negative",      { 5, 5, -3, 3 },     { 0, 0, 0, 0 } },
  { "endless",       { 0, 0, G_MAXINT, G_MAXINT }, { 0, 0, 20, 10 } },
  { "overflowing",   { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT }, { 0, 0, 0, 0 } },
};

static void
test_crop (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  const AskgRect *kept = &crops[i].kept;
  g_autoptr(AskgFrame) frame = new_map (20, 10);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) part = askg_frame_crop (frame, &crops[i].region, &error);

  if (kept->width == 0)
    {
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION);
      g_assert_cmpuint (g_utf8_strlen (error->message, -1), <=, 400);
      g_assert_null (part);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (askg_frame_get_width_px (part), ==, kept->width);
  g_assert_cmpuint (askg_frame_get_height_px (part), ==, kept->height);
  g_assert_cmpint (askg_frame_get_captured_at_us (part), ==, 7);
  for (int y = 0; y < kept->height; y++)
    for (int x = 0; x < kept->width; x++)
      g_assert_cmpuint (pixel_at (part, x, y), ==, (guint) (kept->y + y) << 12 | (guint) (kept->x + x));
}

static void
test_crop_of_a_scaled_output_stands_where_it_was_seen (void)
{
  g_autoptr(AskgFrame) pixels = new_map (1920, 1080);
  g_autoptr(AskgFrame) output = askg_frame_place (pixels, "HEADLESS-2", &(AskgRect) { -1280, 100, 1280, 720 });
  g_autoptr(AskgFrame) part = askg_frame_crop (output, &(AskgRect) { 150, 300, 450, 300 }, NULL);
  const AskgRect *place = askg_frame_get_place (part);

  g_assert_cmpfloat (askg_frame_get_scale (output), ==, 1.5);
  g_assert_cmpfloat (askg_frame_get_scale (part), ==, 1.5);
  g_assert_cmpstr (askg_frame_get_output (part), ==, "HEADLESS-2");
  g_assert_cmpint (place->x, ==, -1180);
  g_assert_cmpint (place->y, ==, 300);
  g_assert_cmpint (place->width, ==, 300);
  g_assert_cmpint (place->height, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (crops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/frame/crop/%s", crops[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_crop);
    }
  g_test_add_func ("/engine/frame/crop-of-a-scaled-output-stands-where-it-was-seen",
                   test_crop_of_a_scaled_output_stands_where_it_was_seen);

  return g_test_run ();
}
