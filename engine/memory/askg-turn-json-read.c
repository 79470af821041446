/* askg-turn-json-read.c: any thread. What is missing has its usual value; what is of the wrong kind, or names
 * bytes that are not there, is an error: it is no export of Askglass, or a damaged one. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-turn-json.h"

#define MAX_ATTACHMENTS 256
#define MAX_POINTERS    4096
#define MAX_NOTES       256
#define MAX_RECALLED 16
#define MAX_SPANS       256
#define MAX_ERROR_CHARS 400
#define MAX_COORDINATE  1000000

void
askg_turn_picture_free (AskgTurnPicture *picture)
{
  g_bytes_unref (picture->png);
  g_free (picture->output);
  g_free (picture);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                       _("A question in it is not as Askglass writes it. Export it again."));
  return FALSE;
}

/* A string, or nothing at all. */
static gboolean
take_text (json_t      *object,
           const char  *key,
           char       **out_text,
           GError     **error)
{
  json_t *value = json_object_get (object, key);

  if (value != NULL && !json_is_null (value) && !json_is_string (value))
    return refuse (error);
  g_free (*out_text);
  *out_text = g_strdup (json_string_value (value));

  return TRUE;
}

static gint64
number (json_t     *object,
        const char *key,
        gint64      otherwise)
{
  json_t *value = json_object_get (object, key);

  return json_is_integer (value) ? json_integer_value (value) : otherwise;
}

static int
nick (json_t     *object,
      const char *key,
      GType       type,
      int         otherwise)
{
  return askg_nick_read (type, json_string_value (json_object_get (object, key)), otherwise);
}

static GError *
take_error (json_t *object)
{
  json_t *value = json_object_get (object, "error");
  const char *message = json_string_value (json_object_get (value, "message"));
  g_autofree char *start = NULL;

  if (message == NULL || !json_is_string (json_object_get (value, "id")))
    return NULL;
  start = g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), MAX_ERROR_CHARS));

  return askg_record_error (json_string_value (json_object_get (value, "id")), start);
}

static AskgRect
take_box (json_t *array)
{
  int n[4];

  for (gsize i = 0; i < G_N_ELEMENTS (n); i++)
    n[i] = (int) CLAMP (json_integer_value (json_array_get (array, i)), -MAX_COORDINATE, MAX_COORDINATE);

  return (AskgRect) { n[0], n[1], n[2], n[3] };
}

/* (transfer none): %NULL without @error where nothing is named. */
static GBytes *
find_bytes (json_t      *object,
            const char  *key,
            GHashTable  *bytes,
            GError     **error)
{
  const char *name = json_string_value (json_object_get (object, key));
  GBytes *found = name != NULL ? g_hash_table_lookup (bytes, name) : NULL;

  if (name != NULL && found == NULL)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("A picture or sound that belongs to a question is missing in it. Export it again."));

  return found;
}

static gboolean
take_picture (json_t      *object,
              guint        index,
              GHashTable  *bytes,
              GPtrArray   *pictures,
              GError     **error)
{
  g_autoptr(GError) local = NULL;
  GBytes *png = find_bytes (object, "picture", bytes, &local);
  AskgTurnPicture *picture;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (png == NULL)
    return TRUE;
  picture = g_new0 (AskgTurnPicture, 1);
  picture->attachment = index;
  picture->png = g_bytes_ref (png);
  picture->place = take_box (json_object_get (object, "place"));
  g_ptr_array_add (pictures, picture);

  return take_text (object, "output", &picture->output, error);
}

