/* askg-chat-reader.c: Chat Completions, as a dozen servers speak it. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-wire-error-private.h"
#include "engine/dialect/askg-wire-protocol.h"

/* Base64 of a WAV file begins so; a text of a thousand characters that does is sound without its label. */
#define WAV_BASE64 "UklGR"
#define MIN_WAV_BYTES 1000

#define OLLAMA "fp_ollama" /* how it calls itself in every chunk */

typedef struct
{
  char     *id;           /* of the answer */
  gboolean  is_other;     /* JSON, but no chat */
  gboolean  keeps_id;     /* more than one chunk had it */
  gboolean  repeats_role; /* every chunk says who speaks, not only the first */
} ChatState;

static void
chat_clear (gpointer data)
{
  ChatState *state = data;

  g_clear_pointer (&state->id, g_free);
}

static void
take_parts (AskgReplyBuilder *builder,
            json_t           *parts)
{
  json_t *part;
  gsize i;

  json_array_foreach (parts, i, part)
    {
      const char *type = askg_wire_json_get_string (part, "type");
      const char *text = askg_wire_json_get_string (part, "text");

      if (g_strcmp0 (type, "text") == 0 || g_strcmp0 (type, "output_text") == 0)
        askg_reply_builder_add_text (builder, text != NULL ? text : "");
      else if (g_strcmp0 (type, "image_url") == 0)
        {
          const char *url = askg_wire_json_get_string (part, "image_url");

          askg_reply_builder_add_image (
            builder, url != NULL ? url : askg_wire_json_get_string (askg_wire_json_get_object (part, "image_url"), "url"));
        }
      else if (g_strcmp0 (type, "thinking") == 0)
        {
          const char *thinking = askg_wire_json_get_string (part, "thinking");
          json_t *inner;
          gsize j;

          if (thinking != NULL)
            askg_reply_builder_add_reasoning (builder, thinking);
          json_array_foreach (askg_wire_json_get_array (part, "thinking"), j, inner)
            if (askg_wire_json_get_string (inner, "text") != NULL)
              askg_reply_builder_add_reasoning (builder, askg_wire_json_get_string (inner, "text"));
        }
    }
}

static AskgWireToolCall *
find_call (GPtrArray  *calls,
           gint64      key,
           const char *id)
{
  for (guint i = calls->len; i > 0; i--)
    {
      AskgWireToolCall *call = g_ptr_array_index (calls, i - 1);

      if (id != NULL ? g_strcmp0 (call->id, id) == 0 : call->key == key)
        return call;
    }

  return NULL;
}

static gint64
next_key (GPtrArray *calls)
{
  gint64 key = -1;

  for (guint i = 0; i < calls->len; i++)
    key = MAX (key, ((AskgWireToolCall *) g_ptr_array_index (calls, i))->key);

  return key < G_MAXINT64 ? key + 1 : key;
}

/* Which call a fragment belongs to. Servers count by index; some leave it out, some use one twice. */
static AskgWireToolCall *
place_call (AskgReplyBuilder *builder,
            json_t           *fragment,
            const char       *id,
            const char       *name)
{
  GPtrArray *calls = askg_reply_builder_get_result (builder)->tool_calls;
  json_t *index = json_object_get (fragment, "index");
  gint64 key = json_integer_value (index);
  AskgWireToolCall *call;

  if (json_is_integer (index))
    call = find_call (calls, key, NULL);
  else
    {
      call = id != NULL ? find_call (calls, 0, id) : NULL;
      if (call == NULL && id == NULL && name == NULL && calls->len > 0)
        call = g_ptr_array_index (calls, calls->len - 1);
      key = next_key (calls);
    }
  if (call != NULL && id != NULL && call->id != NULL && strcmp (call->id, id) != 0 && name != NULL)
    {
      askg_reply_builder_warn (builder, "index_reused");
      call = NULL;
    }
  if (call == NULL)
    return askg_reply_builder_add_tool_call (builder, key, id, name);
  askg_reply_builder_name_tool_call (builder, call, id, name);

  return call;
}

