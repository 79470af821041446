/* test-turn-taking.c: every event in every state; what a person does with a key and a voice, step by step. */
#include "engine/voice/askg-turn-taking.h"

#define OPEN ASKG_TURN_DO_OPEN
#define BEGIN ASKG_TURN_DO_BEGIN
#define DELIVER ASKG_TURN_DO_DELIVER
#define DISCARD ASKG_TURN_DO_DISCARD
#define CLOSE ASKG_TURN_DO_CLOSE

typedef struct
{
  AskgTurnTakingEvent event;
  AskgTurnTakingState state;
  guint               what;
} Step;

static void
follow (const Step *steps,
        gsize       n_steps)
{
  AskgTurnTaking turn = { 0 };

  for (gsize i = 0; i < n_steps; i++)
    {
      g_assert_cmpuint (askg_turn_taking_take (&turn, steps[i].event), ==, steps[i].what);
      g_assert_cmpint (turn.state, ==, steps[i].state);
    }
}

static void
test_a_held_key_is_one_utterance_through_every_pause (void)
{
  const Step steps[] = {
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_HELD, OPEN | BEGIN },
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_HELD, 0 }, /* keyboards repeat */
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_HELD, 0 },
    { ASKG_TURN_SPEECH_ENDED, ASKG_TURN_HELD, 0 },
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_HELD, 0 },
    { ASKG_TURN_KEY_UP, ASKG_TURN_OFF, DELIVER | CLOSE },
    { ASKG_TURN_KEY_UP, ASKG_TURN_OFF, 0 },
    { ASKG_TURN_SPEECH_ENDED, ASKG_TURN_OFF, 0 },
  };

  follow (steps, G_N_ELEMENTS (steps));
}

static void
test_a_key_without_a_release_is_pressed_twice (void)
{
  const Step steps[] = {
    { ASKG_TURN_TOGGLE, ASKG_TURN_HELD, OPEN | BEGIN },
    { ASKG_TURN_TOGGLE, ASKG_TURN_OFF, DELIVER | CLOSE },
    { ASKG_TURN_TOGGLE, ASKG_TURN_HELD, OPEN | BEGIN },
    { ASKG_TURN_STOP, ASKG_TURN_OFF, DISCARD | CLOSE },
  };

  follow (steps, G_N_ELEMENTS (steps));
}

static void
test_hands_free_goes_from_one_to_the_next (void)
{
  const Step steps[] = {
    { ASKG_TURN_CONVERSE, ASKG_TURN_READY, OPEN },
    { ASKG_TURN_SPEECH_ENDED, ASKG_TURN_READY, 0 },
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_TALKING, BEGIN },
    { ASKG_TURN_SPEECH_ENDED, ASKG_TURN_READY, DELIVER },
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_TALKING, BEGIN },
    { ASKG_TURN_LIMIT, ASKG_TURN_TALKING, DELIVER | BEGIN },
    { ASKG_TURN_TOGGLE, ASKG_TURN_READY, DELIVER }, /* "I am done" */
    { ASKG_TURN_STOP, ASKG_TURN_OFF, CLOSE },
  };

  follow (steps, G_N_ELEMENTS (steps));
}

static void
test_the_key_keeps_a_hands_free_conversation_listening (void)
{
  const Step steps[] = {
    { ASKG_TURN_CONVERSE, ASKG_TURN_READY, OPEN },
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_TALKING, BEGIN },
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_PRESSED, 0 }, /* the same utterance */
    { ASKG_TURN_SPEECH_ENDED, ASKG_TURN_PRESSED, 0 },
    { ASKG_TURN_LIMIT, ASKG_TURN_PRESSED, DELIVER | BEGIN },
    { ASKG_TURN_KEY_UP, ASKG_TURN_READY, DELIVER },
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_PRESSED, BEGIN },
    { ASKG_TURN_CONVERSE, ASKG_TURN_PRESSED, 0 },
    { ASKG_TURN_STOP, ASKG_TURN_OFF, DISCARD | CLOSE },
  };

  follow (steps, G_N_ELEMENTS (steps));
}

static void
test_a_held_key_becomes_a_conversation_without_losing_a_word (void)
{
  const Step steps[] = {
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_HELD, OPEN | BEGIN },
    { ASKG_TURN_CONVERSE, ASKG_TURN_PRESSED, 0 },
    { ASKG_TURN_KEY_UP, ASKG_TURN_READY, DELIVER },
  };

  follow (steps, G_N_ELEMENTS (steps));
}

