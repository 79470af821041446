/* replay.c: which dialect a file speaks is told by its name; where that says nothing, by what is in it. */
#include "tests/conformance/replay.h"

#include <string.h>

#include "engine/dialect/askg-model-list.h"
#include "tests/conformance/replay-result.h"

static const struct
{
  const char  *prefix;
  const char  *mark;    /* in the body */
  AskgDialect  dialect;
} dialects[] = {
  { "chat_", NULL, ASKG_DIALECT_CHAT },
  { "responses_", "\"response.", ASKG_DIALECT_RESPONSES },
  { "anthropic_", "\"message_start\"", ASKG_DIALECT_ANTHROPIC },
  { "gemini_", "\"candidates\"", ASKG_DIALECT_GEMINI },
  { "gemini_", "\"promptFeedback\"", ASKG_DIALECT_GEMINI },
  { "image_", "\"image_generation.", ASKG_DIALECT_IMAGES },
  { "image_", "\"b64_json\"", ASKG_DIALECT_IMAGES },
  { "ollama_", "\"done\":", ASKG_DIALECT_OLLAMA },
  { "speech_", "\"speech.audio.", ASKG_DIALECT_SPEECH },
  { "transcription_", "\"transcript.text.", ASKG_DIALECT_TRANSCRIPTION },
  { "transcription_", "\"transcription.chunk\"", ASKG_DIALECT_TRANSCRIPTION },
  { "embeddings_", "\"embedding\"", ASKG_DIALECT_EMBEDDINGS },
};

static AskgDialect
guess_dialect (const Replay *self)
{
  gsize n_bytes;
  const char *body = g_bytes_get_data (self->bytes, &n_bytes);

  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_str_has_prefix (self->name, dialects[i].prefix))
      return dialects[i].dialect;
  if (n_bytes > 0 && memmem (body, MIN (n_bytes, 100000), "\"choices\"", strlen ("\"choices\"")) == NULL)
    for (gsize i = 1; i < G_N_ELEMENTS (dialects); i++)
      if (memmem (body, MIN (n_bytes, 100000), dialects[i].mark, strlen (dialects[i].mark)) != NULL)
        return dialects[i].dialect;
  if (g_str_has_suffix (self->name, ".ndjson"))
    return ASKG_DIALECT_OLLAMA;

  return g_str_has_prefix (self->name, "audio_") ? ASKG_DIALECT_TRANSCRIPTION : ASKG_DIALECT_CHAT;
}

static const char *
header_of (json_t     *meta,
           const char *name)
{
  const char *key;
  json_t *value;

  json_object_foreach (json_object_get (meta, "headers"), key, value)
    if (g_ascii_strcasecmp (key, name) == 0)
      return json_string_value (value);

  return NULL;
}

static void
feed_head (const Replay    *self,
           AskgReplyParser *parser)
{
  const AskgWireHead head = {
    .content_type = header_of (self->meta, "content-type"),
    .content_encoding = header_of (self->meta, "content-encoding"),
    .retry_after = header_of (self->meta, "retry-after"),
    .retry_after_ms = header_of (self->meta, "retry-after-ms"),
    .should_retry = header_of (self->meta, "x-should-retry"),
    .date = header_of (self->meta, "date"),
  };
  const json_t *status = json_object_get (self->meta, "status");

  askg_reply_parser_head (parser, status != NULL ? json_integer_value (status) : 200, &head);
}

static json_t *
run_reply (const Replay *self)
{
  const AskgDialect dialect = guess_dialect (self);
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (dialect, NULL, NULL);
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (self->bytes, &n_bytes);
  const gboolean is_stream = g_str_has_suffix (self->name, ".sse") || g_str_has_suffix (self->name, ".ndjson");

  askg_reply_parser_keep_all (parser);
  if (self->meta != NULL)
    feed_head (self, parser);
  for (gsize at = 0, i = 0; at < n_bytes; i++)
    {
      const gsize n = MIN (self->steps[MIN (i, self->n_steps - 1)], n_bytes - at);

      askg_reply_parser_feed (parser, bytes + at, n);
      at += n;
    }

  return replay_result_to_json (dialect, askg_reply_parser_end (parser), is_stream);
}

/* NAME.meta.json beside NAME.json. Returns: (transfer full) (nullable): */
json_t *
replay_load_meta (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot != NULL ? (gsize) (dot - path) : strlen (path));
  g_autofree char *meta = g_strconcat (stem, ".meta.json", NULL);

  return json_load_file (meta, 0, NULL);
}

static gboolean
lists_models (const Replay *self)
{
  gsize n_bytes;
  const char *body = g_bytes_get_data (self->bytes, &n_bytes);
  g_autoptr(AskgModelList) list = NULL;

  if (g_str_has_prefix (self->name, "models_"))
    return TRUE;
  if (!g_str_has_suffix (self->name, ".json") || g_str_has_prefix (self->name, "http_") || self->meta != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_str_has_prefix (self->name, dialects[i].prefix))
      return FALSE;
  list = askg_model_list_parse (body, n_bytes);

  return list->kind != ASKG_MODELS_UNKNOWN;
}

/* Returns: (transfer full): what came of it */
json_t *
replay_run (const Replay *self)
{
  gsize n_bytes;
  const char *body = g_bytes_get_data (self->bytes, &n_bytes);

  if (g_str_has_prefix (self->name, "hf_"))
    return replay_files_to_json (body, n_bytes);
  if (g_str_has_suffix (self->name, ".jsonl"))
    return replay_live_to_json (body, n_bytes);
  if (lists_models (self))
    return replay_models_to_json (body, n_bytes);

  return run_reply (self);
}
