/* askg-echo-canceller.c: pure.
 *
 * The way from the loudspeaker to the microphone is a filter, in parts of one block each, learnt in the frequency domain by
 * a Kalman filter that takes each frequency for itself (Enzner and Vary 2006; Kuech, Mabande and Enzner 2014). Its step is as
 * large as what it does not know yet stands out from what else is heard: it learns at once while it knows nothing, and a
 * person who speaks meanwhile does not spoil it, so nobody has to tell it who speaks. What it does not know, times what is
 * played, is how much of the echo is left: a measure against which a voice can be told from an echo. */
#include "capture/audio/askg-echo-canceller.h"

#include <math.h>
#include <string.h>

#include "capture/audio/askg-echo-shift.h"
#include "engine/base/askg-fourier.h"

#define FORGETS 0.9998f        /* a block: rooms and people move */
#define FIRST_DOUBT 0.3f       /* of the whole gain: few rooms give back more */
#define LEAST_DOUBT 1e-7f      /* a change can always be learnt again */
#define OTHERS_SMOOTHING 0.6f
#define LEAST_POWER 1e-9f
#define BAND_FROM_HZ 150u
#define BAND_TO_HZ 4000u
#define WORSE_SMOOTHING 0.9f
#define ASTRAY_SMOOTHING 0.5f
#define ASTRAY_RATIO 0.9f
#define ASTRAY_SHARE 0.2f
#define WORSE_BLOCKS 8u        /* so long louder than without it: what it knows is wrong */
#define WORSE_RATIO 1.1f
#define WORSE_SHARE 0.25f      /* of what is heard that it takes for echo */
#define WORSE_DOUBT 3.0f       /* while it knows little, it learns anyway */
#define SURPRISING_RATIO 2.0f  /* of what is left to what was expected to be */

struct _AskgEchoCanceller
{
  AskgFourier *fourier;  /* owned */
  AskgEchoShift *shift;  /* owned */
  guint        rate_hz;
  guint        block;   /* samples */
  guint        n_bins;
  guint        n_parts;
  guint        from_bin, to_bin; /* where voices are */
  guint        newest;  /* part of @played that came last */
  guint        n_worse;
  gboolean     is_surprised; /* by the block before */
  float        heard, echo, left; /* power, smoothed: of what came, what was taken for echo, and what stayed */
  float        quick_heard, quick_echo, quick_left; /* the same, of the last blocks */

  /* Owned; @n_parts times @n_bins */
  float       *played_re, *played_im;
  float       *way_re, *way_im;
  float       *doubt;

  /* Owned; @n_bins */
  float       *re, *im;
  float       *others;  /* the power of what is no echo */
  float       *expected; /* the power of the echo that is left */

  /* Owned; twice @block */
  float       *last;    /* played: the block before, and this one */
  float       *work;
  float       *padded;

  float       *part_power; /* owned: what was played, in the band, of each part */
};

/* -- Life -------------------------------------------------------------------------- */

static guint
choose_block (guint rate_hz)
{
  guint block = 32;

  while (block * 2 * 1000 <= rate_hz * 11)
    block *= 2;

  return block;
}

/* @rate_hz: of both sounds, 8000 to 48000 */
AskgEchoCanceller *
askg_echo_canceller_new (guint rate_hz)
{
  AskgEchoCanceller *self = g_new0 (AskgEchoCanceller, 1);
  gsize n;

  self->rate_hz = rate_hz;
  self->block = choose_block (rate_hz);
  self->n_bins = self->block + 1;
  self->n_parts = ASKG_ECHO_TAIL_MS * rate_hz / 1000 / self->block;
  self->from_bin = BAND_FROM_HZ * 2 * self->block / rate_hz + 1;
  self->to_bin = MIN (BAND_TO_HZ * 2 * self->block / rate_hz, self->block);
  self->fourier = askg_fourier_new (2 * self->block);
  self->shift = askg_echo_shift_new (rate_hz);
  n = (gsize) self->n_parts * self->n_bins;
  self->played_re = g_new (float, n);
  self->played_im = g_new (float, n);
  self->way_re = g_new (float, n);
  self->way_im = g_new (float, n);
  self->doubt = g_new (float, n);
  self->re = g_new (float, self->n_bins);
  self->im = g_new (float, self->n_bins);
  self->others = g_new (float, self->n_bins);
  self->expected = g_new (float, self->n_bins);
  self->last = g_new (float, 2 * self->block);
  self->work = g_new (float, 2 * self->block);
  self->padded = g_new (float, 2 * self->block);
  self->part_power = g_new (float, self->n_parts);
  askg_echo_canceller_reset (self);

  return self;
}

