/* askg-anthropic-reader.c: Messages; llama.cpp, Ollama and LM Studio speak it too. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-wire-error-private.h"

typedef struct
{
  gboolean is_over;
  gboolean is_other; /* JSON, but no message */
} AnthropicState;

static AskgWireToolCall *
find_call (AskgReplyBuilder *builder,
           gint64            index)
{
  GPtrArray *calls = askg_reply_builder_get_result (builder)->tool_calls;

  for (guint i = calls->len; i > 0; i--)
    if (((AskgWireToolCall *) g_ptr_array_index (calls, i - 1))->key == index)
      return g_ptr_array_index (calls, i - 1);

  return NULL;
}

/* A block that begins, or a whole one. */
static void
take_block (AskgReplyBuilder *builder,
            gint64            index,
            json_t           *block)
{
  const char *text = askg_wire_json_get_string (block, "text");
  const char *thinking = askg_wire_json_get_string (block, "thinking");
  json_t *input = askg_wire_json_get_object (block, "input");
  AskgWireToolCall *call;

  if (text != NULL)
    askg_reply_builder_add_plain (builder, text);
  if (thinking != NULL)
    askg_reply_builder_add_reasoning (builder, thinking);
  if (g_strcmp0 (askg_wire_json_get_string (block, "type"), "tool_use") != 0)
    return;
  call = askg_reply_builder_add_tool_call (builder, index, askg_wire_json_get_filled (block, "id"),
                                           askg_wire_json_get_filled (block, "name"));
  if (call != NULL && json_object_size (input) > 0)
    {
      char *arguments = json_dumps (input, JSON_COMPACT);

      askg_reply_builder_add_arguments (builder, call, arguments);
      free (arguments);
    }
}

static void
take_delta (AskgReplyBuilder *builder,
            gint64            index,
            json_t           *delta)
{
  const char *text = askg_wire_json_get_string (delta, "text");
  const char *thinking = askg_wire_json_get_string (delta, "thinking");
  const char *arguments = askg_wire_json_get_string (delta, "partial_json");
  AskgWireToolCall *call = arguments != NULL ? find_call (builder, index) : NULL;

  if (text != NULL)
    askg_reply_builder_add_plain (builder, text);
  if (thinking != NULL)
    askg_reply_builder_add_reasoning (builder, thinking);
  if (call != NULL)
    askg_reply_builder_add_arguments (builder, call, arguments);
}

static void
anthropic_take_event (gpointer          data,
                      AskgReplyBuilder *builder,
                      const char       *name,
                      json_t           *root)
{
  AnthropicState *state = data;
  const char *type = askg_wire_json_get_filled (root, "type");
  const gint64 index = askg_wire_json_get_count (root, "index");
  AskgWireError *error = askg_wire_error_new_from_json (root);

  if (error != NULL)
    {
      askg_reply_builder_take_error (builder, error);
      return;
    }
  if (type == NULL)
    type = name;
  if (strcmp (type, "message_start") == 0)
    {
      json_t *message = askg_wire_json_get_object (root, "message");

      askg_reply_builder_set_model (builder, askg_wire_json_get_string (message, "model"));
      askg_reply_builder_set_usage (builder, askg_wire_json_get_object (message, "usage"), TRUE);
    }
  else if (strcmp (type, "content_block_start") == 0)
    take_block (builder, index, askg_wire_json_get_object (root, "content_block"));
  else if (strcmp (type, "content_block_delta") == 0)
    take_delta (builder, index, askg_wire_json_get_object (root, "delta"));
  else if (strcmp (type, "message_delta") == 0)
    {
      askg_reply_builder_set_finish (builder, askg_wire_json_get_string (askg_wire_json_get_object (root, "delta"), "stop_reason"));
      askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), TRUE);
    }
  else if (strcmp (type, "message_stop") == 0)
    {
      state->is_over = TRUE;
      askg_reply_builder_set_final (builder);
    }
}

static void
anthropic_take_whole (gpointer          data,
                      AskgReplyBuilder *builder,
                      json_t           *root)
{
  AnthropicState *state = data;
  json_t *block;
  gsize i;

  state->is_over = askg_wire_json_get_array (root, "content") != NULL;
  state->is_other = !state->is_over;
  json_array_foreach (askg_wire_json_get_array (root, "content"), i, block)
    take_block (builder, i, block);
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (root, "model"));
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), TRUE);
  askg_reply_builder_set_finish (builder, askg_wire_json_get_string (root, "stop_reason"));
}

static void
anthropic_end (gpointer          data,
               AskgReplyBuilder *builder,
               AskgReplyEnding   ending)
{
  const AnthropicState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  result->outcome = state->is_other ? ASKG_REPLY_OTHER
                    : !state->is_over ? ASKG_REPLY_TRUNCATED
                    : result->has_content ? ASKG_REPLY_COMPLETE : ASKG_REPLY_EMPTY;
}

const AskgReplyReader askg_anthropic_reader = {
  .n_bytes = sizeof (AnthropicState),
  .take_event = anthropic_take_event,
  .take_whole = anthropic_take_whole,
  .end = anthropic_end,
};
