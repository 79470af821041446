/* askg-turn-taking.h: whose turn it is: a table of states, with which the light, the key and the voice agree on what is
 * an utterance. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_TURN_OFF,     /* the light is off, nothing is heard */
  ASKG_TURN_HELD,    /* the key is down: all is one utterance, pauses too; the light goes out with the key */
  ASKG_TURN_READY,   /* hands-free, and nobody speaks */
  ASKG_TURN_TALKING, /* hands-free, and somebody does */
  ASKG_TURN_PRESSED, /* hands-free, and the key is down: all is one utterance */
  ASKG_TURN_N_STATES
} AskgTurnTakingState;

typedef enum
{
  ASKG_TURN_KEY_DOWN,
  ASKG_TURN_KEY_UP,
  ASKG_TURN_TOGGLE,       /* where a desktop tells no release: down, and up the next time */
  ASKG_TURN_CONVERSE,     /* hands-free from now on */
  ASKG_TURN_STOP,         /* all of it, at once */
  ASKG_TURN_SPEECH_BEGAN,
  ASKG_TURN_SPEECH_ENDED, /* and the patience is over */
  ASKG_TURN_LIMIT,        /* the utterance is as long as one may be */
  ASKG_TURN_DEAF,         /* the microphone is gone; it may come back */
  ASKG_TURN_N_EVENTS
} AskgTurnTakingEvent;

/* What is to be done, in this order. */
typedef enum
{
  ASKG_TURN_DO_NOTHING = 0,
  ASKG_TURN_DO_OPEN    = 1 << 0, /* the light goes on and the microphone is opened */
  ASKG_TURN_DO_DELIVER = 1 << 1, /* the utterance ends here, and is to be understood */
  ASKG_TURN_DO_DISCARD = 1 << 2, /* it is forgotten */
  ASKG_TURN_DO_BEGIN   = 1 << 3, /* an utterance begins */
  ASKG_TURN_DO_CLOSE   = 1 << 4, /* the light goes out */
} AskgTurnTakingDo;

typedef struct
{
  AskgTurnTakingState state;
  guint               generation; /* what was begun in another one is late, and dropped */
} AskgTurnTaking;

AskgTurnTakingDo askg_turn_taking_take       (AskgTurnTaking       *self,
                                              AskgTurnTakingEvent   event);
gboolean         askg_turn_taking_is_recording (const AskgTurnTaking *self);
gboolean         askg_turn_taking_is_current (const AskgTurnTaking *self,
                                              guint                 generation);

G_END_DECLS
