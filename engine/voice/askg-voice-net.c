/* askg-voice-net.c: pure.
 *
 * One layer that looks at a frame, one with a memory (a gated recurrent unit, Cho et al. 2014), and two numbers at its end.
 * tests/voice/train-detector learns the weights from voices and noises that programs make, and writes them down. */
#include "engine/voice/askg-voice-net.h"

#include <math.h>
#include <string.h>

#include "engine/voice/askg-voice-weights.h"

#define IN ASKG_VOICE_N_FEATURES
#define N ASKG_VOICE_N_UNITS

struct _AskgVoiceNet
{
  float look[IN * N], look_bias[N];
  float into[N * 3 * N], into_bias[3 * N];     /* update, reset, candidate */
  float again[N * 3 * N], again_bias[3 * N];
  float out[N * 2], out_bias[2];
  float memory[N];
};

static void
unpack (const AskgVoiceWeights *weights,
        float                  *to)
{
  for (guint i = 0; i < weights->n; i++)
    to[i] = weights->scale * weights->values[i];
}

AskgVoiceNet *
askg_voice_net_new (void)
{
  AskgVoiceNet *self = g_new0 (AskgVoiceNet, 1);

  unpack (&askg_voice_look, self->look);
  unpack (&askg_voice_look_bias, self->look_bias);
  unpack (&askg_voice_into, self->into);
  unpack (&askg_voice_into_bias, self->into_bias);
  unpack (&askg_voice_again, self->again);
  unpack (&askg_voice_again_bias, self->again_bias);
  unpack (&askg_voice_out, self->out);
  unpack (&askg_voice_out_bias, self->out_bias);

  return self;
}

void
askg_voice_net_free (AskgVoiceNet *self)
{
  g_free (self);
}

void
askg_voice_net_reset (AskgVoiceNet *self)
{
  memset (self->memory, 0, sizeof self->memory);
}

/* @to: the bias, and what each input adds to it. @weights: those of the first input come first */
static void
add_up (const float *from,
        guint        n_from,
        const float *weights,
        const float *bias,
        guint        n_to,
        float       *to)
{
  memcpy (to, bias, n_to * sizeof *to);
  for (guint i = 0; i < n_from; i++)
    for (guint k = 0; k < n_to; k++)
      to[k] += from[i] * weights[i * n_to + k];
}

static float
squash (float x)
{
  return 1 / (1 + expf (-x));
}

/* @features: ASKG_VOICE_N_FEATURES of the frame that follows */
AskgVoiceGuess
askg_voice_net_take (AskgVoiceNet *self,
                     const float  *features)
{
  float seen[N], into[3 * N], again[3 * N], told[2];

  add_up (features, IN, self->look, self->look_bias, N, seen);
  for (guint i = 0; i < N; i++)
    seen[i] = tanhf (seen[i]);
  add_up (seen, N, self->into, self->into_bias, 3 * N, into);
  add_up (self->memory, N, self->again, self->again_bias, 3 * N, again);
  for (guint i = 0; i < N; i++)
    {
      const float keeps = squash (into[i] + again[i]);
      const float minds = squash (into[N + i] + again[N + i]);
      const float candidate = tanhf (into[2 * N + i] + minds * again[2 * N + i]);

      self->memory[i] = candidate + keeps * (self->memory[i] - candidate);
    }
  add_up (self->memory, N, self->out, self->out_bias, 2, told);

  return (AskgVoiceGuess) { .speaks = squash (told[0]), .goes_on = squash (told[1]) };
}