static void
take_call (AskgReplyBuilder *builder,
           json_t           *fragment,
           json_t           *function)
{
  AskgWireToolCall *call = place_call (builder, fragment, askg_wire_json_get_filled (fragment, "id"),
                                       askg_wire_json_get_filled (function, "name"));
  const char *arguments = askg_wire_json_get_string (function, "arguments");

  if (call == NULL)
    return;
  if (arguments != NULL)
    askg_reply_builder_add_arguments (builder, call, arguments);
  else if (askg_wire_json_get_object (function, "arguments") != NULL)
    {
      char *text = json_dumps (json_object_get (function, "arguments"), JSON_COMPACT);

      g_string_truncate (call->arguments, 0);
      askg_reply_builder_add_arguments (builder, call, text);
      free (text);
    }
}

static void
take_calls (AskgReplyBuilder *builder,
            json_t           *message)
{
  json_t *call;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (message, "tool_calls"), i, call)
    if (json_is_object (call))
      take_call (builder, call, askg_wire_json_get_object (call, "function"));
  if (askg_wire_json_get_object (message, "function_call") != NULL)
    {
      g_autoptr(json_t) first = json_pack ("{s:i}", "index", 0);

      take_call (builder, first, askg_wire_json_get_object (message, "function_call"));
    }
}

/* What a model thinks, by the name its server has for it; those that send several send the same in them. */
static void
take_reasoning (AskgReplyBuilder *builder,
                json_t           *message)
{
  static const char *const names[] = { "reasoning_content", "reasoning" };
  json_t *detail;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (askg_wire_json_get_filled (message, names[i]) != NULL)
      {
        askg_reply_builder_add_reasoning (builder, askg_wire_json_get_string (message, names[i]));
        return;
      }
  /* OpenRouter's: thoughts, a summary of them, or sealed ones, which are nobody's. */
  json_array_foreach (askg_wire_json_get_array (message, "reasoning_details"), i, detail)
    {
      const char *text = askg_wire_json_get_filled (detail, "text");

      if (text == NULL)
        text = askg_wire_json_get_filled (detail, "summary");
      if (text != NULL)
        askg_reply_builder_add_reasoning (builder, text);
    }
}

/* A delta, or a whole message: they have the same members. */
static void
take_message (AskgReplyBuilder *builder,
              json_t           *message)
{
  const char *content = askg_wire_json_get_string (message, "content");
  const char *refusal;
  json_t *image;
  gsize i;

  if (content != NULL && json_object_size (message) == 1) /* as most deltas: what is not there is not looked for */
    {
      askg_reply_builder_add_text (builder, content);
      return;
    }
  refusal = askg_wire_json_get_string (message, "refusal");
  take_reasoning (builder, message);
  if (content != NULL)
    askg_reply_builder_add_text (builder, content);
  take_parts (builder, askg_wire_json_get_array (message, "content"));
  if (refusal != NULL)
    askg_reply_builder_add_refusal (builder, refusal);
  take_calls (builder, message);
  if (askg_wire_json_get_object (message, "audio") != NULL)
    askg_reply_builder_add_audio (builder, askg_wire_json_get_object (message, "audio"));
  json_array_foreach (askg_wire_json_get_array (message, "images"), i, image)
    {
      const char *url = askg_wire_json_get_string (image, "image_url");

      askg_reply_builder_add_image (
        builder, url != NULL ? url : askg_wire_json_get_string (askg_wire_json_get_object (image, "image_url"), "url"));
    }
}

static gboolean
is_sound (json_t *root,
          json_t *delta)
{
  const char *content = askg_wire_json_get_string (delta, "content");

  if (content == NULL)
    return FALSE;

  return g_strcmp0 (askg_wire_json_get_string (root, "modality"), "audio") == 0 ||
         (g_str_has_prefix (content, WAV_BASE64) && strlen (content) > MIN_WAV_BYTES);
}

