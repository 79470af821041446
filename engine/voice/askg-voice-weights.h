/* askg-voice-weights.h: what the net of askg-voice-net.c has learnt. tests/voice/train-detector writes the numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_VOICE_N_UNITS 32u

typedef struct
{
  const gint8 *values;
  guint        n;
  float        scale; /* of each value */
} AskgVoiceWeights;

extern const AskgVoiceWeights askg_voice_look, askg_voice_look_bias;
extern const AskgVoiceWeights askg_voice_into, askg_voice_into_bias;
extern const AskgVoiceWeights askg_voice_again, askg_voice_again_bias;
extern const AskgVoiceWeights askg_voice_out, askg_voice_out_bias;

G_END_DECLS
