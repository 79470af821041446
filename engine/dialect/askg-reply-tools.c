/* askg-reply-tools.c: calls that a model wishes for. They are told, never run. */
#include "engine/dialect/askg-reply-builder-inside-private.h"

#include <string.h>

/**
 * askg_reply_builder_add_tool_call:
 * @key: what the server counts it by
 * @id: (nullable):
 * @name: (nullable):
 *
 * Returns: (transfer none) (nullable): a new call; %NULL when there are too many, which is an error
 */
AskgWireToolCall *
askg_reply_builder_add_tool_call (AskgReplyBuilder *self,
                                  gint64            key,
                                  const char       *id,
                                  const char       *name)
{
  AskgWireToolCall *call;

  if (self->result.tool_calls->len >= ASKG_REPLY_MAX_TOOL_CALLS)
    {
      askg_reply_builder_take_error (self, askg_wire_error_new (ASKG_WIRE_ERROR_TOO_BIG_ANSWER, NULL));
      return NULL;
    }
  call = g_new0 (AskgWireToolCall, 1);
  call->key = key;
  call->arguments = g_string_new (NULL);
  g_ptr_array_add (self->result.tool_calls, call);
  self->result.has_content = TRUE;
  askg_reply_builder_name_tool_call (self, call, id, name);

  return call;
}

static guint
index_of (AskgReplyBuilder *self,
          AskgWireToolCall *call)
{
  guint index = 0;

  g_ptr_array_find (self->result.tool_calls, call, &index);

  return index;
}

/* The first id and the first name of a call are its own. */
void
askg_reply_builder_name_tool_call (AskgReplyBuilder *self,
                                   AskgWireToolCall *call,
                                   const char       *id,
                                   const char       *name)
{
  const gboolean was_named = call->name != NULL;

  if (id != NULL && call->id == NULL)
    call->id = g_strdup (id);
  if (name != NULL && call->name == NULL)
    call->name = g_strdup (name);
  if (!was_named && call->name != NULL)
    askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_TOOL_CALL, .index = index_of (self, call),
                                                      .id = call->id, .text = call->name });
}

void
askg_reply_builder_add_arguments (AskgReplyBuilder *self,
                                  AskgWireToolCall *call,
                                  const char       *piece)
{
  if (*piece == '\0' || !askg_reply_builder_count_bytes (self, strlen (piece)))
    return;
  g_string_append (call->arguments, piece);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_TOOL_ARGUMENTS, .index = index_of (self, call),
                                                    .text = piece });
}

/* Whether @call may be run at all: what it is given is an object, or nothing. */
static gboolean
check_arguments (AskgWireToolCall *call)
{
  g_autofree char *bare = g_strstrip (g_strdup (call->arguments->str));
  AskgWireJsonTraits traits;
  g_autoptr(json_t) arguments = NULL;

  if (*bare == '\0' || strcmp (bare, "null") == 0)
    {
      g_string_assign (call->arguments, "{}");
      return TRUE;
    }
  arguments = askg_wire_json_load (bare, strlen (bare), &traits);

  return json_is_object (arguments);
}

/* Nothing more comes: which of them could be run at all. */
void
askg_reply_builder_check_tool_calls (AskgReplyBuilder *self)
{
  for (guint i = 0; i < self->result.tool_calls->len; i++)
    {
      AskgWireToolCall *call = g_ptr_array_index (self->result.tool_calls, i);

      call->is_valid = check_arguments (call);
      if (!call->is_valid)
        askg_reply_builder_warn (self, "bad_tool_arguments");
    }
}
