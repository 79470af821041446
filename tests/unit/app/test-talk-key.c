/* test-talk-key.c: a key that is held to talk, tapped, pressed over a reply; and one whose release got lost. */
#include "app/askg-talk-key.h"

static AskgTalkKeyScene
at (gint64        ms,
    AskgTalkState state)
{
  return (AskgTalkKeyScene) { .state = state, .now_us = ms * G_TIME_SPAN_MILLISECOND };
}

static AskgTalkKeyMeaning
down (AskgTalkKey   *key,
      gint64         ms,
      AskgTalkState  state)
{
  const AskgTalkKeyScene scene = at (ms, state);

  return askg_talk_key_down (key, &scene);
}

static AskgTalkKeyMeaning
up (AskgTalkKey   *key,
    gint64         ms,
    AskgTalkState  state)
{
  const AskgTalkKeyScene scene = at (ms, state);

  return askg_talk_key_up (key, &scene);
}

static void
test_what_was_said_while_it_was_held_goes_when_it_is_let_go (void)
{
  AskgTalkKey key = { 0 };

  g_assert_cmpint (down (&key, 0, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
  g_assert_cmpint (up (&key, 900, ASKG_TALK_LISTENING), ==, ASKG_TALK_KEY_RELEASE);
  g_assert_cmpint (up (&key, 901, ASKG_TALK_THINKING), ==, ASKG_TALK_KEY_NOTHING);
}

static void
test_who_taps_it_talks_until_the_next_press (void)
{
  const AskgTalkKeyScene listening = at (2000, ASKG_TALK_LISTENING);
  AskgTalkKey key = { 0 };

  g_assert_cmpint (down (&key, 0, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
  g_assert_false (askg_talk_key_is_latched (&key, &listening));
  g_assert_cmpint (up (&key, 120, ASKG_TALK_LISTENING), ==, ASKG_TALK_KEY_NOTHING);
  g_assert_true (askg_talk_key_is_latched (&key, &listening));
  g_assert_cmpint (down (&key, 5000, ASKG_TALK_LISTENING), ==, ASKG_TALK_KEY_RELEASE);
  g_assert_cmpint (up (&key, 5100, ASKG_TALK_THINKING), ==, ASKG_TALK_KEY_NOTHING);
  g_assert_cmpint (down (&key, 9000, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
}

static void
test_a_tap_over_a_reply_only_silences_it (void)
{
  AskgTalkKey key = { 0 };

  g_assert_cmpint (down (&key, 0, ASKG_TALK_SPEAKING_CLOSED), ==, ASKG_TALK_KEY_PRESS);
  g_assert_cmpint (up (&key, 120, ASKG_TALK_STOPPED), ==, ASKG_TALK_KEY_RELEASE);
}

static void
test_hands_free_a_tap_sends_as_it_did (void)
{
  const AskgTalkKeyScene scene = { .state = ASKG_TALK_LISTENING, .is_free = TRUE };
  AskgTalkKey key = { 0 };

  g_assert_cmpint (askg_talk_key_down (&key, &scene), ==, ASKG_TALK_KEY_PRESS);
  g_assert_cmpint (askg_talk_key_up (&key, &scene), ==, ASKG_TALK_KEY_RELEASE);
  g_assert_false (askg_talk_key_is_latched (&key, &scene));
}

static void
test_a_release_that_got_lost_is_made_up_for (void)
{
  AskgTalkKey key = { 0 };

  g_assert_cmpint (down (&key, 0, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
  g_assert_cmpint (down (&key, 4000, ASKG_TALK_LISTENING), ==, ASKG_TALK_KEY_RELEASE);
  g_assert_cmpint (up (&key, 4100, ASKG_TALK_THINKING), ==, ASKG_TALK_KEY_NOTHING);
}

/* The next press tries the microphone anew: what it means is asked again once nothing is held any more. */
static void
test_without_a_microphone_a_tap_is_not_the_end (void)
{
  AskgTalkKey key = { 0 };

  g_assert_cmpint (down (&key, 0, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
  g_assert_cmpint (up (&key, 120, ASKG_TALK_DEAF), ==, ASKG_TALK_KEY_NOTHING);
  g_assert_cmpint (down (&key, 3000, ASKG_TALK_DEAF), ==, ASKG_TALK_KEY_RELEASE);
  g_assert_cmpint (down (&key, 3000, ASKG_TALK_READY), ==, ASKG_TALK_KEY_PRESS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/talk-key/what-was-said-while-it-was-held-goes-when-it-is-let-go",
                   test_what_was_said_while_it_was_held_goes_when_it_is_let_go);
  g_test_add_func ("/talk-key/who-taps-it-talks-until-the-next-press", test_who_taps_it_talks_until_the_next_press);
  g_test_add_func ("/talk-key/a-tap-over-a-reply-only-silences-it", test_a_tap_over_a_reply_only_silences_it);
  g_test_add_func ("/talk-key/hands-free-a-tap-sends-as-it-did", test_hands_free_a_tap_sends_as_it_did);
  g_test_add_func ("/talk-key/a-release-that-got-lost-is-made-up-for", test_a_release_that_got_lost_is_made_up_for);
  g_test_add_func ("/talk-key/without-a-microphone-a-tap-is-not-the-end", test_without_a_microphone_a_tap_is_not_the_end);

  return g_test_run ();
}
