/* askg-store-attached.c: main thread; the work is done on the store's. */
#include "engine/memory/askg-store-attached.h"

#include "engine/memory/askg-search-sql.h"
#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-turn-text.h"

/* What a search needs and gets. */
typedef struct
{
  GPtrArray  *found;  /* first; owned */
  AskgSearch *search; /* owned */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  askg_search_free (call->search);
  g_clear_pointer (&call->found, g_ptr_array_unref);
  g_free (call);
}

void
askg_attached_text_free (AskgAttachedText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static gboolean
read_turn (AskgDb     *db,
           GPtrArray  *found,
           gint64      turn_id,
           GError    **error)
{
  g_autoptr(AskgTurnText) turn = askg_turn_text_read (db, turn_id, error);

  for (guint i = 0; turn != NULL && i < turn->parts->len; i++)
    {
      const AskgTurnPart *part = g_ptr_array_index (turn->parts, i);
      AskgAttachedText *one;

      if (part->kind != ASKG_SEARCH_TEXT)
        continue;
      one = g_new0 (AskgAttachedText, 1);
      one->conversation_id = turn->conversation_id;
      one->turn_id = turn_id;
      one->asked_at_us = turn->asked_at_us;
      one->text = g_strdup (part->text);
      g_ptr_array_add (found, one);
    }

  return turn != NULL;
}

static gboolean
find_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;
  g_autoptr(GPtrArray) hits = askg_search_sql_run (db, call->search, NULL, error);

  g_clear_pointer (&call->found, g_ptr_array_unref);
  if (hits == NULL)
    return FALSE;
  call->found = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_attached_text_free);
  for (guint i = 0; i < hits->len; i++)
    if (!read_turn (db, call->found, ((const AskgHit *) g_ptr_array_index (hits, i))->turn_id, error))
      return FALSE;

  return TRUE;
}

static const AskgStoreCall find_call = { askg_store_find_attached_async, ASKG_WORK_READ, find_work, askg_store_reply_list,
                                         sizeof (Call), call_free };

/**
 * askg_store_find_attached_async:
 * @search: copied; as for askg_store_search_async()
 */
void
askg_store_find_attached_async (AskgStore           *self,
                                const AskgSearch    *search,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (search != NULL && search->text != NULL);

  askg_store_send (self, &find_call, &(Call) { .search = askg_search_copy (search) }, cancellable, callback, user_data);
}

/**
 * askg_store_find_attached_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgAttachedText): every text attached to the turns that were found, in the order of
 *   the search
 */
GPtrArray *
askg_store_find_attached_finish (AskgStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_find_attached_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
