/* askg-pcm.h: an immutable piece of sound. Any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ASKG_PCM_MIN_RATE_HZ 1000u
#define ASKG_PCM_MAX_RATE_HZ 384000u
#define ASKG_PCM_MAX_CHANNELS 8u

#define ASKG_TYPE_PCM (askg_pcm_get_type ())
G_DECLARE_FINAL_TYPE (AskgPcm, askg_pcm, ASKG, PCM, GObject)

AskgPcm *askg_pcm_new             (GBytes  *samples,
                                   guint    rate_hz,
                                   guint    n_channels);
GBytes  *askg_pcm_get_samples     (AskgPcm *self);
guint    askg_pcm_get_rate_hz     (AskgPcm *self);
guint    askg_pcm_get_n_channels  (AskgPcm *self);
gint64   askg_pcm_get_duration_us (AskgPcm *self);
AskgPcm *askg_pcm_mix             (AskgPcm *self);
AskgPcm *askg_pcm_resample        (AskgPcm *self,
                                   guint    rate_hz);

G_END_DECLS
