/* test-when.c: a time as a person says it is the time they mean. */
#include "engine/memory/askg-when.h"

#include <string.h>

/* Friday, 2026-11-20 15:30:45 in Seoul, which has no summer time. */
#define NOW_US (G_GINT64_CONSTANT (1795156245) * G_USEC_PER_SEC)

static const struct
{
  const char *text;
  const char *from; /* NULL: not a time */
  const char *until;
} times[] = {
  { "today",              "2026-11-20 00:00", "2026-11-21 00:00" },
  { "Yesterday",          "2026-11-19 00:00", "2026-11-20 00:00" },
  { "  yesterday ",       "2026-11-19 00:00", "2026-11-20 00:00" },
  { "tuesday",            "2026-11-17 00:00", "2026-11-18 00:00" },
  { "friday",             "2026-11-20 00:00", "2026-11-21 00:00" },
  { "last friday",        "2026-11-13 00:00", "2026-11-14 00:00" },
  { "last tuesday",       "2026-11-17 00:00", "2026-11-18 00:00" },
  { "sat",                "2026-11-14 00:00", "2026-11-15 00:00" },
  { "last week",          "2026-11-09 00:00", "2026-11-16 00:00" },
  { "this week",          "2026-11-16 00:00", "2026-11-23 00:00" },
  { "last month",         "2026-10-01 00:00", "2026-11-01 00:00" },
  { "last year",          "2025-01-01 00:00", "2026-01-01 00:00" },
  { "어제",                 "2026-11-19 00:00", "2026-11-20 00:00" },
  { "그저께",                "2026-11-18 00:00", "2026-11-19 00:00" },
  { "화요일",                "2026-11-17 00:00", "2026-11-18 00:00" },
  { "지난주",                "2026-11-09 00:00", "2026-11-16 00:00" },
  { "지난 금요일",             "2026-11-13 00:00", "2026-11-14 00:00" },
  { "이번 달",               "2026-11-01 00:00", "2026-12-01 00:00" },
  { "3d",                 "2026-11-17 15:30", "2026-11-17 15:30" },
  { "3 days ago",         "2026-11-17 15:30", "2026-11-17 15:30" },
  { "3일 전",               "2026-11-17 15:30", "2026-11-17 15:30" },
  { "2w",                 "2026-11-06 15:30", "2026-11-06 15:30" },
  { "5h",                 "2026-11-20 10:30", "2026-11-20 10:30" },
  { "2026",               "2026-01-01 00:00", "2027-01-01 00:00" },
  { "2026-02",            "2026-02-01 00:00", "2026-03-01 00:00" },
  { "2024-02-29",         "2024-02-29 00:00", "2024-03-01 00:00" },
  { "2026-11-17 14:05",   "2026-11-17 14:05", "2026-11-17 14:06" },
  { "2026-11-17T14:05",   "2026-11-17 14:05", "2026-11-17 14:06" },
  { "2026-02-30",         NULL, NULL },
  { "2026-13",            NULL, NULL },
  { "2026-11-17 25:00",   NULL, NULL },
  { "2026-11-17 14:05:09 and more", NULL, NULL },
  { "99999999999999999999d", NULL, NULL },
  { "100000y",            NULL, NULL },
  { "-3d",                NULL, NULL },
  { "d",                  NULL, NULL },
  { "",                   NULL, NULL },
  { "gestern",            NULL, NULL },
  { "last",               NULL, NULL },
  { "\xff\xfe",           NULL, NULL },
};

static void
assert_time (gint64 us, const char *wanted)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *told = g_date_time_format (local, "%Y-%m-%d %H:%M");

  g_assert_cmpstr (told, ==, wanted);
}

static void
test_times_are_what_is_meant (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      AskgWhen when;

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (askg_when_parse (times[i].text, NOW_US, &when), ==, times[i].from != NULL);
      if (times[i].from == NULL)
        continue;
      assert_time (when.from_us, times[i].from);
      assert_time (when.until_us, times[i].until);
    }
}

static void
test_every_cut_is_a_time_or_none (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    for (gsize cut = 0; cut <= strlen (times[i].text); cut++)
      {
        g_autofree char *part = g_strndup (times[i].text, cut);
        AskgWhen when = { 0, 0 };

        if (askg_when_parse (part, NOW_US, &when) || askg_when_find_day (part, NOW_US, &when))
          g_assert_cmpint (when.from_us, <=, when.until_us);
      }
}

static void
test_a_day_in_a_sentence_is_seen (void)
{
  static const struct { const char *word; gboolean is_day; } words[] = {
    { "Tuesday?", TRUE }, { "yesterday,", TRUE }, { "화요일에", TRUE }, { "어제는", TRUE }, { "today", TRUE },
    { "sun", FALSE }, { "march", FALSE }, { "3d", FALSE }, { "2026", FALSE }, { "tuesdays", FALSE }, { "?", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      AskgWhen when;

      g_test_message ("%s", words[i].word);
      g_assert_cmpint (askg_when_find_day (words[i].word, NOW_US, &when), ==, words[i].is_day);
    }
}

/* The day on which the clock is set back has 25 hours. */
static void
test_a_long_day_is_a_day (void)
{
  AskgWhen when;

  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_assert_true (askg_when_parse ("2026-10-25", NOW_US, &when));
  g_assert_cmpint ((when.until_us - when.from_us) / G_TIME_SPAN_HOUR, ==, 25);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Seoul", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/when/times-are-what-is-meant", test_times_are_what_is_meant);
  g_test_add_func ("/engine/when/every-cut-is-a-time-or-none", test_every_cut_is_a_time_or_none);
  g_test_add_func ("/engine/when/a-day-in-a-sentence-is-seen", test_a_day_in_a_sentence_is_seen);
  if (g_file_test ("/usr/share/zoneinfo/Europe/Berlin", G_FILE_TEST_EXISTS))
    g_test_add_func ("/engine/when/a-long-day-is-a-day", test_a_long_day_is_a_day);

  return g_test_run ();
}
