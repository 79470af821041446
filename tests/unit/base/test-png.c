/* test-png.c: what was seen is what is stored, to the pixel, and damage is told. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"

#define GAP_WORDS 3 /* rows of a frame need not touch each other */

typedef guint32 (*Painter) (guint x, guint y);

static guint32
paint_plain (guint x, guint y)
{
  return 0x00336699; /* the alpha byte of an opaque frame means nothing */
}

static guint32
paint_noise (guint x, guint y)
{
  return (x * 2654435761u) ^ (y * 40503u) ^ (x * y * 97u);
}

/* Every alpha, and every colour that alpha allows. */
static guint32
paint_premultiplied (guint x, guint y)
{
  const guint32 alpha = x & 0xff;
  const guint32 channel = alpha == 0 ? 0 : y % (alpha + 1);

  return alpha << 24 | channel << 16 | (alpha - channel) << 8 | channel / 2;
}

static AskgFrame *
new_painted (guint width, guint height, gboolean opaque, Painter paint)
{
  const gsize stride = width + GAP_WORDS;
  guint32 *words = g_new0 (guint32, stride * height);
  g_autoptr(GBytes) pixels = NULL;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      words[y * stride + x] = paint (x, y);
  pixels = g_bytes_new_take (words, stride * height * 4);

  return askg_frame_new (pixels, width, height, stride * 4, opaque, 7);
}

static guint32
pixel_at (AskgFrame *frame, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 word;

  memcpy (&word, data + y * askg_frame_get_stride_bytes (frame) + x * 4, 4);

  return askg_frame_is_opaque (frame) ? word | 0xff000000 : word;
}

static const struct
{
  const char *what;
  guint       width;
  guint       height;
  gboolean    opaque;
  Painter     paint;
} pictures[] = {
  { "one-pixel",        1,   1,   TRUE,  paint_plain },
  { "odd-width",        7,   5,   TRUE,  paint_noise },
  { "one-column",       1,   300, TRUE,  paint_noise },
  { "one-row",          1021, 1,  TRUE,  paint_noise },
  { "plain",            640, 480, TRUE,  paint_plain },
  { "noise",            333, 222, TRUE,  paint_noise },
  { "every-alpha",      256, 256, FALSE, paint_premultiplied },
  { "translucent-speck", 1,  1,   FALSE, paint_premultiplied },
};

static void
test_round_trip (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(AskgFrame) frame = new_painted (pictures[i].width, pictures[i].height, pictures[i].opaque,
                                            pictures[i].paint);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = askg_png_encode (frame, &error);
  g_autoptr(AskgFrame) back = NULL;

  g_assert_no_error (error);
  back = askg_png_decode_own (png, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (askg_frame_get_width_px (back), ==, pictures[i].width);
  g_assert_cmpuint (askg_frame_get_height_px (back), ==, pictures[i].height);
  g_assert_true (askg_frame_is_opaque (back) == pictures[i].opaque);
  for (guint y = 0; y < pictures[i].height; y++)
    for (guint x = 0; x < pictures[i].width; x++)
      g_assert_cmphex (pixel_at (back, x, y), ==, pixel_at (frame, x, y));
}

static void
test_a_colour_brighter_than_its_alpha_is_white_not_garbage (void)
{
  const guint32 word = 0x10ff0008;
  g_autoptr(GBytes) pixels = g_bytes_new (&word, 4);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, 1, 1, 4, FALSE, 7);
  g_autoptr(GBytes) png = askg_png_encode (frame, NULL);
  g_autoptr(AskgFrame) back = askg_png_decode_own (png, NULL);

  g_assert_cmphex (pixel_at (back, 0, 0), ==, 0x10100008);
}

static void
assert_damaged (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr(GBytes) png = g_bytes_new (bytes, n_bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_png_decode_own (png, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE);
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <=, 400);
}

static void
test_cut_anywhere_it_is_told (void)
{
  g_autoptr(AskgFrame) frame = new_painted (9, 6, TRUE, paint_noise);
  g_autoptr(GBytes) png = askg_png_encode (frame, NULL);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (png, &n_bytes);

  for (gsize cut = 0; cut < n_bytes; cut++)
    assert_damaged (bytes, cut);
}

static void
test_one_flipped_bit_anywhere_is_told (void)
{
  g_autoptr(AskgFrame) frame = new_painted (9, 6, FALSE, paint_premultiplied);
  g_autoptr(GBytes) png = askg_png_encode (frame, NULL);
  gsize n_bytes;
  g_autofree guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&png), &n_bytes);

  for (gsize i = 0; i < n_bytes * 8; i++)
    {
      bytes[i / 8] ^= 1 << i % 8;
      assert_damaged (bytes, n_bytes);
      bytes[i / 8] ^= 1 << i % 8;
    }
}

/* 16000 x 16000 in 60 bytes: the header alone must be enough to refuse. */
static void
test_a_bomb_is_refused_before_it_takes_memory (void)
{
  static const guint8 bomb[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
    0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0x3e, 0x80, 0, 0, 0x3e, 0x80, 8, 2, 0, 0, 0, 0xce, 0x1c, 0x48, 0x89,
    0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };

  assert_damaged (bomb, sizeof bomb);
  assert_damaged ((const guint8 *) "not a picture", 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/png/round-trip/%s", pictures[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_round_trip);
    }
  g_test_add_func ("/engine/png/a-colour-brighter-than-its-alpha-is-white-not-garbage",
                   test_a_colour_brighter_than_its_alpha_is_white_not_garbage);
  g_test_add_func ("/engine/png/cut-anywhere-it-is-told", test_cut_anywhere_it_is_told);
  g_test_add_func ("/engine/png/one-flipped-bit-anywhere-is-told", test_one_flipped_bit_anywhere_is_told);
  g_test_add_func ("/engine/png/a-bomb-is-refused-before-it-takes-memory",
                   test_a_bomb_is_refused_before_it_takes_memory);

  return g_test_run ();
}
