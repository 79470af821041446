/* askg-mouth.h: speaks for engines that cannot: a connected engine that turns words into speech, asked clause by clause.
 * Nothing is played here. Main thread. */
#pragma once

#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

/* @samples: signed 16-bit, one channel, whole samples, as they arrive */
typedef void (*AskgMouthFunc) (guint     rate_hz,
                               GBytes   *samples,
                               gpointer  user_data);

gsize    askg_mouth_find_clause (const char           *text,
                                 gboolean              is_whole);
void     askg_mouth_say_async   (AskgEngineLink       *link,
                                 const char           *clause,
                                 AskgMouthFunc         on_sound,
                                 gpointer              on_sound_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean askg_mouth_say_finish  (AskgEngineLink       *link,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
