/* replay-result.c */
#include "tests/conformance/replay-result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *
text_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static void
set_text (json_t        *told,
          const char    *key,
          const GString *text)
{
  if (text->len > 0)
    json_object_set_new (told, key, json_stringn (text->str, text->len));
}

static json_t *
digest (gconstpointer bytes,
        gsize         n_bytes)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n_bytes);

  return json_stringn (sum, 16);
}

json_t *
replay_json_or_null (const char *text)
{
  json_t *value = json_loads (text, JSON_DECODE_ANY, NULL);

  return value != NULL ? value : json_null ();
}

json_t *
replay_usage_to_json (const AskgUsage *usage,
                      double           seconds)
{
  const struct
  {
    const char *key;
    gint64      count;
  } counts[] = {
    { "input", usage->input }, { "output", usage->output }, { "total", usage->total }, { "cached", usage->cached },
    { "reasoning", usage->reasoning }, { "audio_in", usage->audio_in }, { "audio_out", usage->audio_out },
    { "image_in", usage->image_in },
  };
  json_t *told = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].count >= 0)
      json_object_set_new (told, counts[i].key, json_integer (counts[i].count));
  if (isfinite (usage->cost_usd))
    json_object_set_new (told, "cost", json_real (usage->cost_usd));
  if (isfinite (seconds))
    json_object_set_new (told, "seconds", floor (seconds) == seconds ? json_integer (seconds) : json_real (seconds));

  return told;
}

static json_t *
tool_calls_to_json (const GPtrArray *calls)
{
  json_t *told = json_array ();

  for (guint i = 0; i < calls->len; i++)
    {
      const AskgWireToolCall *call = g_ptr_array_index (calls, i);
      json_t *arguments = call->is_valid ? replay_json_or_null (call->arguments->str) : json_null ();

      json_array_append_new (told, json_pack ("{s:o, s:s, s:o}", "id", text_or_null (call->id), "name",
                                              call->name != NULL ? call->name : "", "arguments", arguments));
    }

  return told;
}

static json_t *
error_to_json (const AskgWireError *error)
{
  json_t *code = error->code == NULL ? json_null ()
                 : error->is_code_number ? json_integer (atoll (error->code)) : json_string (error->code);
  json_t *told = json_pack ("{s:s, s:o, s:o, s:o}", "message", error->message, "type", text_or_null (error->type), "code", code,
                            "param", text_or_null (error->param));
  g_autoptr(GEnumClass) kinds = g_type_class_ref (ASKG_TYPE_WIRE_ERROR_KIND);

  json_object_set_new (told, "kind", json_string (g_enum_get_value (kinds, error->kind)->value_nick));
  if (error->n_prompt_tokens >= 0)
    json_object_set_new (told, "n_prompt_tokens", json_integer (error->n_prompt_tokens));
  if (error->n_context_tokens >= 0)
    json_object_set_new (told, "n_ctx", json_integer (error->n_context_tokens));

  return told;
}

static json_t *
images_to_json (AskgDialect      dialect,
                const GPtrArray *images)
{
  json_t *told = json_array ();

  for (guint i = 0; i < images->len; i++)
    {
      const AskgWireImage *image = g_ptr_array_index (images, i);
      gsize n_bytes = 0;
      gconstpointer bytes = image->bytes != NULL ? g_bytes_get_data (image->bytes, &n_bytes) : NULL;

      if (image->bytes == NULL)
        json_array_append_new (told, json_pack ("{s:s}", "url", image->url));
      else if (dialect == ASKG_DIALECT_RESPONSES)
        json_array_append_new (told, json_pack ("{s:I, s:o}", "bytes", (json_int_t) n_bytes, "sha256", digest (bytes, n_bytes)));
      else
        json_array_append_new (told, json_pack ("{s:o, s:I}", "mime", text_or_null (image->mime), "bytes", (json_int_t) n_bytes));
    }

  return told;
}

static json_t *
audio_to_json (const AskgReplyResult *result)
{
  const GByteArray *audio = result->audio;

  if (result->n_audio_fragments > 0)
    return json_pack ("{s:n, s:I, s:i}", "id", "pcm_bytes", (json_int_t) audio->len, "fragments", result->n_audio_fragments);

  return json_pack ("{s:o, s:s, s:o, s:I, s:o}", "id", text_or_null (result->audio_id), "transcript", result->transcript->str,
                    "expires_at", result->audio_expires_at > 0 ? json_integer (result->audio_expires_at) : json_null (),
                    "bytes", (json_int_t) audio->len, "sha256", digest (audio->data, audio->len));
}

static json_t *
vectors_to_json (GArray *vectors)
{
  json_t *told = json_array ();

  for (guint i = 0; i < vectors->len; i++)
    {
      const GArray *vector = g_array_index (vectors, GArray *, i);
      json_t *values = json_array ();

      for (guint j = 0; j < vector->len; j++)
        json_array_append_new (values, json_real (g_array_index (vector, float, j)));
      json_array_append_new (told, values);
    }

  return told;
}

