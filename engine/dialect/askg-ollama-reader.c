/* askg-ollama-reader.c: Ollama's own /api/chat and /api/generate: lines of JSON. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <stdlib.h>

#include "engine/dialect/askg-wire-error-private.h"

typedef struct
{
  gboolean is_over;
  gboolean has_failed; /* what follows an error belongs to nothing */
} OllamaState;

static void
take_calls (AskgReplyBuilder *builder,
            json_t           *calls)
{
  json_t *told;
  gsize i;

  json_array_foreach (calls, i, told)
    {
      json_t *function = askg_wire_json_get_object (told, "function");
      json_t *arguments = askg_wire_json_get_object (function, "arguments");
      AskgWireToolCall *call = askg_reply_builder_add_tool_call (
        builder, askg_reply_builder_get_result (builder)->tool_calls->len, askg_wire_json_get_filled (told, "id"),
        askg_wire_json_get_filled (function, "name"));
      char *text = arguments != NULL ? json_dumps (arguments, JSON_COMPACT) : NULL;

      if (call != NULL && text != NULL)
        askg_reply_builder_add_arguments (builder, call, text);
      free (text);
    }
}

static void
ollama_take_event (gpointer          data,
                   AskgReplyBuilder *builder,
                   const char       *name,
                   json_t           *root)
{
  OllamaState *state = data;
  AskgWireError *error = state->has_failed ? NULL : askg_wire_error_new_from_json (root);
  json_t *message = askg_wire_json_get_object (root, "message");
  const char *text = askg_wire_json_get_filled (message, "content");
  const char *thinking = askg_wire_json_get_filled (message, "thinking");

  if (error != NULL)
    askg_reply_builder_take_error (builder, error);
  state->has_failed |= error != NULL;
  if (state->has_failed)
    return;

  if (text == NULL)
    text = askg_wire_json_get_filled (root, "response");
  if (thinking == NULL)
    thinking = askg_wire_json_get_filled (root, "thinking");
  if (thinking != NULL)
    askg_reply_builder_add_reasoning (builder, thinking);
  if (text != NULL)
    askg_reply_builder_add_text (builder, text);
  take_calls (builder, askg_wire_json_get_array (message, "tool_calls"));
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (root, "model"));
  if (json_is_true (json_object_get (root, "done")))
    {
      state->is_over = TRUE;
      askg_reply_builder_set_finish (builder, askg_wire_json_get_string (root, "done_reason"));
      askg_reply_builder_set_usage (builder, root, FALSE);
      askg_reply_builder_set_final (builder);
    }
}

static void
ollama_take_whole (gpointer          data,
                   AskgReplyBuilder *builder,
                   json_t           *root)
{
  ollama_take_event (data, builder, "message", root);
}

static void
ollama_end (gpointer          data,
            AskgReplyBuilder *builder,
            AskgReplyEnding   ending)
{
  const OllamaState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  result->outcome = !state->is_over ? ASKG_REPLY_TRUNCATED : result->has_content ? ASKG_REPLY_COMPLETE : ASKG_REPLY_EMPTY;
}

const AskgReplyReader askg_ollama_reader = {
  .n_bytes = sizeof (OllamaState),
  .take_event = ollama_take_event,
  .take_whole = ollama_take_whole,
  .end = ollama_end,
};
