/* askg-talk-table.h: where a spoken conversation stands: a table of states, with which the key, the voice, the engine and
 * the loudspeaker agree on who talks and what falls silent. Pure; any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_TALK_READY,           /* nothing goes on, the microphone is closed */
  ASKG_TALK_LISTENING,
  ASKG_TALK_THINKING,        /* what was said is with the engine, and nothing sounds yet */
  ASKG_TALK_SPEAKING,        /* and listening: talking interrupts it */
  ASKG_TALK_STOPPED,         /* it fell silent for the person, and listens */
  ASKG_TALK_MUTED,           /* the person closed the microphone */
  ASKG_TALK_DEAF,            /* it should hear, and cannot */
  ASKG_TALK_SPEAKING_CLOSED, /* with a closed microphone: a key interrupts it */
  ASKG_TALK_N_STATES
} AskgTalkState;

#define ASKG_TYPE_TALK_STATE (askg_talk_state_get_type ())
GType askg_talk_state_get_type (void);

typedef enum
{
  ASKG_TALK_PRESS,     /* the key is down: what is said until it is up is one utterance */
  ASKG_TALK_RELEASE,
  ASKG_TALK_TOGGLE,    /* where no release is told: down, and up the next time; what sounds is interrupted */
  ASKG_TALK_CONVERSE,  /* hands-free from now on */
  ASKG_TALK_INTERRUPT, /* silence, and nothing else */
  ASKG_TALK_HANG_UP,   /* all of it, at once */
  ASKG_TALK_MUTE,
  ASKG_TALK_UNMUTE,
  ASKG_TALK_MAYBE_VOICE,     /* perhaps somebody speaks */
  ASKG_TALK_SURE_VOICE, /* somebody does */
  ASKG_TALK_UTTERANCE, /* is over, and to be understood */
  ASKG_TALK_NOTHING,   /* it is over, and there was nothing in it */
  ASKG_TALK_SOUNDS,    /* the first of the reply is heard */
  ASKG_TALK_ECHOES,    /* the microphone hears the reply too well, or it does not sound through us: not both at once */
  ASKG_TALK_OVER,      /* the reply is whole and was heard, or there is none */
  ASKG_TALK_LOST,      /* the microphone hears nothing */
  ASKG_TALK_FOUND,     /* and hears again */
  ASKG_TALK_N_EVENTS
} AskgTalkEvent;

/* What is to be done, in this order. */
typedef enum
{
  ASKG_TALK_DO_NOTHING = 0,
  ASKG_TALK_DO_DUCK    = 1 << 0, /* the reply sounds softer */
  ASKG_TALK_DO_UNDUCK  = 1 << 1,
  ASKG_TALK_DO_CUT     = 1 << 2, /* silence now; the engine stops, and what was not heard is dropped */
  ASKG_TALK_DO_CLOSE   = 1 << 3, /* the microphone; an utterance that goes on is forgotten */
  ASKG_TALK_DO_LISTEN  = 1 << 4, /* hands-free */
  ASKG_TALK_DO_HOLD    = 1 << 5, /* an utterance begins, through any pause */
  ASKG_TALK_DO_SEND    = 1 << 6, /* it is over */
  ASKG_TALK_DO_ASK     = 1 << 7, /* what was uttered */
} AskgTalkDo;

typedef struct
{
  AskgTalkState state;
  gboolean      is_free;    /* hands-free */
  gboolean      is_muted;   /* by the person, until they want it otherwise; a key that is held opens it all the same */
  gboolean      is_halved;  /* one at a time: closed while the reply sounds */
  guint         generation; /* of the reply: what was begun in another one is late, and dropped */
} AskgTalkTable;

AskgTalkDo askg_talk_table_take       (AskgTalkTable       *self,
                                       AskgTalkEvent        event);
gboolean   askg_talk_table_is_current (const AskgTalkTable *self,
                                       guint                generation);
gboolean   askg_talk_table_has_reply  (const AskgTalkTable *self);

G_END_DECLS
