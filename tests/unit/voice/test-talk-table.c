/* test-talk-table.c: every event in every state; what people do with a key, a voice and an answer, step by step. */
#include "engine/voice/askg-talk-table.h"

#define DUCK ASKG_TALK_DO_DUCK
#define UNDUCK ASKG_TALK_DO_UNDUCK
#define CUT ASKG_TALK_DO_CUT
#define CLOSE ASKG_TALK_DO_CLOSE
#define LISTEN ASKG_TALK_DO_LISTEN
#define HOLD ASKG_TALK_DO_HOLD
#define SEND ASKG_TALK_DO_SEND
#define ASK ASKG_TALK_DO_ASK

typedef struct
{
  AskgTalkEvent event;
  AskgTalkState state;
  guint         what;
} Step;

static void
follow (const Step *steps,
        gsize       n_steps)
{
  AskgTalkTable table = { 0 };

  for (gsize i = 0; i < n_steps; i++)
    {
      const guint what = askg_talk_table_take (&table, steps[i].event);

      if (what != steps[i].what || table.state != steps[i].state)
        g_error ("step %u: %x in state %d", (guint) i, what, table.state);
    }
}

#define FOLLOW(steps) follow (steps, G_N_ELEMENTS (steps))

static void
test_a_key_is_held_and_answered (void)
{
  const Step steps[] = {
    { ASKG_TALK_RELEASE, ASKG_TALK_READY, 0 },
    { ASKG_TALK_PRESS, ASKG_TALK_LISTENING, HOLD },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_LISTENING, 0 },
    { ASKG_TALK_RELEASE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_OVER, ASKG_TALK_READY, 0 },
  };

  FOLLOW (steps);
}

static void
test_a_key_interrupts_and_talks_on (void)
{
  const Step steps[] = {
    { ASKG_TALK_TOGGLE, ASKG_TALK_LISTENING, HOLD },
    { ASKG_TALK_TOGGLE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_TOGGLE, ASKG_TALK_STOPPED, CUT | HOLD },
    { ASKG_TALK_OVER, ASKG_TALK_STOPPED, 0 },
    { ASKG_TALK_TOGGLE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_INTERRUPT, ASKG_TALK_READY, CUT },
    { ASKG_TALK_PRESS, ASKG_TALK_LISTENING, HOLD },
    { ASKG_TALK_RELEASE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_PRESS, ASKG_TALK_LISTENING, CUT | HOLD }, /* it was not all */
  };

  FOLLOW (steps);
}

static void
test_talking_over_the_reply_silences_it (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_LISTENING, 0 },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_SPEAKING, DUCK | LISTEN },
    { ASKG_TALK_NOTHING, ASKG_TALK_SPEAKING, UNDUCK | LISTEN }, /* a cough */
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_SPEAKING, DUCK | LISTEN },
    { ASKG_TALK_SURE_VOICE, ASKG_TALK_STOPPED, CUT | LISTEN },
    { ASKG_TALK_SURE_VOICE, ASKG_TALK_STOPPED, 0 },
    { ASKG_TALK_OVER, ASKG_TALK_STOPPED, 0 },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_OVER, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_HANG_UP, ASKG_TALK_READY, CLOSE },
  };

  FOLLOW (steps);
}

static void
test_whoever_talks_on_is_asked_again (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_THINKING, 0 },
    { ASKG_TALK_SURE_VOICE, ASKG_TALK_LISTENING, CUT | LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_NOTHING, ASKG_TALK_THINKING, 0 },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_OVER, ASKG_TALK_LISTENING, LISTEN },
  };

  FOLLOW (steps);
}

static void
test_in_a_room_that_echoes_they_take_turns (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_ECHOES, ASKG_TALK_SPEAKING_CLOSED, UNDUCK | CLOSE },
    { ASKG_TALK_SURE_VOICE, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_OVER, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, CLOSE },
    { ASKG_TALK_TOGGLE, ASKG_TALK_STOPPED, CUT | HOLD },
    { ASKG_TALK_RELEASE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, CLOSE },
    { ASKG_TALK_INTERRUPT, ASKG_TALK_LISTENING, CUT | LISTEN },
  };

  FOLLOW (steps);
}

