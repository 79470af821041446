/* test-picture-decode.c: what strangers' pictures become, and what becomes of broken ones. */
#include <stdlib.h>
#include <string.h>

#include <spng.h>

#include "engine/base/askg-picture-decode.h"
#include "engine/base/askg-picture-exif.h"

static GBytes *
read_picture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "pictures", name, NULL);
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize n_bytes = 0;

  g_file_get_contents (path, &data, &n_bytes, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, n_bytes);
}

/* Exactly as long as it is said to be, so that a watcher sees one byte read too many. */
static AskgDecoded
decode_first (GBytes *file, gsize n_bytes)
{
  g_autofree guint8 *exact = g_memdup2 (g_bytes_get_data (file, NULL), n_bytes);

  return askg_picture_decode (exact != NULL ? exact : (const guint8 *) "", n_bytes);
}

static void
assert_near (guint32 pixel, guint32 wanted)
{
  for (int shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (abs ((int) (pixel >> shift & 0xff) - (int) (wanted >> shift & 0xff)), <=, 3);
}

static const struct
{
  const char *name;
  gboolean    opaque;
  guint32     quarters[4]; /* top left, top right, bottom left, bottom right */
} pictures[] = {
  { "alpha.png", FALSE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0x80808080 } },
  { "plain.png", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "palette.png", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "sixteen-bit-interlaced.png", FALSE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0x80808080 } },
  { "held-1.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-2.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-3.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-4.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-5.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-6.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-7.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "held-8.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "progressive.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "print.jpg", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "grey.jpg", TRUE, { 0xff4c4c4c, 0xff969696, 0xff1d1d1d, 0xffffffff } },
  { "alpha.webp", FALSE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0x80808080 } },
  { "lossy.webp", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
  { "moving.webp", TRUE, { 0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff } },
};

static void
test_looks_as_it_was_made (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GBytes) file = read_picture (pictures[i].name);
  AskgDecoded decoded = decode_first (file, g_bytes_get_size (file));
  guint32 row[24];

  g_assert_cmpint (decoded.report.verdict, ==, ASKG_PICTURE_WHOLE);
  g_assert_cmpuint (decoded.report.width_px, ==, 24);
  g_assert_cmpuint (decoded.report.height_px, ==, 16);
  g_assert_cmpint (decoded.report.opaque, ==, pictures[i].opaque);
  for (guint quarter = 0; quarter < 4; quarter++)
    {
      askg_picture_copy_row (&decoded, quarter < 2 ? 2 : 13, row);
      assert_near (row[quarter % 2 == 0 ? 2 : 21], pictures[i].quarters[quarter]);
    }
  free (decoded.pixels);
}

/* Cut anywhere, it is whole with every pixel of the original, or it is refused. */
static void
test_every_cut_is_whole_or_refused (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GBytes) file = read_picture (pictures[i].name);
  AskgDecoded original = decode_first (file, g_bytes_get_size (file));
  guint n_cut_short = 0;

  for (gsize cut = 0; cut < g_bytes_get_size (file); cut++)
    {
      AskgDecoded decoded = decode_first (file, cut);

      if (decoded.report.verdict == ASKG_PICTURE_WHOLE)
        g_assert_cmpmem (decoded.pixels, 24 * 16 * 4, original.pixels, 24 * 16 * 4);
      else
        g_assert_null (decoded.pixels);
      n_cut_short += decoded.report.verdict == ASKG_PICTURE_CUT_SHORT;
      free (decoded.pixels);
    }
  g_assert_cmpuint (n_cut_short, >, g_bytes_get_size (file) / 4);
  free (original.pixels);
}

/* One byte wrong at a time: any verdict will do, as long as it is one. */
static void
test_every_wrong_byte_is_survived (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GBytes) file = read_picture (pictures[i].name);
  gsize n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (file, &n_bytes);
  g_autofree guint8 *wrong = g_memdup2 (bytes, n_bytes);

  for (gsize at = 0; at < n_bytes; at++)
    {
      AskgDecoded decoded;

      wrong[at] = (guint8) ~bytes[at];
      decoded = askg_picture_decode (wrong, n_bytes);
      g_assert_true ((decoded.report.verdict == ASKG_PICTURE_WHOLE) == (decoded.pixels != NULL));
      free (decoded.pixels);
      wrong[at] = bytes[at];
    }
}

static const struct
{
  const char      *name;
  AskgPictureKind  kind;
} others[] = {
  { "apple.png", ASKG_PICTURE_KIND_APPLE_PNG },
  { "other.gif", ASKG_PICTURE_KIND_GIF },
  { "other.bmp", ASKG_PICTURE_KIND_BMP },
  { "other.tiff", ASKG_PICTURE_KIND_TIFF },
  { "make.py", ASKG_PICTURE_KIND_UNKNOWN },
};

static void
test_other_kinds_are_refused_by_name (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(GBytes) file = read_picture (others[i].name);
      AskgDecoded decoded = decode_first (file, g_bytes_get_size (file));

      g_assert_cmpint (decoded.report.verdict, ==, ASKG_PICTURE_NOT_OPENED);
      g_assert_cmpint (decoded.report.kind, ==, others[i].kind);
      g_assert_null (decoded.pixels);
    }
}

