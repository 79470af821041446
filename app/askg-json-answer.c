/* askg-json-answer.c: main thread. What an answer has beside its text. */
#include "app/askg-json.h"

#include <math.h>

static const char *
nick (GType type,
      int   value)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, value)->value_nick;
}

/**
 * askg_json_for_stage:
 *
 * Returns: (transfer full): an event; "seconds", "attempt" and "attempts" while it waits to try
 *   again, "done" and "total" where it is known how far it is
 */
json_t *
askg_json_for_stage (AskgAnswer *answer)
{
  const AskgStageDetail *detail = askg_answer_get_stage_detail (answer);
  json_t *event = json_pack ("{s:s, s:s}", "event", "stage", "stage", nick (ASKG_TYPE_STAGE, askg_answer_get_stage (answer)));

  if (detail->until_us > 0)
    {
      const gint64 left_us = MAX (detail->until_us - g_get_monotonic_time (), 0);

      json_object_set_new (event, "seconds", json_integer ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
    }
  if (detail->n_attempts > 0)
    {
      json_object_set_new (event, "attempt", json_integer (detail->attempt));
      json_object_set_new (event, "attempts", json_integer (detail->n_attempts));
    }
  if (detail->n_total > 0)
    {
      json_object_set_new (event, "done", json_integer (detail->n_done));
      json_object_set_new (event, "total", json_integer (detail->n_total));
    }

  return event;
}

/* Only what is known: what is not there is not zero. */
static json_t *
for_usage (const AskgUsage *usage)
{
  const struct { const char *name; gint64 count; } counts[] = {
    { "input", usage->input }, { "output", usage->output }, { "total", askg_usage_get_total (usage) },
    { "cached", usage->cached }, { "reasoning", usage->reasoning }, { "audio_in", usage->audio_in },
    { "audio_out", usage->audio_out }, { "image_in", usage->image_in },
  };
  json_t *object;

  if (!askg_usage_is_known (usage))
    return json_null ();

  object = json_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].count >= 0)
      json_object_set_new (object, counts[i].name, json_integer (counts[i].count));
  if (isfinite (usage->cost_usd))
    json_object_set_new (object, "cost_usd", json_real (usage->cost_usd));

  return object;
}

/* What was said before it was sent; "error" is how far that was off, as a part of what the engine counted. */
static json_t *
for_estimate (const AskgAnswerParts *parts)
{
  json_t *object;

  if (parts->expected_input < 0)
    return json_null ();

  object = json_pack ("{s:I}", "input", (json_int_t) parts->expected_input);
  if (isfinite (parts->expected_usd))
    json_object_set_new (object, "cost_usd", json_real (parts->expected_usd));
  if (parts->usage.input > 0)
    json_object_set_new (object, "error", json_real (fabs ((double) parts->expected_input / parts->usage.input - 1)));

  return object;
}

static json_t *
for_notes (GPtrArray *notes)
{
  json_t *list = json_array ();

  for (guint i = 0; i < notes->len; i++)
    json_array_append_new (list, json_string (g_ptr_array_index (notes, i)));

  return list;
}

static json_t *
for_tool_calls (GPtrArray *calls)
{
  json_t *list = json_array ();

  for (guint i = 0; i < calls->len; i++)
    {
      const AskgToolCall *call = g_ptr_array_index (calls, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "id", call->id, "name", call->name,
                                              "arguments", call->arguments->str));
    }

  return list;
}

static json_t *
for_pictures (GPtrArray *pictures)
{
  json_t *list = json_array ();

  for (guint i = 0; i < pictures->len; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture->bytes);

      if (!picture->is_partial)
        json_array_append_new (list, json_pack ("{s:s, s:I, s:s}", "mime", picture->mime,
                                                "bytes", (json_int_t) g_bytes_get_size (picture->bytes),
                                                "sha256", sha256));
    }

  return list;
}

static json_t *
for_sound (const AskgAnswerParts *parts)
{
  g_autofree char *sha256 = NULL;

  if (parts->sound->len == 0)
    return json_null ();
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, parts->sound->data, parts->sound->len);

  return json_pack ("{s:i, s:I, s:s}", "rate", (int) parts->sound_rate_hz, "bytes", (json_int_t) parts->sound->len,
                    "sha256", sha256);
}

static json_t *
for_spans (GArray *spans)
{
  json_t *list = json_array ();

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgAnswerSpan *span = &g_array_index (spans, AskgAnswerSpan, i);

      json_array_append_new (list, json_pack ("{s:s, s:I, s:I, s:b, s:s}", "kind", nick (ASKG_TYPE_SPAN_KIND, span->kind),
                                              "start_us", (json_int_t) span->start_us,
                                              "duration_us", (json_int_t) span->duration_us,
                                              "reused", span->is_reused,
                                              "whose", span->is_engines ? "engine" : "askglass"));
    }

  return list;
}

/**
 * askg_json_add_parts:
 * @turn: an object that gets "model", "finish", "reasoning", "usage", "estimate", "notes", "tool_calls",
 *   "pictures", "sound" and "spans"; null where there is none
 *
 * Bytes are told by their number and hash.
 */
void
askg_json_add_parts (json_t     *turn,
                     AskgAnswer *answer)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  json_t *more = json_pack ("{s:s?, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
                            "model", parts->model,
                            "finish", nick (ASKG_TYPE_FINISH, parts->finish),
                            "reasoning", parts->reasoning->str,
                            "usage", for_usage (&parts->usage),
                            "estimate", for_estimate (parts),
                            "notes", for_notes (parts->notes),
                            "tool_calls", for_tool_calls (parts->tool_calls),
                            "pictures", for_pictures (parts->pictures),
                            "sound", for_sound (parts),
                            "spans", for_spans (parts->spans));

  json_object_update_new (turn, more);
}