static void
tell_media (json_t                *told,
            AskgDialect            dialect,
            const AskgReplyResult *result)
{
  const gboolean is_media = dialect == ASKG_DIALECT_TRANSCRIPTION || dialect == ASKG_DIALECT_SPEECH ||
                            dialect == ASKG_DIALECT_IMAGES;

  if (is_media)
    {
      if (result->audio->len > 0)
        json_object_set_new (told, "audio_bytes", json_integer (result->audio->len));
      if (result->n_partials > 0)
        json_object_set_new (told, "partials", json_integer (result->n_partials));
      if (result->n_finishes > 0)
        json_object_set_new (told, "finish_count", json_integer (result->n_finishes));
      if (dialect == ASKG_DIALECT_IMAGES && result->images->len > 0)
        {
          const AskgWireImage *image = g_ptr_array_index (result->images, 0);

          json_object_set_new (told, "image_bytes", json_integer (image->bytes != NULL ? g_bytes_get_size (image->bytes) : 0));
        }
      return;
    }
  if (result->has_audio || result->n_audio_fragments > 0)
    json_object_set_new (told, "audio", audio_to_json (result));
  if (result->images->len > 0)
    json_object_set_new (told, "images", images_to_json (dialect, result->images));
  if (result->n_partials > 0)
    {
      json_object_set_new (told, "partial_images", json_integer (result->n_partials));
      json_object_set_new (told, "last_partial", json_pack ("{s:I, s:I}", "index", (json_int_t) result->last_partial_index,
                                                            "bytes", (json_int_t) result->last_partial_bytes));
    }
}

static void
tell_others (json_t                *told,
             const AskgReplyResult *result)
{
  GHashTableIter iter;
  gpointer index, text;
  json_t *others = json_object ();

  g_hash_table_iter_init (&iter, result->other_choices);
  while (g_hash_table_iter_next (&iter, &index, &text))
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *) index);

      json_object_set_new (others, key, json_string (((GString *) text)->str));
    }
  if (json_object_size (others) > 0)
    json_object_set_new (told, "other_choices", others);
  else
    json_decref (others);
}

/* A whole body also tells its status, and whether to try again. */
static void
tell_http (json_t                *told,
           const AskgReplyResult *result)
{
  const AskgWireError *error = result->error;

  json_object_set_new (told, "status", json_integer (result->http_status));
  if (error == NULL)
    return;
  json_object_set_new (told, "retry", json_boolean (error->may_retry));
  if (error->is_page)
    json_object_set_new (told, "not_json", json_true ());
  if (error->retry_after_ms >= 0)
    json_object_set_new (told, "retry_after_s", json_real (error->retry_after_ms / 1000.0));
}

/* @is_stream: whether it was one; the Responses API has a status of its own there. */
json_t *
replay_result_to_json (AskgDialect            dialect,
                       const AskgReplyResult *result,
                       gboolean               is_stream)
{
  g_autoptr(GEnumClass) outcomes = g_type_class_ref (ASKG_TYPE_REPLY_OUTCOME);
  json_t *told = json_object ();

  json_object_set_new (told, "outcome", json_string (g_enum_get_value (outcomes, result->outcome)->value_nick));
  json_object_set_new (told, "text", json_stringn (result->text->str, result->text->len));
  json_object_set_new (told, "finish_reason", text_or_null (result->finish_reason));
  set_text (told, "reasoning", result->reasoning);
  set_text (told, "refusal", result->refusal);
  if (result->tool_calls->len > 0)
    json_object_set_new (told, "tool_calls", tool_calls_to_json (result->tool_calls));
  tell_media (told, dialect, result);
  if (result->has_usage)
    json_object_set_new (told, "usage", replay_usage_to_json (&result->usage, result->usage_seconds));
  if (result->error != NULL)
    json_object_set_new (told, "error", error_to_json (result->error));
  if (result->model != NULL)
    json_object_set_new (told, "model", json_string (result->model));
  tell_others (told, result);
  if (dialect == ASKG_DIALECT_RESPONSES && is_stream)
    json_object_set_new (told, "status", text_or_null (result->status));
  if (result->incomplete_reason != NULL)
    json_object_set_new (told, "incomplete_reason", json_string (result->incomplete_reason));
  if (result->vectors != NULL)
    json_object_set_new (told, "vectors", vectors_to_json (result->vectors));
  if (result->n_comments > 0)
    json_object_set_new (told, "comments", json_integer (result->n_comments));
  if (result->warnings->len > 0)
    {
      json_t *warnings = json_array ();

      for (guint i = 0; i < result->warnings->len; i++)
        json_array_append_new (warnings, json_string (g_ptr_array_index (result->warnings, i)));
      json_object_set_new (told, "warnings", warnings);
    }
  if (!is_stream)
    tell_http (told, result);

  return told;
}
