/* test-words.c: what a text is found by, and where the hit is shown. */
#include "engine/memory/askg-snippet.h"
#include "engine/memory/askg-words.h"

#include <string.h>

#define NOW_US (G_GINT64_CONSTANT (1795262400) * G_USEC_PER_SEC)

static int
append (const char *folded, gsize n_bytes, gsize start, gsize end, AskgWordFlags flags, gpointer user_data)
{
  GString *seen = user_data;

  g_assert_cmpuint (start, <, end);
  if (seen->len > 0)
    g_string_append_c (seen, (flags & ASKG_WORD_BESIDE) != 0 ? '=' : ' ');
  g_string_append_len (seen, folded, n_bytes);

  return 0;
}

static char *
words_of (const char *text, gsize n_bytes, gboolean as_query)
{
  GString *seen = g_string_new (NULL);

  g_assert_cmpint (askg_words_split (text, n_bytes, as_query, append, seen), ==, 0);
  return g_string_free (seen, FALSE);
}

static const struct
{
  const char *what;
  const char *text;
  const char *found_by;
  const char *looked_for;
} texts[] = {
  { "words",        "Segmentation fault (core dumped)", "segmentation fault core dumped", "segmentation fault core dumped" },
  { "code",         "error[E0308]: foo_bar::baz",       "error e0308 foo bar baz",  "error e0308 foo bar baz" },
  { "path",         "/usr/lib/libGL.so.1",              "usr lib lib gl=libgl so 1", "usr lib lib gl so 1" },
  { "camel",        "GtkWidget",                        "gtk widget=gtkwidget",     "gtk widget" },
  { "capitals",     "HTTPServer",                       "http server=httpserver",   "http server" },
  { "korean",       "빌드가 실패",                         "빌드 드가=가 실패=패",         "빌드 드가 실패" },
  { "one-syllable", "빌",                                "빌",                       "빌" },
  { "mixed",        "gcc오류12",                          "gcc 오류=류 12",             "gcc 오류 12" },
  { "japanese",     "エラー・コード",                      "エラ ラー=ー コー ード=ド",       "エラ ラー コー ード" },
  { "accents",      "Größe café CAFE\xcc\x81",           "große cafe cafe",          "große cafe cafe" },
  { "wide",         "ＡＢＣ１２",                          "abc12",                    "abc12" },
  { "no-words",     "-> != ... 🙂",                       "",                         "" },
  { "not-utf8",     "one\xfftwo\xc3",                    "one two",                  "one two" },
};

static void
test_table (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree char *found_by = words_of (texts[i].text, strlen (texts[i].text), FALSE);
  g_autofree char *looked_for = words_of (texts[i].text, strlen (texts[i].text), TRUE);

  g_assert_cmpstr (found_by, ==, texts[i].found_by);
  g_assert_cmpstr (looked_for, ==, texts[i].looked_for);
}

/* Cut anywhere, also inside a character: no word may reach behind the cut. */
static void
test_every_cut (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  const gsize length = strlen (texts[i].text);

  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autofree char *exact = g_memdup2 (texts[i].text, cut); /* so that a sanitizer sees the end */
      g_autofree char *words = words_of (exact, cut, FALSE);

      g_assert_true (g_utf8_validate (words, -1, NULL));
    }
}

/* Folding what is folded changes nothing, or the index would not find what it holds. */
static void
test_folding_twice_changes_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *once = words_of (texts[i].text, strlen (texts[i].text), TRUE);
      g_autofree char *twice = words_of (once, strlen (once), TRUE);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_endless_word_is_cut (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *words = words_of (endless, 100000, FALSE);

  g_assert_cmpuint (strlen (words), <=, 64);
  g_assert_cmpuint (strlen (words), >, 50);
}

/* An empty one where nothing is marked. */
static AskgMark
first_mark (const AskgSnippet *snippet)
{
  return snippet->marks->len > 0 ? g_array_index (snippet->marks, AskgMark, 0) : (AskgMark) { 0, 0 };
}

