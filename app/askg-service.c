/* askg-service.c: main thread. Who asks what; asking itself is in askg-service-ask.c. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-listeners.h"
#include "engine/base/askg-error.h"


G_DEFINE_FINAL_TYPE (AskgService, askg_service, G_TYPE_OBJECT)

enum
{
  QUIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
askg_service_finalize (GObject *object)
{
  AskgService *self = ASKG_SERVICE (object);

  askg_service_leave_gate (self);
  g_clear_object (&self->talking);
  g_clear_object (&self->session);
  g_clear_pointer (&self->calls, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_service_parent_class)->finalize (object);
}

static void
askg_service_class_init (AskgServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_service_finalize;

  /* AskgService::quit: without windows; everything is stopped, and no more shall be taken */
  signals[QUIT] = g_signal_new ("quit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
askg_service_init (AskgService *self)
{
  self->calls = g_ptr_array_new ();
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
  g_signal_connect_object (session, "engine-room-made", G_CALLBACK (askg_service_take_gate), self, G_CONNECT_SWAPPED);
  askg_service_take_gate (self);

  return self;
}

/* (transfer none): there is one microphone, and one spoken conversation; whoever shows it shows this one */
AskgTalking *
askg_service_get_talking (AskgService *self)
{
  g_return_val_if_fail (ASKG_IS_SERVICE (self), NULL);

  if (self->talking == NULL)
    self->talking = askg_talking_new (self->session);

  return self->talking;
}

static void
call_free (AskgServiceCall *call)
{
  g_ptr_array_remove (call->service->calls, call);
  if (call->turn != NULL)
    g_signal_handlers_disconnect_by_data (askg_turn_get_answer (call->turn), call);
  g_clear_signal_handler (&call->cancelled_handler, call->cancellable);
  g_clear_signal_handler (&call->kept_handler, call->service->session);
  if (call->reply_data_free != NULL)
    call->reply_data_free (call->reply_data);
  json_decref (call->request);
  g_clear_object (&call->conversation);
  g_clear_object (&call->attachments);
  g_clear_object (&call->turn);
  g_free (call->engine_id);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->service);
  g_free (call);
}

void
askg_service_call_reply (AskgServiceCall *call,
                         json_t          *event)
{
  call->reply (event, call->reply_data);
  json_decref (event);
}

void
askg_service_call_end (AskgServiceCall *call,
                       json_t          *event)
{
  askg_service_call_reply (call, event);
  call_free (call);
}

void
askg_service_call_fail (AskgServiceCall *call,
                        const GError    *error)
{
  askg_service_call_reply (call, json_pack ("{s:s, s:o}", "event", "error", "error", askg_json_for_error (error)));
  call_free (call);
}

/* -- Verbs ---------------------------------------------------------------- */

/* All that is answered, said or heard. Returns: how many of that there were */
guint
askg_service_stop_all (AskgService *self)
{
  g_autoptr(GPtrArray) decoding = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_talking = 0;

  for (guint i = 0; i < self->calls->len; i++)
    {
      AskgServiceCall *call = g_ptr_array_index (self->calls, i);

      if (call->is_decoding)
        g_ptr_array_add (decoding, g_object_ref (call->cancellable));
    }
  for (guint i = 0; i < decoding->len; i++)
    g_cancellable_cancel (g_ptr_array_index (decoding, i));

  if (self->talking != NULL && askg_talking_is_begun (self->talking))
    {
      n_talking = 1;
      askg_talking_end (self->talking);
    }

  return n_talking + decoding->len + askg_session_stop_all (self->session);
}

static void
ask_region_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgService *self = call->service;
  g_autoptr(GError) error = NULL;

  call->turn = self->desk->ask_region_finish (self->desk_data, result, &call->conversation, &error);
  if (call->turn != NULL)
    askg_service_call_follow_answer (call);
  /* Esc: the person let it be. Ctrl-C after typing a question did not. */
  else if (askg_error_is_cancelled (error) && !g_cancellable_is_cancelled (call->cancellable))
    askg_service_call_fail (call, error);
  else
    askg_service_call_fail_question (call, error);
}

