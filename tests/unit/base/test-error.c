/* test-error.c: what others say fits into a sentence of ours, in every script. */
#include "engine/base/askg-error.h"

static void
assert_quoted (const char *words,
               const char *expected)
{
  g_autofree char *quoted = askg_error_quote (words);

  g_assert_cmpstr (quoted, ==, expected);
}

static void
test_words_of_others_stand_in_brackets (void)
{
  assert_quoted ("No such file", "No such file");
  assert_quoted ("It was declined.", "It was declined");
  assert_quoted ("거절되었습니다.", "거절되었습니다");
  assert_quoted ("bwrap: cannot\n\tmap ids\n", "bwrap: cannot  map ids");
  assert_quoted ("caf\xe9.png", "caf\xef\xbf\xbd.png");
  assert_quoted ("", "");
  assert_quoted (".", "");
}

static void
test_long_words_end_between_characters (void)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint n_chars = 1; n_chars <= 200; n_chars++)
    {
      g_autofree char *quoted = NULL;

      g_string_append (words, n_chars % 2 == 0 ? "한" : "a");
      quoted = askg_error_quote (words->str);
      g_assert_true (g_utf8_validate (quoted, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (quoted, -1), ==, MIN (n_chars, 150));
      g_assert_true (g_str_has_suffix (quoted, "…") == (n_chars > 150));
    }
}

static void
test_errors_come_through_a_pipe_as_they_were (void)
{
  g_autoptr(GError) full = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_STORAGE_FULL, "The disk is full.");
  g_autoptr(GError) arrived = askg_error_new_for_id (askg_error_get_id (full), full->message);
  g_autoptr(GError) strange = askg_error_new_for_id ("of-a-later-version", "It broke.");

  g_assert_error (arrived, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL);
  g_assert_cmpstr (arrived->message, ==, "The disk is full.");
  g_assert_cmpstr (askg_error_get_id (strange), ==, "failed");
  g_assert_cmpstr (strange->message, ==, "It broke.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/words-of-others-stand-in-brackets", test_words_of_others_stand_in_brackets);
  g_test_add_func ("/error/long-words-end-between-characters", test_long_words_end_between_characters);
  g_test_add_func ("/error/errors-come-through-a-pipe-as-they-were", test_errors_come_through_a_pipe_as_they_were);

  return g_test_run ();
}
