/* test-shot.c: what is asked for by coordinates is what stands there, over outputs of any scale. */
#include <string.h>

#include "capture/screen/askg-shot.h"
#include "engine/base/askg-error.h"

/* An output of one colour, @scale times as many pixels as its place. */
static AskgFrame *
new_output (const char *name, AskgRect place, double scale, guint32 colour)
{
  const guint width = place.width * scale, height = place.height * scale;
  guint32 *words = g_new (guint32, (gsize) width * height);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (gsize i = 0; i < (gsize) width * height; i++)
    words[i] = colour;
  pixels = g_bytes_new_take (words, (gsize) width * height * 4);
  frame = askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE, 1);

  return askg_frame_place (frame, name, &place);
}

/* Left of and above the origin at 1.5, a gap of 10 below; then a plain one. */
static GPtrArray *
new_desktop (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (frames, new_output ("LEFT", (AskgRect) { -100, -20, 100, 60 }, 1.5, 0x00ff0000));
  g_ptr_array_add (frames, new_output ("RIGHT", (AskgRect) { 0, 0, 80, 50 }, 1, 0x0000ff00));

  return frames;
}

static guint32
pixel (AskgFrame *frame, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 word;

  memcpy (&word, data + y * askg_frame_get_stride_bytes (frame) + x * 4, 4);

  return word & 0x00ffffffu;
}

static const struct
{
  const char *text;
  gboolean    fine;
  AskgRect    region;
  int         code;
} regions[] = {
  { "1,2,3x4", TRUE, { 1, 2, 3, 4 }, 0 },
  { "-10,-20,300x400", TRUE, { -10, -20, 300, 400 }, 0 },
  { "+1,2,3x4", TRUE, { 1, 2, 3, 4 }, 0 },
  { "1,2,0x4", FALSE, { 0 }, ASKG_ERROR_EMPTY_REGION },
  { "1,2,3x-4", FALSE, { 0 }, ASKG_ERROR_EMPTY_REGION },
  { "", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "1,2,3", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "1,2,3x4 ", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { " 1,2,3x4", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "1,2,3x4,5", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "a,2,3x4", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "1;2;3x4", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "99999999999999999999,0,1x1", FALSE, { 0 }, ASKG_ERROR_USAGE },
  { "0,0,9999999x1", FALSE, { 0 }, ASKG_ERROR_USAGE },
};

static void
test_a_region_is_read_as_it_is_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr(GError) error = NULL;
      AskgRect region;

      g_test_message ("%s", regions[i].text);
      g_assert_true (askg_shot_parse_region (regions[i].text, &region, &error) == regions[i].fine);
      if (regions[i].fine)
        g_assert_cmpmem (&region, sizeof region, &regions[i].region, sizeof region);
      else
        g_assert_error (error, ASKG_ERROR, regions[i].code);
    }
}

static void
test_a_region_of_one_output_keeps_its_pixels (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) shot = askg_shot_of_region (frames, &(AskgRect) { -90, 0, 40, 20 }, NULL);

  g_assert_cmpuint (askg_frame_get_width_px (shot), ==, 60);
  g_assert_cmpuint (askg_frame_get_height_px (shot), ==, 30);
  g_assert_cmpstr (askg_frame_get_output (shot), ==, "LEFT");
  g_assert_cmphex (pixel (shot, 59, 29), ==, 0xff0000);
}

static void
test_a_region_over_two_outputs_has_the_higher_scale (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) shot = askg_shot_of_region (frames, &(AskgRect) { -10, -10, 20, 20 }, NULL);

  g_assert_cmpuint (askg_frame_get_width_px (shot), ==, 30);
  g_assert_cmpuint (askg_frame_get_height_px (shot), ==, 30);
  g_assert_cmphex (pixel (shot, 0, 0), ==, 0xff0000);
  g_assert_cmphex (pixel (shot, 14, 29), ==, 0xff0000);
  g_assert_cmphex (pixel (shot, 15, 15), ==, 0x00ff00);
  g_assert_cmphex (pixel (shot, 29, 29), ==, 0x00ff00);
  g_assert_cmphex (pixel (shot, 15, 14), ==, 0x000000); /* above the right output there is nothing */
}

static void
test_a_region_partly_off_the_screen_is_cut_at_its_edge (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) shot = askg_shot_of_region (frames, &(AskgRect) { 70, 40, 1000, 1000 }, NULL);

  g_assert_cmpuint (askg_frame_get_width_px (shot), ==, 10);
  g_assert_cmpuint (askg_frame_get_height_px (shot), ==, 10);
}

static void
test_a_region_off_the_screen_says_where_the_screen_is (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_shot_of_region (frames, &(AskgRect) { 500, 500, 10, 10 }, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION);
  g_assert_nonnull (strstr (error->message, "-100,-20"));
  g_assert_nonnull (strstr (error->message, "80,50"));
}

static void
test_a_misspelt_output_is_told_the_right_ones (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) right = askg_shot_of_output (frames, "RIGHT", NULL);

  g_assert_cmpuint (askg_frame_get_width_px (right), ==, 80);
  g_assert_null (askg_shot_of_output (frames, "right", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT);
  g_assert_nonnull (strstr (error->message, "LEFT, RIGHT"));
}

static void
test_the_whole_screen_is_laid_out_as_it_stands (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) shot = askg_shot_of_screen (frames, NULL);

  g_assert_cmpuint (askg_frame_get_width_px (shot), ==, 270);
  g_assert_cmpuint (askg_frame_get_height_px (shot), ==, 105);
  g_assert_cmphex (pixel (shot, 149, 0), ==, 0xff0000);
  g_assert_cmphex (pixel (shot, 150, 30), ==, 0x00ff00);
  g_assert_cmphex (pixel (shot, 269, 104), ==, 0x00ff00);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/shot/a-region-is-read-as-it-is-written", test_a_region_is_read_as_it_is_written);
  g_test_add_func ("/capture/shot/a-region-of-one-output-keeps-its-pixels", test_a_region_of_one_output_keeps_its_pixels);
  g_test_add_func ("/capture/shot/a-region-over-two-outputs-has-the-higher-scale",
                   test_a_region_over_two_outputs_has_the_higher_scale);
  g_test_add_func ("/capture/shot/a-region-partly-off-the-screen-is-cut-at-its-edge",
                   test_a_region_partly_off_the_screen_is_cut_at_its_edge);
  g_test_add_func ("/capture/shot/a-region-off-the-screen-says-where-the-screen-is",
                   test_a_region_off_the_screen_says_where_the_screen_is);
  g_test_add_func ("/capture/shot/a-misspelt-output-is-told-the-right-ones", test_a_misspelt_output_is_told_the_right_ones);
  g_test_add_func ("/capture/shot/the-whole-screen-is-laid-out-as-it-stands", test_the_whole_screen_is_laid_out_as_it_stands);

  return g_test_run ();
}
