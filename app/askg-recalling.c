/* askg-recalling.c: main thread. */
#include "app/askg-recalling.h"

#include "app/askg-meaning.h"
#include "app/askg-settings.h"
#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-recall.h"
#include "engine/privacy/askg-keep-back.h"

#define LOOKED          0
#define LOOKED_TOO_LONG 1

#define RECALL_KEY "use-earlier" /* of the settings */

/* One look into the history, and who waits for it. */
typedef struct
{
  /* Owned */
  AskgSession  *session;
  AskgQuestion *question;
  GTask        *task;        /* (nullable): until it is returned */
  GCancellable *looking;     /* of the search: also its being late ends it */
  GCancellable *cancellable; /* (nullable): of who waits */

  gint64        conversation_id;
  gint64        late_at_us;  /* monotonic */
  gulong        cancelled_handler;
  guint         late_source;
} Recalling;

static void
recalling_free (Recalling *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->question);
  g_clear_object (&self->task);
  g_clear_object (&self->looking);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* (transfer none) (nullable) @recalled: %NULL for nothing */
static void
answer (Recalling *self,
        GPtrArray *recalled,
        gboolean   is_late)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;

  g_clear_handle_id (&self->late_source, g_source_remove);
  if (self->cancelled_handler != 0)
    g_signal_handler_disconnect (self->cancellable, self->cancelled_handler);
  self->cancelled_handler = 0;
  if (g_task_return_error_if_cancelled (task))
    return;
  if (recalled != NULL)
    askg_question_set_recalled (self->question, recalled);
  else
    askg_recalling_forgo (self->question);
  g_task_return_int (task, is_late ? LOOKED_TOO_LONG : LOOKED);
}

static void recalled_cb (GObject *object, GAsyncResult *result, gpointer user_data);

static guint
keep_back (GPtrArray *texts,
           gpointer   data)
{
  return askg_keep_back (data, texts);
}

/* Whoever is asked: a secret of another conversation is nothing this one is about. */
static void
keep_secrets_back (AskgRecallWish *wish,
                   AskgSession    *session)
{
  AskgRedactor *redactor = askg_policy_get_redactor (askg_engine_room_get_policy (askg_session_peek_engine_room (session)));

  wish->keep_back = keep_back;
  wish->keep_back_data = askg_redactor_ref (redactor);
  wish->keep_back_data_free = (GDestroyNotify) askg_redactor_unref;
}

/* By its words in any case; by its meaning, too, where somebody could tell that in time. */
static void
meant_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Recalling *self = user_data;
  AskgRecallWish *wish = askg_recall_wish_new (self->question, self->conversation_id);

  wish->vector = askg_meaning_embed_finish (ASKG_SESSION (object), result, NULL);
  wish->until_monotonic_us = self->late_at_us - ASKG_RECALL_SPARE_MS * G_TIME_SPAN_MILLISECOND;
  keep_secrets_back (wish, self->session);
  askg_store_recall_async (askg_session_get_store (self->session), wish, self->looking, recalled_cb, self);
}

/* What cannot be looked up is not worth an error: the question is asked without it. */
static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Recalling *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) recalled = askg_store_recall_finish (ASKG_STORE (object), result, &error);

  if (error != NULL)
    askg_session_report (self->session, error);
  answer (self, recalled, FALSE);
  recalling_free (self);
}

static gboolean
late_cb (gpointer user_data)
{
  Recalling *self = user_data;

  self->late_source = 0;
  g_cancellable_cancel (self->looking);
  answer (self, NULL, TRUE);

  return G_SOURCE_REMOVE;
}

/* Nothing is looked up for what is off the record, nor for an engine that would not be told of it. */
gboolean
askg_recalling_is_wanted (AskgSession      *session,
                          AskgConversation *conversation,
                          AskgEngine       *engine)
{
  g_autoptr(GSettings) settings = askg_settings_new ();

  return engine != NULL && (askg_engine_get_capabilities (engine) & ASKG_TAKES_RECALLED) != 0 &&
         !askg_conversation_is_off_record (conversation) && askg_store_is_open (askg_session_get_store (session)) &&
         (settings == NULL || g_settings_get_boolean (settings, RECALL_KEY));
}

/* Nothing goes along with @question. */
void
askg_recalling_forgo (AskgQuestion *question)
{
  g_autoptr(GPtrArray) none = askg_recalled_new_list ();

  askg_question_set_recalled (question, none);
}

/**
 * askg_recalling_async:
 * @conversation: whose own turns go along anyway
 * @question: gets what goes along with it, unless that was decided before
 * @most_ms: after so many milliseconds nothing does
 *
 * Where it is not wanted, nothing is looked up, and nothing goes along.
 */
void
askg_recalling_async (AskgSession         *session,
                      AskgConversation    *conversation,
                      AskgQuestion        *question,
                      AskgEngine          *engine,
                      guint                most_ms,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Recalling *self;

  g_task_set_source_tag (task, askg_recalling_async);
  if (askg_question_get_recalled (question) == NULL && !askg_recalling_is_wanted (session, conversation, engine))
    askg_recalling_forgo (question);
  if (askg_question_get_recalled (question) != NULL)
    {
      g_task_return_int (task, LOOKED);
      return;
    }

  self = g_new0 (Recalling, 1);
  self->session = g_object_ref (session);
  self->question = g_object_ref (question);
  self->task = g_steal_pointer (&task);
  self->looking = g_cancellable_new ();
  if (g_set_object (&self->cancellable, cancellable))
    self->cancelled_handler = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel),
                                                       self->looking, G_CONNECT_SWAPPED);
  self->late_at_us = g_get_monotonic_time () + most_ms * G_TIME_SPAN_MILLISECOND;
  self->late_source = g_timeout_add (most_ms, late_cb, self);
  self->conversation_id = askg_conversation_get_id (conversation);
  askg_meaning_embed_async (session, askg_question_get_text (question), most_ms / 2, self->looking, meant_cb, self);
}

/* @out_is_late: (out) (optional): whether it took too long, so that nothing goes along
 *
 * Errors: %G_IO_ERROR_CANCELLED, and nothing else: without it the question can be asked */
gboolean
askg_recalling_finish (AskgSession   *session,
                       GAsyncResult  *result,
                       gboolean      *out_is_late,
                       GError       **error)
{
  gssize how;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_recalling_async), FALSE);

  how = g_task_propagate_int (G_TASK (result), error);
  if (out_is_late != NULL)
    *out_is_late = how == LOOKED_TOO_LONG;

  return how >= 0;
}
