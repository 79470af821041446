/* askg-responses-reader.c: the Responses API. Items are found by their id, else by their place, else the last one
 * is meant: local servers leave both out. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <string.h>

#include "engine/dialect/askg-wire-error-private.h"

#define MAX_ITEMS 1024

typedef struct
{
  char             *id;
  gint64            place;      /* output_index; -1 not told */
  GString          *text;       /* of a message, as the deltas brought it */
  AskgWireToolCall *call;       /* (nullable): the builder's */
  gboolean          had_halves; /* @text is not to be compared */
} Item;

typedef struct
{
  GPtrArray *items;    /* of Item; made when first needed */
  gint64     sequence; /* the last number, and one more */
} ResponsesState;

static void
item_free (Item *item)
{
  g_free (item->id);
  g_string_free (item->text, TRUE);
  g_free (item);
}

static void
responses_clear (gpointer data)
{
  ResponsesState *state = data;

  g_clear_pointer (&state->items, g_ptr_array_unref);
}

/* The item an event is about. */
static Item *
find_item (ResponsesState *state,
           json_t         *root)
{
  const char *id = askg_wire_json_get_filled (root, "item_id");
  const gint64 place = askg_wire_json_get_count (root, "output_index");
  Item *item;

  if (id == NULL)
    id = askg_wire_json_get_filled (askg_wire_json_get_object (root, "item"), "id");
  if (id != NULL && strstr (id, "\xef\xbf\xbd") != NULL)
    id = NULL; /* damaged on the way: as a name of its own it would double the text */
  if (state->items == NULL)
    state->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  for (guint i = 0; i < state->items->len; i++)
    {
      item = g_ptr_array_index (state->items, i);
      if (id != NULL ? g_strcmp0 (item->id, id) == 0 : place >= 0 && item->place == place)
        return item;
    }
  if (state->items->len > 0 && (id == NULL || state->items->len >= MAX_ITEMS))
    return g_ptr_array_index (state->items, state->items->len - 1);

  item = g_new0 (Item, 1);
  item->id = g_strdup (id);
  item->place = place;
  item->text = g_string_new (NULL);
  g_ptr_array_add (state->items, item);

  return item;
}

static void
add_text (AskgReplyBuilder *builder,
          Item             *item,
          const char       *piece)
{
  g_string_append (item->text, piece);
  item->had_halves |= askg_reply_builder_has_halves (builder);
  askg_reply_builder_add_plain (builder, piece);
}

/* What the server says in the end counts; usually it says the same again. */
static void
settle_text (ResponsesState   *state,
             AskgReplyBuilder *builder,
             Item             *item,
             const char       *text)
{
  g_autoptr(GString) all = NULL;

  if (text == NULL || item->had_halves || strcmp (item->text->str, text) == 0)
    return;
  if (item->text->len == 0)
    {
      add_text (builder, item, text);
      return;
    }
  askg_reply_builder_warn (builder, "done_differs");
  g_string_assign (item->text, text);
  all = g_string_new (NULL);
  for (guint i = 0; i < state->items->len; i++)
    g_string_append (all, ((Item *) g_ptr_array_index (state->items, i))->text->str);
  askg_reply_builder_replace_text (builder, all->str);
}

static void
name_call (ResponsesState   *state,
           AskgReplyBuilder *builder,
           Item             *item,
           json_t           *from)
{
  const char *id = askg_wire_json_get_filled (from, "call_id");
  const char *name = askg_wire_json_get_filled (from, "name");

  if (item->call == NULL)
    item->call = askg_reply_builder_add_tool_call (builder, state->items->len, id, name);
  else
    askg_reply_builder_name_tool_call (builder, item->call, id, name);
}

static void
settle_arguments (AskgReplyBuilder *builder,
                  Item             *item,
                  const char       *arguments)
{
  if (item->call == NULL || arguments == NULL || strcmp (item->call->arguments->str, arguments) == 0)
    return;
  if (item->call->arguments->len == 0)
    askg_reply_builder_add_arguments (builder, item->call, arguments);
  else
    g_string_assign (item->call->arguments, arguments);
}

static char *
mime_of (json_t *image)
{
  const char *format = askg_wire_json_get_filled (image, "output_format");

  return g_strdup_printf ("image/%s", format != NULL && strlen (format) < 16 ? format : "png");
}

static char *
join_content (json_t *item)
{
  GString *text = g_string_new (NULL);
  json_t *part;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (item, "content"), i, part)
    if (g_strcmp0 (askg_wire_json_get_string (part, "type"), "output_text") == 0 &&
        askg_wire_json_get_string (part, "text") != NULL)
      g_string_append (text, askg_wire_json_get_string (part, "text"));

  return g_string_free (text, FALSE);
}