/* What else was attached is decoded by now. */
void
askg_service_call_choose_region (AskgServiceCall *call)
{
  AskgService *self = call->service;

  self->desk->ask_region_async (self->desk_data, askg_json_get_string (call->request, "text"),
                                askg_json_get_string (call->request, "engine"), askg_service_call_wants_memory (call),
                                G_LIST_MODEL (call->attachments), call->cancellable, ask_region_cb, call);
}

/* Returns %FALSE for a verb it does not know. Ends @call otherwise. */
static gboolean
handle_desk_verb (AskgServiceCall *call,
                  const char      *verb)
{
  const AskgServiceDesk *desk = call->service->desk;
  gpointer data = call->service->desk_data;

  if (g_str_equal (verb, "show"))
    desk->show (data);
  else if (g_str_equal (verb, "hide"))
    desk->hide (data);
  else if (g_str_equal (verb, "status"))
    {
      askg_service_call_end (call, json_pack ("{s:s, s:o}", "event", "done", "status", desk->status (data)));
      return TRUE;
    }
  else if (g_str_equal (verb, "quit"))
    {
      askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
      desk->quit (data);
      return TRUE;
    }
  else if (g_str_equal (verb, "ask-region"))
    {
      askg_service_call_reply (call, json_pack ("{s:s}", "event", "accepted"));
      call->is_region = TRUE;
      askg_service_call_decode (call);
      return TRUE;
    }
  else
    return FALSE;

  askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));

  return TRUE;
}

/* The command came from a key, and somebody looks whether that key fires. */
static gboolean
is_about_the_key_alone (AskgService *self,
                        json_t      *request)
{
  const char *key = askg_json_get_string (request, "pressed_key");

  return self->desk != NULL && key != NULL && self->desk->key_fired (self->desk_data, key);
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
  AskgServiceCall *call = g_new0 (AskgServiceCall, 1);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (self->calls, call);
  call->service = g_object_ref (self);
  call->request = json_incref (request);
  call->cancellable = g_object_ref (cancellable);
  call->attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  call->reply = reply_func;
  call->reply_data = reply_data;
  call->reply_data_free = reply_data_free;

  if (is_about_the_key_alone (self, request))
    askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
  else if (g_strcmp0 (verb, "ask") == 0)
    {
      askg_service_call_reply (call, json_pack ("{s:s}", "event", "accepted"));
      askg_service_call_ask (call);
    }
  else if (g_strcmp0 (verb, "preview") == 0)
    {
      call->is_preview = TRUE;
      askg_service_call_ask (call);
    }
  else if (g_strcmp0 (verb, "agree") == 0)
    askg_service_call_agree (call);
  else if (g_strcmp0 (verb, "search") == 0)
    askg_service_call_search (call);
  else if (g_strcmp0 (verb, "met") == 0)
    askg_service_call_met (call);
  else if (g_strcmp0 (verb, "hear") == 0)
    askg_service_call_hear (call);
  else if (g_strcmp0 (verb, "say") == 0)
    askg_service_call_say (call);
  else if (g_strcmp0 (verb, "talk") == 0)
    askg_service_call_talk (call);
  else if (g_strcmp0 (verb, "talk-key") == 0)
    askg_service_call_talk_key (call);
  else if (g_strcmp0 (verb, "encryption") == 0)
    askg_service_call_encryption (call);
  else if (g_strcmp0 (verb, "facts") == 0)
    askg_service_call_facts (call);
  else if (g_strcmp0 (verb, "history") == 0)
    askg_service_call_history (call);
  else if (g_strcmp0 (verb, "engines") == 0)
    askg_service_call_engines (call);
  else if (g_strcmp0 (verb, "ledger") == 0)
    askg_service_call_ledger (call);
  else if (g_strcmp0 (verb, "stop") == 0)
    {
      const guint n_stopped = askg_service_stop_all (self) + askg_listeners_stop ();

      askg_service_call_end (call, json_pack ("{s:s, s:i}", "event", "done", "stopped", (int) n_stopped));
    }
  else if (g_strcmp0 (verb, "quit") == 0 && self->desk == NULL)
    {
      askg_service_stop_all (self);
      askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
      g_signal_emit (self, signals[QUIT], 0);
    }
  else if (verb == NULL || self->desk == NULL || !handle_desk_verb (call, verb))
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("That needs the desktop part of Askglass, which is not running. Start it with “askglass”."));
      askg_service_call_fail (call, error);
    }
}
