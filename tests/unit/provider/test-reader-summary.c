/* test-reader-summary.c: a summary is the text's own sentences, the telling ones, in their order. */
#include "engine/provider/askg-reader-summary.h"

#include <locale.h>
#include <string.h>

static void
test_sentences_end_where_a_person_ends_them (void)
{
  static const struct
  {
    const char *text;
    const char *wanted; /* joined by " / " */
  } rows[] = {
    { "One is here. Two is 3.5 long! Three?", "One is here. / Two is 3.5 long! / Three?" },
    { "A line that\ngoes on. And ends", "A line that goes on. / And ends" },
    { "- first\n- second\n\nlast", "- first / - second / last" },
    { "첫 문장입니다. 둘째 문장이에요.", "첫 문장입니다. / 둘째 문장이에요." },
    { "He said \"Stop.\" Then he left.", "He said \"Stop.\" / Then he left." },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) sentences = askg_summary_split (rows[i].text);
      g_autofree char *joined = g_strjoinv (" / ", sentences);

      g_assert_cmpstr (joined, ==, rows[i].wanted);
    }
}

static void
test_the_subject_of_a_text_is_in_its_summary (void)
{
  const char *text =
    "The harbor server keeps sessions of clients alive across restarts. It was a sunny day. "
    "Each session of the server has a timer. Lunch was good. Nobody said much then. "
    "When the timer of a session ends, the server closes the session. Some birds sang. "
    "A client may resume its session on the server before the timer ends. The end is near now. Good night to all.";
  g_auto(GStrv) summary = askg_summary_make (text, NULL);

  g_assert_cmpuint (g_strv_length (summary), >=, 2);
  g_assert_cmpuint (g_strv_length (summary), <=, 5);
  g_assert_true (g_str_has_prefix (summary[0], "The harbor server"));
  for (guint i = 0; summary[i] != NULL; i++)
    {
      g_assert_nonnull (strstr (text, summary[i]));
      g_assert_nonnull (strstr (summary[i], "session"));
    }
}

static void
test_korean_nouns_count_with_any_particle (void)
{
  const char *text =
    "세션은 서버가 관리합니다. 오늘은 날씨가 좋았습니다. 서버는 세션을 타이머로 지웁니다. 점심을 맛있게 먹고 쉬었습니다. "
    "클라이언트가 서버의 세션을 다시 엽니다. 새가 나무에서 노래했습니다. 모두가 집으로 갔습니다. 끝이라고 누군가 말했습니다.";
  g_auto(GStrv) summary = askg_summary_make (text, NULL);

  for (guint i = 0; summary[i] != NULL; i++)
    {
      g_test_message ("%s", summary[i]);
      g_assert_nonnull (strstr (summary[i], "서버"));
    }
}

static void
test_a_short_text_is_its_own_summary (void)
{
  g_auto(GStrv) summary = askg_summary_make ("One thing. Another thing.", NULL);
  g_auto(GStrv) none = askg_summary_make ("", NULL);

  g_assert_cmpuint (g_strv_length (summary), ==, 2);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_a_megabyte_takes_less_than_a_second (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) summary = NULL;
  const gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; text->len < 1000000; i++)
    g_string_append_printf (text, "Sentence number %u speaks of topic %u and of nothing else.%s", i, i % 97, i % 3 ? " " : "\n");
  summary = askg_summary_make (text->str, NULL);
  g_assert_cmpuint (g_strv_length (summary), ==, 5);
  g_test_message ("%.0f ms", (g_get_monotonic_time () - start_us) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);
}

static void
test_every_beginning_is_harmless (void)
{
  const char *text = "하나. “둘”? three...\n4) five 6.7 (8!) \"9.\" 十。";

  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_autofree char *cut = g_strndup (text, n);
      g_autofree char *valid = g_utf8_make_valid (cut, -1);
      g_auto(GStrv) summary = askg_summary_make (valid, NULL);

      for (guint i = 0; summary[i] != NULL; i++)
        g_assert_true (g_utf8_validate (summary[i], -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/summary/sentences-end-where-a-person-ends-them", test_sentences_end_where_a_person_ends_them);
  g_test_add_func ("/reader/summary/the-subject-of-a-text-is-in-its-summary", test_the_subject_of_a_text_is_in_its_summary);
  g_test_add_func ("/reader/summary/korean-nouns-count-with-any-particle", test_korean_nouns_count_with_any_particle);
  g_test_add_func ("/reader/summary/a-short-text-is-its-own-summary", test_a_short_text_is_its_own_summary);
  g_test_add_func ("/reader/summary/a-megabyte-takes-less-than-a-second", test_a_megabyte_takes_less_than_a_second);
  g_test_add_func ("/reader/summary/every-beginning-is-harmless", test_every_beginning_is_harmless);

  return g_test_run ();
}