void
askg_echo_canceller_free (AskgEchoCanceller *self)
{
  askg_fourier_free (self->fourier);
  askg_echo_shift_free (self->shift);
  g_free (self->played_re);
  g_free (self->played_im);
  g_free (self->way_re);
  g_free (self->way_im);
  g_free (self->doubt);
  g_free (self->re);
  g_free (self->im);
  g_free (self->others);
  g_free (self->expected);
  g_free (self->last);
  g_free (self->work);
  g_free (self->padded);
  g_free (self->part_power);
  g_free (self);
}

/* What it knows may be wrong by now, as when the loudspeaker was begun anew: it learns as fast as at first. */
void
askg_echo_canceller_doubt (AskgEchoCanceller *self)
{
  const gsize n = (gsize) self->n_parts * self->n_bins;

  for (gsize i = 0; i < n; i++)
    self->doubt[i] = FIRST_DOUBT / self->n_parts;
}

/* What was learnt is forgotten; what was played is not. */
static void
unlearn (AskgEchoCanceller *self)
{
  const gsize n = (gsize) self->n_parts * self->n_bins;

  memset (self->way_re, 0, n * sizeof (float));
  memset (self->way_im, 0, n * sizeof (float));
  askg_echo_canceller_doubt (self);
  for (guint i = 0; i < self->n_bins; i++)
    self->others[i] = LEAST_POWER;
  self->n_worse = 0;
  self->heard = self->echo = self->left = 0;
}

/* As if nothing had ever been played. */
void
askg_echo_canceller_reset (AskgEchoCanceller *self)
{
  const gsize n = (gsize) self->n_parts * self->n_bins;

  memset (self->played_re, 0, n * sizeof (float));
  memset (self->played_im, 0, n * sizeof (float));
  memset (self->last, 0, 2 * self->block * sizeof (float));
  memset (self->part_power, 0, self->n_parts * sizeof (float));
  askg_echo_shift_reset (self->shift);
  unlearn (self);
}

/* Returns: the samples of a block: so many are taken at a time */
guint
askg_echo_canceller_get_block (AskgEchoCanceller *self)
{
  return self->block;
}

/* -- One block ----------------------------------------------------------------------- */

/* Returns: the place of what was played @part blocks ago */
static gsize
place_of (AskgEchoCanceller *self,
          guint              part)
{
  return (gsize) ((self->newest + self->n_parts - part) % self->n_parts) * self->n_bins;
}

static float
sum_band (AskgEchoCanceller *self,
          const float       *re,
          const float       *im)
{
  float sum = 0;

  for (guint i = self->from_bin; i <= self->to_bin; i++)
    sum += re[i] * re[i] + im[i] * im[i];

  return sum;
}

/* @power: of the band, in a spectrum half of whose samples were silence */
static float
to_dbfs (AskgEchoCanceller *self,
         float              power)
{
  return 10 * log10f (power / ((float) self->block * self->block) + 1e-12f);
}

static void
take_played (AskgEchoCanceller *self,
             const gint16      *played)
{
  gsize at;

  memmove (self->last, self->last + self->block, self->block * sizeof (float));
  for (guint i = 0; i < self->block; i++)
    self->last[self->block + i] = played[i] / 32768.0f;
  self->newest = (self->newest + 1) % self->n_parts;
  at = place_of (self, 0);
  askg_fourier_forward (self->fourier, self->last, self->played_re + at, self->played_im + at);
  self->part_power[self->newest] = sum_band (self, self->played_re + at, self->played_im + at);
}

