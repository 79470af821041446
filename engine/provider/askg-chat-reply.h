/* askg-chat-reply.h: what an engine writes becomes an answer. Main thread. */
#pragma once

#include "engine/dialect/askg-reply-parser.h"
#include "engine/model/askg-answer.h"
#include "engine/privacy/askg-cover.h"
#include "engine/transport/askg-exchange.h"

G_BEGIN_DECLS

typedef struct _AskgChatReply AskgChatReply;

AskgChatReply         *askg_chat_reply_new        (AskgDialect                dialect,
                                                   AskgAnswer                *answer,
                                                   const char                *asked_model,
                                                   AskgCover                 *cover);
void                   askg_chat_reply_free       (AskgChatReply             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgChatReply, askg_chat_reply_free)

void                   askg_chat_reply_head       (AskgChatReply             *self,
                                                   AskgExchange              *exchange,
                                                   guint                      http_status);
gboolean               askg_chat_reply_feed       (AskgChatReply             *self,
                                                   const guint8              *bytes,
                                                   gsize                      n_bytes);
gboolean               askg_chat_reply_has_output (AskgChatReply             *self);
gboolean               askg_chat_reply_is_filtered (AskgChatReply            *self);
gboolean               askg_chat_reply_cuts_questions (AskgChatReply         *self);
gboolean               askg_chat_reply_is_final   (AskgChatReply             *self);
const AskgReplyResult *askg_chat_reply_end        (AskgChatReply             *self);
guint                  askg_chat_reply_get_n_events (AskgChatReply           *self);
void                   askg_chat_reply_tell_spans (AskgChatReply             *self,
                                                   const AskgExchangeTimings *timings,
                                                   gint64                     asked_us);

G_END_DECLS
