/* test-captions.c: what the captions say, and how Korean lines break. */
#include <locale.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/model/askg-day.h"
#include "ui/overlay/askg-words.h"
#include "ui/reply/askg-whole-words.h"

#define DAY_US (24 * 3600 * G_TIME_SPAN_SECOND)

/* Tuesday 17 November 2026, 14:32 in Seoul. */
static gint64
some_tuesday (GTimeZone *zone)
{
  g_autoptr(GDateTime) then = g_date_time_new (zone, 2026, 11, 17, 14, 32, 0);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

static void
assert_day (gint64      then_us,
            gint64      now_us,
            GTimeZone  *zone,
            const char *expected)
{
  g_autofree char *words = askg_day_tell (then_us, now_us, zone);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_days_end_at_midnight_of_the_person (void)
{
  g_autoptr(GTimeZone) seoul = g_time_zone_new_offset (9 * 3600);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  const gint64 now = some_tuesday (seoul);
  const gint64 at_one_in_the_morning = now - (13 * 60 + 32) * 60 * (gint64) G_USEC_PER_SEC;

  assert_day (now, now, seoul, "Today");
  assert_day (at_one_in_the_morning, now, seoul, "Today");
  assert_day (at_one_in_the_morning, now, utc, "Yesterday");
  assert_day (now - DAY_US, now, seoul, "Yesterday");
  assert_day (now - 2 * DAY_US, now, seoul, "Sunday");
  assert_day (now - 6 * DAY_US, now, seoul, "Wednesday");
  assert_day (now - 14 * DAY_US, now, seoul, "3 Nov");
  assert_day (now - 365 * DAY_US, now, seoul, "17 Nov 2025");
  assert_day (now + DAY_US, now, seoul, "Today"); /* a clock that was put back */
  assert_day (G_MAXINT64, now, seoul, "");
}

static void
test_an_error_was_seen_on_a_day (void)
{
  const gint64 now = g_get_real_time ();
  g_autofree char *today = askg_day_tell_met (now, now), *yesterday = askg_day_tell_met (now - DAY_US, now);
  g_autofree char *earlier = askg_day_tell_met (now - 3 * DAY_US, now);

  g_assert_true (g_str_has_prefix (today, "Seen before today, "));
  g_assert_cmpstr (yesterday, ==, "Seen before yesterday");
  g_assert_true (g_str_has_prefix (earlier, "Seen before on ") && g_str_has_suffix (earlier, "day"));
}

static void
test_the_stage_says_what_and_how_long (void)
{
  g_autofree char *reading = askg_words_for_stage (ASKG_STAGE_READING, NULL, 930 * 1000, 0);
  g_autofree char *quick = askg_words_for_duration (31 * 1000);
  g_autofree char *slow = askg_words_for_duration (1240 * 1000);

  g_assert_cmpstr (reading, ==, "Reading the text · 0.9 s");
  g_assert_cmpstr (quick, ==, "31 ms");
  g_assert_cmpstr (slow, ==, "1.2 s");
}

static void
assert_stage (AskgStage        stage,
              AskgStageDetail  detail,
              const char      *expected)
{
  g_autofree char *words = askg_words_for_stage (stage, &detail, 3100 * 1000, 10 * G_USEC_PER_SEC);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_a_wait_says_how_far_it_is (void)
{
  const gint64 now_us = 10 * G_USEC_PER_SEC;

  assert_stage (ASKG_STAGE_SENDING, (AskgStageDetail) { 0 }, "Sending · 3.1 s");
  assert_stage (ASKG_STAGE_SENDING, (AskgStageDetail) { .n_done = 41000, .n_total = 2000000 },
                "Sending 41.0\302\240kB of 2.0\302\240MB · 3.1 s");
  assert_stage (ASKG_STAGE_STARTING, (AskgStageDetail) { 0 }, "Starting the engine · 3.1 s");
  assert_stage (ASKG_STAGE_STARTING, (AskgStageDetail) { .until_us = now_us }, "The engine loads its model · 3.1 s");
  assert_stage (ASKG_STAGE_CONNECTING, (AskgStageDetail) { 0 }, "Connecting · 3.1 s");
  assert_stage (ASKG_STAGE_THINKING, (AskgStageDetail) { .n_done = 512, .n_total = 1024 },
                "Taking in the question, 50 % · 3.1 s");
  assert_stage (ASKG_STAGE_THINKING, (AskgStageDetail) { .n_done = 9, .n_total = 3 },
                "Taking in the question, 100 % · 3.1 s");
  assert_stage (ASKG_STAGE_WAITING, (AskgStageDetail) { .until_us = now_us + 17500 * 1000, .attempt = 2, .n_attempts = 4 },
                "Trying again in 18 s (2 of 4)");
  assert_stage (ASKG_STAGE_WAITING, (AskgStageDetail) { .until_us = now_us + 1 }, "Trying again in 1 s");
  assert_stage (ASKG_STAGE_WAITING, (AskgStageDetail) { .until_us = now_us - 1, .attempt = 4, .n_attempts = 4 },
                "Trying again in 0 s (4 of 4)");
  assert_stage (ASKG_STAGE_WAITING, (AskgStageDetail) { 0 }, "Waiting to try again · 3.1 s");
}

static void
test_a_broken_answer_says_what_was_kept (void)
{
  g_autoptr(AskgAnswer) whole = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgAnswer) broken = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgAnswer) stopped = askg_answer_new ("reader", "Reader");
  g_autoptr(GError) error = g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT, "x");
  g_autofree char *of_broken = NULL;
  g_autofree char *of_stopped = NULL;

  askg_answer_append (whole, "All of it.");
  askg_answer_finish (whole, NULL);
  g_assert_null (askg_words_for_ending (whole, FALSE));

  askg_answer_append (broken, "Line 87  calls\na ");
  g_assert_null (askg_words_for_ending (broken, FALSE));
  askg_answer_finish (broken, error);
  of_broken = askg_words_for_ending (broken, FALSE);
  g_assert_cmpstr (of_broken, ==, "Broken off after 4 words · kept");

  askg_answer_stop (stopped);
  of_stopped = askg_words_for_ending (stopped, FALSE);
  g_assert_cmpstr (of_stopped, ==, "Stopped");
}

