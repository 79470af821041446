/* askg-utterance.c: pure. */
#include "app/askg-utterance.h"

/* @event: that an utterance ended with */
AskgUtteranceEnd
askg_utterance_end_for (AskgTurnTakingEvent event)
{
  return event == ASKG_TURN_SPEECH_ENDED ? ASKG_UTTERANCE_PAUSE
         : event == ASKG_TURN_LIMIT ? ASKG_UTTERANCE_LIMIT
         : event == ASKG_TURN_DEAF ? ASKG_UTTERANCE_MICROPHONE : ASKG_UTTERANCE_KEY;
}
