/* askg-noise-suppressor.h: steady noise (fans, hum, hiss) is made softer in what is heard. It learns what is noise from the pauses, so
 * it is given all that is heard, not utterances alone. Pure but for what it has learnt; one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgNoiseSuppressor AskgNoiseSuppressor;

AskgNoiseSuppressor *askg_noise_suppressor_new   (guint                rate_hz);
void                 askg_noise_suppressor_free  (AskgNoiseSuppressor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgNoiseSuppressor, askg_noise_suppressor_free)

const gint16        *askg_noise_suppressor_take  (AskgNoiseSuppressor *self,
                                                  gint64              *position,
                                                  const gint16        *samples,
                                                  guint               *n_samples);
void                 askg_noise_suppressor_clear (AskgNoiseSuppressor *self);

G_END_DECLS