static void
test_a_region_says_its_size_and_what_was_read (void)
{
  g_autoptr(GBytes) pixels = g_bytes_new_take (g_malloc0 (640 * 92 * 4), 640 * 92 * 4);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, 640, 92, 640 * 4, TRUE, 0);
  g_autoptr(AskgAttachment) region = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) empty = askg_page_text_builder_finish (builder);
  g_autofree char *what = askg_words_for_attachment (region);
  g_autofree char *nothing = NULL;

  g_assert_cmpstr (what, ==, "Region of 640 × 92");
  g_assert_null (askg_words_for_reading (region));
  askg_attachment_set_reading (region, ASKG_READING_DONE, empty, NULL);
  nothing = askg_words_for_reading (region);
  g_assert_cmpstr (nothing, ==, "No text in this region. Ask about the picture, or drag again.");
}

static void
test_korean_breaks_between_words_only (void)
{
  g_autofree char *endless = g_strnfill (3 * 30, ' ');
  PangoAttrList *attributes = askg_whole_words_add (NULL, "The 화면의 무엇이든 text");
  GSList *list;

  for (guint i = 0; i < 30; i++)
    memcpy (endless + 3 * i, "가", 3);
  g_assert_null (askg_whole_words_add (NULL, "only Latin"));
  g_assert_null (askg_whole_words_add (NULL, endless)); /* this one must break somewhere */

  list = pango_attr_list_get_attributes (attributes);
  g_assert_cmpuint (g_slist_length (list), ==, 2);
  g_assert_cmpuint (((PangoAttribute *) list->data)->start_index, ==, 4);
  g_assert_cmpuint (((PangoAttribute *) list->data)->end_index, ==, 13);
  g_slist_free_full (list, (GDestroyNotify) pango_attribute_destroy);
  pango_attr_list_unref (attributes);
}

static void
test_each_desktop_is_told_its_own_menu (void)
{
  static const struct
  {
    const char *desktop, *menu;
  } rows[] = {
    { "GNOME", "“Always on Top” in its window menu (Alt+Space)." },
    { "ubuntu:GNOME", "“Always on Top” in its window menu (Alt+Space)." },
    { "KDE", "“More Actions”, then “Keep Above Others” in its window menu (Alt+F3)." },
    { "", "unless this desktop has a way to keep it above other windows." },
    { "LXQt", "unless this desktop has a way to keep it above other windows." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_setenv ("XDG_CURRENT_DESKTOP", rows[i].desktop, TRUE);
      g_assert_true (g_str_has_suffix (askg_words_for_keeping_above (), rows[i].menu));
      g_assert_nonnull (strstr (askg_words_for_keeping_above (), "may be covered"));
    }
}

static void
assert_link (const char *target,
             const char *expected)
{
  g_autofree char *words = askg_words_for_link (target);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_a_link_tells_where_it_leads (void)
{
  assert_link ("https://attacker.example/?d=1#bank.example", "Open this link to attacker.example?");
  assert_link ("https://bank.example.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.attacker.example/",
               "Open this link to …aaaaaaaaaaaaaaaaaaaaaaa.attacker.example?");
  assert_link ("mailto:anna@example.org", "Write a letter to this address?");
}

static void
test_a_window_with_a_blank_name_is_unnamed (void)
{
  g_autoptr(GBytes) pixels = g_bytes_new_take (g_malloc0 (4), 4);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, 1, 1, 4, TRUE, 0);
  g_autoptr(AskgAttachment) blank =
    askg_attachment_new_picture (ASKG_ATTACHMENT_WINDOW, frame, "\u3164\u115f\u1160\u2800\u00a0", NULL);
  g_autofree char *words = askg_words_for_attachment (blank);

  g_assert_cmpstr (words, ==, "(unnamed window)");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/captions/days-end-at-midnight-of-the-person", test_days_end_at_midnight_of_the_person);
  g_test_add_func ("/ui/captions/an-error-was-seen-on-a-day", test_an_error_was_seen_on_a_day);
  g_test_add_func ("/ui/captions/a-link-tells-where-it-leads", test_a_link_tells_where_it_leads);
  g_test_add_func ("/ui/captions/a-window-with-a-blank-name-is-unnamed", test_a_window_with_a_blank_name_is_unnamed);
  g_test_add_func ("/ui/captions/the-stage-says-what-and-how-long", test_the_stage_says_what_and_how_long);
  g_test_add_func ("/ui/captions/a-broken-answer-says-what-was-kept", test_a_broken_answer_says_what_was_kept);
  g_test_add_func ("/ui/captions/a-wait-says-how-far-it-is", test_a_wait_says_how_far_it_is);
  g_test_add_func ("/ui/captions/a-region-says-its-size-and-what-was-read",
                   test_a_region_says_its_size_and_what_was_read);
  g_test_add_func ("/ui/captions/each-desktop-is-told-its-own-menu", test_each_desktop_is_told_its_own_menu);
  g_test_add_func ("/ui/captions/korean-breaks-between-words-only", test_korean_breaks_between_words_only);

  return g_test_run ();
}
