/* askg-engine-change.h: an engine is connected, gets another key, or is taken away: its key, the list, the
 * file, and which is asked first. Main thread. */
#pragma once

#include "app/askg-engine-room.h"

G_BEGIN_DECLS

void     askg_engine_connect_async     (AskgEngineRoom       *room,
                                        AskgProfile          *profile,
                                        const char           *secret,
                                        AskgKeyPlace          place,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean askg_engine_connect_finish    (AskgEngineRoom       *room,
                                        GAsyncResult         *result,
                                        GError              **error);
void     askg_engine_disconnect_async  (AskgEngineRoom       *room,
                                        AskgProfile          *profile,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean askg_engine_disconnect_finish (AskgEngineRoom       *room,
                                        GAsyncResult         *result,
                                        char                **out_note,
                                        GError              **error);
void     askg_engine_set_key_async     (AskgEngineRoom       *room,
                                        AskgProfile          *profile,
                                        const char           *secret,
                                        AskgKeyPlace          place,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean askg_engine_set_key_finish    (AskgEngineRoom       *room,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
