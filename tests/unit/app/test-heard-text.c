/* test-heard-text.c: an answer's Markdown is cut where its transcript was heard, and never within a letter or a word. */
#include "app/askg-heard-text.h"

#include <string.h>

#include "engine/model/askg-markdown.h"

#define ANSWER "## First\n\nThis is **bold** and `plain`, see [the page](https://example.org/path).\n\n- 하나\n- 둘\n"

static void
assert_cut (gsize       n_heard,
            const char *left)
{
  g_autofree char *cut = g_strndup (ANSWER, askg_heard_text_cut (ANSWER, n_heard));

  g_assert_cmpstr (cut, ==, left);
}

static void
test_what_is_left_is_what_was_heard (void)
{
  assert_cut (0, "");
  assert_cut (strlen ("First"), "## First");
  assert_cut (strlen ("First\nThis is"), "## First\n\nThis is");
  assert_cut (1000, ANSWER);
}

/* However far it was heard: what is left shows at least that, and is a beginning of it in whole letters. */
static void
test_nothing_that_was_heard_is_lost (void)
{
  g_autoptr(AskgMarkdown) whole = askg_markdown_parse (ANSWER);
  g_autofree char *transcript = askg_markdown_to_transcript (whole);
  gsize before = 0;

  for (const char *p = transcript; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gsize n = askg_heard_text_cut (ANSWER, p - transcript);
      g_autofree char *left = g_strndup (ANSWER, n);

      g_assert_cmpuint (n, >=, before);
      g_assert_true (g_utf8_validate (left, -1, NULL));
      before = n;
    }
}

static void
test_a_word_is_whole_or_not_there (void)
{
  const char *text = "The compiler has 컴파일러";

  g_assert_cmpuint (askg_heard_text_round (text, 0), ==, 0);
  g_assert_cmpuint (askg_heard_text_round (text, 3), ==, 3);
  g_assert_cmpuint (askg_heard_text_round (text, 6), ==, 3);
  g_assert_cmpuint (askg_heard_text_round (text, 12), ==, 12);
  g_assert_cmpuint (askg_heard_text_round (text, strlen (text) - 1), ==, 16);
  g_assert_cmpuint (askg_heard_text_round (text, 1000), ==, strlen (text));
}

static void
test_the_last_words_are_told (void)
{
  const char *text = "One two\nthree four five six";
  g_autofree char *last = askg_heard_text_last_words (text, 18, 3);
  g_autofree char *none = askg_heard_text_last_words (text, 0, 3);

  g_assert_cmpstr (last, ==, "two three four");
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heard-text/what-is-left-is-what-was-heard", test_what_is_left_is_what_was_heard);
  g_test_add_func ("/heard-text/nothing-that-was-heard-is-lost", test_nothing_that_was_heard_is_lost);
  g_test_add_func ("/heard-text/a-word-is-whole-or-not-there", test_a_word_is_whole_or_not_there);
  g_test_add_func ("/heard-text/the-last-words-are-told", test_the_last_words_are_told);

  return g_test_run ();
}
