/* askg-utterance.h: what somebody said without a pause, or while a key was held. Main thread. */
#pragma once

#include "engine/base/askg-pcm.h"
#include "engine/voice/askg-turn-taking.h"

G_BEGIN_DECLS

/* What ended it. */
typedef enum
{
  ASKG_UTTERANCE_PAUSE,
  ASKG_UTTERANCE_KEY,
  ASKG_UTTERANCE_LIMIT,
  ASKG_UTTERANCE_MICROPHONE, /* it went away */
} AskgUtteranceEnd;

typedef struct
{
  AskgPcm          *sound;      /* (nullable): nothing of it was heard */
  AskgUtteranceEnd  end;
  gboolean          has_voice;  /* not noise alone, as far as can be told */
  guint             generation; /* see askg_turn_taking_is_current() */
} AskgUtterance;

AskgUtteranceEnd askg_utterance_end_for (AskgTurnTakingEvent event);

G_END_DECLS
