/* askg-reply-parser.h: the bytes of a reply, in any dialect, cut anywhere, become events. Pure: no I/O, no clock;
 * one thread at a time.
 *
 *   parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, event_cb, self);
 *   askg_reply_parser_head (parser, status, &head);
 *   while (bytes come and !askg_reply_parser_is_final (parser))
 *     askg_reply_parser_feed (parser, bytes, n);
 *   result = askg_reply_parser_end (parser);
 */
#pragma once

#include "engine/dialect/askg-reply-result.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_DIALECT_CHAT,          /* Chat Completions, of OpenAI and of everybody */
  ASKG_DIALECT_RESPONSES,
  ASKG_DIALECT_OLLAMA,        /* its own, /api/chat */
  ASKG_DIALECT_ANTHROPIC,     /* Messages */
  ASKG_DIALECT_GEMINI,
  ASKG_DIALECT_TRANSCRIPTION, /* speech to text, also whisper.cpp's /inference */
  ASKG_DIALECT_SPEECH,        /* text to speech */
  ASKG_DIALECT_IMAGES,
  ASKG_DIALECT_EMBEDDINGS,
} AskgDialect;

#define ASKG_TYPE_DIALECT (askg_dialect_get_type ())
GType askg_dialect_get_type (void);

typedef struct _AskgReplyParser AskgReplyParser;

AskgReplyParser       *askg_reply_parser_new        (AskgDialect         dialect,
                                                     AskgWireEventFunc   func,
                                                     gpointer            user_data);
void                   askg_reply_parser_free       (AskgReplyParser    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReplyParser, askg_reply_parser_free)

void                   askg_reply_parser_keep_all   (AskgReplyParser    *self);
void                   askg_reply_parser_head       (AskgReplyParser    *self,
                                                     guint               http_status,
                                                     const AskgWireHead *head);
void                   askg_reply_parser_feed       (AskgReplyParser    *self,
                                                     const char         *bytes,
                                                     gsize               n_bytes);
gboolean               askg_reply_parser_is_final   (AskgReplyParser    *self);
const AskgReplyResult *askg_reply_parser_end        (AskgReplyParser    *self);
const AskgReplyResult *askg_reply_parser_get_result (AskgReplyParser    *self);

G_END_DECLS
