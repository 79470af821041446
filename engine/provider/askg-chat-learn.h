/* askg-chat-learn.h: the secrets of a whole conversation, for what leaves of it piece by piece. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"
#include "engine/privacy/askg-cover.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

void       askg_chat_learn_async  (AskgEngineLink       *link,
                                   AskgConversation     *conversation,
                                   const char           *words,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
AskgCover *askg_chat_learn_finish (GAsyncResult         *result,
                                   GError              **error);

AskgFold  *askg_chat_learn_add_folded
                                  (AskgParcel           *parcel,
                                   AskgConversation     *conversation);
void       askg_chat_learn_keep   (AskgFold             *fold,
                                   AskgCover            *cover);

G_END_DECLS
