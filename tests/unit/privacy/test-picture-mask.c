/* test-picture-mask.c: of a covered word nothing is left, and of its neighbours everything. */
#include <string.h>

#include "engine/privacy/askg-page-readings.h"
#include "engine/privacy/askg-page-secrets.h"
#include "engine/privacy/askg-picture-mask.h"

#define SIDE_PX 200

/* No two pixels next to each other are alike. */
static AskgFrame *
new_frame (void)
{
  guint32 *words = g_new (guint32, SIDE_PX * SIDE_PX);
  g_autoptr(GBytes) pixels = NULL;

  for (guint i = 0; i < SIDE_PX * SIDE_PX; i++)
    words[i] = i * 2654435761u | 1;
  pixels = g_bytes_new_take (words, SIDE_PX * SIDE_PX * 4);

  return askg_frame_new (pixels, SIDE_PX, SIDE_PX, SIDE_PX * 4, FALSE, 7);
}

static guint32
pixel_at (AskgFrame *frame, int x, int y)
{
  return ((const guint32 *) g_bytes_get_data (askg_frame_get_pixels (frame), NULL))[y * SIDE_PX + x];
}

static void
add_word (AskgPageTextBuilder *builder, const char *text, int x, int y, int width)
{
  askg_page_text_builder_add_word (builder, text, &(AskgRect) { x, y, width, 10 }, 90);
}

/* "KEY = abc def" over "next": three words a glyph apart, and one below. */
static AskgPageText *
new_page (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  add_word (builder, "KEY=", 40, 50, 24);
  add_word (builder, "abc", 90, 50, 18);
  add_word (builder, "def", 112, 50, 18);
  askg_page_text_builder_end_line (builder, 0, 0);
  add_word (builder, "next", 40, 64, 24);
  askg_page_text_builder_end_line (builder, 0, 0);

  return askg_page_text_builder_finish (builder);
}

static void
test_a_covered_word_is_flat_and_the_rest_is_as_it_was (void)
{
  const gboolean is_covered[] = { FALSE, TRUE, TRUE, FALSE };
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(GArray) boxes = askg_picture_mask_boxes (frame, page, is_covered);
  g_autoptr(AskgFrame) masked = askg_picture_mask_paint (frame, boxes);
  const AskgRect *box = &g_array_index (boxes, AskgRect, 0);

  g_assert_cmpuint (boxes->len, ==, 1); /* the gap tells nothing either */
  g_assert_cmpint (box->x, ==, 80);
  g_assert_cmpint (box->x + box->width, ==, 140);
  g_assert_cmpint (box->y + box->height, <, 64);
  for (int y = 0; y < SIDE_PX; y++)
    for (int x = 0; x < SIDE_PX; x++)
      {
        const gboolean inside = x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;

        g_assert_cmphex (pixel_at (masked, x, y), ==, inside ? 0xff000000u : pixel_at (frame, x, y));
      }
  g_assert_cmpint (askg_frame_get_captured_at_us (masked), ==, 7);
}

static void
test_where_nothing_is_covered_the_picture_is_the_same (void)
{
  const gboolean is_covered[4] = { FALSE };
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(GArray) boxes = askg_picture_mask_boxes (frame, page, is_covered);
  g_autoptr(AskgFrame) masked = askg_picture_mask_paint (frame, boxes);

  g_assert_true (masked == frame);
}

static void
test_boxes_that_reach_outside_are_cut (void)
{
  const AskgRect places[] = { { -30, -4, 60, 12 }, { 190, 195, 40, 40 }, { 500, 10, 20, 10 } };
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GArray) boxes = NULL;
  g_autoptr(AskgFrame) masked = NULL;
  const gboolean is_covered[] = { TRUE, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      askg_page_text_builder_add_word (builder, "x", &places[i], 90);
      askg_page_text_builder_end_line (builder, 0, 0);
    }
  page = askg_page_text_builder_finish (builder);
  boxes = askg_picture_mask_boxes (frame, page, is_covered);
  masked = askg_picture_mask_paint (frame, boxes);

  g_assert_cmpuint (boxes->len, ==, 2);
  g_assert_cmphex (pixel_at (masked, 0, 0), ==, 0xff000000u);
  g_assert_cmphex (pixel_at (masked, SIDE_PX - 1, SIDE_PX - 1), ==, 0xff000000u);
}

static void
test_a_picture_that_nobody_read_is_covered_whole (void)
{
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgFrame) masked = askg_picture_mask_all (frame);

  for (int i = 0; i < SIDE_PX; i++)
    g_assert_cmphex (pixel_at (masked, i, SIDE_PX - 1 - i), ==, 0xff000000u);
}

/* -- As running text --------------------------------------------------------- */

