/* test-picture-encode.c: what an engine is sent: exact for a screen, small for a photograph, never enlarged. */
#include "engine/base/askg-picture-encode.h"
#include "engine/base/askg-picture-shrink.h"
#include "engine/base/askg-png.h"

#include <string.h>

typedef guint32 (*Paint) (guint x, guint y);

static guint32
paint_screen (guint x, guint y)
{
  return y % 20 < 12 && x % 9 == 3 ? 0xff202020 : 0xfff0f0f0;
}

static guint32
paint_photograph (guint x, guint y)
{
  return 0xff000000 | ((x * 7 + y * 3) & 0xff) << 16 | ((x * 5 ^ y * 11) & 0xff) << 8 | ((x * x + y) & 0xff);
}

static guint32
paint_grey (guint x, guint y)
{
  return 0xff646464;
}

/* Half transparent white over nothing, premultiplied. */
static guint32
paint_glass (guint x, guint y)
{
  return 0x80000000 | ((x * 13 + y * 7) & 0x7f) * 0x010101;
}

static AskgFrame *
new_frame (guint width_px, guint height_px, Paint paint, gboolean opaque)
{
  const gsize stride_px = width_px + 3; /* rows need not touch */
  guint32 *pixels = g_new0 (guint32, stride_px * height_px);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, stride_px * height_px * 4);

  for (guint y = 0; y < height_px; y++)
    for (guint x = 0; x < width_px; x++)
      pixels[y * stride_px + x] = paint (x, y);

  return askg_frame_new (bytes, width_px, height_px, stride_px * 4, opaque, 0);
}

static guint32
pixel_at (AskgFrame *frame, guint x, guint y)
{
  const guint8 *pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 word;

  memcpy (&word, pixels + y * askg_frame_get_stride_bytes (frame) + x * 4, 4);

  return word;
}

static void
test_a_screen_arrives_exactly (void)
{
  g_autoptr(AskgFrame) frame = new_frame (640, 400, paint_screen, TRUE);
  const char *mime = NULL;
  g_autoptr(GBytes) bytes = askg_picture_encode (frame, 2048, TRUE, &mime, NULL);
  g_autoptr(AskgFrame) back = askg_png_decode_own (bytes, NULL);

  g_assert_cmpstr (mime, ==, "image/png");
  for (guint y = 0; y < 400; y += 7)
    for (guint x = 0; x < 640; x += 3)
      g_assert_cmphex (pixel_at (back, x, y) & 0xffffff, ==, paint_screen (x, y) & 0xffffff);
}

static void
test_a_photograph_is_not_sent_as_png (void)
{
  g_autoptr(AskgFrame) frame = new_frame (640, 400, paint_photograph, TRUE);
  g_autoptr(AskgFrame) glass = new_frame (640, 400, paint_glass, FALSE);
  const char *mime = NULL;
  g_autoptr(GBytes) jpeg = askg_picture_encode (frame, 2048, TRUE, &mime, NULL);
  g_autoptr(GBytes) webp = NULL;
  g_autoptr(GBytes) png = NULL;

  g_assert_cmpstr (mime, ==, "image/jpeg");
  g_assert_cmpmem (g_bytes_get_data (jpeg, NULL), 3, "\xff\xd8\xff", 3);
  webp = askg_picture_encode (glass, 2048, TRUE, &mime, NULL);
  g_assert_cmpstr (mime, ==, "image/webp");
  g_assert_cmpmem ((const char *) g_bytes_get_data (webp, NULL) + 8, 4, "WEBP", 4);
  png = askg_picture_encode (glass, 2048, FALSE, &mime, NULL);
  g_assert_cmpstr (mime, ==, "image/png");
  g_assert_nonnull (png);
}

static void
test_nothing_is_enlarged_and_nothing_is_too_long (void)
{
  const struct { guint width, height, longest, to_width, to_height; } sizes[] = {
    { 640, 400, 2048, 640, 400 }, { 2048, 10, 2048, 2048, 10 }, { 3840, 2160, 2048, 2048, 1152 }, { 2160, 3840, 2048, 1152, 2048 },
    { 4000, 1, 100, 100, 1 }, { 1, 4000, 100, 1, 100 }, { 101, 100, 100, 100, 99 }, { 3, 3, 1, 1, 1 }, { 2049, 2049, 2048, 2048, 2048 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(AskgFrame) frame = new_frame (sizes[i].width, sizes[i].height, paint_grey, TRUE);
      g_autoptr(AskgFrame) small = askg_picture_shrink (frame, sizes[i].longest);

      g_assert_cmpuint (askg_frame_get_width_px (small), ==, sizes[i].to_width);
      g_assert_cmpuint (askg_frame_get_height_px (small), ==, sizes[i].to_height);
      /* A plain colour stays what it is, to the border. */
      for (guint y = 0; y < sizes[i].to_height; y += MAX (1, sizes[i].to_height / 5))
        for (guint x = 0; x < sizes[i].to_width; x++)
          g_assert_cmphex (pixel_at (small, x, y), ==, 0xff646464);
      g_assert_cmphex (pixel_at (small, sizes[i].to_width - 1, sizes[i].to_height - 1), ==, 0xff646464);
    }
}

static guint32
paint_halves (guint x, guint y)
{
  return x % 2 == 0 ? 0xff000000 : 0xffffffff;
}

static void
test_a_thin_line_fades_and_does_not_vanish (void)
{
  g_autoptr(AskgFrame) frame = new_frame (300, 300, paint_halves, TRUE);
  g_autoptr(AskgFrame) small = askg_picture_shrink (frame, 150);

  for (guint x = 0; x < 150; x++)
    g_assert_cmphex (pixel_at (small, x, 70), ==, 0xff808080);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-encode/a-screen-arrives-exactly", test_a_screen_arrives_exactly);
  g_test_add_func ("/picture-encode/a-photograph-is-not-sent-as-png", test_a_photograph_is_not_sent_as_png);
  g_test_add_func ("/picture-encode/nothing-is-enlarged-and-nothing-is-too-long", test_nothing_is_enlarged_and_nothing_is_too_long);
  g_test_add_func ("/picture-encode/a-thin-line-fades-and-does-not-vanish", test_a_thin_line_fades_and_does_not_vanish);

  return g_test_run ();
}
