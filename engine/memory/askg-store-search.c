/* askg-store-search.c: the store's calls about finding what is in it. Main thread. */
#include "engine/memory/askg-search-sql.h"
#include "engine/memory/askg-store-private.h"

/* What a search needs and gets. */
typedef struct
{
  GPtrArray  *hits;   /* first; owned */
  AskgSearch *search; /* owned */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  askg_search_free (call->search);
  g_clear_pointer (&call->hits, g_ptr_array_unref);
  g_free (call);
}

static gboolean
search_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Call *call = data;

  g_clear_pointer (&call->hits, g_ptr_array_unref);
  return (call->hits = askg_search_sql_run (db, call->search, NULL, error)) != NULL;
}

static const AskgStoreCall search_call = { askg_store_search_async, ASKG_WORK_READ, search_work, askg_store_reply_list,
                                           sizeof (Call), call_free };

/**
 * askg_store_search_async:
 * @search: copied. Of its text words may be only begun, Korean syllables stand inside longer words,
 *   parts of identifiers and paths are words. There is no syntax: nothing in it is an error.
 * @cancellable: (nullable): ends also a search that runs, within a millisecond or two, so that
 *   what is typed does not wait for what was typed before
 */
void
askg_store_search_async (AskgStore           *self,
                         const AskgSearch    *search,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (search != NULL && search->text != NULL);

  askg_store_send (self, &search_call, &(Call) { .search = askg_search_copy (search) }, cancellable, callback, user_data);
}

/**
 * askg_store_search_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgHit): in the order that was asked for, one a turn
 */
GPtrArray *
askg_store_search_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_search_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
