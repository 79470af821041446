/* askg-pcm-stream.h: sound at one rate becomes sound at another while it comes, in pieces of any length, without a seam.
 * Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgPcmStream AskgPcmStream;

AskgPcmStream *askg_pcm_stream_new   (guint          from_hz,
                                      guint          to_hz);
void           askg_pcm_stream_free  (AskgPcmStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPcmStream, askg_pcm_stream_free)

GBytes        *askg_pcm_stream_feed  (AskgPcmStream *self,
                                      const guint8  *samples,
                                      gsize          n_bytes);
GBytes        *askg_pcm_stream_end   (AskgPcmStream *self);

G_END_DECLS
