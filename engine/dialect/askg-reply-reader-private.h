/* askg-reply-reader-private.h: what a dialect is to the parser. Each reader is made with the builder that it fills. */
#pragma once

#include "engine/dialect/askg-reply-builder-private.h"
#include "engine/dialect/askg-reply-parser.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean was_done;   /* "[DONE]" came */
  gboolean was_whole;  /* a body of its own, not a stream */
  gboolean was_sound;  /* as above, of samples */
} AskgReplyEnding;

typedef struct
{
  gsize n_bytes;       /* of the reader's own state, which begins zeroed */

  void (*clear)      (gpointer           state);  /* (nullable) */
  void (*take_event) (gpointer           state,
                      AskgReplyBuilder  *builder,
                      const char        *name,
                      json_t            *root);
  void (*take_whole) (gpointer           state,
                      AskgReplyBuilder  *builder,
                      json_t            *root);   /* no error: that was looked for */
  void (*take_text)  (gpointer           state,
                      AskgReplyBuilder  *builder,
                      const char        *text);   /* (nullable): a whole body that is plain text */
  void (*end)        (gpointer           state,
                      AskgReplyBuilder  *builder,
                      AskgReplyEnding    ending); /* sets the outcome */
} AskgReplyReader;

extern const AskgReplyReader askg_chat_reader;
extern const AskgReplyReader askg_responses_reader;
extern const AskgReplyReader askg_ollama_reader;
extern const AskgReplyReader askg_anthropic_reader;
extern const AskgReplyReader askg_gemini_reader;
extern const AskgReplyReader askg_transcription_reader;
extern const AskgReplyReader askg_media_reader;
extern const AskgReplyReader askg_embeddings_reader;

const AskgReplyReader *askg_reply_reader_for (AskgDialect dialect);

G_END_DECLS
