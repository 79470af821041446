/* askg-service-ask.c: main thread. A question that came from another process, from its pictures to
 * the end of its answer. */
#include "app/askg-service-private.h"

#include "app/askg-asking.h"
#include "app/askg-recalling.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"
#include "engine/base/askg-wav.h"

/* -- Answers -------------------------------------------------------------- */

static void
answer_appended_cb (AskgAnswer      *answer,
                    const char      *delta,
                    AskgServiceCall *call)
{
  askg_service_call_reply (call, json_pack ("{s:s, s:s}", "event", "delta", "text", delta));
}

static void
answer_reasoned_cb (AskgAnswer      *answer,
                    const char      *delta,
                    AskgServiceCall *call)
{
  askg_service_call_reply (call, json_pack ("{s:s, s:s}", "event", "reasoning", "reasoning", delta));
}

static void
answer_stage_cb (AskgAnswer      *answer,
                 GParamSpec      *pspec,
                 AskgServiceCall *call)
{
  askg_service_call_reply (call, askg_json_for_stage (answer));
}

/**
 * askg_service_call_end_turn:
 * @error: (nullable): what went wrong, though there may be an answer
 */
void
askg_service_call_end_turn (AskgServiceCall *call,
                            const GError    *error)
{
  json_t *turn = askg_json_for_turn (call->turn, askg_conversation_get_id (call->conversation));

  if (error != NULL)
    askg_service_call_end (call, json_pack ("{s:s, s:o, s:o}", "event", "error", "error", askg_json_for_error (error),
                                            "turn", turn));
  else
    askg_service_call_end (call, json_pack ("{s:s, s:o}", "event", "done", "turn", turn));
}

static void
answer_over (AskgServiceCall *call,
             const GError    *why_not_kept)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);
  const GError *error = askg_answer_get_error (answer) != NULL ? askg_answer_get_error (answer) : why_not_kept;

  g_clear_signal_handler (&call->kept_handler, call->service->session);
  if (error == NULL && askg_answer_get_state (answer) == ASKG_ANSWER_DONE &&
      json_is_true (json_object_get (call->request, "speak")))
    askg_service_call_speak (call);
  else
    askg_service_call_end_turn (call, error);
}

static void
answer_kept_cb (AskgSession     *session,
                AskgAnswer      *answer,
                const GError    *why_not,
                AskgServiceCall *call)
{
  if (answer == askg_turn_get_answer (call->turn))
    answer_over (call, why_not);
}

/* The end is told when it is on the disk: what was told is never lost. */
static void
end_when_kept (AskgServiceCall *call)
{
  AskgSession *session = call->service->session;

  if (!askg_session_remembers (session, askg_turn_get_answer (call->turn)))
    answer_over (call, NULL);
  else if (call->kept_handler == 0)
    call->kept_handler = g_signal_connect (session, "answer-kept", G_CALLBACK (answer_kept_cb), call);
}

static void
answer_state_cb (AskgAnswer      *answer,
                 GParamSpec      *pspec,
                 AskgServiceCall *call)
{
  if (askg_answer_is_over (answer))
    end_when_kept (call);
}

void
askg_service_call_follow_answer (AskgServiceCall *call)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);

  if (*askg_answer_get_text (answer) != '\0')
    answer_appended_cb (answer, askg_answer_get_text (answer), call);
  if (askg_answer_is_over (answer))
    {
      end_when_kept (call);
      return;
    }

  g_signal_connect (answer, "appended", G_CALLBACK (answer_appended_cb), call);
  g_signal_connect (answer, "reasoned", G_CALLBACK (answer_reasoned_cb), call);
  g_signal_connect (answer, "notify::stage", G_CALLBACK (answer_stage_cb), call);
  g_signal_connect (answer, "notify::state", G_CALLBACK (answer_state_cb), call);
  call->cancelled_handler = g_signal_connect_object (call->cancellable, "cancelled", G_CALLBACK (askg_answer_stop),
                                                     answer, G_CONNECT_SWAPPED);
}

