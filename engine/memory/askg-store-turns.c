/* askg-store-turns.c: the store's calls about a turn while it is asked and answered. Main thread. */
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-turn-sql.h"

typedef struct
{
  gint64            conversation_id;
  gboolean          is_new;
  AskgConversation *conversation; /* owned; main thread */
  AskgTurn         *turn;         /* owned; main thread */
  AskgTurnRecord   *record;       /* owned */
  char             *title;        /* owned; of the conversation, once it is saved */
} BeginCall;

static void
begin_call_free (gpointer data)
{
  BeginCall *call = data;

  g_clear_object (&call->conversation);
  g_clear_object (&call->turn);
  g_clear_pointer (&call->record, askg_turn_record_free);
  g_free (call->title);
  g_free (call);
}

static gboolean
begin_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  BeginCall *call = data;

  return askg_turn_sql_begin (db, call->conversation_id, call->record, &call->title, error);
}

static void
begin_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  BeginCall *call = data;

  if (error == NULL)
    {
      askg_turn_set_id (call->turn, call->record->id);
      askg_conversation_set_title (call->conversation, call->title);
    }
  else if (call->is_new)
    askg_conversation_set_id (call->conversation, 0);
  askg_store_reply_boolean (task, data, error);
}

static const AskgStoreCall begin_call = { askg_store_begin_turn_async, ASKG_WORK_WRITE, begin_work, begin_reply,
                                          sizeof (BeginCall), begin_call_free };

/**
 * askg_store_begin_turn_async:
 * @conversation: gets an id now if it has none, and its title with its first question
 * @turn: of @conversation, not in the store; gets its id before @callback. With the id of another turn that was begun and
 *   that nobody was asked about it takes the place of that
 *
 * Saves the question and all that goes with it. Only when @callback was called without an error is
 * it on the disk: ask the engine then. When it failed, nothing was saved, and the same call may be
 * made again.
 */
void
askg_store_begin_turn_async (AskgStore           *self,
                             AskgConversation    *conversation,
                             AskgTurn            *turn,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  gboolean is_new;

  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (conversation));
  g_return_if_fail (ASKG_IS_TURN (turn));

  if (!self->is_open)
    {
      g_task_report_new_error (self, callback, user_data, askg_store_begin_turn_async, ASKG_ERROR, ASKG_ERROR_STORAGE,
                               "%s",
                               _("The question was not saved because the history is not open. Start Askglass again."));
      return;
    }

  is_new = askg_conversation_get_id (conversation) == 0;
  if (is_new)
    askg_conversation_set_id (conversation, askg_store_new_conversation_id (self));
  askg_store_send (self, &begin_call,
                   &(BeginCall) { .conversation_id = askg_conversation_get_id (conversation),
                                  .is_new = is_new,
                                  .conversation = g_object_ref (conversation),
                                  .turn = g_object_ref (turn),
                                  .record = askg_turn_record_take (turn, NULL) },
                   cancellable, callback, user_data);
}

/**
 * askg_store_begin_turn_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE_BUSY,
 * %G_IO_ERROR_CANCELLED
 */
gboolean
askg_store_begin_turn_finish (AskgStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_begin_turn_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  gint64 conversation_id;
  gint64 turn_id;
} WithdrawCall;

static gboolean
withdraw_work (AskgDb    *db,
               gpointer   data,
               GError   **error)
{
  const WithdrawCall *call = data;

  return askg_turn_sql_withdraw (db, call->conversation_id, call->turn_id, error);
}

static const AskgStoreCall withdraw_call = { askg_store_withdraw_turn, ASKG_WORK_WRITE, withdraw_work,
                                             askg_store_reply_boolean, sizeof (WithdrawCall), g_free };

/**
 * askg_store_withdraw_turn:
 * @turn_id: of @conversation, begun
 *
 * It was no question after all: as if it had never been begun. Nothing happens to one that is being answered.
 */
