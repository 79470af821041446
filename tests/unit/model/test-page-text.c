/* test-page-text.c: words become lines, and every place in the text leads back to its line. */
#include "engine/model/askg-page-text.h"

static AskgPageText *
new_page (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, "main.c:3:", &(AskgRect) { 10, 10, 90, 14 }, 95);
  askg_page_text_builder_add_word (builder, "error", &(AskgRect) { 110, 8, 50, 16 }, 85);
  askg_page_text_builder_end_line (builder, 0, 0);
  askg_page_text_builder_end_line (builder, 0, 0); /* a line without words is none */
  askg_page_text_builder_add_word (builder, "한글", &(AskgRect) { 30, 40, 40, 14 }, 90);
  askg_page_text_builder_end_line (builder, 1, 2);

  return askg_page_text_builder_finish (builder);
}

static void
test_lines_join_their_words (void)
{
  g_autoptr(AskgPageText) page = new_page ();
  const AskgTextLine *line = askg_page_text_get_line (page, 0);

  g_assert_cmpstr (askg_page_text_get_text (page), ==, "main.c:3: error\n  한글");
  g_assert_cmpuint (askg_page_text_get_n_lines (page), ==, 2);
  g_assert_cmpuint (askg_page_text_get_confidence (page), ==, 90);
  g_assert_cmpint (line->box.x, ==, 10);
  g_assert_cmpint (line->box.y, ==, 8);
  g_assert_cmpint (line->box.width, ==, 150);
  g_assert_cmpint (line->box.height, ==, 16);
}

static void
test_every_place_leads_to_its_line (void)
{
  g_autoptr(AskgPageText) page = new_page ();
  const gsize first = sizeof "main.c:3: error" - 1;

  for (gsize at = 0; at <= first; at++)
    g_assert_cmpuint (askg_page_text_find_line (page, at), ==, 0);
  for (gsize at = first + 1; at < first + 30; at++)
    g_assert_cmpuint (askg_page_text_find_line (page, at), ==, 1);
}

static void
test_a_picture_without_words_has_no_lines (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);

  g_assert_cmpstr (askg_page_text_get_text (page), ==, "");
  g_assert_cmpuint (askg_page_text_get_n_lines (page), ==, 0);
  g_assert_cmpuint (askg_page_text_get_confidence (page), ==, 0);
  g_assert_cmpuint (askg_page_text_find_line (page, 0), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/page-text/lines-join-their-words", test_lines_join_their_words);
  g_test_add_func ("/engine/page-text/every-place-leads-to-its-line", test_every_place_leads_to_its_line);
  g_test_add_func ("/engine/page-text/a-picture-without-words-has-no-lines", test_a_picture_without_words_has_no_lines);

  return g_test_run ();
}
