/* askg-turn-json-write.c: any thread. */
#include <math.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"
#include "engine/base/askg-wav.h"
#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-turn-json.h"

void
askg_turn_bytes_free (AskgTurnBytes *bytes)
{
  g_free (bytes->sha256);
  g_bytes_unref (bytes->bytes);
  g_free (bytes);
}

char *
askg_turn_json_hash (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* (nullable): null where there is none. JSON has no place for what is not UTF-8. */
static json_t *
for_text (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  return valid != NULL ? json_string (valid) : json_null ();
}

/* Leaves out what there is none of. */
static void
put_text (json_t     *object,
          const char *key,
          const char *text)
{
  if (text != NULL)
    json_object_set_new (object, key, for_text (text));
}

static void
put_error (json_t       *object,
           const GError *error)
{
  if (error != NULL)
    json_object_set_new (object, "error", json_pack ("{s:s, s:o}", "id", askg_error_get_id (error),
                                                     "message", for_text (error->message)));
}

static void
put_bytes (json_t     *object,
           const char *key,
           GBytes     *bytes,
           GPtrArray  *all)
{
  AskgTurnBytes *named = g_new0 (AskgTurnBytes, 1);

  named->sha256 = askg_turn_json_hash (bytes);
  named->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (all, named);
  json_object_set_new (object, key, json_string (named->sha256));
}

static json_t *
for_box (const AskgRect *box)
{
  return json_pack ("[i, i, i, i]", box->x, box->y, box->width, box->height);
}

static gboolean
put_frame (json_t     *object,
           AskgFrame  *frame,
           GPtrArray  *all,
           GError    **error)
{
  g_autoptr(GBytes) png = askg_png_encode (frame, error);

  if (png == NULL)
    return FALSE;
  put_bytes (object, "picture", png, all);
  put_text (object, "output", askg_frame_get_output (frame));
  json_object_set_new (object, "place", for_box (askg_frame_get_place (frame)));

  return TRUE;
}

static gboolean
put_attachment (json_t                      *array,
                const AskgAttachmentRecord  *attachment,
                GPtrArray                   *all,
                GError                     **error)
{
  json_t *object = json_pack ("{s:s, s:s}", "kind", askg_nick (ASKG_TYPE_ATTACHMENT_KIND, attachment->kind),
                              "reading", askg_nick (ASKG_TYPE_READING, attachment->reading));

  json_array_append_new (array, object);
  put_text (object, "title", attachment->title);
  put_text (object, "app", attachment->app);
  put_text (object, "text", attachment->text);
  put_error (object, attachment->error);
  if (attachment->page != NULL)
    {
      g_autoptr(GBytes) page = askg_page_blob_write (attachment->page);
      g_autofree char *base64 = g_base64_encode (g_bytes_get_data (page, NULL), g_bytes_get_size (page));

      json_object_set_new (object, "words", json_string (base64));
    }
  if (attachment->sound != NULL)
    {
      g_autoptr(GBytes) wav = askg_wav_write (attachment->sound);

      put_bytes (object, "sound", wav, all);
    }

  return attachment->frame == NULL || put_frame (object, attachment->frame, all, error);
}

static json_t *
for_pointers (GPtrArray *pointers)
{
  json_t *array = json_array ();

  for (guint i = 0; i < pointers->len; i++)
    {
      const AskgPointer *pointer = g_ptr_array_index (pointers, i);
      json_t *object = json_pack ("{s:i, s:o}", "attachment", (int) pointer->attachment, "box", for_box (&pointer->box));

      put_text (object, "label", pointer->label);
      json_array_append_new (array, object);
    }

  return array;
}

static json_t *
for_usage (const AskgUsage *usage)
{
  const struct { const char *key; gint64 count; } counts[] = {
    { "input", usage->input }, { "output", usage->output }, { "total", usage->total }, { "cached", usage->cached },
    { "reasoning", usage->reasoning }, { "audio_in", usage->audio_in }, { "audio_out", usage->audio_out },
    { "image_in", usage->image_in },
  };
  json_t *object = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].count >= 0)
      json_object_set_new (object, counts[i].key, json_integer (counts[i].count));
  if (isfinite (usage->cost_usd))
    json_object_set_new (object, "cost_usd", json_real (usage->cost_usd));

  return object;
}

static json_t *
for_spans (GArray *spans)
{
  json_t *array = json_array ();

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgAnswerSpan *span = &g_array_index (spans, AskgAnswerSpan, i);

      json_array_append_new (array, json_pack ("{s:s, s:I, s:I, s:b, s:b}",
                                               "kind", askg_nick (ASKG_TYPE_SPAN_KIND, span->kind),
                                               "start_us", (json_int_t) span->start_us,
                                               "duration_us", (json_int_t) span->duration_us,
                                               "reused", span->is_reused, "engines", span->is_engines));
    }

  return array;
}

