/* askg-pcm-sinc-private.h: the sum that makes a sample of another rate. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_PCM_SINC_N_ZEROS 16 /* of the sinc, to each side */

float askg_pcm_sinc_at (const float *from,
                        gsize        n,
                        double       moment,
                        double       scale);

G_END_DECLS