void
askg_store_withdraw_turn (AskgStore        *self,
                          AskgConversation *conversation,
                          gint64            turn_id)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (conversation));

  if (self->is_open)
    askg_store_send (self, &withdraw_call,
                     &(WithdrawCall) { .conversation_id = askg_conversation_get_id (conversation), .turn_id = turn_id },
                     NULL, NULL, NULL);
}

typedef struct
{
  AskgTurn       *turn;   /* owned; main thread */
  AskgTurnRecord *record; /* owned */
} TurnCall;

static void
turn_call_free (gpointer data)
{
  TurnCall *call = data;

  g_clear_object (&call->turn);
  g_clear_pointer (&call->record, askg_turn_record_free);
  g_free (call);
}

static gboolean
checkpoint_work (AskgDb    *db,
                 gpointer   data,
                 GError   **error)
{
  return askg_turn_sql_checkpoint (db, ((TurnCall *) data)->record, error);
}

static void
checkpoint_reply (GTask    *task,
                  gpointer  data,
                  GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  TurnCall *call = data;

  if (self->checkpoints != NULL)
    askg_checkpoints_saved (self->checkpoints, call->turn, call->record, error == NULL);
  askg_store_reply_boolean (task, data, error);
}

static const AskgStoreCall checkpoint_call = { NULL, ASKG_WORK_WRITE, checkpoint_work, checkpoint_reply,
                                               sizeof (TurnCall), turn_call_free };

/* An #AskgCheckpointFunc of the store @user_data. */
void
askg_store_save_checkpoint (AskgTurn       *turn,
                            AskgTurnRecord *record,
                            gpointer        user_data)
{
  askg_store_send (user_data, &checkpoint_call, &(TurnCall) { .turn = g_object_ref (turn), .record = record },
                   NULL, NULL, NULL);
}

/**
 * askg_store_checkpoint_turn:
 * @turn: whose answer has more text, or whose pictures have more words; any number of times
 *
 * Saves that soon: at most 250 ms later and at most four times a second. What could not be saved
 * is tried again with the next; askg_store_end_turn_async() tells when even that did not help.
 * A turn whose question is not saved is left alone.
 */
void
askg_store_checkpoint_turn (AskgStore *self,
                            AskgTurn  *turn)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (ASKG_IS_TURN (turn));

  if (self->is_open && askg_turn_get_id (turn) != 0 && !askg_answer_is_over (askg_turn_get_answer (turn)))
    askg_checkpoints_note (self->checkpoints, turn);
}

static gboolean
end_work (AskgDb    *db,
          gpointer   data,
          GError   **error)
{
  return askg_turn_sql_end (db, ((TurnCall *) data)->record, error);
}

static const AskgStoreCall end_call = { askg_store_end_turn_async, ASKG_WORK_WRITE, end_work,
                                        askg_store_reply_boolean, sizeof (TurnCall), turn_call_free };

/**
 * askg_store_end_turn_async:
 * @turn: whose answer is over
 *
 * Saves the whole answer, how it ended and its pointers. It is then found by its words. May be
 * called again when it failed, such as on a full disk.
 */
void
askg_store_end_turn_async (AskgStore           *self,
                           AskgTurn            *turn,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (ASKG_IS_TURN (turn));
  g_return_if_fail (askg_answer_is_over (askg_turn_get_answer (turn)));

  if (askg_turn_get_id (turn) == 0)
    {
      g_task_report_new_error (self, callback, user_data, askg_store_end_turn_async, ASKG_ERROR, ASKG_ERROR_STORAGE, "%s",
                               _("The answer was not saved because its question was not. Copy what you need."));
      return;
    }

  askg_checkpoints_forget (self->checkpoints, turn);
  askg_store_send (self, &end_call,
                   &(TurnCall) { .turn = g_object_ref (turn), .record = askg_turn_record_take (turn, NULL) },
                   cancellable, callback, user_data);
}

/**
 * askg_store_end_turn_finish:
 *
 * Errors: as askg_store_begin_turn_finish()
 */
gboolean
askg_store_end_turn_finish (AskgStore     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_end_turn_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