static const struct
{
  const char *query;
  const char *text;
  const char *marked; /* (nullable): the hit */
  guint       n_terms;
} hits[] = {
  { "fault",          "Segmentation fault",                  "fault",     1 },
  { "segm",           "Segmentation fault",                  "Segm",      1 },
  { "FAULT segm",     "Segmentation fault",                  "Segm",      2 },
  { "드가",            "어제 빌드가 실패했다",                   "드가",        1 },
  { "빌",              "어제 빌드가",                           "빌",          1 },
  { "가",              "어제 빌드가",                           "가",          1 },
  { "foo_bar",        "in foo_bar() at 3",                   "foo_bar",   1 },
  { "widget",         "a GtkWidget here",                    "Widget",    1 },
  { "gtkwidget",      "a GtkWidget here",                    "GtkWidget", 1 },
  { "GtkWidget",      "a gtkwidget here",                    "gtkwidget", 1 },
  { "lib/libGL",      "/usr/lib/libGL.so.1",                 "lib/libGL", 1 },
  { "cafe",           "un CAFÉ noir",                        "CAFÉ",      1 },
  { "absent",         "Segmentation fault",                  NULL,        0 },
  { "bar_foo",        "in foo_bar() at 3",                   NULL,        0 },
};

static void
test_hit_is_marked (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(AskgQuery) query = askg_query_parse (hits[i].query, NOW_US);
  g_auto(AskgSnippet) snippet = { NULL };
  g_autofree char *marked = NULL;

  askg_query_find (query, hits[i].text, &snippet);
  marked = g_strndup (snippet.text + first_mark (&snippet).start, first_mark (&snippet).length);

  g_assert_cmpuint ((guint) __builtin_popcount (snippet.terms), ==, hits[i].n_terms);
  g_assert_cmpstr (marked, ==, hits[i].marked != NULL ? hits[i].marked : "");
  g_assert_cmpstr (snippet.text, ==, hits[i].text);
}

static void
test_long_text_is_cut_round_the_hit (void)
{
  g_autofree char *before = g_strnfill (500, 'a');
  g_autofree char *after = g_strnfill (500, 'b');
  g_autofree char *text = g_strdup_printf ("%s\n\n\t  needle\n%s", before, after);
  g_autoptr(AskgQuery) query = askg_query_parse ("needle", NOW_US);
  g_auto(AskgSnippet) snippet = { NULL };

  askg_query_find (query, text, &snippet);

  g_assert_cmpint (g_utf8_strlen (snippet.text, -1), <=, ASKG_SNIPPET_MAX_CHARS);
  g_assert_cmpint (strncmp (snippet.text + first_mark (&snippet).start, "needle", first_mark (&snippet).length), ==, 0);
  g_assert_cmpuint (first_mark (&snippet).length, ==, 6);
  g_assert_null (strchr (snippet.text, '\n'));
  g_assert_null (strstr (snippet.text, "  "));
  g_assert_true (g_str_has_prefix (snippet.text, "…"));
  g_assert_true (g_str_has_suffix (snippet.text, "…"));
}

static void
test_a_hit_longer_than_the_line_stays_inside (void)
{
  g_autofree char *word = g_strnfill (300, 'x');
  g_autoptr(AskgQuery) query = askg_query_parse (word, NOW_US);
  g_auto(AskgSnippet) snippet = { NULL };

  askg_query_find (query, word, &snippet);
  g_assert_cmpuint (first_mark (&snippet).start + first_mark (&snippet).length, <=, strlen (snippet.text));
  g_assert_cmpint (g_utf8_strlen (snippet.text, -1), <=, ASKG_SNIPPET_MAX_CHARS);
}

static void
test_a_query_of_signs_looks_for_nothing (void)
{
  static const char *const empty[] = { "", " ", "\"", "*", "->", "( ) ^ : - +", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr(AskgQuery) query = askg_query_parse (empty[i], NOW_US);

      g_assert_true (askg_query_is_empty (query));
    }
}

static void
add_table (const char *path, const char *name, gsize i, GTestDataFunc func)
{
  g_autofree char *full = g_strdup_printf ("%s/%s", path, name);

  g_test_add_data_func (full, GSIZE_TO_POINTER (i), func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      add_table ("/engine/words/split", texts[i].what, i, test_table);
      add_table ("/engine/words/every-cut", texts[i].what, i, test_every_cut);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, i);

      add_table ("/engine/query/hit-is-marked", name, i, test_hit_is_marked);
    }
  g_test_add_func ("/engine/words/folding-twice-changes-nothing", test_folding_twice_changes_nothing);
  g_test_add_func ("/engine/words/endless-word-is-cut", test_endless_word_is_cut);
  g_test_add_func ("/engine/query/long-text-is-cut-round-the-hit", test_long_text_is_cut_round_the_hit);
  g_test_add_func ("/engine/query/a-hit-longer-than-the-line-stays-inside", test_a_hit_longer_than_the_line_stays_inside);
  g_test_add_func ("/engine/query/a-query-of-signs-looks-for-nothing", test_a_query_of_signs_looks_for_nothing);

  return g_test_run ();
}