/* A sound that is none is left out: its words are kept. */
static gboolean
take_sound (json_t      *object,
            GHashTable  *bytes,
            AskgPcm    **out_sound,
            GError     **error)
{
  g_autoptr(GError) local = NULL;
  GBytes *wav = find_bytes (object, "sound", bytes, &local);

  if (wav != NULL)
    *out_sound = askg_wav_read (wav, NULL);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
take_attachment (AskgTurnRecord  *turn,
                 json_t          *object,
                 guint            index,
                 GHashTable      *bytes,
                 GPtrArray       *pictures,
                 GError         **error)
{
  AskgAttachmentRecord *attachment = g_new0 (AskgAttachmentRecord, 1);
  const char *base64 = json_string_value (json_object_get (object, "words"));

  g_ptr_array_add (turn->attachments, attachment);
  if (!json_is_object (object))
    return refuse (error);
  attachment->kind = nick (object, "kind", ASKG_TYPE_ATTACHMENT_KIND, ASKG_ATTACHMENT_FILE);
  attachment->reading = nick (object, "reading", ASKG_TYPE_READING, ASKG_READING_NONE);
  attachment->error = take_error (object);
  if (base64 != NULL)
    {
      gsize size;
      g_autofree guchar *data = g_base64_decode (base64, &size);
      g_autoptr(GBytes) blob = g_bytes_new (data, size);

      attachment->page = askg_page_blob_read (blob);
    }

  return take_text (object, "title", &attachment->title, error) &&
         take_text (object, "app", &attachment->app, error) &&
         take_text (object, "text", &attachment->text, error) &&
         take_sound (object, bytes, &attachment->sound, error) &&
         take_picture (object, index, bytes, pictures, error);
}

static gboolean
take_attachments (AskgTurnRecord  *turn,
                  json_t          *array,
                  GHashTable      *bytes,
                  GPtrArray       *pictures,
                  GError         **error)
{
  if (json_array_size (array) > MAX_ATTACHMENTS)
    return refuse (error);
  for (gsize i = 0; i < json_array_size (array); i++)
    if (!take_attachment (turn, json_array_get (array, i), (guint) i, bytes, pictures, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_pointers (AskgTurnRecord  *turn,
               json_t          *array,
               GError         **error)
{
  if (json_array_size (array) > MAX_POINTERS)
    return refuse (error);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      json_t *object = json_array_get (array, i);
      AskgPointer *pointer = g_new0 (AskgPointer, 1);

      g_ptr_array_add (turn->pointers, pointer);
      pointer->number = (guint) i + 1;
      pointer->attachment = (guint) CLAMP (number (object, "attachment", 0), 0, MAX_ATTACHMENTS);
      pointer->box = take_box (json_object_get (object, "box"));
      if (!take_text (object, "label", &pointer->label, error))
        return FALSE;
    }

  return TRUE;
}

static void
take_usage (AskgUsage *usage,
            json_t    *object)
{
  const struct { const char *key; gint64 *count; } counts[] = {
    { "input", &usage->input }, { "output", &usage->output }, { "total", &usage->total }, { "cached", &usage->cached },
    { "reasoning", &usage->reasoning }, { "audio_in", &usage->audio_in }, { "audio_out", &usage->audio_out },
    { "image_in", &usage->image_in },
  };
  json_t *cost = json_object_get (object, "cost_usd");

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i].count = number (object, counts[i].key, -1);
  if (json_is_number (cost) && isfinite (json_number_value (cost)))
    usage->cost_usd = json_number_value (cost);
}

static void
take_calls (AskgAnswerParts *parts,
            json_t          *array)
{
  gsize i;
  json_t *object;

  json_array_foreach (array, i, object)
    {
      const char *id = json_string_value (json_object_get (object, "id"));
      const char *name = json_string_value (json_object_get (object, "name"));
      const char *arguments = json_string_value (json_object_get (object, "arguments"));
      AskgToolCall *call = askg_answer_parts_ensure_tool_call (parts, (guint) CLAMP (number (object, "index", 0), 0, G_MAXINT));

      if (call == NULL || strlen (arguments != NULL ? arguments : "") > ASKG_PARTS_MAX_ARGUMENT_BYTES)
        continue;
      g_free (call->id);
      call->id = g_strdup (id != NULL ? id : "");
      g_free (call->name);
      call->name = g_strdup (name != NULL ? name : "");
      g_string_assign (call->arguments, arguments != NULL ? arguments : "");
    }
}

static void
take_spans (AskgAnswerParts *parts,
            json_t          *array)
{
  for (gsize i = 0; i < MIN (json_array_size (array), MAX_SPANS); i++)
    {
      json_t *object = json_array_get (array, i);
      const int kind = nick (object, "kind", ASKG_TYPE_SPAN_KIND, -1);
      const AskgAnswerSpan span = {
        .kind = kind,
        .start_us = number (object, "start_us", 0),
        .duration_us = number (object, "duration_us", 0),
        .is_reused = json_is_true (json_object_get (object, "reused")),
        .is_engines = json_is_true (json_object_get (object, "engines")),
      };

      if (kind >= 0)
        askg_answer_parts_put_span (parts, &span);
    }
}

/* As they came from the engine: they are decoded in the cage, when they are shown. */
static gboolean
take_given (AskgAnswerParts  *parts,
            json_t           *array,
            GHashTable       *bytes,
            GError          **error)
{
  gsize i;
  json_t *object;

  json_array_foreach (array, i, object)
    {
      const char *mime = json_string_value (json_object_get (object, "type"));
      g_autoptr(GError) local = NULL;
      GBytes *picture = find_bytes (object, "picture", bytes, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (picture != NULL)
        (void) askg_answer_parts_put_picture (parts, (guint) CLAMP (number (object, "index", 0), 0, G_MAXINT),
                                              mime != NULL ? mime : "", picture, FALSE);
    }

  return TRUE;
}

static gboolean
take_parts (AskgTurnRecord  *turn,
            json_t          *object,
            GHashTable      *bytes,
            GError         **error)
{
  AskgAnswerParts *parts = askg_answer_parts_new ();
  const char *reasoning = json_string_value (json_object_get (object, "reasoning"));
  json_t *notes = json_object_get (object, "notes");

  turn->parts = parts;
  parts->finish = nick (object, "finish", ASKG_TYPE_FINISH, ASKG_FINISH_UNKNOWN);
  if (reasoning != NULL)
    g_string_append_len (parts->reasoning, reasoning, MIN (strlen (reasoning), ASKG_PARTS_MAX_REASONING_BYTES));
  for (gsize i = 0; i < MIN (json_array_size (notes), MAX_NOTES); i++)
    if (json_is_string (json_array_get (notes, i)))
      g_ptr_array_add (parts->notes, g_strdup (json_string_value (json_array_get (notes, i))));
  take_usage (&parts->usage, json_object_get (object, "usage"));
  take_calls (parts, json_object_get (object, "tool_calls"));
  take_spans (parts, json_object_get (object, "spans"));

  return take_text (object, "model", &parts->model, error) &&
         take_given (parts, json_object_get (object, "pictures"), bytes, error) &&
         take_sound (object, bytes, &turn->sound, error);
}

/* What went along; which turn it was is looked up when this one is saved. */
static void
take_recalled (AskgTurnRecord *turn,
               json_t         *array)
{
  if (json_array_size (array) == 0)
    return;
  turn->recalled = askg_recalled_new_list ();
  for (gsize i = 0; i < MIN (json_array_size (array), MAX_RECALLED); i++)
    {
      json_t *object = json_array_get (array, i);
      const char *text = json_string_value (json_object_get (object, "text"));
      AskgRecalled *one;

      if (text == NULL)
        continue;
      one = g_new0 (AskgRecalled, 1);
      one->asked_at_us = MAX (number (object, "asked_at_us", 0), 0);
      one->text = g_strdup (text);
      g_ptr_array_add (turn->recalled, one);
    }
}

/**
 * askg_turn_json_read:
 * @bytes: (element-type utf8 GBytes): what stood before the turn, by its hash
 * @pictures: (element-type AskgTurnPicture): those that are to be decoded are added
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE, of which the message does not say where
 *
 * Returns: (transfer full): to be saved, once its pictures are in it
 */
AskgTurnRecord *
askg_turn_json_read (json_t      *object,
                     GHashTable  *bytes,
                     GPtrArray   *pictures,
                     GError     **error)
{
  g_autoptr(AskgTurnRecord) turn = askg_turn_record_new ();

  if (!json_is_object (object) || !json_is_string (json_object_get (object, "question")))
    {
      (void) refuse (error);
      return NULL;
    }
  turn->asked_at_us = MAX (number (object, "asked_at_us", 0), 0);
  turn->state = nick (object, "state", ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_INTERRUPTED);
  turn->first_text_us = number (object, "first_text_us", -1);
  turn->duration_us = number (object, "duration_us", -1);
  turn->error = take_error (object);
  take_recalled (turn, json_object_get (object, "recalled"));
  if (!take_text (object, "question", &turn->question, error) ||
      !take_text (object, "answer", &turn->answer, error) ||
      !take_text (object, "engine_id", &turn->engine_id, error) ||
      !take_text (object, "engine_name", &turn->engine_name, error) ||
      !take_attachments (turn, json_object_get (object, "attachments"), bytes, pictures, error) ||
      !take_pointers (turn, json_object_get (object, "pointers"), error) ||
      !take_parts (turn, object, bytes, error))
    return NULL;
  askg_turn_record_make_savable (turn);

  return g_steal_pointer (&turn);
}
