/* askg-reply-readers.c: all dialects there are. */
#include "engine/dialect/askg-reply-reader-private.h"

G_DEFINE_ENUM_TYPE (AskgDialect, askg_dialect,
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_CHAT, "chat"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_RESPONSES, "responses"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_OLLAMA, "ollama"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_ANTHROPIC, "anthropic"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_GEMINI, "gemini"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_TRANSCRIPTION, "transcription"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_SPEECH, "speech"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_IMAGES, "images"),
                    G_DEFINE_ENUM_VALUE (ASKG_DIALECT_EMBEDDINGS, "embeddings"))

const AskgReplyReader *
askg_reply_reader_for (AskgDialect dialect)
{
  static const AskgReplyReader *const readers[] = {
    [ASKG_DIALECT_CHAT] = &askg_chat_reader,
    [ASKG_DIALECT_RESPONSES] = &askg_responses_reader,
    [ASKG_DIALECT_OLLAMA] = &askg_ollama_reader,
    [ASKG_DIALECT_ANTHROPIC] = &askg_anthropic_reader,
    [ASKG_DIALECT_GEMINI] = &askg_gemini_reader,
    [ASKG_DIALECT_TRANSCRIPTION] = &askg_transcription_reader,
    [ASKG_DIALECT_SPEECH] = &askg_media_reader,
    [ASKG_DIALECT_IMAGES] = &askg_media_reader,
    [ASKG_DIALECT_EMBEDDINGS] = &askg_embeddings_reader,
  };

  return readers[dialect];
}
