/* askg-read-aloud.h: a whole answer spoken by an engine that can, a clause at a time, so that its beginning is heard
 * while the rest is still made. Nothing is played here. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

/**
 * AskgReadAloudFunc:
 * @samples: signed 16-bit, one channel; what follows the sound so far
 *
 * Returns: how much sound waits to be heard by now, in microseconds: what is far ahead is not made yet
 */
typedef gint64 (*AskgReadAloudFunc) (guint     rate_hz,
                                     GBytes   *samples,
                                     gpointer  user_data);

void     askg_read_aloud_async  (AskgEngineLink       *link,
                                 AskgConversation     *conversation,
                                 const char           *markdown,
                                 AskgReadAloudFunc     on_sound,
                                 gpointer              on_sound_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean askg_read_aloud_finish (AskgEngineLink       *link,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
