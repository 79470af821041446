/* askg-loudspeaker.h: sound as it is made becomes sound that is heard. Main thread. */
#pragma once

#include "capture/audio/askg-sound-device.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LOUDSPEAKER (askg_loudspeaker_get_type ())
G_DECLARE_FINAL_TYPE (AskgLoudspeaker, askg_loudspeaker, ASKG, LOUDSPEAKER, GObject)

gboolean         askg_loudspeaker_is_there      (void);
AskgLoudspeaker *askg_loudspeaker_new           (guint                 rate_hz,
                                                 GError              **error);
void             askg_loudspeaker_play          (AskgLoudspeaker      *self,
                                                 GBytes               *samples);
gint64           askg_loudspeaker_get_waiting_us (AskgLoudspeaker     *self);
void             askg_loudspeaker_drain_async   (AskgLoudspeaker      *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         askg_loudspeaker_drain_finish  (AskgLoudspeaker      *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             askg_loudspeaker_stop          (AskgLoudspeaker      *self);

void             askg_loudspeaker_list_async    (GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GPtrArray       *askg_loudspeaker_list_finish   (GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
