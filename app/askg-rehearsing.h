/* askg-rehearsing.h: what asking a question would send; it is not asked. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

void          askg_rehearsing_async  (AskgSession         *session,
                                      AskgConversation    *earlier,
                                      AskgQuestion        *question,
                                      const char          *engine_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
AskgOutbound *askg_rehearsing_finish (AskgSession         *session,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