/* -- Asking --------------------------------------------------------------- */

static AskgConversation *
new_conversation (AskgServiceCall *call)
{
  return json_is_true (json_object_get (call->request, "off_record")) ? askg_conversation_new_off_record ()
                                                                      : askg_conversation_new ();
}

/* Whether earlier turns may go along with the question. */
gboolean
askg_service_call_wants_memory (AskgServiceCall *call)
{
  return !json_is_false (json_object_get (call->request, "memory")) &&
         !json_is_true (json_object_get (call->request, "off_record"));
}

/* The person may want nothing along that they did not say now. */
void
askg_service_call_decide_memory (AskgServiceCall *call,
                                 AskgQuestion    *question)
{
  if (json_is_false (json_object_get (call->request, "memory")))
    askg_question_leave_out_facts (question);
  if (!askg_service_call_wants_memory (call))
    askg_recalling_forgo (question);
}

/* What was typed is remembered, with why it was never asked. */
void
askg_service_call_fail_question (AskgServiceCall *call,
                                 const GError    *why)
{
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(AskgQuestion) question = NULL;

  if (text == NULL || *text == '\0' || call->is_preview)
    {
      askg_service_call_fail (call, why);
      return;
    }

  question = askg_question_new (text, G_LIST_MODEL (call->attachments));
  if (call->conversation == NULL)
    call->conversation = new_conversation (call);
  call->turn = askg_asking_fail (call->service->session, call->conversation, question,
                                 askg_json_get_string (call->request, "engine"), why);
  askg_service_call_follow_answer (call);
}

static void
ask_in_conversation (AskgServiceCall *call)
{
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(AskgQuestion) question = askg_question_new (text != NULL ? text : "", G_LIST_MODEL (call->attachments));
  g_autoptr(GError) error = NULL;

  if (json_is_false (json_object_get (call->request, "facts")))
    askg_question_leave_out_facts (question);
  askg_service_call_decide_memory (call, question);
  call->turn = askg_asking_start (call->service->session, call->conversation, question,
                                  askg_json_get_string (call->request, "engine"), &error);
  if (call->turn == NULL)
    askg_service_call_fail_question (call, error);
  else
    askg_service_call_follow_answer (call);
}

static void
ask_now (AskgServiceCall *call)
{
  g_autoptr(GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &error))
    askg_service_call_fail_question (call, error);
  else
    askg_service_call_find_conversation (call, ask_in_conversation);
}

static AskgAttachmentKind
kind_of (json_t *item)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (ASKG_TYPE_ATTACHMENT_KIND);
  const char *nick = askg_json_get_string (item, "kind");
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (kinds, nick) : NULL;

  return value != NULL ? (AskgAttachmentKind) value->value : ASKG_ATTACHMENT_FILE;
}

/* Monotonic clocks of one machine are one. */
static void
take_capture (AskgAttachment *attachment,
              json_t         *item)
{
  json_t *captured = json_object_get (item, "captured_us");
  const gint64 began_us = json_integer_value (json_array_get (captured, 0));
  const gint64 ended_us = json_integer_value (json_array_get (captured, 1));

  if (began_us > 0 && began_us <= ended_us && ended_us <= g_get_monotonic_time ())
    askg_attachment_set_captured (attachment, began_us, ended_us);
}

static void
decode_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = askg_picture_finish (result, &error);
  g_autoptr(AskgAttachment) attachment = NULL;

  call->is_decoding = FALSE;
  if (frame == NULL)
    {
      askg_service_call_fail_question (call, error);
      return;
    }

  attachment = askg_attachment_new_picture (kind_of (item), frame, askg_json_get_string (item, "title"),
                                            askg_json_get_string (item, "app"));
  take_capture (attachment, item);
  g_list_store_append (call->attachments, attachment);
  askg_asking_read (call->service->session, attachment);
  call->n_decoded++;
  askg_service_call_decode (call);
}

