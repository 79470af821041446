/* Who speaks over a reply stops it; what the reply itself sends back does not. */
#include "engine/voice/askg-barge-in.h"

#define SURE 40.0f
#define LIKELY 15.0f
#define NEAR 5.0f

static const AskgVoiceVerdict voice = { .may_begin = TRUE, .goes_on = TRUE, .surety = 1 };
static const AskgVoiceVerdict nobody = { 0 };

/* Returns: the frame at which it stops, of those that are all voices; 0 for never */
static guint
find_stop (float    surplus_db,
           gboolean is_coupled)
{
  AskgBargeIn rule;

  askg_barge_in_begin (&rule);
  for (guint i = 1; i <= 100; i++)
    if (askg_barge_in_take (&rule, &voice, surplus_db, is_coupled))
      return i;

  return 0;
}

static void
test_the_surer_the_sooner (void)
{
  g_assert_cmpuint (find_stop (SURE, FALSE), ==, 3);
  g_assert_cmpuint (find_stop (LIKELY, FALSE), ==, 4);
  g_assert_cmpuint (find_stop (NEAR, FALSE), ==, 40);
  g_assert_cmpuint (find_stop (2, FALSE), ==, 0);
}

/* What is known of an echo may be wrong for as long as a buffer was empty. */
static void
test_where_the_loudspeaker_is_heard_it_takes_longer (void)
{
  g_assert_cmpuint (find_stop (SURE, TRUE), ==, 7);
  g_assert_cmpuint (find_stop (LIKELY, TRUE), ==, 11);
  g_assert_cmpuint (find_stop (NEAR, TRUE), ==, 0);
  g_assert_cmpuint (find_stop (2, TRUE), ==, 0);
}

/* It is as loud as a voice at first, and sounds like one; the canceller learns it. */
static void
test_an_echo_that_is_learnt_is_no_voice (void)
{
  AskgBargeIn rule;
  float surplus_db = 30;

  askg_barge_in_begin (&rule);
  for (guint i = 0; i < 100; i++, surplus_db -= 3)
    g_assert_false (askg_barge_in_take (&rule, &voice, surplus_db, TRUE));
}

static void
test_the_detector_has_to_be_sure_where_the_loudspeaker_is_heard (void)
{
  const AskgVoiceVerdict doubtful = { .may_begin = TRUE, .goes_on = TRUE, .surety = 0.65f };
  AskgBargeIn rule;

  askg_barge_in_begin (&rule);
  for (guint i = 0; i < 20; i++)
    g_assert_false (askg_barge_in_take (&rule, &doubtful, SURE, TRUE));
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (askg_barge_in_take (&rule, &voice, SURE, TRUE), ==, i == 4);
}

static void
test_it_is_told_once_a_voice (void)
{
  AskgBargeIn rule;
  guint n_told = 0;

  askg_barge_in_begin (&rule);
  for (guint i = 0; i < 100; i++)
    n_told += askg_barge_in_take (&rule, i % 10 < 7 ? &voice : &nobody, SURE, FALSE);
  g_assert_cmpuint (n_told, ==, 1);
  for (guint i = 0; i < 50; i++)
    g_assert_false (askg_barge_in_take (&rule, &nobody, SURE, FALSE));
  for (guint i = 0; i < 3; i++)
    n_told += askg_barge_in_take (&rule, &voice, SURE, FALSE);
  g_assert_cmpuint (n_told, ==, 2);
}

static void
test_a_click_now_and_then_does_nothing (void)
{
  AskgBargeIn rule;

  askg_barge_in_begin (&rule);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (askg_barge_in_take (&rule, i % 10 < 2 ? &voice : &nobody, SURE, FALSE), ==, FALSE);
}

static void
test_an_echo_is_nobodys_voice (void)
{
  AskgVoiceVerdict verdict = voice;

  askg_barge_in_discount (&verdict, NEAR);
  g_assert_true (verdict.may_begin && verdict.goes_on);
  askg_barge_in_discount (&verdict, 2);
  g_assert_false (verdict.may_begin || verdict.goes_on);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/barge-in/surer", test_the_surer_the_sooner);
  g_test_add_func ("/barge-in/where-the-loudspeaker-is-heard-it-takes-longer", test_where_the_loudspeaker_is_heard_it_takes_longer);
  g_test_add_func ("/barge-in/learnt-echo", test_an_echo_that_is_learnt_is_no_voice);
  g_test_add_func ("/barge-in/doubtful", test_the_detector_has_to_be_sure_where_the_loudspeaker_is_heard);
  g_test_add_func ("/barge-in/once", test_it_is_told_once_a_voice);
  g_test_add_func ("/barge-in/click", test_a_click_now_and_then_does_nothing);
  g_test_add_func ("/barge-in/echo", test_an_echo_is_nobodys_voice);

  return g_test_run ();
}
