/* askg-store-sent.c: the store's calls that read and purge the book of what was sent. Main thread. */
#include "engine/memory/askg-ledger-read-sql.h"
#include "engine/memory/askg-store-private.h"

#define DAY_SECONDS (24 * 60 * 60)
#define DAY_US      ((gint64) DAY_SECONDS * G_USEC_PER_SEC)

/* -- A page ------------------------------------------------------------------- */

typedef struct
{
  AskgLedgerFilter  filter; /* its strings are owned */
  guint             most;
  GPtrArray        *entries;
  AskgLedgerSum     sum;
} ListCall;

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_free ((char *) call->filter.host);
  g_free ((char *) call->filter.engine);
  g_clear_pointer (&call->entries, g_ptr_array_unref);
  g_free (call);
}

static gboolean
list_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  ListCall *call = data;

  if (!askg_ledger_sql_sum (db, &call->filter, &call->sum, error))
    return FALSE;
  g_clear_pointer (&call->entries, g_ptr_array_unref);
  call->entries = askg_ledger_sql_list (db, &call->filter, call->most, error);

  return call->entries != NULL;
}

static const AskgStoreCall list_call = { askg_store_list_sent_async, ASKG_WORK_READ, list_work,
                                         askg_store_reply_boolean, sizeof (ListCall), list_call_free };

/**
 * askg_store_list_sent_async:
 * @filter: copied
 * @most: how many at most; with the id of the last as @filter's before_id the next page follows
 *
 * Lists what was sent, the newest first.
 */
void
askg_store_list_sent_async (AskgStore              *self,
                            const AskgLedgerFilter *filter,
                            guint                   most,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  ListCall call = { .filter = *filter, .most = most };

  g_return_if_fail (ASKG_IS_STORE (self));

  call.filter.host = g_strdup (filter->host);
  call.filter.engine = g_strdup (filter->engine);
  askg_store_send (self, &list_call, &call, cancellable, callback, user_data);
}

/**
 * askg_store_list_sent_finish:
 * @out_sum: (out) (nullable): of all that fit, on whatever page
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgLedgerEntry): the page; %NULL with @error set
 */
GPtrArray *
askg_store_list_sent_finish (AskgStore      *self,
                             GAsyncResult   *result,
                             AskgLedgerSum  *out_sum,
                             GError        **error)
{
  ListCall *call;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_list_sent_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  call = g_task_get_task_data (G_TASK (result));
  if (out_sum != NULL)
    *out_sum = call->sum;

  return g_steal_pointer (&call->entries);
}

/* -- One, with its bytes --------------------------------------------------------- */

typedef struct
{
  gint64           id;
  AskgLedgerEntry *entry;
} LoadCall;

static void
load_call_free (gpointer data)
{
  LoadCall *call = data;

  askg_ledger_entry_free (call->entry);
  g_free (call);
}

static gboolean
load_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  LoadCall *call = data;

  g_clear_pointer (&call->entry, askg_ledger_entry_free);
  call->entry = askg_ledger_sql_load (db, call->id, error);

  return call->entry != NULL;
}

static const AskgStoreCall load_call = { askg_store_load_sent_async, ASKG_WORK_READ, load_work,
                                         askg_store_reply_boolean, sizeof (LoadCall), load_call_free };

/**
 * askg_store_load_sent_async:
 * @id: of a row
 *
 * Loads one request with what was sent, byte for byte, where that is still kept.
 */
void
askg_store_load_sent_async (AskgStore           *self,
                            gint64               id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &load_call, &(LoadCall) { .id = id }, cancellable, callback, user_data);
}

/**
 * askg_store_load_sent_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE where there is no such row; %ASKG_ERROR_STORAGE, also when the bytes are not those
 *   whose hash was written down before they left; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the row, with a body where that is kept; %NULL with @error set
 */
AskgLedgerEntry *
askg_store_load_sent_finish (AskgStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_load_sent_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_steal_pointer (&((LoadCall *) g_task_get_task_data (G_TASK (result)))->entry);
}

/* -- Purging ---------------------------------------------------------------------- */

typedef struct
{
  gint64 before_us;
  guint  n_rows;
} PurgeCall;

static gboolean
purge_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  PurgeCall *call = data;

  return askg_ledger_sql_purge (db, call->before_us, &call->n_rows, error);
}

static const AskgStoreCall purge_call = { askg_store_purge_sent_async, ASKG_WORK_WRITE, purge_work,
                                          askg_store_reply_boolean, sizeof (PurgeCall), g_free };

/**
 * askg_store_purge_sent_async:
 * @before_us: what was begun before goes; %G_MAXINT64 for all
 *
 * Erases rows of the book and what was kept of them, for good. Sums of use and money stay.
 */
void
askg_store_purge_sent_async (AskgStore           *self,
                             gint64               before_us,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &purge_call, &(PurgeCall) { .before_us = before_us }, cancellable, callback, user_data);
}

/**
 * askg_store_purge_sent_finish:
 * @out_n_rows: (out): how many went
 *
 * Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL, %G_IO_ERROR_CANCELLED
 */
gboolean
askg_store_purge_sent_finish (AskgStore     *self,
                              GAsyncResult  *result,
                              guint         *out_n_rows,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_purge_sent_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *out_n_rows = ((const PurgeCall *) g_task_get_task_data (G_TASK (result)))->n_rows;

  return TRUE;
}

/* -- What is kept for some days only -------------------------------------------------- */

static gboolean
expire_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  return askg_db_is_read_only (db) || askg_ledger_sql_expire (db, *(const gint64 *) data, error);
}

static const AskgStoreCall expire_call = { NULL, ASKG_WORK_WRITE, expire_work, askg_store_reply_boolean,
                                           sizeof (gint64), g_free };

/* On a full disk it is for the next time. */
static void
expire_now (AskgStore *self)
{
  const gint64 before_us = self->keep_sent_days == 0 ? G_MAXINT64 : g_get_real_time () - self->keep_sent_days * DAY_US;

  askg_store_send (self, &expire_call, &before_us, NULL, NULL, NULL);
}

static gboolean
day_over_cb (gpointer user_data)
{
  expire_now (user_data);

  return G_SOURCE_CONTINUE;
}

/* The history is open: what is too old goes, now and every day. */
void
askg_store_expire_sent (AskgStore *self)
{
  expire_now (self);
  if (self->expire_timer == 0)
    self->expire_timer = g_timeout_add_seconds (DAY_SECONDS, day_over_cb, self);
}

/**
 * askg_store_set_keep_sent_days:
 * @days: how long the bytes that left this machine are kept; 0 for their hash alone
 *
 * Holds at once, for what is kept already, too.
 */
void
askg_store_set_keep_sent_days (AskgStore *self,
                               guint      days)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  if (self->keep_sent_days == days)
    return;
  self->keep_sent_days = days;
  if (self->is_open)
    expire_now (self);
}
