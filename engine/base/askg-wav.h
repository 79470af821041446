/* askg-wav.h: sound in WAV files, as recorders, engines and pipes write them. Any thread. */
#pragma once

#include "engine/base/askg-pcm.h"

G_BEGIN_DECLS

#define ASKG_WAV_MAX_BYTES (64u * 1024 * 1024)
#define ASKG_WAV_HEAD_BYTES 44u

gboolean askg_wav_is_one (GBytes   *bytes);
AskgPcm *askg_wav_read   (GBytes   *bytes,
                          GError  **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes  *askg_wav_write  (AskgPcm  *pcm);
void     askg_wav_put_head (guint8   *head,
                          guint     rate_hz,
                          guint     n_channels,
                          guint32   n_bytes);

G_END_DECLS