static void
take_choice (AskgReplyBuilder *builder,
             json_t           *root,
             json_t           *choice)
{
  json_t *delta = askg_wire_json_get_object (choice, "delta");
  const gint64 index = json_integer_value (json_object_get (choice, "index"));
  json_t *error = askg_wire_json_get_object (choice, "error");

  if (delta == NULL)
    delta = askg_wire_json_get_object (choice, "message");
  if (index != 0)
    {
      const char *content = askg_wire_json_get_string (delta, "content");

      askg_reply_builder_add_other (builder, index, content != NULL ? content : "");
      return;
    }
  if (is_sound (root, delta))
    {
      /* Each of them says "stop", which ends nothing. */
      askg_reply_builder_add_wav_text (builder, askg_wire_json_get_string (delta, "content"));
      return;
    }
  take_message (builder, delta);
  if (error != NULL)
    askg_reply_builder_take_error (builder, askg_wire_error_new_from_member (error));
  askg_reply_builder_set_finish (builder, askg_wire_json_get_string (choice, "finish_reason"));
}

/* Whether another answer begins in this one: a proxy lost its engine, and asked another. Ids alone tell nothing, some
 * servers have one a chunk; who speaks is said once, at the beginning. */
static gboolean
begins_anew (ChatState        *state,
             AskgReplyBuilder *builder,
             json_t           *root,
             const char       *id)
{
  json_t *first = json_array_get (askg_wire_json_get_array (root, "choices"), 0);
  const gboolean has_role = askg_wire_json_get_filled (askg_wire_json_get_object (first, "delta"), "role") != NULL;
  const gboolean is_same = g_strcmp0 (id, state->id) == 0;

  if (state->id == NULL || id == NULL)
    return FALSE;
  state->keeps_id |= is_same;
  state->repeats_role |= is_same && has_role;

  return !is_same && has_role && state->keeps_id && !state->repeats_role &&
         askg_reply_builder_get_result (builder)->has_content;
}

/* What is no chat, but what another door of some server says. */
static void
note_protocol (AskgReplyBuilder *builder,
               json_t           *root)
{
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  if (result->protocol == NULL && json_object_get (root, "choices") == NULL)
    result->protocol = askg_wire_protocol_guess (root);
}

static void
take_figures (AskgReplyBuilder *builder,
              json_t           *root)
{
  json_t *usage = askg_wire_json_get_object (root, "usage");
  json_t *progress = askg_wire_json_get_object (root, "prompt_progress");

  if (usage == NULL || json_object_size (usage) == 0)
    usage = askg_wire_json_get_object (askg_wire_json_get_object (root, "x_groq"), "usage");
  askg_reply_builder_set_usage (builder, usage, FALSE);
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (root, "model"));
  if (progress != NULL)
    askg_reply_builder_add_progress (builder, askg_wire_json_get_count (progress, "processed"),
                                     askg_wire_json_get_count (progress, "total"));
}

static void
chat_take_event (gpointer          data,
                 AskgReplyBuilder *builder,
                 const char       *name,
                 json_t           *root)
{
  ChatState *state = data;
  AskgWireError *error = askg_wire_error_new_from_json (root);
  const char *id = askg_wire_json_get_filled (root, "id");
  json_t *choice;
  gsize i;

  if (error == NULL && strcmp (name, "error") == 0 && json_is_object (root))
    error = askg_wire_error_new_from_member (root);
  if (error == NULL && begins_anew (state, builder, root, id))
    {
      askg_reply_builder_take_error (builder, askg_wire_error_new (ASKG_WIRE_ERROR_TRUNCATED, NULL));
      return;
    }
  if (error != NULL)
    askg_reply_builder_take_error (builder, error);
  if (id != NULL && state->id != NULL && strcmp (id, state->id) != 0)
    askg_reply_builder_warn (builder, "id_changed");
  if (state->id == NULL)
    {
      state->id = g_strdup (id);
      if (g_strcmp0 (askg_wire_json_get_string (root, "system_fingerprint"), OLLAMA) == 0)
        askg_reply_builder_get_result (builder)->cuts_questions = TRUE;
    }

  take_figures (builder, root);
  note_protocol (builder, root);
  json_array_foreach (askg_wire_json_get_array (root, "choices"), i, choice)
    if (json_is_object (choice))
      take_choice (builder, root, choice);
}

