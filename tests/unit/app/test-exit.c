/* test-exit.c: a sentence that is too long loses what it quotes, not what to do. */
#include <string.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"

#define MAX_CHARS 400

static char *
long_name (const char *part)
{
  GString *name = g_string_new (NULL);

  while (g_utf8_strlen (name->str, -1) < 1000)
    g_string_append (name, part);

  return g_string_free (name, FALSE);
}

static void
check_remains (const char *before, const char *part, const char *after, const char *first, const char *last)
{
  g_autofree char *name = long_name (part);
  g_autofree char *whole = g_strconcat (before, name, after, NULL);
  g_autofree char *cut = askg_exit_shorten (whole);

  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, MAX_CHARS);
  g_assert_true (g_str_has_prefix (cut, first));
  g_assert_true (g_str_has_suffix (cut, last));
  g_assert_nonnull (strstr (cut, "…"));
}

static void
test_what_to_do_remains (void)
{
  check_remains ("There is no engine “", "x", "”. Choose one of these: reader.",
                 "There is no engine “xxx", "…”. Choose one of these: reader.");
  check_remains ("It cannot be made (", "no ", "). Make its folder writable, then try again.",
                 "It cannot be made (no no", "…). Make its folder writable, then try again.");
  check_remains ("", "dir/", " is empty. Give a picture or some text.",
                 "dir/dir", "is empty. Give a picture or some text.");
  check_remains ("", "가나다", " 파일이 비어 있습니다. 그림이나 글을 주세요.",
                 "가나다", "비어 있습니다. 그림이나 글을 주세요.");
}

static void
test_the_longer_of_two_quotes_is_cut (void)
{
  g_autofree char *name = long_name ("x");
  g_autofree char *whole = g_strdup_printf ("The file “a.png” is not there (%s). Say “askglass doctor”.", name);
  g_autofree char *cut = askg_exit_shorten (whole);

  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, MAX_CHARS);
  g_assert_true (g_str_has_prefix (cut, "The file “a.png” is not there (xxx"));
  g_assert_true (g_str_has_suffix (cut, "…). Say “askglass doctor”."));
}

static void
test_what_fits_is_said_as_it_is (void)
{
  g_autofree char *fits = g_strnfill (MAX_CHARS, 'x');
  g_autofree char *same = askg_exit_shorten (fits);
  g_autofree char *line = askg_exit_shorten ("two\nlines");
  g_autofree char *foreign = askg_exit_shorten ("caf\xe9");

  g_assert_cmpstr (same, ==, fits);
  g_assert_cmpstr (line, ==, "two lines");
  g_assert_true (g_utf8_validate (foreign, -1, NULL));
}

static void
test_nothing_but_quotes (void)
{
  g_autofree char *name = long_name ("“(");
  g_autofree char *cut = askg_exit_shorten (name);

  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, MAX_CHARS);
}

/* A script asks once whether the engine is to blame, not once for each way in which it can be. */
static void
test_whatever_an_engine_does_wrong_is_one_code (void)
{
  static const AskgError wrongs[] = {
    ASKG_ERROR_NETWORK, ASKG_ERROR_ADDRESS, ASKG_ERROR_CERTIFICATE, ASKG_ERROR_KEY_REFUSED, ASKG_ERROR_NO_CREDIT,
    ASKG_ERROR_RATE_LIMIT, ASKG_ERROR_NO_SUCH_MODEL, ASKG_ERROR_ENGINE_FAILED, ASKG_ERROR_ENGINE_SILENT,
    ASKG_ERROR_EMPTY_ANSWER, ASKG_ERROR_NEEDS_MODEL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, wrongs[i], "x");

      g_assert_cmpint (askg_exit_for_error (error), ==, ASKG_EXIT_NO_ANSWER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/exit/what-to-do-remains", test_what_to_do_remains);
  g_test_add_func ("/app/exit/the-longer-of-two-quotes-is-cut", test_the_longer_of_two_quotes_is_cut);
  g_test_add_func ("/app/exit/what-fits-is-said-as-it-is", test_what_fits_is_said_as_it_is);
  g_test_add_func ("/app/exit/nothing-but-quotes", test_nothing_but_quotes);
  g_test_add_func ("/app/exit/whatever-an-engine-does-wrong-is-one-code", test_whatever_an_engine_does_wrong_is_one_code);

  return g_test_run ();
}
