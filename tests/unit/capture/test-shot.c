/* test-shot.c: a region shows what was under it, wherever outputs stand and however fine they are. */
#include <string.h>

#include "capture/screen/askg-shot.h"
#include "engine/base/askg-error.h"

static const struct
{
  const char *text;
  AskgRect    region; /* width 0: refused with @code */
  AskgError   code;
} texts[] = {
  { "100,50,640x360",      { 100, 50, 640, 360 },     0 },
  { "-1280,-100,300x200",  { -1280, -100, 300, 200 }, 0 },
  { "+5,+6,7x8",           { 5, 6, 7, 8 },            0 },
  { "100,50 640x360",      { 100, 50, 640, 360 },     0 },
  { "0,0,1X1",             { 0, 0, 1, 1 },            0 },
  { "1000000,0,1x1",       { 1000000, 0, 1, 1 },      0 },
  { "0,0,0x5",             { 0 },                     ASKG_ERROR_EMPTY_REGION },
  { "0,0,5x-5",            { 0 },                     ASKG_ERROR_EMPTY_REGION },
  { "",                    { 0 },                     ASKG_ERROR_USAGE },
  { "1,2",                 { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,3",               { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,3x",              { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,3x4 ",            { 0 },                     ASKG_ERROR_USAGE },
  { " 1,2,3x4",            { 0 },                     ASKG_ERROR_USAGE },
  { "1, 2,3x4",            { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,,3x4",            { 0 },                     ASKG_ERROR_USAGE },
  { "1.5,2,3x4",           { 0 },                     ASKG_ERROR_USAGE },
  { "0x10,2,3x4",          { 0 },                     ASKG_ERROR_USAGE },
  { "--1,2,3x4",           { 0 },                     ASKG_ERROR_USAGE },
  { "1;2;3x4",             { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,3x4,5",           { 0 },                     ASKG_ERROR_USAGE },
  { "1,2,3×4",             { 0 },                     ASKG_ERROR_USAGE },
  { "1000001,0,1x1",       { 0 },                     ASKG_ERROR_USAGE },
  { "0,0,99999999999999999999x1", { 0 },              ASKG_ERROR_USAGE },
  { "0,0,1x9223372036854775808",  { 0 },              ASKG_ERROR_USAGE },
  { "left,top,wide\xff",   { 0 },                     ASKG_ERROR_USAGE },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AskgRect region = { 0 };
      g_autoptr(GError) error = NULL;
      const gboolean is_fine = askg_shot_parse_region (texts[i].text, &region, &error);

      if (texts[i].region.width == 0)
        {
          g_assert_error (error, ASKG_ERROR, (int) texts[i].code);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_cmpuint (g_utf8_strlen (error->message, -1), <=, 400);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (is_fine);
      g_assert_cmpmem (&region, sizeof region, &texts[i].region, sizeof region);
    }
}

/* Every pixel tells whose it is and where: 0xffSYYYXX of the frame's own pixels. */
static AskgFrame *
new_output (const char *name, guint seed, guint width_px, guint height_px, AskgRect place)
{
  guint32 *words = g_new (guint32, (gsize) width_px * height_px);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (guint y = 0; y < height_px; y++)
    for (guint x = 0; x < width_px; x++)
      words[y * width_px + x] = 0xff000000 | seed << 20 | y << 10 | x;
  pixels = g_bytes_new_take (words, (gsize) width_px * height_px * 4);
  frame = askg_frame_new (pixels, width_px, height_px, (gsize) width_px * 4, TRUE, 7);

  return askg_frame_place (frame, name, &place);
}

static guint32
pixel_at (AskgFrame *frame, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 word;

  memcpy (&word, data + y * askg_frame_get_stride_bytes (frame) + x * 4, 4);

  return word;
}

#define PIXEL(seed, x, y) (0xff000000u | (guint32) (seed) << 20 | (guint32) (y) << 10 | (guint32) (x))

/* A plain output at 0,0; one of scale 1.5 left of it and higher; one of scale 2 below, with a gap. */
static GPtrArray *
new_desktop (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (frames, new_output ("DP-1", 1, 100, 80, (AskgRect) { 0, 0, 100, 80 }));
  g_ptr_array_add (frames, new_output ("eDP-1", 2, 90, 60, (AskgRect) { -60, -20, 60, 40 }));
  g_ptr_array_add (frames, new_output ("HDMI-A-1", 3, 80, 40, (AskgRect) { 10, 90, 40, 20 }));

  return frames;
}

static AskgFrame *
take (GPtrArray *frames, int x, int y, int width, int height)
{
  g_autoptr(GError) error = NULL;
  AskgFrame *frame = askg_shot_of_region (frames, &(AskgRect) { x, y, width, height }, &error);

  g_assert_no_error (error);

  return frame;
}

static void
assert_shape (AskgFrame *frame, guint width_px, guint height_px, AskgRect place)
{
  g_assert_cmpuint (askg_frame_get_width_px (frame), ==, width_px);
  g_assert_cmpuint (askg_frame_get_height_px (frame), ==, height_px);
  g_assert_cmpmem (askg_frame_get_place (frame), sizeof place, &place, sizeof place);
}

static void
test_on_one_output_its_own_pixels (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) plain = take (frames, 10, 20, 30, 40);
  g_autoptr(AskgFrame) fine = take (frames, -60, -20, 20, 10);
  g_autoptr(AskgFrame) odd = take (frames, -59, -20, 2, 2);
  g_autoptr(AskgFrame) whole = take (frames, 10, 90, 40, 20);

  assert_shape (plain, 30, 40, (AskgRect) { 10, 20, 30, 40 });
  g_assert_cmphex (pixel_at (plain, 0, 0), ==, PIXEL (1, 10, 20));
  g_assert_cmphex (pixel_at (plain, 29, 39), ==, PIXEL (1, 39, 59));
  assert_shape (fine, 30, 15, (AskgRect) { -60, -20, 20, 10 });
  g_assert_cmphex (pixel_at (fine, 29, 14), ==, PIXEL (2, 29, 14));
  /* Logical 1 to 3 is pixel 1.5 to 4.5: rounded outwards. */
  g_assert_cmpuint (askg_frame_get_width_px (odd), ==, 4);
  g_assert_cmphex (pixel_at (odd, 0, 0), ==, PIXEL (2, 1, 0));
  g_assert_true (whole == g_ptr_array_index (frames, 2));
}

static void
test_over_two_outputs_the_finer_stays_exact (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) both = take (frames, -10, 0, 30, 20);

  /* Scale 1.5: 15 pixels of the fine output, then 20 logical pixels of the plain one as 30. */
  assert_shape (both, 45, 30, (AskgRect) { -10, 0, 30, 20 });
  for (guint x = 0; x < 15; x++)
    g_assert_cmphex (pixel_at (both, x, 7), ==, PIXEL (2, 75 + x, 37));
  for (guint x = 0; x < 30; x++)
    g_assert_cmphex (pixel_at (both, 15 + x, 7), ==, PIXEL (1, (guint) ((x + 0.5) / 1.5), 5));
}

static void
test_between_outputs_it_is_black (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) both = take (frames, 0, 70, 60, 40);

  assert_shape (both, 120, 80, (AskgRect) { 0, 70, 60, 40 });
  g_assert_cmphex (pixel_at (both, 0, 0), ==, PIXEL (1, 0, 70));
  g_assert_cmphex (pixel_at (both, 30, 30), ==, 0xff000000);
  g_assert_cmphex (pixel_at (both, 20, 40), ==, PIXEL (3, 0, 0));
  g_assert_cmphex (pixel_at (both, 99, 79), ==, PIXEL (3, 79, 39));
  g_assert_cmphex (pixel_at (both, 100, 79), ==, 0xff000000);
}

static void
test_over_the_edge_only_what_is_there (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) corner = take (frames, 90, -500, 5000, 510);

  assert_shape (corner, 10, 10, (AskgRect) { 90, 0, 10, 10 });
  g_assert_cmphex (pixel_at (corner, 9, 9), ==, PIXEL (1, 99, 9));
}

static void
test_the_whole_screen (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) all = askg_shot_of_screen (frames, NULL);

  assert_shape (all, 320, 260, (AskgRect) { -60, -20, 160, 130 });
  g_assert_cmphex (pixel_at (all, 120, 40), ==, PIXEL (1, 0, 0));
  g_assert_cmphex (pixel_at (all, 140, 220), ==, PIXEL (3, 0, 0));
}

static void
test_outside_the_desktop_is_told_with_its_extent (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_shot_of_region (frames, &(AskgRect) { 5000, 5000, 10, 10 }, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION);
  g_assert_nonnull (strstr (error->message, "-60,-20,160x130"));
  g_clear_error (&error);
  g_assert_null (askg_shot_of_region (frames, &(AskgRect) { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT }, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION);
}

static void
test_outputs_by_name (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(AskgFrame) frame = askg_shot_of_output (frames, "eDP-1", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (frame == g_ptr_array_index (frames, 1));
  g_assert_null (askg_shot_of_output (frames, "DP-9", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT);
  g_assert_nonnull (strstr (error->message, "DP-1, eDP-1, HDMI-A-1"));
}

static void
test_a_desktop_without_end_is_refused (void)
{
  g_autoptr(GPtrArray) frames = new_desktop ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (frames, new_output ("far", 4, 10, 10, (AskgRect) { 900000, 900000, 10, 10 }));
  g_assert_null (askg_shot_of_screen (frames, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture/shot/parse", test_parse);
  g_test_add_func ("/capture/shot/on-one-output-its-own-pixels", test_on_one_output_its_own_pixels);
  g_test_add_func ("/capture/shot/over-two-outputs-the-finer-stays-exact",
                   test_over_two_outputs_the_finer_stays_exact);
  g_test_add_func ("/capture/shot/between-outputs-it-is-black", test_between_outputs_it_is_black);
  g_test_add_func ("/capture/shot/over-the-edge-only-what-is-there", test_over_the_edge_only_what_is_there);
  g_test_add_func ("/capture/shot/the-whole-screen", test_the_whole_screen);
  g_test_add_func ("/capture/shot/outside-the-desktop-is-told-with-its-extent",
                   test_outside_the_desktop_is_told_with_its_extent);
  g_test_add_func ("/capture/shot/outputs-by-name", test_outputs_by_name);
  g_test_add_func ("/capture/shot/a-desktop-without-end-is-refused", test_a_desktop_without_end_is_refused);

  return g_test_run ();
}
