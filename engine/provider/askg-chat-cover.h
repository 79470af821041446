/* askg-chat-cover.h: the names of the secrets of a conversation. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"
#include "engine/privacy/askg-cover.h"

G_BEGIN_DECLS

AskgCover *askg_chat_cover_get (AskgConversation *earlier,
                                AskgQuestion     *question);
void       askg_chat_cover_set (AskgQuestion     *question,
                                AskgCover        *cover);

G_END_DECLS
