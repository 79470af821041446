/* askg-sound-meter.c: pure. */
#include "capture/audio/askg-sound-meter.h"

#include <math.h>

#define FULL_SCALE 32768.0

void
askg_sound_meter_take (AskgSoundMeter *self,
                       const gint16   *samples,
                       gsize           n_samples)
{
  double energy = 0;
  gboolean is_zero = TRUE;

  for (gsize i = 0; i < n_samples; i++)
    {
      is_zero &= samples[i] == 0;
      energy += (double) samples[i] * samples[i];
    }
  self->n_zeros = is_zero ? self->n_zeros + (gint64) n_samples : 0;
  self->level_dbfs = 10 * log10f (energy / MAX (n_samples, 1) / (FULL_SCALE * FULL_SCALE) + 1e-12);
}

void
askg_sound_meter_reset (AskgSoundMeter *self)
{
  self->level_dbfs = ASKG_SOUND_METER_LEAST_DBFS;
  self->n_zeros = 0;
}
