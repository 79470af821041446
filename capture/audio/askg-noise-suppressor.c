/* askg-noise-suppressor.c: the preprocessor of speexdsp, a frame at a time. */
#include "capture/audio/askg-noise-suppressor.h"

#include <speex/speex_preprocess.h>
#include <string.h>

#define FRAME_MS 20u
#define SOFTER_DB (-12) /* noise, at most: with more of it fewer orders are understood until it has learnt the room */

struct _AskgNoiseSuppressor
{
  SpeexPreprocessState *state;    /* owned */
  GArray               *held;     /* (owned) (element-type gint16): less than a frame */
  GArray               *out;      /* (owned) (element-type gint16) */
  gint64                position; /* of what is taken next */
  guint                 n_frame;
};

static void
learn_anew (AskgNoiseSuppressor *self,
            guint                rate_hz)
{
  int suppress = TRUE, softer_db = SOFTER_DB;

  self->state = speex_preprocess_state_init (self->n_frame, rate_hz);
  speex_preprocess_ctl (self->state, SPEEX_PREPROCESS_SET_DENOISE, &suppress);
  speex_preprocess_ctl (self->state, SPEEX_PREPROCESS_SET_NOISE_SUPPRESS, &softer_db);
}

AskgNoiseSuppressor *
askg_noise_suppressor_new (guint rate_hz)
{
  AskgNoiseSuppressor *self = g_new0 (AskgNoiseSuppressor, 1);

  self->n_frame = rate_hz * FRAME_MS / 1000;
  self->held = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->out = g_array_new (FALSE, FALSE, sizeof (gint16));
  learn_anew (self, rate_hz);

  return self;
}

void
askg_noise_suppressor_free (AskgNoiseSuppressor *self)
{
  askg_noise_suppressor_clear (self);
  speex_preprocess_state_destroy (self->state);
  g_array_unref (self->held);
  g_array_unref (self->out);
  g_free (self);
}

/* What was heard is gone; what was learnt of the room stays. */
void
askg_noise_suppressor_clear (AskgNoiseSuppressor *self)
{
  explicit_bzero (self->held->data, self->held->len * sizeof (gint16));
  explicit_bzero (self->out->data, self->out->len * sizeof (gint16));
  g_array_set_size (self->held, 0);
  g_array_set_size (self->out, 0);
}

/**
 * askg_noise_suppressor_take:
 * @position: (inout): of @samples; of what is returned
 * @n_samples: (inout): the same
 *
 * What is returned ends up to two frames, 40 ms, before what was taken: its frames overlap.
 *
 * Returns: (transfer none): valid until it is called again
 */
const gint16 *
askg_noise_suppressor_take (AskgNoiseSuppressor *self,
                            gint64              *position,
                            const gint16        *samples,
                            guint               *n_samples)
{
  guint n_whole;

  if (*position != self->position) /* it was deaf meanwhile */
    askg_noise_suppressor_clear (self);
  self->position = *position + *n_samples;
  g_array_append_vals (self->held, samples, *n_samples);
  n_whole = self->held->len / self->n_frame * self->n_frame;
  g_array_set_size (self->out, 0);
  g_array_append_vals (self->out, self->held->data, n_whole);
  g_array_remove_range (self->held, 0, n_whole);
  for (guint at = 0; at < n_whole; at += self->n_frame)
    speex_preprocess_run (self->state, &g_array_index (self->out, gint16, at));

  *position = self->position - self->held->len - n_whole - self->n_frame;
  *n_samples = n_whole;

  return (const gint16 *) self->out->data;
}
