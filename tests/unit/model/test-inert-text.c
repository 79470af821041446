/* test-inert-text.c: what strangers wrote can be shown, copied and printed without acting. */
#include "engine/model/askg-inert-text.h"

#include <string.h>

static const struct
{
  const char     *what;
  const char     *text;
  AskgInertFlags  flags;
  const char     *inert;
} texts[] = {
  { "words", "a\tb\nc é 한글", 0, "a\tb\nc é 한글" },
  { "escape-sequence", "x\033[2K\007", 0, "x<U+001B>[2K<U+0007>" },
  { "c1", "\xc2\x9b" "31mred", 0, "<U+009B>31mred" },
  { "overwriting", "rm -rf /\b\b\rsafe\r\nx", 0, "rm -rf /<U+0008><U+0008>\nsafe\nx" },
  { "override-in-prose", "a\xe2\x80\xae" "b\xe2\x80\xac", 0, "ab" },
  { "override-in-code", "a\xe2\x80\xae" "b", ASKG_INERT_SHOW_HIDDEN, "a<U+202E>b" },
  { "tags", "hi\xf3\xa0\x81\x83\xf3\xa0\x81\x81", 0, "hi" },
  { "tags-in-code", "\xf3\xa0\x81\x83", ASKG_INERT_SHOW_HIDDEN, "<U+E0043>" },
  { "zero-width", "pass\xe2\x80\x8bword \xe2\x81\xa0\xef\xbb\xbf\xe3\x85\xa4", 0, "password " },
  { "selectors", "\xf0\x9f\x98\x80\xf3\xa0\x85\x95\xf3\xa0\x85\xa8\xef\xb8\x8f\xef\xb8\x8f", 0, "\xf0\x9f\x98\x80\xef\xb8\x8f" },
  { "family", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", 0, "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9" },
  { "persian", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", 0, "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
  { "joiner-in-latin", "a\xe2\x80\x8d" "b", 0, "ab" },
  { "one-line", "ok\nINFO forged\tx\xe2\x80\xa8y", ASKG_INERT_ONE_LINE, "ok INFO forged x y" },
  { "not-utf8", "\xed\xa0\x80\xc0\x80 A", 0, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd A" },
  { "no-character", "\xef\xbf\xbf", 0, "\xef\xbf\xbd" },
  { "format", "%n%s {0} ${HOME}", 0, "%n%s {0} ${HOME}" },
};

static void
test_text (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree char *inert = askg_text_make_inert (texts[i].text, texts[i].flags);
  g_autofree char *again = askg_text_make_inert (inert, texts[i].flags);

  g_assert_cmpstr (inert, ==, texts[i].inert);
  g_assert_cmpstr (again, ==, inert);
}

static void
test_a_text_in_pieces_is_the_same (void)
{
  const char *text = "a\r\nb\033[2Jc e\xcc\x81\xcc\x81\n";
  const gsize n_bytes = strlen (text);
  g_autofree char *whole = askg_text_make_inert (text, 0);

  for (gsize cut = 0; cut <= n_bytes; cut++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      AskgInert inert = { 0 };

      if (cut < n_bytes && ((guchar) text[cut] & 0xc0) == 0x80)
        continue; /* pieces are whole characters */
      askg_inert_append (&inert, out, text, cut, 0);
      askg_inert_append (&inert, out, text + cut, n_bytes - cut, 0);
      g_assert_cmpstr (out->str, ==, whole);
      g_assert_cmpuint (inert.n_hidden, ==, 1);
    }
}

static void
test_marks_do_not_pile_up (void)
{
  g_autoptr(GString) text = g_string_new ("Z");
  g_autofree char *inert = NULL;

  for (int i = 0; i < 4000; i++)
    g_string_append (text, "\xcc\xb5");
  g_string_append (text, "ok");
  inert = askg_text_make_inert (text->str, 0);
  g_assert_cmpuint (g_utf8_strlen (inert, -1), ==, 1 + 8 + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/inert-text/", texts[i].what, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_text);
    }
  g_test_add_func ("/engine/inert-text/a-text-in-pieces-is-the-same", test_a_text_in_pieces_is_the_same);
  g_test_add_func ("/engine/inert-text/marks-do-not-pile-up", test_marks_do_not_pile_up);

  return g_test_run ();
}