/* The echo there should be: in @work, its second half. */
static void
foretell (AskgEchoCanceller *self)
{
  memset (self->re, 0, self->n_bins * sizeof (float));
  memset (self->im, 0, self->n_bins * sizeof (float));
  for (guint part = 0; part < self->n_parts; part++)
    {
      const float *x_re = self->played_re + place_of (self, part);
      const float *x_im = self->played_im + place_of (self, part);
      const float *w_re = self->way_re + (gsize) part * self->n_bins;
      const float *w_im = self->way_im + (gsize) part * self->n_bins;

      for (guint i = 0; i < self->n_bins; i++)
        {
          self->re[i] += x_re[i] * w_re[i] - x_im[i] * w_im[i];
          self->im[i] += x_re[i] * w_im[i] + x_im[i] * w_re[i];
        }
    }
  askg_fourier_back (self->fourier, self->re, self->im, self->work);
}

/* How much of the echo is left: what is played times what is not known. */
static void
expect (AskgEchoCanceller *self)
{
  memset (self->expected, 0, self->n_bins * sizeof (float));
  for (guint part = 0; part < self->n_parts; part++)
    {
      const float *x_re = self->played_re + place_of (self, part);
      const float *x_im = self->played_im + place_of (self, part);
      const float *doubt = self->doubt + (gsize) part * self->n_bins;

      for (guint i = 0; i < self->n_bins; i++)
        self->expected[i] += 0.5f * (x_re[i] * x_re[i] + x_im[i] * x_im[i]) * doubt[i];
    }
}

/* From what is left over, in @re and @im. */
static void
learn (AskgEchoCanceller *self)
{
  const float keeps = FORGETS * FORGETS;

  for (guint i = 0; i < self->n_bins; i++)
    {
      const float power = self->re[i] * self->re[i] + self->im[i] * self->im[i];

      self->others[i] = MAX (OTHERS_SMOOTHING * self->others[i] + (1 - OTHERS_SMOOTHING) * power, LEAST_POWER);
    }
  for (guint part = 0; part < self->n_parts; part++)
    {
      const float *x_re = self->played_re + place_of (self, part);
      const float *x_im = self->played_im + place_of (self, part);
      float *w_re = self->way_re + (gsize) part * self->n_bins;
      float *w_im = self->way_im + (gsize) part * self->n_bins;
      float *doubt = self->doubt + (gsize) part * self->n_bins;

      for (guint i = 0; i < self->n_bins; i++)
        {
          const float step = doubt[i] / (self->expected[i] + self->others[i]);
          const float power = x_re[i] * x_re[i] + x_im[i] * x_im[i];

          w_re[i] += step * (x_re[i] * self->re[i] + x_im[i] * self->im[i]);
          w_im[i] += step * (x_re[i] * self->im[i] - x_im[i] * self->re[i]);
          doubt[i] = keeps * (1 - 0.5f * step * power) * doubt[i] + (1 - keeps) * (w_re[i] * w_re[i] + w_im[i] * w_im[i]);
          doubt[i] = MAX (doubt[i], LEAST_DOUBT);
        }
    }
}

/* A part's echo comes after its cause, within a block: what was learnt otherwise is taken out again. */
static void
constrain (AskgEchoCanceller *self)
{
  for (guint part = 0; part < self->n_parts; part++)
    {
      float *w_re = self->way_re + (gsize) part * self->n_bins;
      float *w_im = self->way_im + (gsize) part * self->n_bins;

      askg_fourier_back (self->fourier, w_re, w_im, self->work);
      memset (self->work + self->block, 0, self->block * sizeof (float));
      askg_fourier_forward (self->fourier, self->work, w_re, w_im);
    }
}

static void
smooth (float *value,
        float  power,
        float  smoothing)
{
  *value = smoothing * *value + (1 - smoothing) * power;
}

/* What it takes for echo does not make it softer: the echo came at another time. A voice beside an echo does not look like
 * that, since what is left of both is less than both. */
static gboolean
is_astray (AskgEchoCanceller *self,
           float              heard,
           float              echo,
           float              left)
{
  smooth (&self->quick_heard, heard, ASTRAY_SMOOTHING);
  smooth (&self->quick_echo, echo, ASTRAY_SMOOTHING);
  smooth (&self->quick_left, left, ASTRAY_SMOOTHING);

  return self->quick_left > ASTRAY_RATIO * self->quick_heard && self->quick_echo > ASTRAY_SHARE * self->quick_heard;
}

