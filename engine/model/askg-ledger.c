/* askg-ledger.c: main thread; a row by itself is for any. */
#include "engine/model/askg-ledger.h"

G_DEFINE_INTERFACE (AskgLedger, askg_ledger, G_TYPE_OBJECT)

static void
askg_ledger_default_init (AskgLedgerInterface *iface)
{
}

/**
 * askg_ledger_row_copy:
 *
 * Returns: (transfer full): the same row, to be kept; the body's bytes are shared
 */
AskgLedgerRow *
askg_ledger_row_copy (const AskgLedgerRow *row)
{
  AskgLedgerRow *copy = g_memdup2 (row, sizeof *row);

  copy->engine_id = g_strdup (row->engine_id);
  copy->engine_name = g_strdup (row->engine_name);
  copy->host = g_strdup (row->host);
  copy->request = g_strdup (row->request);
  copy->sha256 = g_strdup (row->sha256);
  copy->window_title = g_strdup (row->window_title);
  if (row->body != NULL)
    copy->body = g_bytes_ref (row->body);

  return copy;
}

void
askg_ledger_row_free (AskgLedgerRow *row)
{
  g_free (row->engine_id);
  g_free (row->engine_name);
  g_free (row->host);
  g_free (row->request);
  g_free (row->sha256);
  g_free (row->window_title);
  g_clear_pointer (&row->body, g_bytes_unref);
  g_free (row);
}

/**
 * askg_ledger_begin_async:
 * @row: copied
 * @cancellable: (nullable): an entry that was not begun is left out; one that was stays
 *
 * Writes that @row is about to be sent. When @callback runs without an error, the row is on the disk.
 */
void
askg_ledger_begin_async (AskgLedger          *self,
                         const AskgLedgerRow *row,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_LEDGER (self));
  g_return_if_fail (row != NULL);

  ASKG_LEDGER_GET_IFACE (self)->begin_async (self, row, cancellable, callback, user_data);
}

/**
 * askg_ledger_begin_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED, %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL. Then nothing may be sent.
 *
 * Returns: what to give to askg_ledger_end(), greater than 0; 0 with @error set
 */
gint64
askg_ledger_begin_finish (AskgLedger    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (ASKG_IS_LEDGER (self), 0);

  return ASKG_LEDGER_GET_IFACE (self)->begin_finish (self, result, error);
}

/**
 * askg_ledger_end:
 * @id: from askg_ledger_begin_finish()
 * @http_status: 0 when no reply came
 * @n_sent_bytes: of the body, as far as they were handed to the network
 * @n_received_bytes: of the reply's body
 *
 * Adds to the row how it went. Does not wait; a row without an end was cut off by a crash.
 */
void
askg_ledger_end (AskgLedger      *self,
                 gint64           id,
                 AskgSentOutcome  outcome,
                 guint            http_status,
                 guint64          n_sent_bytes,
                 guint64          n_received_bytes)
{
  g_return_if_fail (ASKG_IS_LEDGER (self));
  g_return_if_fail (id > 0);

  ASKG_LEDGER_GET_IFACE (self)->end (self, id, outcome, http_status, n_sent_bytes, n_received_bytes);
}

/**
 * askg_ledger_end_stream:
 * @n_sent_bytes: of all that was sent under this row
 * @sha256: of all of it, hexadecimal
 *
 * As askg_ledger_end(), of what was not known when it began: sound that is sent while it is said. The row's size and hash,
 * which were those of its first piece, become those of the whole.
 */
void
askg_ledger_end_stream (AskgLedger      *self,
                        gint64           id,
                        AskgSentOutcome  outcome,
                        guint64          n_sent_bytes,
                        const char      *sha256)
{
  g_return_if_fail (ASKG_IS_LEDGER (self));
  g_return_if_fail (id > 0);

  ASKG_LEDGER_GET_IFACE (self)->end_stream (self, id, outcome, n_sent_bytes, sha256);
}
