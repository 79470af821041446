/* askg-store-history.c: the store's calls about what is in it already. Main thread. */
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-list-sql.h"
#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-turn-sql.h"

/* What one of these calls needs and gets. */
typedef struct
{
  GPtrArray              *rows;         /* first; owned */
  gint64                  conversation_id;
  gint64                  number;       /* how many; or a time, wall clock, microseconds since 1970 */
  AskgConversationRecord *conversation; /* owned */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_clear_pointer (&call->conversation, askg_conversation_record_free);
  g_free (call);
}

static gboolean
list_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return (call->rows = askg_list_sql_recent (db, call->number, error)) != NULL;
}

static const AskgStoreCall list_call = { askg_store_list_async, ASKG_WORK_READ, list_work, askg_store_reply_list,
                                         sizeof (Call), call_free };

/**
 * askg_store_list_async:
 * @most: how many conversations at most
 */
void
askg_store_list_async (AskgStore           *self,
                       guint                most,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &list_call, &(Call) { .number = most }, cancellable, callback, user_data);
}

/**
 * askg_store_list_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgConversationSummary): the last changed first
 */
GPtrArray *
askg_store_list_finish (AskgStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
load_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return (call->conversation = askg_history_sql_load (db, call->conversation_id, error)) != NULL;
}

static void
load_reply (GTask    *task,
            gpointer  data,
            GError   *error)
{
  Call *call = data;

  if (!askg_store_reply_error (task, error))
    g_task_return_pointer (task, askg_conversation_record_to_conversation (call->conversation), g_object_unref);
}

static const AskgStoreCall load_call = { askg_store_load_async, ASKG_WORK_READ, load_work, load_reply,
                                         sizeof (Call), call_free };

/* Pictures are decoded on the store's thread: 25 ms each at 1080p. */
void
askg_store_load_async (AskgStore           *self,
                       gint64               conversation_id,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &load_call, &(Call) { .conversation_id = conversation_id }, cancellable, callback, user_data);
}

/**
 * askg_store_load_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it was deleted; %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a new conversation; every answer in it is over. A picture that is
 *   damaged on disk comes back as a text attachment with the words that were read in it.
 */
AskgConversation *
askg_store_load_finish (AskgStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
delete_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  const Call *call = data;

  return askg_history_sql_delete (db, call->conversation_id, call->number, error);
}

static const AskgStoreCall delete_call = { askg_store_delete_async, ASKG_WORK_WRITE, delete_work,
                                           askg_store_reply_boolean, sizeof (Call), call_free };

/**
 * askg_store_delete_async:
 *
 * Hides a conversation at once. For ten seconds askg_store_undelete_async() brings it back; then,
 * or when the store is closed or opened, it is erased.
 */
void
askg_store_delete_async (AskgStore           *self,
                         gint64               conversation_id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_erase_later (self);
  askg_store_send (self, &delete_call, &(Call) { .conversation_id = conversation_id, .number = g_get_real_time () },
                   cancellable, callback, user_data);
}

static gboolean
undelete_work (AskgDb    *db,
               gpointer   data,
               GError   **error)
{
  const Call *call = data;

  return askg_history_sql_undelete (db, call->conversation_id, error);
}

static const AskgStoreCall undelete_call = { askg_store_undelete_async, ASKG_WORK_WRITE, undelete_work,
                                             askg_store_reply_boolean, sizeof (Call), call_free };

void
askg_store_undelete_async (AskgStore           *self,
                           gint64               conversation_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &undelete_call, &(Call) { .conversation_id = conversation_id },
                   cancellable, callback, user_data);
}

/**
 * askg_store_change_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when what should be brought back is erased; %ASKG_ERROR_STORAGE,
 * %ASKG_ERROR_STORAGE_FULL, %G_IO_ERROR_CANCELLED
 */
gboolean
askg_store_change_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
drop_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  const Call *call = data;

  return askg_turn_sql_drop_after (db, call->conversation_id, call->number, error);
}

static const AskgStoreCall drop_call = { askg_store_drop_turns_after, ASKG_WORK_WRITE, drop_work,
                                         askg_store_reply_boolean, sizeof (Call), call_free };

/**
 * askg_store_drop_turns_after:
 * @n_turns: how many of the first turns stay
 *
 * For a question that is edited and asked again: the turns that askg_conversation_truncate() took
 * from the model are deleted on the disk too, and found no more; single words of them stay in the
 * files of the index until the next conversation is erased. Call it before the new turn is begun.
 */
void
askg_store_drop_turns_after (AskgStore        *self,
                             AskgConversation *conversation,
                             guint             n_turns)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (conversation));

  askg_store_send (self, &drop_call,
                   &(Call) { .conversation_id = askg_conversation_get_id (conversation), .number = n_turns },
                   NULL, NULL, NULL);
}