static void
take_summary (AskgReplyBuilder *builder,
              json_t           *item)
{
  json_t *part;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (item, "summary"), i, part)
    if (askg_wire_json_get_string (part, "text") != NULL)
      askg_reply_builder_add_reasoning (builder, askg_wire_json_get_string (part, "text"));
}

/* An item as it is when it is done. */
static void
take_item (ResponsesState   *state,
           AskgReplyBuilder *builder,
           Item             *item,
           json_t           *told)
{
  const char *type = askg_wire_json_get_string (told, "type");

  if (g_strcmp0 (type, "function_call") == 0)
    {
      name_call (state, builder, item, told);
      settle_arguments (builder, item, askg_wire_json_get_filled (told, "arguments"));
    }
  else if (g_strcmp0 (type, "image_generation_call") == 0 && askg_wire_json_get_filled (told, "result") != NULL)
    {
      g_autofree char *mime = mime_of (told);

      askg_reply_builder_add_image_text (builder, mime, askg_wire_json_get_string (told, "result"), -1);
    }
  else if (g_strcmp0 (type, "message") == 0 && item->text->len == 0)
    {
      g_autofree char *text = join_content (told);

      add_text (builder, item, text);
    }
}

/* All items at once: a body that is no stream, or a stream that told nothing before its end. */
static void
take_output (ResponsesState   *state,
             AskgReplyBuilder *builder,
             json_t           *output)
{
  json_t *told;
  gsize i;

  json_array_foreach (output, i, told)
    {
      g_autoptr(json_t) place = json_pack ("{s:O, s:I}", "item", told, "output_index", (json_int_t) i);

      if (!json_is_object (told))
        continue;
      take_summary (builder, told);
      take_item (state, builder, find_item (state, place), told);
    }
}

static void
take_response (ResponsesState   *state,
               AskgReplyBuilder *builder,
               json_t           *response,
               const char       *status)
{
  AskgReplyResult *result = askg_reply_builder_get_result (builder);
  const char *reason = askg_wire_json_get_filled (askg_wire_json_get_object (response, "incomplete_details"), "reason");
  json_t *error = json_object_get (response, "error");

  if (askg_wire_json_get_filled (response, "status") != NULL)
    status = askg_wire_json_get_string (response, "status");
  g_free (result->status);
  result->status = g_strdup (status);
  if (reason != NULL && result->incomplete_reason == NULL)
    result->incomplete_reason = g_strdup (reason);
  if (state->items == NULL)
    take_output (state, builder, askg_wire_json_get_array (response, "output"));
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (response, "model"));
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (response, "usage"), FALSE);
  if (error != NULL && !json_is_null (error))
    askg_reply_builder_take_error (builder, askg_wire_error_new_from_member (error));
  else if (g_strcmp0 (status, "completed") == 0)
    askg_reply_builder_set_finish (builder, result->tool_calls->len > 0 ? "tool_calls" : "stop");
  else if (g_strcmp0 (reason, "max_output_tokens") == 0)
    askg_reply_builder_set_finish (builder, "length");
  else
    askg_reply_builder_set_finish (builder, reason);
}

typedef enum
{
  TEXT_DELTA,
  TEXT_DONE,
  REFUSAL_DELTA,
  REASONING_DELTA,
  ARGUMENTS_DELTA,
  ARGUMENTS_DONE,
  PARTIAL_IMAGE,
  ITEM_ADDED,
  ITEM_DONE,
  RESPONSE_BEGUN,
  RESPONSE_ENDED,
  OTHER,
} EventKind;

