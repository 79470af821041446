/* askg-talk-table.c: pure. */
#include "engine/voice/askg-talk-table.h"

#define DUCK ASKG_TALK_DO_DUCK
#define UNDUCK ASKG_TALK_DO_UNDUCK
#define CUT ASKG_TALK_DO_CUT
#define CLOSE ASKG_TALK_DO_CLOSE
#define HOLD ASKG_TALK_DO_HOLD
#define SEND ASKG_TALK_DO_SEND
#define ASK ASKG_TALK_DO_ASK

/* Where a table leads that depends on how it is talked: see find_home() and find_speaking(). */
#define HOME ((AskgTalkState) (ASKG_TALK_N_STATES + 0))
#define ALOUD ((AskgTalkState) (ASKG_TALK_N_STATES + 1))

G_DEFINE_ENUM_TYPE (AskgTalkState, askg_talk_state,
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_LISTENING, "listening"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_THINKING, "thinking"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_SPEAKING, "speaking"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_MUTED, "muted"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_DEAF, "deaf"),
                    G_DEFINE_ENUM_VALUE (ASKG_TALK_SPEAKING_CLOSED, "speaking-closed"))

typedef struct
{
  AskgTalkState next;
  guint         actions;
} Edge;

/* Where nothing stands the event changes nothing. */
static const Edge table[ASKG_TALK_N_STATES][ASKG_TALK_N_EVENTS] = {
#define EDGE(event, next, actions) [ASKG_TALK_##event] = { next, (actions) | KNOWN }
#define KNOWN (1u << 31) /* tells an edge from none */

  [ASKG_TALK_READY] = {
    EDGE (PRESS, ASKG_TALK_LISTENING, HOLD),
    EDGE (TOGGLE, ASKG_TALK_LISTENING, HOLD),
    EDGE (CONVERSE, HOME, 0),
    EDGE (MUTE, HOME, 0),
  },
  [ASKG_TALK_LISTENING] = {
    EDGE (PRESS, ASKG_TALK_LISTENING, HOLD),
    EDGE (RELEASE, ASKG_TALK_THINKING, SEND),
    EDGE (TOGGLE, ASKG_TALK_THINKING, SEND),
    EDGE (CONVERSE, ASKG_TALK_LISTENING, 0),
    EDGE (HANG_UP, ASKG_TALK_READY, CLOSE),
    EDGE (INTERRUPT, HOME, 0),
    EDGE (MUTE, ASKG_TALK_MUTED, CLOSE),
    EDGE (UTTERANCE, ASKG_TALK_THINKING, ASK),
    EDGE (NOTHING, HOME, 0),
    EDGE (LOST, ASKG_TALK_DEAF, 0),
  },
  /* Whoever talks on before anything sounds has not finished: they are asked again, with all they said. */
  [ASKG_TALK_THINKING] = {
    EDGE (PRESS, ASKG_TALK_LISTENING, CUT | HOLD),
    EDGE (RELEASE, ASKG_TALK_THINKING, SEND),
    EDGE (TOGGLE, ASKG_TALK_LISTENING, CUT | HOLD),
    EDGE (CONVERSE, ASKG_TALK_THINKING, 0),
    EDGE (INTERRUPT, HOME, CUT),
    EDGE (HANG_UP, ASKG_TALK_READY, CUT | CLOSE),
    EDGE (MUTE, ASKG_TALK_THINKING, CLOSE),
    EDGE (UNMUTE, ASKG_TALK_THINKING, 0),
    EDGE (SURE_VOICE, ASKG_TALK_LISTENING, CUT),
    EDGE (UTTERANCE, ASKG_TALK_THINKING, CUT | ASK),
    EDGE (NOTHING, ASKG_TALK_THINKING, 0),
    EDGE (SOUNDS, ALOUD, 0),
    EDGE (OVER, HOME, 0),
    EDGE (ECHOES, ASKG_TALK_THINKING, 0),
  },
  [ASKG_TALK_SPEAKING] = {
    EDGE (PRESS, ASKG_TALK_STOPPED, CUT | HOLD),
    EDGE (TOGGLE, ASKG_TALK_STOPPED, CUT),
    EDGE (INTERRUPT, ASKG_TALK_STOPPED, CUT),
    EDGE (HANG_UP, ASKG_TALK_READY, CUT | CLOSE),
    EDGE (MUTE, ASKG_TALK_SPEAKING_CLOSED, UNDUCK | CLOSE),
    EDGE (MAYBE_VOICE, ASKG_TALK_SPEAKING, DUCK),
    EDGE (SURE_VOICE, ASKG_TALK_STOPPED, CUT),
    EDGE (UTTERANCE, ASKG_TALK_SPEAKING, UNDUCK),
    EDGE (NOTHING, ASKG_TALK_SPEAKING, UNDUCK),
    EDGE (OVER, HOME, 0),
    EDGE (LOST, ASKG_TALK_SPEAKING_CLOSED, UNDUCK),
    EDGE (ECHOES, ASKG_TALK_SPEAKING_CLOSED, UNDUCK | CLOSE),
  },
  [ASKG_TALK_STOPPED] = {
    EDGE (PRESS, ASKG_TALK_STOPPED, HOLD),
    EDGE (RELEASE, ASKG_TALK_THINKING, SEND),
    EDGE (TOGGLE, ASKG_TALK_THINKING, SEND),
    EDGE (CONVERSE, ASKG_TALK_STOPPED, 0),
    EDGE (INTERRUPT, HOME, 0),
    EDGE (HANG_UP, ASKG_TALK_READY, CLOSE),
    EDGE (MUTE, ASKG_TALK_MUTED, CLOSE),
    EDGE (UTTERANCE, ASKG_TALK_THINKING, ASK),
    EDGE (NOTHING, HOME, 0),
    EDGE (LOST, ASKG_TALK_DEAF, 0),
  },
  [ASKG_TALK_MUTED] = {
    EDGE (PRESS, ASKG_TALK_LISTENING, HOLD),
    EDGE (TOGGLE, ASKG_TALK_LISTENING, HOLD),
    EDGE (HANG_UP, ASKG_TALK_READY, CLOSE),
    EDGE (UNMUTE, HOME, 0),
  },
  [ASKG_TALK_DEAF] = {
    EDGE (RELEASE, ASKG_TALK_THINKING, SEND),
    EDGE (TOGGLE, ASKG_TALK_THINKING, SEND),
    EDGE (HANG_UP, ASKG_TALK_READY, CLOSE),
    EDGE (MUTE, ASKG_TALK_MUTED, CLOSE),
    EDGE (UTTERANCE, ASKG_TALK_THINKING, ASK), /* until it could not hear any more */
    EDGE (NOTHING, ASKG_TALK_DEAF, 0),
    EDGE (FOUND, ASKG_TALK_LISTENING, 0),
  },
  [ASKG_TALK_SPEAKING_CLOSED] = {
    EDGE (PRESS, ASKG_TALK_STOPPED, CUT | HOLD),
    EDGE (TOGGLE, ASKG_TALK_STOPPED, CUT | HOLD),
    EDGE (INTERRUPT, HOME, CUT),
    EDGE (CONVERSE, ALOUD, 0),
    EDGE (HANG_UP, ASKG_TALK_READY, CUT | CLOSE),
    EDGE (MUTE, ASKG_TALK_SPEAKING_CLOSED, CLOSE),
    EDGE (UNMUTE, ALOUD, 0),
    EDGE (OVER, HOME, 0),
    EDGE (FOUND, ALOUD, 0),
  },
#undef EDGE
};