static AskgPictureVerdict
verdict_of_png (guint32 width, guint32 height, gsize n_pixel_bytes)
{
  g_autofree guint8 *pixels = g_malloc0 (n_pixel_bytes);
  struct spng_ihdr header = { width, height, 8, SPNG_COLOR_TYPE_GRAYSCALE, 0, 0, 0 };
  spng_ctx *png = spng_ctx_new (SPNG_CTX_ENCODER);
  AskgDecoded decoded;
  size_t n_bytes = 0;
  guint8 *bytes;
  int code = 0;

  spng_set_option (png, SPNG_ENCODE_TO_BUFFER, 1);
  spng_set_ihdr (png, &header);
  if (spng_encode_image (png, NULL, 0, SPNG_FMT_PNG, SPNG_ENCODE_PROGRESSIVE | SPNG_ENCODE_FINALIZE) == 0)
    for (gsize at = 0; at < n_pixel_bytes && code == 0; at += width)
      code = spng_encode_row (png, pixels + at, width);
  bytes = spng_get_png_buffer (png, &n_bytes, &code);
  g_assert_nonnull (bytes);
  decoded = askg_picture_decode (bytes, n_bytes);
  g_assert_cmpuint (decoded.report.width_px, ==, width);
  g_assert_cmpuint (decoded.report.height_px, ==, height);
  free (decoded.pixels);
  free (bytes);
  spng_ctx_free (png);

  return decoded.report.verdict;
}

/* A real one: 109 megapixels of nothing, packed into a tenth of a megabyte. */
static void
test_109_megapixels_are_refused_at_once (void)
{
  gint64 before;

  g_test_timer_start ();
  g_assert_cmpint (verdict_of_png (10440, 10440, 10440 * 10440), ==, ASKG_PICTURE_TOO_BIG);
  before = g_get_monotonic_time ();
  g_assert_cmpint (verdict_of_png (20000, 3, 20000 * 3), ==, ASKG_PICTURE_TOO_BIG);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 100000);
  g_assert_cmpint (verdict_of_png (16384, 1, 16384), ==, ASKG_PICTURE_WHOLE);
}

/* Notes that point anywhere lead nowhere. */
static void
test_how_it_was_held_is_read_within_its_bytes (void)
{
  g_autoptr(GBytes) file = read_picture ("held-6.jpg");
  gsize n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (file, &n_bytes);

  for (gsize cut = 0; cut <= 200; cut++)
    for (guint value = 0; value < 256; value += 51)
      {
        g_autofree guint8 *exact = g_memdup2 (bytes, cut + 1);

        exact[cut] = (guint8) value;
        g_assert_cmpuint (askg_picture_find_orientation (exact, cut + 1), <=, 8);
      }
  g_assert_cmpuint (askg_picture_find_orientation (bytes, n_bytes), ==, 6);
}

/* A helper that was taken over can say nothing but a verdict. */
static void
test_a_lying_report_is_none (void)
{
  const AskgPictureReport whole = { ASKG_PICTURE_WHOLE, ASKG_PICTURE_KIND_PNG, 640, 480, TRUE };
  guint8 bytes[ASKG_PICTURE_REPORT_BYTES + 1];
  AskgPictureReport read;

  askg_picture_report_pack (&whole, bytes);
  g_assert_true (askg_picture_report_parse (bytes, ASKG_PICTURE_REPORT_BYTES, &read));
  g_assert_cmpmem (&read, sizeof read, &whole, sizeof whole);
  for (gsize cut = 0; cut < sizeof bytes; cut++)
    if (cut != ASKG_PICTURE_REPORT_BYTES)
      g_assert_false (askg_picture_report_parse (bytes, cut, &read));
  for (gsize at = 0; at < ASKG_PICTURE_REPORT_BYTES; at++)
    for (guint flip = 1; flip < 256; flip++)
      {
        askg_picture_report_pack (&whole, bytes);
        bytes[at] ^= flip;
        if (askg_picture_report_parse (bytes, ASKG_PICTURE_REPORT_BYTES, &read) && read.verdict == ASKG_PICTURE_WHOLE)
          g_assert_true (askg_picture_size_is_allowed (read.width_px, read.height_px));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *looks = g_strdup_printf ("/engine/picture/looks-as-it-was-made/%s", pictures[i].name);
      g_autofree char *cut = g_strdup_printf ("/engine/picture/every-cut-is-whole-or-refused/%s", pictures[i].name);
      g_autofree char *wrong = g_strdup_printf ("/engine/picture/every-wrong-byte-is-survived/%s", pictures[i].name);

      g_test_add_data_func (looks, GSIZE_TO_POINTER (i), test_looks_as_it_was_made);
      g_test_add_data_func (cut, GSIZE_TO_POINTER (i), test_every_cut_is_whole_or_refused);
      g_test_add_data_func (wrong, GSIZE_TO_POINTER (i), test_every_wrong_byte_is_survived);
    }
  g_test_add_func ("/engine/picture/other-kinds-are-refused-by-name", test_other_kinds_are_refused_by_name);
  g_test_add_func ("/engine/picture/109-megapixels-are-refused-at-once", test_109_megapixels_are_refused_at_once);
  g_test_add_func ("/engine/picture/how-it-was-held-is-read-within-its-bytes",
                   test_how_it_was_held_is_read_within_its_bytes);
  g_test_add_func ("/engine/picture/a-lying-report-is-none", test_a_lying_report_is_none);

  return g_test_run ();
}