/* A millisecond for each of the picture's megabytes: a few frames. */
static void
unwrap_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  gsize n_bytes;
  guchar *bytes = g_base64_decode (task_data, &n_bytes);

  g_task_return_pointer (task, g_bytes_new_take (bytes, n_bytes), (GDestroyNotify) g_bytes_unref);
}

/* The sound need not be copied to be read, but parts of a second may pass until it is undone. */
static void
hear_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  gsize n_bytes;
  guchar *bytes = g_base64_decode (task_data, &n_bytes);
  g_autoptr(GBytes) wav = g_bytes_new_take (bytes, n_bytes);
  g_autoptr(GError) error = NULL;
  AskgPcm *sound = askg_wav_read (wav, &error);

  if (sound != NULL)
    g_task_return_pointer (task, sound, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPcm) sound = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(AskgAttachment) attachment = NULL;

  call->is_decoding = FALSE;
  if (sound == NULL)
    {
      askg_service_call_fail_question (call, error);
      return;
    }

  json_object_del (item, "sound");
  attachment = askg_attachment_new_sound (kind_of (item), sound, askg_json_get_string (item, "title"));
  g_list_store_append (call->attachments, attachment);
  call->n_decoded++;
  askg_service_call_decode (call);
}

/* @work gets @base64, which the call outlives and does not change. */
static void
undo_in_thread (AskgServiceCall     *call,
                const char          *base64,
                GTaskThreadFunc      work,
                GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, call);

  call->is_decoding = TRUE;
  g_task_set_task_data (task, (gpointer) base64, NULL);
  g_task_run_in_thread (task, work);
}

static void
unwrapped_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  g_autoptr(GBytes) encoded = g_task_propagate_pointer (G_TASK (result), NULL);

  json_object_del (item, "picture"); /* it may be a hundred megabytes */
  askg_picture_decode_async (encoded, call->cancellable, decode_cb, call);
}

/* One after the other: each decoder may take half a gigabyte. */
void
askg_service_call_decode (AskgServiceCall *call)
{
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  const char *picture = askg_json_get_string (item, "picture");
  const char *sound = askg_json_get_string (item, "sound");
  const char *text = askg_json_get_string (item, "text");

  if (item == NULL && call->is_region)
    {
      askg_service_call_choose_region (call);
    }
  else if (item == NULL && call->is_preview)
    {
      askg_service_call_preview (call);
    }
  else if (item == NULL)
    {
      ask_now (call);
    }
  else if (picture != NULL)
    {
      undo_in_thread (call, picture, unwrap_in_thread, unwrapped_cb);
    }
  else if (sound != NULL)
    {
      undo_in_thread (call, sound, hear_in_thread, heard_cb);
    }
  else
    {
      g_autoptr(AskgAttachment) attachment =
        askg_attachment_new_text (kind_of (item), text != NULL ? text : "", askg_json_get_string (item, "title"));

      g_list_store_append (call->attachments, attachment);
      call->n_decoded++;
      askg_service_call_decode (call);
    }
}

void
askg_service_call_ask (AskgServiceCall *call)
{
  json_t *failed = json_object_get (call->request, "failed");
  g_autoptr(GError) error = NULL;

  if (json_is_string (json_object_get (failed, "id")) && json_is_string (json_object_get (failed, "message")))
    {
      error = askg_error_new_for_id (askg_json_get_string (failed, "id"), askg_json_get_string (failed, "message"));
      askg_service_call_fail_question (call, error);
    }
  /* Before anything is decoded: a misspelt engine is told at once. */
  else if (askg_session_find_engine (call->service->session, askg_json_get_string (call->request, "engine"),
                                     &error) == NULL)
    askg_service_call_fail_question (call, error);
  else
    askg_service_call_decode (call);
}