static gboolean
some_reading_has (GPtrArray *readings, const char *words)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const AskgPageReading *reading = g_ptr_array_index (readings, i);

      g_assert_cmpuint (reading->words->len, ==, reading->text->len);
      if (strstr (reading->text->str, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_a_token_in_pieces_is_read_in_one (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GPtrArray) readings = NULL;

  add_word (builder, "use", 10, 10, 18);
  add_word (builder, "quay_9f3Ab2Kp", 34, 10, 78);
  add_word (builder, "Xw7", 114, 10, 18); /* a gap of a third of a glyph */
  askg_page_text_builder_end_line (builder, 0, 0);
  add_word (builder, "then", 10, 24, 24);
  askg_page_text_builder_end_line (builder, 0, 0);
  add_word (builder, "quay_77Lm3Qz0Rt-", 10, 38, 96);
  askg_page_text_builder_end_line (builder, 0, 0);
  add_word (builder, "5Gh2", 10, 52, 24);
  askg_page_text_builder_end_line (builder, 0, 0);
  page = askg_page_text_builder_finish (builder);
  readings = askg_page_readings_new (page);

  g_assert_true (some_reading_has (readings, "use quay_9f3Ab2Kp Xw7\nthen"));
  g_assert_true (some_reading_has (readings, "use quay_9f3Ab2KpXw7"));
  g_assert_true (some_reading_has (readings, "quay_77Lm3Qz0Rt-5Gh2"));
}

static void
test_what_eyes_confuse_is_put_right (void)
{
  const struct { const char *read, *meant; } words[] = {
    { "4O12-8888-8888-l88I", "4012-8888-8888-1881" }, { "AKlAYQAAWIBVK3KT5VOG", "AKIAYQAAWIBVK3KT5VOG" },
    { "5k-proj—9f3A", "sk-proj-9f3A" }, { "“Oslo”", "\"Oslo\"" }, { "B1l0", "B1l0" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
      g_autoptr(AskgPageText) page = NULL;
      g_autoptr(GPtrArray) readings = NULL;

      add_word (builder, words[i].read, 10, 10, 60);
      page = askg_page_text_builder_finish (builder);
      readings = askg_page_readings_new (page);
      g_assert_true (some_reading_has (readings, words[i].meant));
    }
}

static void
test_a_page_without_words_has_no_reading (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);
  g_autoptr(GPtrArray) readings = askg_page_readings_new (page);

  g_assert_cmpuint (readings->len, ==, 0);
}

/* Of one line of words, each 24 pixels after the one before: which are covered, as letters. */
static char *
covered_words (const char *line)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_auto(GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GArray) ids = NULL;
  GString *out = g_string_new (NULL);
  int x = 10;

  for (guint i = 0; words[i] != NULL; i++)
    {
      add_word (builder, words[i], x, 10, 8 * (int) strlen (words[i]));
      x += 8 * (int) strlen (words[i]) + 8;
    }
  askg_page_text_builder_end_line (builder, 0, 0);
  page = askg_page_text_builder_finish (builder);
  ids = askg_page_secrets_find (page, redactor, cover);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_c (out, g_array_index (ids, guint, i) != ASKG_NO_SECRET ? '#' : '.');

  return g_string_free (out, FALSE);
}

static void
test_what_was_read_wrongly_is_covered_too (void)
{
  static const struct { const char *line, *covered; } rows[] = {
    { "IBAN: CH87 9000 0286 2769 9749 6 today", ".######." }, /* a digit is wrong */
    { "IBAN: NL47TEST\117763776942 today", ".#." },            /* a letter for a digit */
    { "keys AS" "IAIU6ZAVAIAHJSLQWIJ (never used)", ".#.." },  /* one letter too many */
    { "api_key = \"AI" "zaZrZZVhbhjIpcfRO mY4nWZs-lvH4ligfeFSB\"", "..##" },
    { "IBAN numbers have check digits", "....." }, { "IBAN: AB12 is too short", "....." },
    { "class ASIAMarkets of ASIAPACIFIC", "...." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *covered = covered_words (rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (covered, ==, rows[i].covered);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-mask/a-covered-word-is-flat-and-the-rest-is-as-it-was",
                   test_a_covered_word_is_flat_and_the_rest_is_as_it_was);
  g_test_add_func ("/picture-mask/where-nothing-is-covered-the-picture-is-the-same",
                   test_where_nothing_is_covered_the_picture_is_the_same);
  g_test_add_func ("/picture-mask/boxes-that-reach-outside-are-cut", test_boxes_that_reach_outside_are_cut);
  g_test_add_func ("/picture-mask/a-picture-that-nobody-read-is-covered-whole", test_a_picture_that_nobody_read_is_covered_whole);
  g_test_add_func ("/page-readings/a-token-in-pieces-is-read-in-one", test_a_token_in_pieces_is_read_in_one);
  g_test_add_func ("/page-readings/what-eyes-confuse-is-put-right", test_what_eyes_confuse_is_put_right);
  g_test_add_func ("/page-readings/a-page-without-words-has-no-reading", test_a_page_without_words_has_no_reading);
  g_test_add_func ("/privacy/picture-mask/what-was-read-wrongly-is-covered-too", test_what_was_read_wrongly_is_covered_too);

  return g_test_run ();
}
