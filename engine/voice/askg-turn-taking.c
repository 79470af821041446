/* askg-turn-taking.c: pure. */
#include "engine/voice/askg-turn-taking.h"

#define OPEN ASKG_TURN_DO_OPEN
#define BEGIN ASKG_TURN_DO_BEGIN
#define DELIVER ASKG_TURN_DO_DELIVER
#define DISCARD ASKG_TURN_DO_DISCARD
#define CLOSE ASKG_TURN_DO_CLOSE

typedef struct
{
  AskgTurnTakingState next;
  guint               actions;
} Edge;

/* Where nothing stands the event changes nothing: a second key-down of a keyboard that repeats, an end of speech that
 * was already delivered. */
static const Edge *
find_edge (AskgTurnTakingState state,
           AskgTurnTakingEvent event)
{
  static const struct
  {
    AskgTurnTakingState state;
    AskgTurnTakingEvent event;
    Edge                edge;
  } table[] = {
    /* Push to talk. A microphone that went away ends what was said, and a key still held waits for its return. */
    { ASKG_TURN_OFF, ASKG_TURN_KEY_DOWN, { ASKG_TURN_HELD, OPEN | BEGIN } },
    { ASKG_TURN_OFF, ASKG_TURN_TOGGLE, { ASKG_TURN_HELD, OPEN | BEGIN } },
    { ASKG_TURN_OFF, ASKG_TURN_CONVERSE, { ASKG_TURN_READY, OPEN } },
    { ASKG_TURN_HELD, ASKG_TURN_KEY_UP, { ASKG_TURN_OFF, DELIVER | CLOSE } },
    { ASKG_TURN_HELD, ASKG_TURN_TOGGLE, { ASKG_TURN_OFF, DELIVER | CLOSE } },
    { ASKG_TURN_HELD, ASKG_TURN_CONVERSE, { ASKG_TURN_PRESSED, 0 } },
    { ASKG_TURN_HELD, ASKG_TURN_LIMIT, { ASKG_TURN_HELD, DELIVER | BEGIN } },
    { ASKG_TURN_HELD, ASKG_TURN_DEAF, { ASKG_TURN_HELD, DELIVER | BEGIN } },
    { ASKG_TURN_HELD, ASKG_TURN_STOP, { ASKG_TURN_OFF, DISCARD | CLOSE } },

    /* Hands-free. */
    { ASKG_TURN_READY, ASKG_TURN_SPEECH_BEGAN, { ASKG_TURN_TALKING, BEGIN } },
    { ASKG_TURN_READY, ASKG_TURN_KEY_DOWN, { ASKG_TURN_PRESSED, BEGIN } },
    { ASKG_TURN_READY, ASKG_TURN_TOGGLE, { ASKG_TURN_PRESSED, BEGIN } },
    { ASKG_TURN_READY, ASKG_TURN_STOP, { ASKG_TURN_OFF, CLOSE } },
    { ASKG_TURN_TALKING, ASKG_TURN_SPEECH_ENDED, { ASKG_TURN_READY, DELIVER } },
    { ASKG_TURN_TALKING, ASKG_TURN_LIMIT, { ASKG_TURN_TALKING, DELIVER | BEGIN } },
    { ASKG_TURN_TALKING, ASKG_TURN_KEY_DOWN, { ASKG_TURN_PRESSED, 0 } },
    { ASKG_TURN_TALKING, ASKG_TURN_TOGGLE, { ASKG_TURN_READY, DELIVER } },
    { ASKG_TURN_TALKING, ASKG_TURN_DEAF, { ASKG_TURN_READY, DELIVER } },
    { ASKG_TURN_TALKING, ASKG_TURN_STOP, { ASKG_TURN_OFF, DISCARD | CLOSE } },

    /* The key keeps it listening, through any pause. */
    { ASKG_TURN_PRESSED, ASKG_TURN_KEY_UP, { ASKG_TURN_READY, DELIVER } },
    { ASKG_TURN_PRESSED, ASKG_TURN_TOGGLE, { ASKG_TURN_READY, DELIVER } },
    { ASKG_TURN_PRESSED, ASKG_TURN_LIMIT, { ASKG_TURN_PRESSED, DELIVER | BEGIN } },
    { ASKG_TURN_PRESSED, ASKG_TURN_DEAF, { ASKG_TURN_PRESSED, DELIVER | BEGIN } },
    { ASKG_TURN_PRESSED, ASKG_TURN_STOP, { ASKG_TURN_OFF, DISCARD | CLOSE } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].state == state && table[i].event == event)
      return &table[i].edge;

  return NULL;
}

/* Returns: what is to be done, in the order of the flags */
AskgTurnTakingDo
askg_turn_taking_take (AskgTurnTaking      *self,
                       AskgTurnTakingEvent  event)
{
  const Edge *edge = find_edge (self->state, event);

  if (edge == NULL)
    return ASKG_TURN_DO_NOTHING;

  self->state = edge->next;
  if (edge->actions & (OPEN | DISCARD))
    self->generation++;

  return edge->actions;
}

/* Whether what is heard becomes an utterance. */
gboolean
askg_turn_taking_is_recording (const AskgTurnTaking *self)
{
  return self->state == ASKG_TURN_HELD || self->state == ASKG_TURN_TALKING || self->state == ASKG_TURN_PRESSED;
}

/* Whether what was begun then is still wanted. */
gboolean
askg_turn_taking_is_current (const AskgTurnTaking *self,
                             guint                 generation)
{
  return self->generation == generation;
}
