/* askg-reply-builder-inside-private.h: the builder from inside, for its three files. */
#pragma once

#include "engine/dialect/askg-base64-stream.h"
#include "engine/dialect/askg-reply-builder-private.h"
#include "engine/dialect/askg-think.h"
#include "engine/base/askg-wav-stream.h"

G_BEGIN_DECLS

struct _AskgReplyBuilder
{
  AskgReplyResult    result;

  AskgWireEventFunc  func;
  gpointer           user_data;

  const AskgWireHead *head;      /* of the reply; the parser's */
  guint              http_status;

  /* Owned */
  GString           *shown;   /* what add_text() found, before it is told */
  GString           *thought;

  AskgThink          think;
  AskgWireText       text_halves;
  AskgWireText       reasoning_halves;
  AskgWireText       refusal_halves;
  AskgWireText       transcript_halves;
  AskgBase64Stream   sound_text;
  AskgWavStream      sound;

  gsize              n_text_bytes;
  guint              n_images;
  gboolean           has_halves; /* of the JSON at hand */
  gboolean           keeps_all;
  gboolean           is_full;
  gboolean           is_final;
};

void     askg_reply_builder_emit             (AskgReplyBuilder    *self,
                                              const AskgWireEvent *event);
gboolean askg_reply_builder_count_bytes      (AskgReplyBuilder    *self,
                                              gsize                n_bytes);
void     askg_reply_builder_check_tool_calls (AskgReplyBuilder    *self);

G_END_DECLS
