/* test-pixel-format.c: a turned screen reads upright, and colours stay what they are. */
#include <string.h>

#include "capture/screen/askg-pixel-format.h"

/* Three columns, two rows; what each kind of output makes of them, put upright again. */
static const struct
{
  const char    *what;
  AskgTransform  transform;
  gboolean       is_upside_down;
  const char    *upright; /* rows from the top, each ended by a bar */
} turns[] = {
  { "normal",              ASKG_TRANSFORM_NORMAL,      FALSE, "abc|def|" },
  { "quarter",             ASKG_TRANSFORM_90,          FALSE, "da|eb|fc|" },
  { "half",                ASKG_TRANSFORM_180,         FALSE, "fed|cba|" },
  { "three-quarters",      ASKG_TRANSFORM_270,         FALSE, "cf|be|ad|" },
  { "mirrored",            ASKG_TRANSFORM_FLIPPED,     FALSE, "cba|fed|" },
  { "mirrored-quarter",    ASKG_TRANSFORM_FLIPPED_90,  FALSE, "ad|be|cf|" },
  { "mirrored-half",       ASKG_TRANSFORM_FLIPPED_180, FALSE, "def|abc|" },
  { "mirrored-three-quarters", ASKG_TRANSFORM_FLIPPED_270, FALSE, "fc|eb|da|" },
  { "upside-down",         ASKG_TRANSFORM_NORMAL,      TRUE,  "def|abc|" },
  { "upside-down-quarter", ASKG_TRANSFORM_90,          TRUE,  "ad|be|cf|" },
};

static void
test_turn (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  static const AskgPixelFormat own = { 4, { 16, 8 }, { 8, 8 }, { 0, 8 }, { 0, 0 } };
  /* Rows of four words: the last belongs to nobody. */
  const guint32 buffer[] = { 'a', 'b', 'c', '?', 'd', 'e', 'f', '?' };
  const AskgRows rows = { (const guint8 *) buffer, 3, 2, 16 };
  g_autoptr(GString) seen = g_string_new (NULL);
  g_autofree guint32 *words = NULL;
  guint width, height;

  words = askg_pixels_convert (&rows, &own, turns[i].transform, turns[i].is_upside_down, &width, &height);
  g_assert_cmpuint (width * height, ==, 6);
  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          g_assert_cmphex (words[y * width + x] >> 24, ==, 0xff);
          g_string_append_c (seen, words[y * width + x] & 0xff);
        }
      g_string_append_c (seen, '|');
    }

  g_assert_cmpstr (seen->str, ==, turns[i].upright);
}

#define LETTERS(a, b, c, d) ((guint32) (a) | (guint32) (b) << 8 | (guint32) (c) << 16 | (guint32) (d) << 24)

/* One pixel of red 0xff, green 0x80 or near, blue 0, in every format a compositor may choose. */
static const struct
{
  const char *what;
  guint32     shm_format;
  guint8      bytes[4];
  guint32     word;
} pixels[] = {
  { "ARGB8888",    0,                             { 0x00, 0x80, 0xff, 0x40 }, 0x40ff8000 },
  { "XRGB8888",    1,                             { 0x00, 0x80, 0xff, 0x13 }, 0xffff8000 },
  { "ABGR8888",    LETTERS ('A', 'B', '2', '4'),  { 0xff, 0x80, 0x00, 0x40 }, 0x40ff8000 },
  { "XBGR8888",    LETTERS ('X', 'B', '2', '4'),  { 0xff, 0x80, 0x00, 0x13 }, 0xffff8000 },
  { "RGBX8888",    LETTERS ('R', 'X', '2', '4'),  { 0x13, 0x00, 0x80, 0xff }, 0xffff8000 },
  { "BGRA8888",    LETTERS ('B', 'A', '2', '4'),  { 0x40, 0xff, 0x80, 0x00 }, 0x40ff8000 },
  { "XRGB2101010", LETTERS ('X', 'R', '3', '0'),  { 0x00, 0x04, 0xf8, 0x3f }, 0xffff8000 },
  { "XBGR2101010", LETTERS ('X', 'B', '3', '0'),  { 0xff, 0x07, 0x08, 0x00 }, 0xffff8000 },
  { "BGR888",      LETTERS ('B', 'G', '2', '4'),  { 0xff, 0x80, 0x00 },       0xffff8000 },
  { "RGB888",      LETTERS ('R', 'G', '2', '4'),  { 0x00, 0x80, 0xff },       0xffff8000 },
  { "RGB565",      LETTERS ('R', 'G', '1', '6'),  { 0xe0, 0xfb },             0xffff7d00 },
};

static void
test_format (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  const AskgRows rows = { pixels[i].bytes, 1, 1, 4 };
  g_autofree guint32 *words = NULL;
  AskgPixelFormat format;
  guint width, height;

  g_assert_true (askg_pixel_format_from_shm (pixels[i].shm_format, &format));
  words = askg_pixels_convert (&rows, &format, ASKG_TRANSFORM_NORMAL, FALSE, &width, &height);
  g_assert_cmphex (words[0], ==, pixels[i].word);
}

static void
test_an_unknown_format_is_refused (void)
{
  AskgPixelFormat format;

  g_assert_false (askg_pixel_format_from_shm (LETTERS ('N', 'V', '1', '2'), &format));
  g_assert_false (askg_pixel_format_from_shm (2, &format));
}

static void
test_masks (void)
{
  static const struct { guint32 mask; AskgChannel channel; } masks[] = {
    { 0x00ff0000, { 16, 8 } }, { 0x3ff00000, { 20, 10 } }, { 0xf800, { 11, 5 } }, { 0x1f, { 0, 5 } },
    { 0xff000000, { 24, 8 } }, { 0, { 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      const AskgChannel channel = askg_channel_from_mask (masks[i].mask);

      g_assert_cmpuint (channel.shift, ==, masks[i].channel.shift);
      g_assert_cmpuint (channel.bits, ==, masks[i].channel.bits);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autofree char *path = g_strdup_printf ("/capture/pixels/turn/%s", turns[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_turn);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pixels); i++)
    {
      g_autofree char *path = g_strdup_printf ("/capture/pixels/format/%s", pixels[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_format);
    }
  g_test_add_func ("/capture/pixels/an-unknown-format-is-refused", test_an_unknown_format_is_refused);
  g_test_add_func ("/capture/pixels/masks", test_masks);

  return g_test_run ();
}
