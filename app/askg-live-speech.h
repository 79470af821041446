/* askg-live-speech.h: one utterance after the other on its way into a live session: at its rate, and not before it may go.
 * Main thread. */
#pragma once

#include "engine/base/askg-pcm.h"
#include "engine/provider/askg-live-session.h"

G_BEGIN_DECLS

typedef struct _AskgLiveSpeech AskgLiveSpeech;

AskgLiveSpeech *askg_live_speech_new    (AskgLiveSession *session);
void            askg_live_speech_free   (AskgLiveSpeech  *self);
void            askg_live_speech_say    (AskgLiveSpeech  *self,
                                         AskgPcm         *sound);
void            askg_live_speech_let_go (AskgLiveSpeech  *self);
void            askg_live_speech_end    (AskgLiveSpeech  *self);
void            askg_live_speech_forget (AskgLiveSpeech  *self);

G_END_DECLS
