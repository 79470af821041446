/* askg-pcm-resample.c: any thread. Each new sample is a weighted sum of the old ones around its
 * moment: a sinc, cut off at half the lower of the two rates and faded out by a Blackman window. The
 * weights are looked up in a table, 512 steps between two zeros of the sinc. */
#include "engine/base/askg-pcm.h"

#include <math.h>

#include "engine/base/askg-pcm-sinc-private.h"

#define N_ZEROS ASKG_PCM_SINC_N_ZEROS
#define N_STEPS 512

/* Returns: (transfer none): made once */
static const float *
get_weights (void)
{
  static const float *all;
  float *weights;

  if (!g_once_init_enter (&all))
    return all;
  weights = g_new (float, N_ZEROS * N_STEPS + 2);
  for (guint i = 0; i <= N_ZEROS * N_STEPS; i++)
    {
      const double x = (double) i / N_STEPS;
      const double place = x / N_ZEROS;
      const double window = 0.42 + 0.5 * cos (G_PI * place) + 0.08 * cos (2 * G_PI * place);

      weights[i] = (float) (i == 0 ? 1.0 : window * sin (G_PI * x) / (G_PI * x));
    }
  weights[N_ZEROS * N_STEPS + 1] = 0.0f;
  g_once_init_leave (&all, weights);

  return all;
}

static float *
to_floats (GBytes *samples,
           gsize  *out_n)
{
  gsize size;
  const guint8 *from = g_bytes_get_data (samples, &size);
  float *floats = g_new (float, size / 2 + 1);

  *out_n = size / 2;
  for (gsize i = 0; i < *out_n; i++)
    floats[i] = (gint16) (from[2 * i] | from[2 * i + 1] << 8);

  return floats;
}

/* The sound at @moment, in old samples; @scale is the cutoff, 1 for half the old rate. */
float
askg_pcm_sinc_at (const float *from,
                  gsize        n,
                  double       moment,
                  double       scale)
{
  const float *weights = get_weights ();
  const double reach = N_ZEROS / scale;
  const gssize first = MAX ((gssize) ceil (moment - reach), 0);
  const gssize last = MIN ((gssize) floor (moment + reach), (gssize) n - 1);
  float sum = 0.0f;

  for (gssize i = first; i <= last; i++)
    {
      const double place = fabs ((double) i - moment) * scale * N_STEPS;
      const guint step = MIN ((guint) place, N_ZEROS * N_STEPS);
      const float part = (float) (place - step);

      sum += from[i] * (weights[step] + part * (weights[step + 1] - weights[step]));
    }

  return sum * (float) scale;
}

/**
 * askg_pcm_resample:
 * @rate_hz: the rate to have
 *
 * Not for the main loop: a minute from 48 to 16 kHz takes about 170 ms.
 *
 * Returns: (transfer full): the same sound on one channel, as recognisers want it
 */
AskgPcm *
askg_pcm_resample (AskgPcm *self,
                   guint    rate_hz)
{
  g_autoptr(AskgPcm) mixed = NULL;
  g_autofree float *from = NULL;
  g_autoptr(GBytes) samples = NULL;
  gsize n_from, n_to;
  double step, scale;
  guint8 *to;

  g_return_val_if_fail (ASKG_IS_PCM (self), NULL);
  g_return_val_if_fail (rate_hz >= ASKG_PCM_MIN_RATE_HZ && rate_hz <= ASKG_PCM_MAX_RATE_HZ, NULL);

  mixed = askg_pcm_mix (self);
  if (askg_pcm_get_rate_hz (mixed) == rate_hz)
    return g_steal_pointer (&mixed);

  step = (double) askg_pcm_get_rate_hz (mixed) / rate_hz;
  scale = MIN (1.0, 1.0 / step);
  from = to_floats (askg_pcm_get_samples (mixed), &n_from);
  n_to = (gsize) (n_from / step);
  to = g_malloc (MAX (2 * n_to, 1));
  for (gsize i = 0; i < n_to; i++)
    {
      const float value = askg_pcm_sinc_at (from, n_from, (double) i * step, scale);
      const gint sample = (gint) CLAMP (value, G_MININT16, G_MAXINT16);

      to[2 * i] = (guint8) sample;
      to[2 * i + 1] = (guint8) (sample >> 8);
    }
  samples = g_bytes_new_take (to, 2 * n_to);

  return askg_pcm_new (samples, rate_hz, 1);
}
