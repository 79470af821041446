/* test-reading-wire.c: what the helper says is believed only where it can be true. */
#include "engine/local/askg-reading-wire.h"

static AskgPageText *
new_page (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, "error:", &(AskgRect) { 10, 10, 60, 12 }, 95);
  askg_page_text_builder_add_word (builder, "오류", &(AskgRect) { 80, 10, 30, 12 }, 90);
  askg_page_text_builder_end_line (builder, 0, 0);
  askg_page_text_builder_add_word (builder, "x", &(AskgRect) { 20, 30, 8, 12 }, 80);
  askg_page_text_builder_end_line (builder, 1, 4);

  return askg_page_text_builder_finish (builder);
}

static void
test_a_page_survives_the_pipe (void)
{
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(GBytes) packed = askg_reading_page_pack (page);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) back = NULL;
  gsize n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &n_bytes);

  g_assert_true (askg_reading_page_parse (bytes, n_bytes, 200, 100, builder));
  back = askg_page_text_builder_finish (builder);
  g_assert_cmpstr (askg_page_text_get_text (back), ==, askg_page_text_get_text (page));
  g_assert_cmpuint (askg_page_text_get_line (back, 1)->paragraph, ==, 1);
}

/* Cut or changed anywhere, it is refused, or every word lies on the picture. */
static void
test_a_lying_page_is_refused (void)
{
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(GBytes) packed = askg_reading_page_pack (page);
  gsize n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &n_bytes);

  for (gsize at = 0; at < n_bytes; at++)
    for (guint flip = 0; flip < 256; flip += 17)
      {
        g_autofree guint8 *wrong = g_memdup2 (bytes, flip == 0 ? MAX (1, at) : n_bytes);
        g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
        g_autoptr(AskgPageText) back = NULL;

        if (flip != 0)
          wrong[at] ^= flip;
        if (!askg_reading_page_parse (wrong, flip == 0 ? at : n_bytes, 200, 100, builder))
          continue;
        back = askg_page_text_builder_finish (builder);
        g_assert_true (g_utf8_validate (askg_page_text_get_text (back), -1, NULL));
        for (guint i = 0; i < askg_page_text_get_n_words (back); i++)
          {
            const AskgRect *box = &askg_page_text_get_word (back, i)->box;

            g_assert_cmpint (box->x + box->width, <=, 200);
            g_assert_cmpint (box->y + box->height, <=, 100);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/reading-wire/a-page-survives-the-pipe", test_a_page_survives_the_pipe);
  g_test_add_func ("/engine/reading-wire/a-lying-page-is-refused", test_a_lying_page_is_refused);

  return g_test_run ();
}
