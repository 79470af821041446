/* askg-rehearsing.c: main thread. */
#include "app/askg-rehearsing.h"

#include <glib/gi18n-lib.h>

#include "app/askg-recalling.h"
#include "app/askg-telling.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-engine.h"
#include "engine/provider/askg-live-engine.h"

/* What is made ready. */
typedef struct
{
  AskgChatEngine   *engine;   /* owned */
  AskgConversation *earlier;  /* owned */
  AskgQuestion     *question; /* owned */
} Rehearsing;

static void
rehearsing_free (gpointer data)
{
  Rehearsing *self = data;

  g_clear_object (&self->engine);
  g_clear_object (&self->earlier);
  g_clear_object (&self->question);
  g_free (self);
}

static void
rehearsed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AskgOutbound *outbound = askg_chat_engine_rehearse_finish (ASKG_CHAT_ENGINE (object), result, &error);

  if (outbound != NULL)
    g_task_return_pointer (task, outbound, (GDestroyNotify) askg_outbound_unref);
  else
    g_task_return_error (task, error);
}

/* What would go along is a part of what would be sent. */
static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Rehearsing *self = g_task_get_task_data (task);
  g_autoptr(AskgConversation) told = NULL;
  GError *error = NULL;

  if (!askg_recalling_finish (ASKG_SESSION (object), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  told = askg_telling_new (self->earlier, askg_conversation_get_n_turns (self->earlier));
  askg_telling_add_facts (told, ASKG_SESSION (object), self->question);
  askg_chat_engine_rehearse_async (self->engine, told, self->question, g_task_get_cancellable (task), rehearsed_cb,
                                   g_object_ref (task));
}

static AskgEngine *
find_engine (AskgSession  *session,
             const char   *engine_id,
             GError      **error)
{
  AskgEngineRoom *room = askg_session_get_engine_room (session, error);

  if (room == NULL)
    return NULL;

  return engine_id != NULL ? askg_engines_find (askg_engine_room_get_engines (room), engine_id, error)
                           : askg_engines_get_default (askg_engine_room_get_engines (room));
}

/**
 * askg_rehearsing_async:
 * @earlier: the conversation that @question goes on with
 * @engine_id: (nullable): the engine; %NULL for the one that is asked first
 */
void
askg_rehearsing_async (AskgSession         *session,
                       AskgConversation    *earlier,
                       AskgQuestion        *question,
                       const char          *engine_id,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  GError *error = NULL;
  AskgEngine *engine = find_engine (session, engine_id, &error);

  g_task_set_source_tag (task, askg_rehearsing_async);
  if (engine == NULL)
    g_task_return_error (task, error);
  else if (ASKG_IS_LIVE_ENGINE (engine))
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_USAGE,
                             _("What “%s” gets cannot be shown beforehand: it is told piece by piece. It is shown before it goes the first time, and stands in “askglass ledger”."),
                             askg_engine_get_name (engine));
  else if (!ASKG_IS_CHAT_ENGINE (engine))
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_USAGE,
                             _("“%s” answers on this machine: nothing would be sent. Choose an engine elsewhere to see what it would get."),
                             askg_engine_get_name (engine));
  else
    {
      Rehearsing *self = g_new0 (Rehearsing, 1);

      self->engine = ASKG_CHAT_ENGINE (g_object_ref (engine));
      self->earlier = g_object_ref (earlier);
      self->question = g_object_ref (question);
      g_task_set_task_data (task, self, rehearsing_free);
      askg_recalling_async (session, earlier, question, engine, ASKG_RECALLING_MS, cancellable, recalled_cb,
                            g_object_ref (task));
    }
}

/* Errors: %ASKG_ERROR_NO_SUCH_ENGINE; %ASKG_ERROR_USAGE when nothing would be sent; those of the way to the engine */
AskgOutbound *
askg_rehearsing_finish (AskgSession   *session,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_rehearsing_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
