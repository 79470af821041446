/* askg-reply-builder-private.h: where the readers of dialects put what they understood; it tells the listener,
 * and keeps count. */
#pragma once

#include "engine/dialect/askg-reply-result.h"
#include "engine/dialect/askg-wire-json.h"
#include "engine/dialect/askg-wire-text.h"

G_BEGIN_DECLS

#define ASKG_REPLY_MAX_TEXT_BYTES (16 * 1024 * 1024)
#define ASKG_REPLY_MAX_TOOL_CALLS 128

typedef struct _AskgReplyBuilder AskgReplyBuilder;

AskgReplyBuilder *askg_reply_builder_new  (AskgWireEventFunc  func,
                                           gpointer           user_data);
void              askg_reply_builder_free (AskgReplyBuilder  *self);

/* The reader sets fields of it that have no function below. */
AskgReplyResult  *askg_reply_builder_get_result (AskgReplyBuilder *self);
void              askg_reply_builder_keep_all   (AskgReplyBuilder *self);

void              askg_reply_builder_set_head     (AskgReplyBuilder   *self,
                                                   guint               http_status,
                                                   const AskgWireHead *head);

/* What the JSON at hand may hold; before its strings are added. */
void              askg_reply_builder_set_traits (AskgReplyBuilder         *self,
                                                 const AskgWireJsonTraits *traits);

void              askg_reply_builder_add_text        (AskgReplyBuilder *self,
                                                      const char       *piece);
void              askg_reply_builder_add_plain       (AskgReplyBuilder *self,
                                                      const char       *piece);
void              askg_reply_builder_replace_text    (AskgReplyBuilder *self,
                                                      const char       *text);
void              askg_reply_builder_add_reasoning   (AskgReplyBuilder *self,
                                                      const char       *piece);
void              askg_reply_builder_add_refusal     (AskgReplyBuilder *self,
                                                      const char       *piece);
void              askg_reply_builder_add_other       (AskgReplyBuilder *self,
                                                      gint64            choice,
                                                      const char       *piece);
AskgWireToolCall *askg_reply_builder_add_tool_call   (AskgReplyBuilder *self,
                                                      gint64            key,
                                                      const char       *id,
                                                      const char       *name);
void              askg_reply_builder_name_tool_call  (AskgReplyBuilder *self,
                                                      AskgWireToolCall *call,
                                                      const char       *id,
                                                      const char       *name);
void              askg_reply_builder_add_arguments   (AskgReplyBuilder *self,
                                                      AskgWireToolCall *call,
                                                      const char       *piece);
void              askg_reply_builder_add_audio       (AskgReplyBuilder *self,
                                                      json_t           *audio);
void              askg_reply_builder_add_audio_text  (AskgReplyBuilder *self,
                                                      const char       *base64);
void              askg_reply_builder_begin_sound     (AskgReplyBuilder *self,
                                                      const char       *content_type);
void              askg_reply_builder_add_audio_bytes (AskgReplyBuilder *self,
                                                      const guint8     *bytes,
                                                      gsize             n_bytes);
void              askg_reply_builder_add_wav_text    (AskgReplyBuilder *self,
                                                      const char       *base64);
void              askg_reply_builder_add_transcript  (AskgReplyBuilder *self,
                                                      const char       *piece);
void              askg_reply_builder_add_image       (AskgReplyBuilder *self,
                                                      const char       *url);
void              askg_reply_builder_add_image_text  (AskgReplyBuilder *self,
                                                      const char       *mime,
                                                      const char       *base64,
                                                      gint64            partial_index);
void              askg_reply_builder_set_usage       (AskgReplyBuilder *self,
                                                      json_t           *usage,
                                                      gboolean          is_addition);
void              askg_reply_builder_set_model       (AskgReplyBuilder *self,
                                                      const char       *model);
void              askg_reply_builder_set_finish      (AskgReplyBuilder *self,
                                                      const char       *reason);
void              askg_reply_builder_add_progress    (AskgReplyBuilder *self,
                                                      gint64            done,
                                                      gint64            total);
void              askg_reply_builder_take_error      (AskgReplyBuilder *self,
                                                      AskgWireError    *error);
void              askg_reply_builder_warn            (AskgReplyBuilder *self,
                                                      const char       *warning);
void              askg_reply_builder_set_final       (AskgReplyBuilder *self);
gboolean          askg_reply_builder_is_final        (AskgReplyBuilder *self);
gboolean          askg_reply_builder_has_halves      (AskgReplyBuilder *self);
gboolean          askg_reply_builder_is_full         (AskgReplyBuilder *self);
void              askg_reply_builder_end             (AskgReplyBuilder *self);

G_END_DECLS