static void
test_muted_nothing_is_heard_until_they_want (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_MUTE, ASKG_TALK_MUTED, CLOSE },
    { ASKG_TALK_MAYBE_VOICE, ASKG_TALK_MUTED, 0 },
    { ASKG_TALK_PRESS, ASKG_TALK_LISTENING, HOLD }, /* the key says more than the switch */
    { ASKG_TALK_RELEASE, ASKG_TALK_THINKING, SEND },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, CUT | ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_OVER, ASKG_TALK_MUTED, 0 },
    { ASKG_TALK_UNMUTE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_MUTE, ASKG_TALK_THINKING, CLOSE },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING_CLOSED, 0 },
    { ASKG_TALK_UNMUTE, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_HANG_UP, ASKG_TALK_READY, CUT | CLOSE },
  };

  FOLLOW (steps);
}

static void
test_a_lost_microphone_is_waited_for (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_LOST, ASKG_TALK_DEAF, 0 },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK }, /* what was said until then */
    { ASKG_TALK_OVER, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_LOST, ASKG_TALK_DEAF, 0 },
    { ASKG_TALK_FOUND, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_HANG_UP, ASKG_TALK_READY, CUT | CLOSE },
    { ASKG_TALK_FOUND, ASKG_TALK_READY, 0 },
  };

  FOLLOW (steps);
}

/* Its process plays the reply, too: were it closed, the reply would break off. */
static void
test_a_microphone_that_falls_silent_leaves_the_reply_alone (void)
{
  const Step steps[] = {
    { ASKG_TALK_CONVERSE, ASKG_TALK_LISTENING, LISTEN },
    { ASKG_TALK_UTTERANCE, ASKG_TALK_THINKING, ASK },
    { ASKG_TALK_SOUNDS, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_LOST, ASKG_TALK_SPEAKING_CLOSED, UNDUCK },
    { ASKG_TALK_FOUND, ASKG_TALK_SPEAKING, LISTEN },
    { ASKG_TALK_LOST, ASKG_TALK_SPEAKING_CLOSED, UNDUCK },
    { ASKG_TALK_OVER, ASKG_TALK_LISTENING, LISTEN },
  };

  FOLLOW (steps);
}

/* Whatever comes in whatever order. */
static void
test_what_always_holds (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);
  AskgTalkTable table = { 0 };

  for (guint i = 0; i < 200000; i++)
    {
      const AskgTalkTable before = table;
      const AskgTalkEvent event = (AskgTalkEvent) g_rand_int_range (rand, 0, ASKG_TALK_N_EVENTS);
      const guint what = askg_talk_table_take (&table, event);

      g_assert_cmpint (table.state, <, ASKG_TALK_N_STATES);
      /* A reply that is left is cut or over; what is cut or asked is another reply from then on. */
      if (askg_talk_table_has_reply (&before) && !askg_talk_table_has_reply (&table))
        g_assert_true ((what & CUT) != 0 || event == ASKG_TALK_OVER);
      g_assert_cmpint (table.generation != before.generation, ==, (what & (CUT | ASK)) != 0);
      /* The light is never on and off, and never on while it is muted but for a key. */
      g_assert_cmpint ((what & CLOSE) != 0 && (what & (LISTEN | HOLD)) != 0, ==, FALSE);
      if (table.is_muted || !table.is_free)
        g_assert_false (what & LISTEN);
      if (event == ASKG_TALK_HANG_UP)
        g_assert_cmpint (table.state, ==, ASKG_TALK_READY);
      if (table.state == ASKG_TALK_SPEAKING)
        g_assert_true (table.is_free && !table.is_muted && !table.is_halved);
      if (table.state == ASKG_TALK_MUTED)
        g_assert_true (table.is_muted);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/talk-table/a-key-is-held-and-answered", test_a_key_is_held_and_answered);
  g_test_add_func ("/talk-table/a-key-interrupts-and-talks-on", test_a_key_interrupts_and_talks_on);
  g_test_add_func ("/talk-table/talking-over-the-reply-silences-it", test_talking_over_the_reply_silences_it);
  g_test_add_func ("/talk-table/whoever-talks-on-is-asked-again", test_whoever_talks_on_is_asked_again);
  g_test_add_func ("/talk-table/in-a-room-that-echoes-they-take-turns", test_in_a_room_that_echoes_they_take_turns);
  g_test_add_func ("/talk-table/muted-nothing-is-heard-until-they-want", test_muted_nothing_is_heard_until_they_want);
  g_test_add_func ("/talk-table/a-lost-microphone-is-waited-for", test_a_lost_microphone_is_waited_for);
  g_test_add_func ("/talk-table/a-microphone-that-falls-silent-leaves-the-reply-alone",
                   test_a_microphone_that_falls_silent_leaves_the_reply_alone);
  g_test_add_func ("/talk-table/what-always-holds", test_what_always_holds);

  return g_test_run ();
}
