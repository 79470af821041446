/* askg-sound-meter.h: how loud sound is, and for how long it has been nothing at all. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SOUND_METER_LEAST_DBFS (-120.0f)

typedef struct
{
  float  level_dbfs; /* of the last piece */
  gint64 n_zeros;    /* samples, up to now */
} AskgSoundMeter;

void askg_sound_meter_take  (AskgSoundMeter *self,
                             const gint16   *samples,
                             gsize           n_samples);
void askg_sound_meter_reset (AskgSoundMeter *self);

G_END_DECLS
