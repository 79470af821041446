/* askg-reply-ring.c: pure. */
#include "capture/audio/askg-reply-ring.h"

#include <math.h>
#include <string.h>

#define DUCK_STEP_DB 1.5f  /* a millisecond: down within a block */
#define SAMPLES_PER_MS (ASKG_REPLY_RATE_HZ / 1000)
#define FADE_SAMPLES (5 * SAMPLES_PER_MS)
#define N_NOTES 256u       /* blocks whose place in the reply is known: more than any buffer holds */
#define TIDY_SAMPLES ASKG_REPLY_RATE_HZ

struct _AskgReplyRing
{
  GArray  *samples;  /* gint16: of the reply, from @at on to be taken */
  gsize    at;
  gint64   n_taken;  /* of this reply */
  gint64   n_blocks; /* ever */
  gint64   notes[N_NOTES]; /* how much of this reply was taken when that block had been */
  gint64   began;    /* block before which nothing is this reply's */
  float    gain_db;
  gboolean is_ducked;
  gboolean is_ended; /* no more comes */
  gboolean is_cut;   /* what is left is faded out */
};

AskgReplyRing *
askg_reply_ring_new (void)
{
  AskgReplyRing *self = g_new0 (AskgReplyRing, 1);

  self->samples = g_array_new (FALSE, FALSE, sizeof (gint16));

  return self;
}

void
askg_reply_ring_free (AskgReplyRing *self)
{
  g_array_unref (self->samples);
  g_free (self);
}

/* Another reply; what is left of the one before is dropped. */
void
askg_reply_ring_begin (AskgReplyRing *self)
{
  g_array_set_size (self->samples, 0);
  self->at = 0;
  self->n_taken = 0;
  self->began = self->n_blocks;
  self->gain_db = 0;
  self->is_ducked = FALSE;
  self->is_ended = FALSE;
  self->is_cut = FALSE;
}

void
askg_reply_ring_add (AskgReplyRing *self,
                     const gint16  *samples,
                     gsize          n_samples)
{
  if (self->is_cut)
    return;
  if (self->at > TIDY_SAMPLES)
    {
      g_array_remove_range (self->samples, 0, self->at);
      self->at = 0;
    }
  g_array_append_vals (self->samples, samples, n_samples);
}

void
askg_reply_ring_end (AskgReplyRing *self)
{
  self->is_ended = TRUE;
}

/* Silence, after the few milliseconds that keep it from clicking. */
void
askg_reply_ring_cut (AskgReplyRing *self)
{
  self->is_cut = TRUE;
  self->is_ended = TRUE;
  g_array_set_size (self->samples, MIN (self->samples->len, self->at + FADE_SAMPLES));
}

void
askg_reply_ring_duck (AskgReplyRing *self,
                      gboolean       is_ducked)
{
  self->is_ducked = is_ducked;
}

static void
soften (AskgReplyRing *self,
        gint16        *samples,
        gsize          n_samples)
{
  const float wanted_db = self->is_ducked ? ASKG_REPLY_DUCK_DB : 0;

  if (self->gain_db == 0 && wanted_db == 0)
    return;
  for (gsize i = 0; i < n_samples; i += SAMPLES_PER_MS)
    {
      float gain;

      self->gain_db += CLAMP (wanted_db - self->gain_db, -DUCK_STEP_DB, DUCK_STEP_DB / 4);
      gain = powf (10, self->gain_db / 20);
      for (gsize j = i; j < MIN (i + SAMPLES_PER_MS, n_samples); j++)
        samples[j] = lrintf (samples[j] * gain);
    }
}

static void
fade (gint16 *samples,
      gsize   n_samples)
{
  for (gsize i = 0; i < n_samples; i++)
    samples[i] = samples[i] * (gint) (n_samples - i) / (gint) n_samples;
}

/* @block: (out caller-allocates): %ASKG_REPLY_BLOCK samples */
void
askg_reply_ring_take (AskgReplyRing *self,
                      gint16        *block)
{
  const gsize n = MIN (self->samples->len - self->at, ASKG_REPLY_BLOCK);

  if (n > 0)
    memcpy (block, &g_array_index (self->samples, gint16, self->at), n * sizeof *block);
  memset (block + n, 0, (ASKG_REPLY_BLOCK - n) * sizeof *block);
  soften (self, block, n);
  if (self->is_cut)
    fade (block, n);
  self->at += n;
  self->n_taken += n;
  self->notes[self->n_blocks++ % N_NOTES] = self->n_taken;
}

/* Whether all of it was taken, and no more comes. */
gboolean
askg_reply_ring_is_over (AskgReplyRing *self)
{
  return self->is_ended && self->at == self->samples->len;
}

/* Whether there is nothing to take just now. */
gboolean
askg_reply_ring_is_silent (AskgReplyRing *self)
{
  return self->at == self->samples->len;
}

/* Returns: how much of this reply has sounded when so many blocks have, of all there ever were */
gint64
askg_reply_ring_get_heard (AskgReplyRing *self,
                           gint64         block)
{
  if (block <= self->began)
    return 0;

  block = CLAMP (block, MAX (self->n_blocks - (gint64) N_NOTES + 1, self->began + 1), self->n_blocks);

  return self->n_blocks > self->began ? self->notes[(block - 1) % N_NOTES] : 0;
}

/* Returns: how many were taken, ever */
gint64
askg_reply_ring_get_blocks (AskgReplyRing *self)
{
  return self->n_blocks;
}