static AskgTalkState
find_home (const AskgTalkTable *self)
{
  if (self->is_muted)
    return ASKG_TALK_MUTED;

  return self->is_free ? ASKG_TALK_LISTENING : ASKG_TALK_READY;
}

static AskgTalkState
find_speaking (const AskgTalkTable *self)
{
  return self->is_free && !self->is_muted && !self->is_halved ? ASKG_TALK_SPEAKING : ASKG_TALK_SPEAKING_CLOSED;
}

static void
note (AskgTalkTable *self,
      AskgTalkEvent  event)
{
  if (event == ASKG_TALK_CONVERSE)
    self->is_free = TRUE;
  else if (event == ASKG_TALK_HANG_UP)
    self->is_free = self->is_muted = self->is_halved = FALSE;
  else if (event == ASKG_TALK_MUTE || event == ASKG_TALK_UNMUTE)
    self->is_muted = event == ASKG_TALK_MUTE;
  else if (event == ASKG_TALK_ECHOES)
    self->is_halved = TRUE;
}

/* What the microphone is to be, where a state is come to that says so. */
static guint
find_microphone (const AskgTalkTable *self,
                 AskgTalkEvent        event,
                 guint                actions)
{
  if (!self->is_free || self->is_muted || (actions & (HOLD | CLOSE)) != 0)
    return 0;

  switch (self->state)
    {
    case ASKG_TALK_LISTENING:
    case ASKG_TALK_SPEAKING:
    case ASKG_TALK_STOPPED:
      return ASKG_TALK_DO_LISTEN;
    case ASKG_TALK_SPEAKING_CLOSED:
      return event == ASKG_TALK_LOST ? 0 : CLOSE; /* one that is lost stays open, to be found again */
    case ASKG_TALK_READY:
    case ASKG_TALK_THINKING:
    case ASKG_TALK_MUTED:
    case ASKG_TALK_DEAF:
    case ASKG_TALK_N_STATES:
    default:
      return 0;
    }
}

/**
 * askg_talk_table_take:
 *
 * Returns: what is to be done, in the order of the flags. To listen where it is listened already changes nothing.
 */
AskgTalkDo
askg_talk_table_take (AskgTalkTable *self,
                      AskgTalkEvent  event)
{
  const Edge *edge = &table[self->state][event];
  guint actions = edge->actions & ~KNOWN;

  note (self, event);
  if ((edge->actions & KNOWN) == 0)
    return ASKG_TALK_DO_NOTHING;

  self->state = edge->next == HOME ? find_home (self) : edge->next == ALOUD ? find_speaking (self) : edge->next;
  actions |= find_microphone (self, event, actions);
  if (actions & (CUT | ASK))
    self->generation++;

  return actions;
}

/* Whether what was begun then is still wanted. */
gboolean
askg_talk_table_is_current (const AskgTalkTable *self,
                            guint                generation)
{
  return self->generation == generation;
}

/* Whether there is something to be interrupted. */
gboolean
askg_talk_table_has_reply (const AskgTalkTable *self)
{
  return self->state == ASKG_TALK_THINKING || self->state == ASKG_TALK_SPEAKING || self->state == ASKG_TALK_SPEAKING_CLOSED;
}
