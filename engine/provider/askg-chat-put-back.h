/* askg-chat-put-back.h: a stream of what an engine writes, with the secrets where their marks stand, but in no link: one
 * click on a link that an engine made up must not carry them away. One thread at a time. */
#pragma once

#include "engine/privacy/askg-cover.h"

G_BEGIN_DECLS

typedef struct _AskgChatPutBack AskgChatPutBack;

AskgChatPutBack *askg_chat_put_back_new   (AskgCover       *cover);
AskgChatPutBack *askg_chat_put_back_new_in_json (AskgCover *cover);
void             askg_chat_put_back_free  (AskgChatPutBack *self);
char            *askg_chat_put_back_feed  (AskgChatPutBack *self,
                                           const char      *text) G_GNUC_WARN_UNUSED_RESULT;
char            *askg_chat_put_back_end   (AskgChatPutBack *self) G_GNUC_WARN_UNUSED_RESULT;
char            *askg_chat_put_back_all   (AskgCover       *cover,
                                           const char      *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgChatPutBack, askg_chat_put_back_free)

G_END_DECLS