static void
test_a_microphone_that_goes_ends_what_was_said_and_is_waited_for (void)
{
  const Step hands_free[] = {
    { ASKG_TURN_CONVERSE, ASKG_TURN_READY, OPEN },
    { ASKG_TURN_DEAF, ASKG_TURN_READY, 0 },
    { ASKG_TURN_SPEECH_BEGAN, ASKG_TURN_TALKING, BEGIN },
    { ASKG_TURN_DEAF, ASKG_TURN_READY, DELIVER },
  };
  const Step held[] = {
    { ASKG_TURN_KEY_DOWN, ASKG_TURN_HELD, OPEN | BEGIN },
    { ASKG_TURN_DEAF, ASKG_TURN_HELD, DELIVER | BEGIN },
    { ASKG_TURN_KEY_UP, ASKG_TURN_OFF, DELIVER | CLOSE },
    { ASKG_TURN_DEAF, ASKG_TURN_OFF, 0 },
  };

  follow (hands_free, G_N_ELEMENTS (hands_free));
  follow (held, G_N_ELEMENTS (held));
}

/* Whatever comes in whatever order: an utterance is begun once before it is delivered or discarded, only while the light
 * is on, and the light that goes on goes out. */
static void
test_no_order_of_events_loses_the_light_or_an_utterance (void)
{
  GRand *random = g_rand_new_with_seed (12);
  AskgTurnTaking turn = { 0 };
  gboolean is_light = FALSE;
  gboolean is_begun = FALSE;

  for (guint i = 0; i < 200000; i++)
    {
      const guint what = askg_turn_taking_take (&turn, g_rand_int_range (random, 0, ASKG_TURN_N_EVENTS));

      if (what & OPEN)
        g_assert_false (is_light);
      is_light |= (what & OPEN) != 0;
      if (what & (DELIVER | DISCARD))
        g_assert_true (is_begun && is_light);
      g_assert_false ((what & DELIVER) && (what & DISCARD));
      is_begun &= (what & (DELIVER | DISCARD)) == 0;
      if (what & BEGIN)
        g_assert_true (!is_begun && is_light);
      is_begun |= (what & BEGIN) != 0;
      if (what & CLOSE)
        g_assert_true (is_light && !is_begun);
      is_light &= (what & CLOSE) == 0;
      g_assert_true (is_light == (turn.state != ASKG_TURN_OFF));
      g_assert_true (is_begun == askg_turn_taking_is_recording (&turn));
    }
  g_rand_free (random);
}

static void
test_stop_makes_what_was_begun_late (void)
{
  AskgTurnTaking turn = { 0 };
  guint delivered;

  askg_turn_taking_take (&turn, ASKG_TURN_CONVERSE);
  askg_turn_taking_take (&turn, ASKG_TURN_SPEECH_BEGAN);
  askg_turn_taking_take (&turn, ASKG_TURN_SPEECH_ENDED);
  delivered = turn.generation;
  askg_turn_taking_take (&turn, ASKG_TURN_SPEECH_BEGAN);
  g_assert_true (askg_turn_taking_is_current (&turn, delivered)); /* one after the other is no barge-in */
  askg_turn_taking_take (&turn, ASKG_TURN_STOP);
  g_assert_false (askg_turn_taking_is_current (&turn, delivered));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/turn-taking/a-held-key-is-one-utterance-through-every-pause",
                   test_a_held_key_is_one_utterance_through_every_pause);
  g_test_add_func ("/voice/turn-taking/a-key-without-a-release-is-pressed-twice", test_a_key_without_a_release_is_pressed_twice);
  g_test_add_func ("/voice/turn-taking/hands-free-goes-from-one-to-the-next", test_hands_free_goes_from_one_to_the_next);
  g_test_add_func ("/voice/turn-taking/the-key-keeps-a-hands-free-conversation-listening",
                   test_the_key_keeps_a_hands_free_conversation_listening);
  g_test_add_func ("/voice/turn-taking/a-held-key-becomes-a-conversation-without-losing-a-word",
                   test_a_held_key_becomes_a_conversation_without_losing_a_word);
  g_test_add_func ("/voice/turn-taking/a-microphone-that-goes-ends-what-was-said-and-is-waited-for",
                   test_a_microphone_that_goes_ends_what_was_said_and_is_waited_for);
  g_test_add_func ("/voice/turn-taking/no-order-of-events-loses-the-light-or-an-utterance",
                   test_no_order_of_events_loses_the_light_or_an_utterance);
  g_test_add_func ("/voice/turn-taking/stop-makes-what-was-begun-late", test_stop_makes_what_was_begun_late);

  return g_test_run ();
}
