/* askg-json.c: any thread, but turns belong to the main thread. */
#include "app/askg-json.h"

#include "engine/base/askg-error.h"

#include <glib/gi18n-lib.h>

/**
 * askg_json_parse:
 * @line: (array length=n_bytes): one JSON object
 *
 * Errors: %ASKG_ERROR_USAGE when it is not an object. jansson refuses nesting beyond 2048 levels.
 *
 * Returns: (transfer full): the object
 */
json_t *
askg_json_parse (const char  *line,
                 gsize        n_bytes,
                 GError     **error)
{
  json_error_t trouble;
  json_t *value = json_loadb (line, n_bytes, JSON_REJECT_DUPLICATES, &trouble);

  if (json_is_object (value))
    return value;

  json_decref (value);
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("Another program sent Askglass something that is not understood. Is it another version?"));

  return NULL;
}

/**
 * askg_json_print:
 *
 * Returns: (transfer full): @value on one line, without the line feed
 */
char *
askg_json_print (json_t *value)
{
  g_autofree char *printed = NULL;
  char *text = json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION (15));

  printed = g_strdup (text);
  free (text); /* jansson's allocator need not be GLib's */

  return g_steal_pointer (&printed);
}

/**
 * askg_json_get_string:
 *
 * Returns: (nullable) (transfer none): the string at @key; %NULL when there is none
 */
const char *
askg_json_get_string (json_t     *object,
                      const char *key)
{
  return json_string_value (json_object_get (object, key));
}

json_t *
askg_json_for_error (const GError *error)
{
  return json_pack ("{s:s, s:s}", "id", askg_error_get_id (error), "message", error->message);
}

static json_t *
for_box (const AskgRect *box)
{
  return json_pack ("[i, i, i, i]", box->x, box->y, box->width, box->height);
}

static json_t *
for_pcm (AskgPcm *sound)
{
  return json_pack ("{s:i, s:i, s:I}", "rate", (int) askg_pcm_get_rate_hz (sound),
                    "channels", (int) askg_pcm_get_n_channels (sound),
                    "duration_ms", (json_int_t) (askg_pcm_get_duration_us (sound) / 1000));
}

static json_t *
for_attachments (AskgQuestion *question)
{
  json_t *list = json_array ();

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);
      AskgFrame *frame = askg_attachment_get_frame (attachment);
      g_autoptr(GEnumClass) kinds = g_type_class_ref (ASKG_TYPE_ATTACHMENT_KIND);
      const char *kind = g_enum_get_value (kinds, askg_attachment_get_kind (attachment))->value_nick;
      json_t *item = json_pack ("{s:s, s:s*, s:s*, s:s*}", "kind", kind,
                                "title", askg_attachment_get_title (attachment),
                                "app", askg_attachment_get_app (attachment),
                                "text", askg_attachment_get_text (attachment));

      if (askg_attachment_get_sound (attachment) != NULL)
        json_object_set_new (item, "sound", for_pcm (askg_attachment_get_sound (attachment)));
      if (frame != NULL)
        json_object_set_new (item, "size", json_pack ("[i, i]", (int) askg_frame_get_width_px (frame),
                                                      (int) askg_frame_get_height_px (frame)));
      json_array_append_new (list, item);
    }

  return list;
}

/* What went along from earlier conversations. */
static json_t *
for_recalled (AskgQuestion *question)
{
  GPtrArray *recalled = askg_question_get_recalled (question);
  json_t *list = json_array ();

  for (guint i = 0; recalled != NULL && i < recalled->len; i++)
    {
      const AskgRecalled *one = g_ptr_array_index (recalled, i);

      json_array_append_new (list, json_pack ("{s:I, s:I, s:s*, s:I, s:s}", "conversation", (json_int_t) one->conversation_id,
                                              "turn", (json_int_t) one->turn_id, "title", one->title,
                                              "asked_at_us", (json_int_t) one->asked_at_us, "text", one->text));
    }

  return list;
}

static json_t *
for_pointers (AskgAnswer *answer)
{
  GPtrArray *pointers = askg_answer_get_pointers (answer);
  json_t *list = json_array ();

  for (guint i = 0; i < pointers->len; i++)
    {
      const AskgPointer *pointer = g_ptr_array_index (pointers, i);

      json_array_append_new (list, json_pack ("{s:i, s:i, s:s, s:o}", "number", (int) pointer->number,
                                              "attachment", (int) pointer->attachment, "label", pointer->label,
                                              "box", for_box (&pointer->box)));
    }

  return list;
}

/* -1 stays what it says: it never came. */
static json_int_t
in_ms (gint64 time_us)
{
  return time_us < 0 ? -1 : (json_int_t) (time_us / 1000);
}

/**
 * askg_json_for_turn:
 * @turn: one whose answer is over
 *
 * Returns: (transfer full): what `askglass ask --json` prints
 */
json_t *
askg_json_for_turn (AskgTurn *turn,
                    gint64    conversation_id)
{
  AskgQuestion *question = askg_turn_get_question (turn);
  AskgAnswer *answer = askg_turn_get_answer (turn);
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_ANSWER_STATE);
  json_t *object;

  object = json_pack ("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:I, s:I, s:I, s:I}",
                      "question", askg_question_get_text (question),
                      "answer", askg_answer_get_text (answer),
                      "state", g_enum_get_value (states, askg_answer_get_state (answer))->value_nick,
                      "engine", askg_answer_get_engine_id (answer),
                      "attachments", for_attachments (question),
                      "memory", for_recalled (question),
                      "pointers", for_pointers (answer),
                      "first_text_ms", in_ms (askg_answer_get_first_text_us (answer)),
                      "duration_ms", in_ms (askg_answer_get_duration_us (answer)),
                      "conversation", (json_int_t) conversation_id,
                      "turn", (json_int_t) askg_turn_get_id (turn));
  askg_json_add_parts (object, answer);
  if (askg_answer_get_error (answer) != NULL)
    json_object_set_new (object, "error", askg_json_for_error (askg_answer_get_error (answer)));

  return object;
}
