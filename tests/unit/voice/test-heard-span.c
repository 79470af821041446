/* test-heard-span.c: what was heard of a reply ends with the word that sounded. */
#include "engine/voice/askg-heard-span.h"

#include <string.h>

static const char text[] = "The compiler has not seen it. No header declares it.";

/* Each word takes 100 samples, the first clause 600 of them. */
static AskgHeardSpan *
say_both (void)
{
  AskgHeardSpan *span = askg_heard_span_new ();
  gint64 at = 0;

  for (const char *p = text; *p != '\0';)
    {
      const gsize n = strcspn (p, " ");

      if (p == text || g_str_has_prefix (p, "No "))
        askg_heard_span_begin_clause (span, at, p - text, p == text ? 29 : strlen (text));
      askg_heard_span_add_word (span, at, p - text, p - text + n);
      at += 100;
      askg_heard_span_reach (span, at, 0);
      p += n + (p[n] == ' ');
    }

  return span;
}

static void
assert_heard (AskgHeardSpan *span,
              gint64         n_heard,
              const char    *heard,
              const char    *word)
{
  AskgHeardWord lit;
  const gsize n = askg_heard_span_find (span, n_heard, &lit);
  g_autofree char *got = g_strndup (text, n);
  g_autofree char *sounds = g_strndup (text + lit.start, lit.end - lit.start);

  g_assert_cmpstr (got, ==, heard);
  g_assert_cmpstr (sounds, ==, word);
}

static void
test_it_ends_with_the_word_that_sounded (void)
{
  g_autoptr(AskgHeardSpan) span = say_both ();

  assert_heard (span, 0, "", "");
  assert_heard (span, 1, "The", "The");
  assert_heard (span, 100, "The", "The");
  assert_heard (span, 101, "The compiler", "compiler");
  assert_heard (span, 600, "The compiler has not seen it.", "it.");
  assert_heard (span, 601, "The compiler has not seen it. No", "No");
  assert_heard (span, 100000, text, "it.");
}

static void
test_more_is_never_less (void)
{
  g_autoptr(AskgHeardSpan) span = say_both ();
  gsize before = 0;

  for (gint64 n = 0; n < 1200; n++)
    {
      AskgHeardWord lit;
      const gsize heard = askg_heard_span_find (span, n, &lit);

      g_assert_cmpuint (heard, >=, before);
      g_assert_cmpuint (lit.start, <=, lit.end);
      before = heard;
    }
}

static void
test_without_words_it_is_spoken_evenly (void)
{
  g_autoptr(AskgHeardSpan) span = askg_heard_span_new ();
  AskgHeardWord lit;

  askg_heard_span_begin_clause (span, 0, 0, 0);
  g_assert_cmpuint (askg_heard_span_find (span, 10, &lit), ==, 0);
  askg_heard_span_reach (span, 1000, 20); /* it grows as the engine speaks */
  g_assert_cmpuint (askg_heard_span_find (span, 500, &lit), ==, 10);
  askg_heard_span_reach (span, 2000, 40);
  g_assert_cmpuint (askg_heard_span_find (span, 500, &lit), ==, 10);
  g_assert_cmpuint (askg_heard_span_find (span, 2000, &lit), ==, 40);
  g_assert_cmpuint (lit.end, ==, 40);
}

/* A voice is a program of somebody else. */
static void
test_odd_words_do_no_harm (void)
{
  g_autoptr(AskgHeardSpan) span = askg_heard_span_new ();
  AskgHeardWord lit;

  askg_heard_span_add_word (span, 10, 0, 5); /* of no clause */
  askg_heard_span_reach (span, 10, 5);
  g_assert_cmpuint (askg_heard_span_find (span, 100, &lit), ==, 0);
  askg_heard_span_begin_clause (span, -50, 0, 30);
  askg_heard_span_add_word (span, 100, 10, 15);
  askg_heard_span_add_word (span, 50, 0, 5);   /* earlier than the last one */
  askg_heard_span_add_word (span, 200, 20, 20); /* nothing */
  askg_heard_span_add_word (span, -5, 3, 4);
  g_assert_cmpuint (askg_heard_span_find (span, 50, &lit), ==, 0);
  g_assert_cmpuint (askg_heard_span_find (span, 1000, &lit), ==, 15);
  askg_heard_span_begin_clause (span, 20, 40, 30); /* before the last one, and from behind its end */
  g_assert_cmpuint (askg_heard_span_find (span, 1000, &lit), ==, 40);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heard-span/it-ends-with-the-word-that-sounded", test_it_ends_with_the_word_that_sounded);
  g_test_add_func ("/heard-span/more-is-never-less", test_more_is_never_less);
  g_test_add_func ("/heard-span/without-words-it-is-spoken-evenly", test_without_words_it_is_spoken_evenly);
  g_test_add_func ("/heard-span/odd-words-do-no-harm", test_odd_words_do_no_harm);

  return g_test_run ();
}
