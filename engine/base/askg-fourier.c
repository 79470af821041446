/* askg-fourier.c: pure. Samples by twos are the real and imaginary parts of half as many numbers, which are transformed and
 * then told apart. */
#include "engine/base/askg-fourier.h"

#include <math.h>

struct _AskgFourier
{
  guint  n;       /* samples */
  float *cosines; /* of a whole turn in @n steps */
  float *sines;
  guint *places;  /* of each of the halved numbers, with its bits reversed */
  float *re;      /* the halved numbers */
  float *im;
};

/* @n_samples: a power of two, at least 4 */
AskgFourier *
askg_fourier_new (guint n_samples)
{
  AskgFourier *self;
  const guint half = n_samples / 2;

  g_return_val_if_fail (n_samples >= 4 && (n_samples & (n_samples - 1)) == 0, NULL);

  self = g_new0 (AskgFourier, 1);
  self->n = n_samples;
  self->cosines = g_new (float, n_samples);
  self->sines = g_new (float, n_samples);
  self->places = g_new0 (guint, half);
  self->re = g_new (float, half);
  self->im = g_new (float, half);
  for (guint i = 0; i < n_samples; i++)
    {
      self->cosines[i] = (float) cos (2 * G_PI * i / n_samples);
      self->sines[i] = (float) sin (2 * G_PI * i / n_samples);
    }
  for (guint i = 1; i < half; i++)
    self->places[i] = self->places[i / 2] / 2 + (i % 2 != 0 ? half / 2 : 0);

  return self;
}

void
askg_fourier_free (AskgFourier *self)
{
  g_free (self->cosines);
  g_free (self->sines);
  g_free (self->places);
  g_free (self->re);
  g_free (self->im);
  g_free (self);
}

/* Butterflies over the halved numbers, which stand with their bits reversed. @turn: -1 forward, 1 back */
static void
transform (AskgFourier *self,
           float        turn)
{
  const guint half = self->n / 2;

  for (guint span = 1; span < half; span *= 2)
    {
      const guint step = self->n / (2 * span);

      for (guint j = 0; j < span; j++)
        {
          const float c = self->cosines[j * step];
          const float s = turn * self->sines[j * step];

          for (guint i = j; i < half; i += 2 * span)
            {
              const float re = self->re[i + span] * c - self->im[i + span] * s;
              const float im = self->re[i + span] * s + self->im[i + span] * c;

              self->re[i + span] = self->re[i] - re;
              self->im[i + span] = self->im[i] - im;
              self->re[i] += re;
              self->im[i] += im;
            }
        }
    }
}

/**
 * askg_fourier_forward:
 * @re: (out caller-allocates): half as many as there are samples, and one; of frequency 0 and up
 * @im: (out caller-allocates): the same
 */
void
askg_fourier_forward (AskgFourier *self,
                      const float *samples,
                      float       *re,
                      float       *im)
{
  const guint half = self->n / 2;

  for (guint i = 0; i < half; i++)
    {
      self->re[self->places[i]] = samples[2 * i];
      self->im[self->places[i]] = samples[2 * i + 1];
    }
  transform (self, -1);

  for (guint i = 0; i <= half; i++)
    {
      const guint a = i % half;
      const guint b = (half - i) % half;
      const float even_re = 0.5f * (self->re[a] + self->re[b]);
      const float even_im = 0.5f * (self->im[a] - self->im[b]);
      const float odd_re = 0.5f * (self->im[a] + self->im[b]);
      const float odd_im = 0.5f * (self->re[b] - self->re[a]);

      re[i] = even_re + odd_re * self->cosines[i] + odd_im * self->sines[i];
      im[i] = even_im + odd_im * self->cosines[i] - odd_re * self->sines[i];
    }
}

/* The other way round, as loud as it was. */
void
askg_fourier_back (AskgFourier *self,
                   const float *re,
                   const float *im,
                   float       *samples)
{
  const guint half = self->n / 2;
  const float scale = 1.0f / half;

  for (guint i = 0; i < half; i++)
    {
      const guint b = half - i;
      const float even_re = 0.5f * (re[i] + re[b]);
      const float even_im = 0.5f * (im[i] - im[b]);
      const float diff_re = 0.5f * (re[i] - re[b]);
      const float diff_im = 0.5f * (im[i] + im[b]);
      const float odd_re = diff_re * self->cosines[i] - diff_im * self->sines[i];
      const float odd_im = diff_re * self->sines[i] + diff_im * self->cosines[i];

      self->re[self->places[i]] = even_re - odd_im;
      self->im[self->places[i]] = even_im + odd_re;
    }
  transform (self, 1);

  for (guint i = 0; i < half; i++)
    {
      samples[2 * i] = self->re[i] * scale;
      samples[2 * i + 1] = self->im[i] * scale;
    }
}
