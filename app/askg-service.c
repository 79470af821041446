/* askg-service.c: main thread. */
#include "app/askg-service.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"

#define MAX_HITS 200

struct _AskgService
{
  GObject                parent_instance;

  /* Owned */
  AskgSession           *session;

  /* Borrowed; NULL in a process without windows */
  const AskgServiceDesk *desk;
  gpointer               desk_data;
};

G_DEFINE_FINAL_TYPE (AskgService, askg_service, G_TYPE_OBJECT)

/* One request on its way to its one end. */
typedef struct
{
  /* Owned */
  AskgService      *service;
  json_t           *request;
  GCancellable     *cancellable;
  AskgConversation *conversation;
  GListStore       *attachments;
  AskgTurn         *turn;
  gpointer          reply_data;
  GDestroyNotify    reply_data_free;

  AskgServiceReply  reply;
  gulong            cancelled_handler;
  guint             n_decoded; /* attachments of the request that are in @attachments */
} Call;

static void
askg_service_finalize (GObject *object)
{
  g_clear_object (&ASKG_SERVICE (object)->session);

  G_OBJECT_CLASS (askg_service_parent_class)->finalize (object);
}

static void
askg_service_class_init (AskgServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_service_finalize;
}

static void
askg_service_init (AskgService *self)
{
}

/**
 * askg_service_new:
 * @desk: (nullable) (transfer none): what the windows can do; %NULL where there are none
 * @desk_data: handed to every function of @desk; outlives the service
 */
AskgService *
askg_service_new (AskgSession           *session,
                  const AskgServiceDesk *desk,
                  gpointer               desk_data)
{
  AskgService *self = g_object_new (ASKG_TYPE_SERVICE, NULL);

  self->session = g_object_ref (session);
  self->desk = desk;
  self->desk_data = desk_data;

  return self;
}

static void
call_free (Call *call)
{
  if (call->turn != NULL)
    g_signal_handlers_disconnect_by_data (askg_turn_get_answer (call->turn), call);
  g_clear_signal_handler (&call->cancelled_handler, call->cancellable);
  if (call->reply_data_free != NULL)
    call->reply_data_free (call->reply_data);
  json_decref (call->request);
  g_clear_object (&call->conversation);
  g_clear_object (&call->attachments);
  g_clear_object (&call->turn);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->service);
  g_free (call);
}

static void
reply (Call   *call,
       json_t *event)
{
  call->reply (event, call->reply_data);
  json_decref (event);
}

static void
end_well (Call   *call,
          json_t *event)
{
  reply (call, event);
  call_free (call);
}

static void
end_with_error (Call         *call,
                const GError *error)
{
  reply (call, json_pack ("{s:s, s:o}", "event", "error", "error", askg_json_for_error (error)));
  call_free (call);
}

/* -- Answers -------------------------------------------------------------- */

static void
answer_appended_cb (AskgAnswer *answer,
                    const char *delta,
                    Call       *call)
{
  reply (call, json_pack ("{s:s, s:s}", "event", "delta", "text", delta));
}

static void
answer_stage_cb (AskgAnswer *answer,
                 GParamSpec *pspec,
                 Call       *call)
{
  g_autoptr(GEnumClass) stages = g_type_class_ref (ASKG_TYPE_STAGE);

  reply (call, json_pack ("{s:s, s:s}", "event", "stage", "stage",
                          g_enum_get_value (stages, askg_answer_get_stage (answer))->value_nick));
}

static void
answer_over (Call *call)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);
  json_t *turn = askg_json_for_turn (call->turn, askg_conversation_get_id (call->conversation));
  const GError *error = askg_answer_get_error (answer);

  if (error != NULL)
    end_well (call, json_pack ("{s:s, s:o, s:o}", "event", "error", "error", askg_json_for_error (error), "turn", turn));
  else
    end_well (call, json_pack ("{s:s, s:o}", "event", "done", "turn", turn));
}

static void
answer_state_cb (AskgAnswer *answer,
                 GParamSpec *pspec,
                 Call       *call)
{
  if (askg_answer_is_over (answer))
    answer_over (call);
}

