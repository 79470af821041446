/* askg-listening.h: a microphone, a detector and the table of turns become utterances. Main thread.
 *
 * glanced at -> detector -> edges of speech -> turn taking ┐
 * heard (vouched for) -> without noise -> pre-roll -------> utterance */
#pragma once

#include "app/askg-utterance.h"
#include "capture/audio/askg-microphone.h"
#include "engine/voice/askg-speech-edges.h"
#include "engine/voice/askg-turn-taking.h"

G_BEGIN_DECLS

#define ASKG_LISTENING_RATE_HZ 16000u
#define ASKG_LISTENING_MAX_MS (120u * 1000)

typedef struct
{
  AskgSpeechRule speech;
  AskgSpeechRule sure;   /* when "sure" is told while no reply sounds: begin_of 0 for never */
  guint          max_ms; /* of one utterance */
  gboolean       suppresses_noise; /* in what is given out; speech is told from noise by what was heard */
} AskgListeningRule;

#define ASKG_TYPE_LISTENING (askg_listening_get_type ())
G_DECLARE_FINAL_TYPE (AskgListening, askg_listening, ASKG, LISTENING, GObject)

extern const AskgListeningRule askg_listening_usual_rule;

AskgListening        *askg_listening_new            (AskgMicrophone          *microphone,
                                                     const AskgListeningRule *rule);
void                  askg_listening_take           (AskgListening           *self,
                                                     AskgTurnTakingEvent      event);
const AskgTurnTaking *askg_listening_get_turn       (AskgListening           *self);
AskgMicrophone       *askg_listening_get_microphone (AskgListening           *self);
const GError         *askg_listening_get_trouble    (AskgListening           *self);
gboolean              askg_listening_is_closed      (AskgListening           *self);

G_END_DECLS
