/* askg-gemini-reader.c: generateContent, streamed as events, or as one array of the same chunks. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-wire-error-private.h"

typedef struct
{
  gboolean is_blocked;
  gboolean is_gemini;  /* anything of it was seen */
} GeminiState;

static void
take_function (AskgReplyBuilder *builder,
               json_t           *function)
{
  AskgWireToolCall *call = askg_reply_builder_add_tool_call (
    builder, askg_reply_builder_get_result (builder)->tool_calls->len, askg_wire_json_get_filled (function, "id"),
    askg_wire_json_get_filled (function, "name"));
  json_t *arguments = askg_wire_json_get_object (function, "args");
  char *text = arguments != NULL ? json_dumps (arguments, JSON_COMPACT) : NULL;

  if (call != NULL && text != NULL)
    askg_reply_builder_add_arguments (builder, call, text);
  free (text);
}

static void
take_data (AskgReplyBuilder *builder,
           json_t           *inline_data)
{
  const char *mime = askg_wire_json_get_filled (inline_data, "mimeType");
  const char *data = askg_wire_json_get_filled (inline_data, "data");

  if (data == NULL)
    return;
  if (mime != NULL && g_str_has_prefix (mime, "audio/"))
    {
      askg_reply_builder_begin_sound (builder, mime);
      askg_reply_builder_add_audio_text (builder, data);
    }
  else
    askg_reply_builder_add_image_text (builder, mime, data, -1);
}

static void
take_part (AskgReplyBuilder *builder,
           json_t           *part)
{
  const char *text = askg_wire_json_get_string (part, "text");

  if (json_is_true (json_object_get (part, "thought")))
    askg_reply_builder_add_reasoning (builder, text != NULL ? text : "");
  else if (text != NULL)
    askg_reply_builder_add_plain (builder, text);
  else if (askg_wire_json_get_object (part, "functionCall") != NULL)
    take_function (builder, askg_wire_json_get_object (part, "functionCall"));
  else if (askg_wire_json_get_object (part, "inlineData") != NULL)
    take_data (builder, askg_wire_json_get_object (part, "inlineData"));
}

static void
take_block_reason (GeminiState      *state,
                   AskgReplyBuilder *builder,
                   const char       *reason)
{
  g_autofree char *told = NULL;

  if (reason == NULL)
    return;
  told = g_strdup_printf ("blocked: %s", reason);
  state->is_blocked = TRUE;
  askg_reply_builder_take_error (builder, askg_wire_error_new (ASKG_WIRE_ERROR_REFUSED_BY_FILTER, told));
}

static void
gemini_take_event (gpointer          data,
                   AskgReplyBuilder *builder,
                   const char       *name,
                   json_t           *root)
{
  GeminiState *state = data;
  AskgWireError *error = askg_wire_error_new_from_json (root);
  json_t *candidate, *part;
  gsize i, j;

  if (error != NULL)
    {
      askg_reply_builder_take_error (builder, error);
      return;
    }
  state->is_gemini |= json_object_get (root, "candidates") != NULL || json_object_get (root, "promptFeedback") != NULL;
  json_array_foreach (askg_wire_json_get_array (root, "candidates"), i, candidate)
    {
      json_array_foreach (askg_wire_json_get_array (askg_wire_json_get_object (candidate, "content"), "parts"), j, part)
        take_part (builder, part);
      askg_reply_builder_set_finish (builder, askg_wire_json_get_string (candidate, "finishReason"));
    }
  take_block_reason (state, builder,
                     askg_wire_json_get_filled (askg_wire_json_get_object (root, "promptFeedback"), "blockReason"));
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usageMetadata"), FALSE);
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (root, "modelVersion"));
}

static void
gemini_take_whole (gpointer          data,
                   AskgReplyBuilder *builder,
                   json_t           *root)
{
  json_t *chunk;
  gsize i;

  if (json_is_object (root))
    gemini_take_event (data, builder, "message", root);
  json_array_foreach (root, i, chunk)
    gemini_take_event (data, builder, "message", chunk);
}

static void
gemini_end (gpointer          data,
            AskgReplyBuilder *builder,
            AskgReplyEnding   ending)
{
  static const char *const by_filter[] = { "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", NULL };
  GeminiState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  if (!result->has_content && result->finish_reason != NULL && g_strv_contains (by_filter, result->finish_reason))
    take_block_reason (state, builder, result->finish_reason);
  result->outcome = state->is_blocked ? ASKG_REPLY_ERROR
                    : ending.was_whole && !state->is_gemini ? ASKG_REPLY_OTHER
                    : result->finish_reason == NULL ? ASKG_REPLY_TRUNCATED
                    : result->has_content ? ASKG_REPLY_COMPLETE : ASKG_REPLY_EMPTY;
}

const AskgReplyReader askg_gemini_reader = {
  .n_bytes = sizeof (GeminiState),
  .take_event = gemini_take_event,
  .take_whole = gemini_take_whole,
  .end = gemini_end,
};