/* A second choice may hold nothing but the sound of the first one's words. */
static gboolean
belongs_to_first (json_t *choice,
                  json_t *message)
{
  return json_integer_value (json_object_get (choice, "index")) == 0 ||
         (askg_wire_json_get_object (message, "audio") != NULL && askg_wire_json_get_filled (message, "content") == NULL);
}

static void
chat_take_whole (gpointer          data,
                 AskgReplyBuilder *builder,
                 json_t           *root)
{
  ChatState *state = data;
  json_t *choices = askg_wire_json_get_array (root, "choices");
  AskgWireError *error = choices == NULL ? askg_wire_error_new_from_loose (root) : NULL;
  json_t *choice;
  gsize i;

  if (error != NULL)
    askg_reply_builder_take_error (builder, error);
  state->is_other = choices == NULL;
  take_figures (builder, root);
  note_protocol (builder, root);
  json_array_foreach (choices, i, choice)
    {
      json_t *message = askg_wire_json_get_object (choice, "message");

      if (message == NULL)
        message = askg_wire_json_get_object (choice, "delta");
      if (!belongs_to_first (choice, message))
        continue;
      if (is_sound (root, message))
        askg_reply_builder_add_wav_text (builder, askg_wire_json_get_string (message, "content"));
      else
        take_message (builder, message);
      if (askg_reply_builder_get_result (builder)->finish_reason == NULL)
        askg_reply_builder_set_finish (builder, askg_wire_json_get_string (choice, "finish_reason"));
    }
}

static AskgReplyOutcome
outcome_of (const ChatState  *state,
            AskgReplyBuilder *builder,
            AskgReplyEnding   ending)
{
  AskgReplyResult *result = askg_reply_builder_get_result (builder);
  const gboolean is_done = ending.was_done || ending.was_whole;

  if (result->error != NULL || g_strcmp0 (result->finish_reason, "error") == 0)
    return ASKG_REPLY_ERROR;
  if (state->is_other)
    return ASKG_REPLY_OTHER;
  if (g_strcmp0 (result->finish_reason, "abort") == 0) /* an SGLang that gave up */
    return ASKG_REPLY_TRUNCATED;
  /* A stream of sound ends with the time when the server forgets it, and with no reason. */
  if (result->finish_reason == NULL && result->audio_expires_at == 0)
    {
      if (!is_done)
        return ASKG_REPLY_TRUNCATED;
      if (!result->has_content)
        return ASKG_REPLY_EMPTY;
      askg_reply_builder_warn (builder, "no_finish_reason");
    }
  if (!is_done)
    askg_reply_builder_warn (builder, "no_done");

  return result->has_content ? ASKG_REPLY_COMPLETE : ASKG_REPLY_EMPTY;
}

static void
chat_end (gpointer          data,
          AskgReplyBuilder *builder,
          AskgReplyEnding   ending)
{
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  result->outcome = outcome_of (data, builder, ending);
  if (result->outcome == ASKG_REPLY_ERROR && result->error == NULL)
    askg_reply_builder_take_error (builder, askg_wire_error_new (ASKG_WIRE_ERROR_SERVER, NULL));
}

const AskgReplyReader askg_chat_reader = {
  .n_bytes = sizeof (ChatState),
  .clear = chat_clear,
  .take_event = chat_take_event,
  .take_whole = chat_take_whole,
  .end = chat_end,
};