static EventKind
kind_of (const char *type)
{
  static const struct
  {
    const char *type;
    EventKind   kind;
  } kinds[] = {
    { "response.output_text.delta", TEXT_DELTA },
    { "response.output_text.done", TEXT_DONE },
    { "response.refusal.delta", REFUSAL_DELTA },
    { "response.reasoning_summary_text.delta", REASONING_DELTA },
    { "response.reasoning_text.delta", REASONING_DELTA },
    { "response.function_call_arguments.delta", ARGUMENTS_DELTA },
    { "response.function_call_arguments.done", ARGUMENTS_DONE },
    { "response.image_generation_call.partial_image", PARTIAL_IMAGE },
    { "response.output_item.added", ITEM_ADDED },
    { "response.output_item.done", ITEM_DONE },
    { "response.created", RESPONSE_BEGUN },
    { "response.completed", RESPONSE_ENDED },
    { "response.failed", RESPONSE_ENDED },
    { "response.incomplete", RESPONSE_ENDED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (type, kinds[i].type) == 0)
      return kinds[i].kind;

  return OTHER;
}

static void
take_partial (AskgReplyBuilder *builder,
              json_t           *root)
{
  const char *base64 = askg_wire_json_get_string (root, "partial_image_b64");
  g_autofree char *mime = mime_of (root);

  if (base64 != NULL)
    askg_reply_builder_add_image_text (builder, mime, base64, MAX (askg_wire_json_get_count (root, "partial_image_index"), 0));
}

static void
take_known (ResponsesState   *state,
            AskgReplyBuilder *builder,
            const char       *type,
            json_t           *root)
{
  const char *delta = askg_wire_json_get_filled (root, "delta");
  json_t *told = askg_wire_json_get_object (root, "item");

  switch (kind_of (type))
    {
    case TEXT_DELTA:
      if (delta != NULL)
        add_text (builder, find_item (state, root), delta);
      break;
    case TEXT_DONE:
      settle_text (state, builder, find_item (state, root), askg_wire_json_get_string (root, "text"));
      break;
    case REFUSAL_DELTA:
      askg_reply_builder_add_refusal (builder, delta != NULL ? delta : "");
      break;
    case REASONING_DELTA:
      find_item (state, root);
      askg_reply_builder_add_reasoning (builder, delta != NULL ? delta : "");
      break;
    case ARGUMENTS_DELTA:
    case ARGUMENTS_DONE:
      name_call (state, builder, find_item (state, root), root);
      if (find_item (state, root)->call != NULL && delta != NULL)
        askg_reply_builder_add_arguments (builder, find_item (state, root)->call, delta);
      settle_arguments (builder, find_item (state, root), askg_wire_json_get_filled (root, "arguments"));
      break;
    case PARTIAL_IMAGE:
      take_partial (builder, root);
      break;
    case ITEM_ADDED:
      if (g_strcmp0 (askg_wire_json_get_string (told, "type"), "function_call") == 0)
        take_item (state, builder, find_item (state, root), told);
      else
        find_item (state, root);
      break;
    case ITEM_DONE:
      take_item (state, builder, find_item (state, root), told);
      break;
    case RESPONSE_BEGUN:
      askg_reply_builder_set_model (builder, askg_wire_json_get_string (askg_wire_json_get_object (root, "response"), "model"));
      break;
    case RESPONSE_ENDED:
      take_response (state, builder, askg_wire_json_get_object (root, "response"), strrchr (type, '.') + 1);
      askg_reply_builder_set_final (builder);
      break;
    case OTHER:
    default:
      break;
    }
}

static void
responses_take_event (gpointer          data,
                      AskgReplyBuilder *builder,
                      const char       *name,
                      json_t           *root)
{
  ResponsesState *state = data;
  const char *type = askg_wire_json_get_filled (root, "type");
  const gint64 sequence = askg_wire_json_get_count (root, "sequence_number");

  if (type == NULL)
    type = name;
  if (sequence >= 0)
    {
      if (sequence < state->sequence)
        askg_reply_builder_warn (builder, "sequence_not_increasing");
      state->sequence = sequence + 1;
    }
  if (strcmp (type, "error") == 0 || (strcmp (type, "message") == 0 && json_object_get (root, "error") != NULL))
    {
      AskgWireError *error = askg_wire_error_new_from_json (root);

      askg_reply_builder_take_error (builder, error != NULL ? error : askg_wire_error_new_from_member (root));
      return;
    }
  take_known (state, builder, type, root);
}

static void
responses_take_whole (gpointer          data,
                      AskgReplyBuilder *builder,
                      json_t           *root)
{
  if (askg_wire_json_get_array (root, "output") != NULL)
    take_response (data, builder, root, "completed");
}

static void
responses_end (gpointer          data,
               AskgReplyBuilder *builder,
               AskgReplyEnding   ending)
{
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  if (result->error != NULL)
    result->outcome = ASKG_REPLY_ERROR;
  else if (g_strcmp0 (result->status, "completed") == 0)
    result->outcome = result->has_content ? ASKG_REPLY_COMPLETE : ASKG_REPLY_EMPTY;
  else if (g_strcmp0 (result->status, "incomplete") == 0)
    result->outcome = ASKG_REPLY_COMPLETE;
  else if (result->status != NULL)
    askg_reply_builder_take_error (builder, askg_wire_error_new (ASKG_WIRE_ERROR_SERVER, result->status));
  else
    result->outcome = ending.was_whole ? ASKG_REPLY_OTHER : ASKG_REPLY_TRUNCATED;
}

const AskgReplyReader askg_responses_reader = {
  .n_bytes = sizeof (ResponsesState),
  .clear = responses_clear,
  .take_event = responses_take_event,
  .take_whole = responses_take_whole,
  .end = responses_end,
};