/* Louder than without it, although it takes much for echo: the way is another one, as after a buffer that ran empty. A voice
 * beside the echo cannot do that: it is in both. */
static void
watch (AskgEchoCanceller *self,
       float              heard,
       float              echo,
       float              left,
       float              expected)
{
  smooth (&self->heard, heard, WORSE_SMOOTHING);
  smooth (&self->echo, echo, WORSE_SMOOTHING);
  smooth (&self->left, left, WORSE_SMOOTHING);
  if (left > WORSE_DOUBT * expected && self->left > WORSE_RATIO * self->heard && self->echo > WORSE_SHARE * self->heard)
    self->n_worse++;
  else
    self->n_worse = 0;
  if (self->n_worse >= WORSE_BLOCKS)
    unlearn (self);
}

/* In @re and @im: the frequencies of a block with silence before it. Returns: its power in the band */
static float
take_apart (AskgEchoCanceller *self,
            const float       *block)
{
  memset (self->padded, 0, self->block * sizeof (float));
  memcpy (self->padded + self->block, block, self->block * sizeof (float));
  askg_fourier_forward (self->fourier, self->padded, self->re, self->im);

  return sum_band (self, self->re, self->im);
}

/**
 * askg_echo_canceller_take:
 * @played: a block that was given to the loudspeaker: always by the same time before @heard
 * @heard: (inout): a block; the echo is taken out of it
 */
void
askg_echo_canceller_take (AskgEchoCanceller *self,
                          const gint16      *played,
                          gint16            *heard,
                          AskgHearEcho      *out_echo)
{
  float *echo = self->work + self->block;
  float *block = self->work;
  float heard_power, echo_power, left_power;
  float expected = 0, loudest = 0;
  gboolean is_shifted;

  take_played (self, played);
  foretell (self);
  for (guint i = 0; i < self->block; i++)
    block[i] = heard[i] / 32768.0f;
  is_shifted = askg_echo_shift_take (self->shift, block, echo, self->block, self->is_surprised);
  heard_power = take_apart (self, block);
  echo_power = take_apart (self, echo);
  for (guint i = 0; i < self->block; i++)
    {
      block[i] -= echo[i];
      heard[i] = CLAMP (lrintf (block[i] * 32768), G_MININT16, G_MAXINT16);
    }
  left_power = take_apart (self, block);
  expect (self);
  learn (self);
  constrain (self);
  for (guint i = 0; i < self->n_parts; i++)
    loudest = MAX (loudest, self->part_power[i]);
  for (guint i = self->from_bin; i <= self->to_bin; i++)
    expected += self->expected[i];
  watch (self, heard_power, echo_power, left_power, expected);
  self->is_surprised = left_power > SURPRISING_RATIO * expected;
  if (is_astray (self, heard_power, echo_power, left_power) || is_shifted)
    expected = MAX (expected, left_power);
  out_echo->played_dbfs = to_dbfs (self, loudest / 2);
  out_echo->heard_dbfs = to_dbfs (self, heard_power);
  out_echo->left_dbfs = to_dbfs (self, left_power);
  out_echo->expected_dbfs = to_dbfs (self, expected);
}

/* -- What is known of the way ------------------------------------------------------------ */

/* Returns: from what was given to the loudspeaker to its echo, where that is loudest */
float
askg_echo_canceller_get_delay_ms (AskgEchoCanceller *self)
{
  float best = 0;
  guint at = 0;

  for (guint part = 0; part < self->n_parts; part++)
    {
      const float power = sum_band (self, self->way_re + (gsize) part * self->n_bins, self->way_im + (gsize) part * self->n_bins);

      if (power > best)
        {
          best = power;
          at = part;
        }
    }

  return (at + 0.5f) * self->block * 1000 / self->rate_hz;
}

/* Returns: how loud the echo is against what is played */
float
askg_echo_canceller_get_coupling_db (AskgEchoCanceller *self)
{
  float power = 0;

  for (guint part = 0; part < self->n_parts; part++)
    power += sum_band (self, self->way_re + (gsize) part * self->n_bins, self->way_im + (gsize) part * self->n_bins);

  return 10 * log10f (power / (self->to_bin - self->from_bin + 1) + 1e-12f);
}
