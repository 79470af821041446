/* test-skeleton.c: what looks alike becomes alike, and every byte leads back to the text. */
#include "engine/debug/askg-skeleton.h"

#include <string.h>

static char *
folded (const char *text)
{
  g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (text);

  return g_strndup ((const char *) skeleton->folded->data, skeleton->folded->len);
}

static void
assert_alike (const char *a,
              const char *b)
{
  g_autofree char *one = folded (a);
  g_autofree char *two = folded (b);

  g_assert_cmpstr (one, ==, two);
}

static void
test_what_looks_alike_becomes_alike (void)
{
  assert_alike ("‘x’ undeclared", "'x' undeclared");
  assert_alike ("x undeclared", "“x” undeclared");
  assert_alike ("lmportError: 0", "ImportError: O");
  assert_alike ("error[E@308]", "error[E0308]");
  assert_alike ("main .c: 3 : error", "main.c:3:error");
  assert_alike ("\033[1;31merror\033[0m:", "error:");
  assert_alike ("\033]8;;file:///x\033\\a.c\033]8;;\033\\:3", "a.c:3");
  assert_alike ("-- no such", "– no such");
  assert_alike ("wait…", "wait...");
  assert_alike ("retum modern", "return modem");
  assert_alike ("a\tb\u00a0c", "a b c");
}

static void
test_every_byte_leads_back (void)
{
  static const char text[] = "one ‘two’\n  w\033[1mm\033[0m\n\nend";
  g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (text);
  const AskgRow *rows = (const AskgRow *) (gpointer) skeleton->rows->data;
  g_autofree char *word = askg_skeleton_slice (skeleton, 3, 7, FALSE);

  g_assert_cmpuint (skeleton->rows->len, ==, 4);
  g_assert_cmpstr (word, ==, "two");
  for (guint i = 0; i < skeleton->rows->len; i++)
    g_assert_cmpuint (rows[i].line, ==, i);
  g_assert_cmpuint (rows[1].text_end - rows[1].text_start, ==, strlen ("w\033[1mm\033[0m"));
  g_assert_cmpuint (rows[2].text_start, ==, rows[2].text_end);
}

static void
test_a_long_line_is_several_rows_of_one_line (void)
{
  g_autofree char *text = g_strnfill (2500, 'x');
  g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (text);

  g_assert_cmpuint (skeleton->rows->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (skeleton->rows, AskgRow, i).line, ==, 0);
}

/* Every prefix of a text with everything in it, valid or cut in the middle of a character. */
static void
test_every_cut_is_whole (void)
{
  static const char text[] = "e\033[1;3m‘r’\033]0;t\a…\xf0\x9f\x98\x80 \xff\xc3 m\033\n\033]x\n\r\n오류 -- == end";

  for (gsize cut = 0; cut < sizeof text; cut++)
    {
      g_autofree char *prefix = g_strndup (text, cut);
      g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (prefix);
      g_autofree char *all = askg_skeleton_slice (skeleton, 0, skeleton->folded->len, TRUE);

      g_assert_true (g_utf8_validate (all, -1, NULL));
      g_assert_cmpuint (skeleton->places->len, ==, skeleton->folded->len);
      for (guint i = 0; i < skeleton->places->len; i++)
        g_assert_cmpuint (g_array_index (skeleton->places, guint32, i) + skeleton->widths->data[i], <=, cut);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debug/skeleton/alike", test_what_looks_alike_becomes_alike);
  g_test_add_func ("/debug/skeleton/places", test_every_byte_leads_back);
  g_test_add_func ("/debug/skeleton/long-line", test_a_long_line_is_several_rows_of_one_line);
  g_test_add_func ("/debug/skeleton/every-cut", test_every_cut_is_whole);

  return g_test_run ();
}
