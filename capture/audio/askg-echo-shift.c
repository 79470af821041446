/* askg-echo-shift.c: pure.
 *
 * What was heard is laid beside what was foretold, at every time around it. A voice beside an echo never fits better at another
 * time than at its own; an echo that was shifted does, and well. Both are compared by their differences from sample to
 * sample: the deep parts of two voices resemble each other at some time or other. */
#include "capture/audio/askg-echo-shift.h"

#include <math.h>
#include <string.h>

#include "engine/base/askg-fourier.h"

#define COMPARED_MS 48u
#define EARLIER_MS 24u    /* by so much at most; what is compared waits for as long */
#define LATER_MS 56u
#define EVERY_MS 16u      /* while there is something to explain */
#define SAME_MS 0.2f      /* nearer is not shifted … */
#define OTHER_MS 0.75f    /* … farther is; between them nobody can say */
#define ALIKE 0.65f       /* the correlation of an echo with itself at the right time */
#define BETTER 0.15f      /* than at its own, of the power */
#define HOLDS_MS 200u     /* until the canceller has learnt, or all is as it was */

struct _AskgEchoShift
{
  AskgFourier *fourier;
  guint        rate_hz;
  guint        n_compared, n_heard, n_foretold; /* samples that are looked at, and held */
  guint        n_size;        /* of the transform */
  guint        n_since;       /* it was compared */
  guint        n_hold;        /* still taken for shifted */
  float        last_heard, last_foretold;

  /* Owned; differences, the newest last */
  float       *heard, *foretold;

  /* Owned; @n_size */
  float       *work;
  float       *re, *im, *other_re, *other_im;
};

static guint
samples_of (const AskgEchoShift *self,
            float                ms)
{
  return (guint) (self->rate_hz * ms / 1000);
}

AskgEchoShift *
askg_echo_shift_new (guint rate_hz)
{
  AskgEchoShift *self = g_new0 (AskgEchoShift, 1);

  self->rate_hz = rate_hz;
  self->n_compared = samples_of (self, COMPARED_MS);
  self->n_heard = samples_of (self, COMPARED_MS + EARLIER_MS);
  self->n_foretold = samples_of (self, COMPARED_MS + EARLIER_MS + LATER_MS);
  for (self->n_size = 1; self->n_size < self->n_foretold;)
    self->n_size *= 2;
  self->fourier = askg_fourier_new (self->n_size);
  self->heard = g_new0 (float, self->n_heard);
  self->foretold = g_new0 (float, self->n_foretold);
  self->work = g_new (float, self->n_size);
  self->re = g_new (float, self->n_size);
  self->im = g_new (float, self->n_size);
  self->other_re = g_new (float, self->n_size);
  self->other_im = g_new (float, self->n_size);

  return self;
}

void
askg_echo_shift_free (AskgEchoShift *self)
{
  askg_fourier_free (self->fourier);
  g_free (self->heard);
  g_free (self->foretold);
  g_free (self->work);
  g_free (self->re);
  g_free (self->im);
  g_free (self->other_re);
  g_free (self->other_im);
  g_free (self);
}

void
askg_echo_shift_reset (AskgEchoShift *self)
{
  memset (self->heard, 0, self->n_heard * sizeof (float));
  memset (self->foretold, 0, self->n_foretold * sizeof (float));
  self->n_since = self->n_hold = 0;
  self->last_heard = self->last_foretold = 0;
}

static void
append (float       *held,
        guint        n_held,
        const float *samples,
        guint        n_samples,
        float       *last)
{
  memmove (held, held + n_samples, (n_held - n_samples) * sizeof *held);
  for (guint i = 0; i < n_samples; i++)
    {
      held[n_held - n_samples + i] = samples[i] - *last;
      *last = samples[i];
    }
}

/* In @work: the products of what was heard first with what was foretold, by how much later that begins. */
static void
correlate (AskgEchoShift *self)
{
  memset (self->work, 0, self->n_size * sizeof (float));
  memcpy (self->work, self->heard, self->n_compared * sizeof (float));
  askg_fourier_forward (self->fourier, self->work, self->re, self->im);
  memset (self->work, 0, self->n_size * sizeof (float));
  memcpy (self->work, self->foretold, self->n_foretold * sizeof (float));
  askg_fourier_forward (self->fourier, self->work, self->other_re, self->other_im);
  for (guint i = 0; i <= self->n_size / 2; i++)
    {
      const float re = self->other_re[i] * self->re[i] + self->other_im[i] * self->im[i];

      self->im[i] = self->other_im[i] * self->re[i] - self->other_re[i] * self->im[i];
      self->re[i] = re;
    }
  askg_fourier_back (self->fourier, self->re, self->im, self->work);
}

static float
power_of (const float *samples,
          guint        n_samples)
{
  float power = 0;

  for (guint i = 0; i < n_samples; i++)
    power += samples[i] * samples[i];

  return power;
}

static gboolean
is_shifted (AskgEchoShift *self)
{
  const guint own = self->n_foretold - self->n_heard; /* where it was foretold for */
  const guint same = samples_of (self, SAME_MS), other = samples_of (self, OTHER_MS);
  const float heard = power_of (self->heard, self->n_compared);
  float foretold = power_of (self->foretold, self->n_compared);
  float at_own = 0, elsewhere = 0;

  correlate (self);
  for (guint at = 0; at <= self->n_foretold - self->n_compared; at++)
    {
      const guint off = at > own ? at - own : own - at;
      const float alike = self->work[at] / sqrtf (MAX (heard * foretold, 1e-12f));

      if (off <= same)
        at_own = MAX (at_own, alike);
      else if (off > other)
        elsewhere = MAX (elsewhere, alike);
      if (at + self->n_compared < self->n_foretold)
        foretold += self->foretold[at + self->n_compared] * self->foretold[at + self->n_compared] -
                    self->foretold[at] * self->foretold[at];
    }

  return elsewhere > ALIKE && elsewhere * elsewhere > at_own * at_own + BETTER;
}

/**
 * askg_echo_shift_take:
 * @heard: what follows what was heard so far, full scale 1
 * @foretold: the echo that was expected in it
 * @n_samples: at most 16 ms
 * @is_surprising: there is more of it than that echo
 *
 * Returns: whether that may be the echo itself, which came at another time
 */
gboolean
askg_echo_shift_take (AskgEchoShift *self,
                      const float   *heard,
                      const float   *foretold,
                      guint          n_samples,
                      gboolean       is_surprising)
{
  append (self->heard, self->n_heard, heard, n_samples, &self->last_heard);
  append (self->foretold, self->n_foretold, foretold, n_samples, &self->last_foretold);
  self->n_hold -= MIN (self->n_hold, n_samples);
  self->n_since += n_samples;
  if (is_surprising && self->n_since >= samples_of (self, EVERY_MS))
    {
      self->n_since = 0;
      if (is_shifted (self))
        self->n_hold = samples_of (self, HOLDS_MS);
    }

  return self->n_hold > 0;
}
