/* askg-voice-features.h: what of 10 ms of sound tells a voice from a noise, in numbers. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_VOICE_N_BANDS 20u
#define ASKG_VOICE_N_FEATURES (2 * ASKG_VOICE_N_BANDS + 7)

typedef struct _AskgVoiceFeatures AskgVoiceFeatures;

AskgVoiceFeatures *askg_voice_features_new   (guint              rate_hz);
void               askg_voice_features_free  (AskgVoiceFeatures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgVoiceFeatures, askg_voice_features_free)

float              askg_voice_features_take  (AskgVoiceFeatures *self,
                                              const gint16      *frame,
                                              float             *out_features);
void               askg_voice_features_reset (AskgVoiceFeatures *self);

G_END_DECLS