static void
follow_answer (Call *call)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);

  if (*askg_answer_get_text (answer) != '\0')
    answer_appended_cb (answer, askg_answer_get_text (answer), call);
  if (askg_answer_is_over (answer))
    {
      answer_over (call);
      return;
    }

  g_signal_connect (answer, "appended", G_CALLBACK (answer_appended_cb), call);
  g_signal_connect (answer, "notify::stage", G_CALLBACK (answer_stage_cb), call);
  g_signal_connect (answer, "notify::state", G_CALLBACK (answer_state_cb), call);
  call->cancelled_handler = g_signal_connect_object (call->cancellable, "cancelled", G_CALLBACK (askg_answer_stop),
                                                     answer, G_CONNECT_SWAPPED);
}

/* -- Verbs ---------------------------------------------------------------- */

/* What was typed is remembered, with why it was never asked. */
static void
fail_question (Call         *call,
               const GError *why)
{
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(AskgQuestion) question = NULL;

  if (text == NULL || *text == '\0' || askg_error_is_cancelled (why))
    {
      end_with_error (call, why);
      return;
    }

  question = askg_question_new (text, G_LIST_MODEL (call->attachments));
  call->conversation = askg_conversation_new ();
  call->turn = askg_asking_fail (call->service->session, call->conversation, question,
                                 askg_json_get_string (call->request, "engine"), why);
  follow_answer (call);
}

static void
ask_now (Call *call)
{
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(AskgQuestion) question = askg_question_new (text != NULL ? text : "", G_LIST_MODEL (call->attachments));
  g_autoptr(GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &error))
    {
      end_with_error (call, error);
      return;
    }

  call->conversation = askg_conversation_new ();
  call->turn = askg_asking_start (call->service->session, call->conversation, question,
                                  askg_json_get_string (call->request, "engine"), &error);
  if (call->turn == NULL)
    fail_question (call, error);
  else
    follow_answer (call);
}

static AskgAttachmentKind
kind_of (json_t *item)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (ASKG_TYPE_ATTACHMENT_KIND);
  const char *nick = askg_json_get_string (item, "kind");
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (kinds, nick) : NULL;

  return value != NULL ? (AskgAttachmentKind) value->value : ASKG_ATTACHMENT_FILE;
}

static void decode_next (Call *call);

static void
decode_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = askg_picture_finish (result, &error);
  g_autoptr(AskgAttachment) attachment = NULL;

  if (frame == NULL)
    {
      fail_question (call, error);
      return;
    }

  attachment = askg_attachment_new_picture (kind_of (item), frame, askg_json_get_string (item, "title"),
                                            askg_json_get_string (item, "app"));
  g_list_store_append (call->attachments, attachment);
  askg_asking_read (call->service->session, attachment);
  call->n_decoded++;
  decode_next (call);
}

/* One after the other: each decoder may take half a gigabyte. */
static void
decode_next (Call *call)
{
  json_t *item = json_array_get (json_object_get (call->request, "attachments"), call->n_decoded);
  const char *picture = askg_json_get_string (item, "picture");
  const char *text = askg_json_get_string (item, "text");

  if (item == NULL)
    {
      ask_now (call);
    }
  else if (picture != NULL)
    {
      gsize n_bytes;
      guchar *bytes = g_base64_decode (picture, &n_bytes);
      g_autoptr(GBytes) encoded = g_bytes_new_take (bytes, n_bytes);

      askg_picture_decode_async (encoded, call->cancellable, decode_cb, call);
    }
  else
    {
      g_autoptr(AskgAttachment) attachment =
        askg_attachment_new_text (kind_of (item), text != NULL ? text : "", askg_json_get_string (item, "title"));

      g_list_store_append (call->attachments, attachment);
      call->n_decoded++;
      decode_next (call);
    }
}

static void
handle_ask (Call *call)
{
  json_t *failed = json_object_get (call->request, "failed");
  g_autoptr(GError) error = NULL;

  if (json_is_string (json_object_get (failed, "id")) && json_is_string (json_object_get (failed, "message")))
    {
      error = askg_error_new_for_id (askg_json_get_string (failed, "id"), askg_json_get_string (failed, "message"));
      fail_question (call, error);
    }
  /* Before anything is decoded: a misspelt engine is told at once. */
  else if (askg_session_find_engine (call->service->session, askg_json_get_string (call->request, "engine"), &error) == NULL)
    fail_question (call, error);
  else
    decode_next (call);
}

