/* askg-store-ledger.c: the store as the book of what was sent. Main thread. */
#include "engine/memory/askg-ledger-sql.h"
#include "engine/memory/askg-store-private.h"

typedef struct
{
  AskgLedgerRow *row; /* owned */
  gint64         id;
} BeginCall;

static void
begin_call_free (gpointer data)
{
  BeginCall *call = data;

  askg_ledger_row_free (call->row);
  g_free (call);
}

static gboolean
begin_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  BeginCall *call = data;

  return askg_ledger_sql_begin (db, call->row, &call->id, error);
}

/* Of what stays on this machine the hash is enough: it is not covered, and there is nothing to prove. */
static gboolean
keeps_body (AskgStore           *self,
            const AskgLedgerRow *row)
{
  return self->keep_sent_days > 0 && !row->is_this_machine && !row->is_off_record;
}

static void store_begin_async (AskgLedger *ledger, const AskgLedgerRow *row, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

static const AskgStoreCall begin_call = { store_begin_async, ASKG_WORK_WRITE, begin_work, askg_store_reply_boolean,
                                          sizeof (BeginCall), begin_call_free };

static void
store_begin_async (AskgLedger          *ledger,
                   const AskgLedgerRow *row,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  AskgLedgerRow *copy = askg_ledger_row_copy (row);

  if (!keeps_body (ASKG_STORE (ledger), row))
    g_clear_pointer (&copy->body, g_bytes_unref);
  askg_store_send (ASKG_STORE (ledger), &begin_call, &(BeginCall) { .row = copy }, cancellable, callback, user_data);
}

static gint64
store_begin_finish (AskgLedger    *ledger,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, store_begin_async), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;

  return ((const BeginCall *) g_task_get_task_data (G_TASK (result)))->id;
}

static gboolean
end_work (AskgDb    *db,
          gpointer   data,
          GError   **error)
{
  return askg_ledger_sql_end (db, data, error);
}

static const AskgStoreCall end_call = { NULL, ASKG_WORK_WRITE, end_work, askg_store_reply_boolean,
                                        sizeof (AskgLedgerEnd), g_free };

static void
store_end (AskgLedger      *ledger,
           gint64           id,
           AskgSentOutcome  outcome,
           guint            http_status,
           guint64          n_sent_bytes,
           guint64          n_received_bytes)
{
  const AskgLedgerEnd end = { id, g_get_real_time (), outcome, http_status, n_sent_bytes, n_received_bytes, "" };

  askg_store_send (ASKG_STORE (ledger), &end_call, &end, NULL, NULL, NULL);
}

static void
store_end_stream (AskgLedger      *ledger,
                  gint64           id,
                  AskgSentOutcome  outcome,
                  guint64          n_sent_bytes,
                  const char      *sha256)
{
  AskgLedgerEnd end = { id, g_get_real_time (), outcome, 0, n_sent_bytes, 0, "" };

  g_strlcpy (end.sha256, sha256, sizeof end.sha256);
  askg_store_send (ASKG_STORE (ledger), &end_call, &end, NULL, NULL, NULL);
}

void
askg_store_ledger_init (AskgLedgerInterface *iface)
{
  iface->begin_async = store_begin_async;
  iface->begin_finish = store_begin_finish;
  iface->end = store_end;
  iface->end_stream = store_end_stream;
}