static json_t *
for_calls (GPtrArray *calls)
{
  json_t *array = json_array ();

  for (guint i = 0; i < calls->len; i++)
    {
      const AskgToolCall *call = g_ptr_array_index (calls, i);

      json_array_append_new (array, json_pack ("{s:i, s:o, s:o, s:o}", "index", (int) call->index,
                                               "id", for_text (call->id), "name", for_text (call->name),
                                               "arguments", for_text (call->arguments->str)));
    }

  return array;
}

static void
put_sound (json_t                *object,
           const AskgAnswerParts *parts,
           GPtrArray             *all)
{
  g_autoptr(GBytes) samples = g_bytes_new (parts->sound->data, parts->sound->len / 2 * 2);
  g_autoptr(AskgPcm) pcm = NULL;
  g_autoptr(GBytes) wav = NULL;

  if (parts->sound->len < 2 || parts->sound_rate_hz == 0)
    return;
  pcm = askg_pcm_new (samples, parts->sound_rate_hz, 1);
  wav = askg_wav_write (pcm);
  put_bytes (object, "sound", wav, all);
}

static void
put_parts (json_t                *object,
           const AskgAnswerParts *parts,
           GPtrArray             *all)
{
  json_t *notes = json_array ();
  json_t *pictures = json_array ();

  put_text (object, "model", parts->model);
  json_object_set_new (object, "finish", json_string (askg_nick (ASKG_TYPE_FINISH, parts->finish)));
  if (parts->reasoning->len > 0)
    put_text (object, "reasoning", parts->reasoning->str);
  for (guint i = 0; i < parts->notes->len; i++)
    json_array_append_new (notes, for_text (g_ptr_array_index (parts->notes, i)));
  for (guint i = 0; i < parts->pictures->len; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (parts->pictures, i);
      json_t *given = json_pack ("{s:i, s:o}", "index", (int) picture->index, "type", for_text (picture->mime));

      put_bytes (given, "picture", picture->bytes, all);
      json_array_append_new (pictures, given);
    }
  json_object_set_new (object, "notes", notes);
  json_object_set_new (object, "pictures", pictures);
  json_object_set_new (object, "tool_calls", for_calls (parts->tool_calls));
  json_object_set_new (object, "spans", for_spans (parts->spans));
  json_object_set_new (object, "usage", for_usage (&parts->usage));
  put_sound (object, parts, all);
}

/* The earlier turn is named by when it was asked: that is the same in every history it is taken to. */
static void
put_recalled (json_t    *object,
              GPtrArray *recalled)
{
  json_t *array;

  if (recalled == NULL || recalled->len == 0)
    return;
  array = json_array ();
  for (guint i = 0; i < recalled->len; i++)
    {
      const AskgRecalled *one = g_ptr_array_index (recalled, i);

      json_array_append_new (array, json_pack ("{s:I, s:o}", "asked_at_us", (json_int_t) one->asked_at_us, "text", for_text (one->text)));
    }
  json_object_set_new (object, "recalled", array);
}

/**
 * askg_turn_json_write:
 * @turn: as it was loaded
 * @bytes: (element-type AskgTurnBytes): what the turn names is added
 *
 * Errors: when a picture cannot be encoded
 *
 * Returns: (transfer full)
 */
json_t *
askg_turn_json_write (const AskgTurnRecord  *turn,
                      GPtrArray             *bytes,
                      GError               **error)
{
  json_t *attachments = json_array ();
  g_autoptr(json_t) object =
    json_pack ("{s:I, s:o, s:o, s:s, s:o, s:I, s:I, s:o}", "asked_at_us", (json_int_t) turn->asked_at_us,
               "question", for_text (turn->question), "attachments", attachments,
               "state", askg_nick (ASKG_TYPE_ANSWER_STATE, turn->state),
               "answer", for_text (turn->answer != NULL ? turn->answer : ""),
               "first_text_us", (json_int_t) turn->first_text_us, "duration_us", (json_int_t) turn->duration_us,
               "pointers", for_pointers (turn->pointers));

  put_text (object, "engine_id", turn->engine_id);
  put_text (object, "engine_name", turn->engine_name);
  put_error (object, turn->error);
  put_recalled (object, turn->recalled);
  for (guint i = 0; i < turn->attachments->len; i++)
    if (!put_attachment (attachments, g_ptr_array_index (turn->attachments, i), bytes, error))
      return NULL;
  if (turn->parts != NULL)
    put_parts (object, turn->parts, bytes);

  return g_steal_pointer (&object);
}