static void
ask_region_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Call *call = user_data;
  AskgService *self = call->service;
  g_autoptr(GError) error = NULL;

  call->turn = self->desk->ask_region_finish (self->desk_data, result, &call->conversation, &error);
  if (call->turn == NULL)
    fail_question (call, error);
  else
    follow_answer (call);
}

static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = askg_store_search_finish (ASKG_STORE (object), result, &error);

  if (hits == NULL)
    end_with_error (call, error);
  else
    end_well (call, json_pack ("{s:s, s:o}", "event", "done", "hits", askg_json_for_hits (hits)));
}

static void
search_open_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Call *call = user_data;
  const json_int_t most = json_integer_value (json_object_get (call->request, "most"));
  const char *text = askg_json_get_string (call->request, "text");
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    end_with_error (call, error);
  else
    askg_store_search_async (askg_session_get_store (ASKG_SESSION (object)), text != NULL ? text : "",
                             CLAMP (most, 1, MAX_HITS), call->cancellable, search_cb, call);
}

/* Returns %FALSE for a verb it does not know. Ends @call otherwise. */
static gboolean
handle_desk_verb (Call       *call,
                  const char *verb)
{
  const AskgServiceDesk *desk = call->service->desk;
  gpointer data = call->service->desk_data;

  if (g_str_equal (verb, "show"))
    desk->show (data);
  else if (g_str_equal (verb, "hide"))
    desk->hide (data);
  else if (g_str_equal (verb, "status"))
    {
      end_well (call, json_pack ("{s:s, s:o}", "event", "done", "status", desk->status (data)));
      return TRUE;
    }
  else if (g_str_equal (verb, "quit"))
    {
      end_well (call, json_pack ("{s:s}", "event", "done"));
      desk->quit (data);
      return TRUE;
    }
  else if (g_str_equal (verb, "ask-region"))
    {
      desk->ask_region_async (data, askg_json_get_string (call->request, "text"),
                              askg_json_get_string (call->request, "engine"), call->cancellable, ask_region_cb, call);
      return TRUE;
    }
  else
    return FALSE;

  end_well (call, json_pack ("{s:s}", "event", "done"));

  return TRUE;
}

/**
 * askg_service_handle:
 * @request: (transfer none): see the head of askg-service.h
 * @cancellable: stops it; the caller cancels when nobody waits for the reply any more
 * @reply: hears every event, the last of which ends the request; never after that
 * @reply_data_free: (nullable): called once the request has ended
 */
void
askg_service_handle (AskgService      *self,
                     json_t           *request,
                     GCancellable     *cancellable,
                     AskgServiceReply  reply_func,
                     gpointer          reply_data,
                     GDestroyNotify    reply_data_free)
{
  const char *verb = askg_json_get_string (request, "verb");
  Call *call = g_new0 (Call, 1);
  g_autoptr(GError) error = NULL;

  call->service = g_object_ref (self);
  call->request = json_incref (request);
  call->cancellable = g_object_ref (cancellable);
  call->attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  call->reply = reply_func;
  call->reply_data = reply_data;
  call->reply_data_free = reply_data_free;

  if (self->desk != NULL && askg_json_get_string (request, "key") != NULL)
    self->desk->key_fired (self->desk_data, askg_json_get_string (request, "key"));

  if (g_strcmp0 (verb, "ask") == 0)
    handle_ask (call);
  else if (g_strcmp0 (verb, "search") == 0)
    askg_session_open_async (self->session, cancellable, search_open_cb, call);
  else if (g_strcmp0 (verb, "stop") == 0)
    end_well (call, json_pack ("{s:s, s:i}", "event", "done", "stopped", (int) askg_session_stop_all (self->session)));
  else if (verb == NULL || self->desk == NULL || !handle_desk_verb (call, verb))
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("That needs the desktop part of Askglass, which is not running. Start it with “askglass”."));
      end_with_error (call, error);
    }
}
