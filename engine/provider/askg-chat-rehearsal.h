/* askg-chat-rehearsal.h: what would be sent if a question were asked now; nothing is. Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"
#include "engine/model/askg-conversation.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

void          askg_chat_rehearse_async  (AskgEngineLink      *link,
                                         AskgRecogniser      *recogniser,
                                         AskgConversation    *earlier,
                                         AskgQuestion        *question,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
AskgOutbound *askg_chat_rehearse_finish (AskgEngineLink      *link,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
