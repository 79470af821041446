/* askg-ledger-sql.c: the store's thread. Only the hash of what was sent is kept here, not its bytes. */
#include "engine/memory/askg-ledger-sql.h"

static const char *const outcomes[] = {
  [ASKG_SENT_WHOLE] = "whole",
  [ASKG_SENT_FAILED] = "failed",
  [ASKG_SENT_CANCELLED] = "cancelled",
};

/**
 * askg_ledger_sql_begin:
 * @out_id: (out): greater than 0
 *
 * When this returns, the row is on the disk.
 */
gboolean
askg_ledger_sql_begin (AskgDb               *db,
                       const AskgLedgerRow  *row,
                       gint64               *out_id,
                       GError              **error)
{
  if (!askg_db_change (db, error,
                       "INSERT INTO ledger (id, begun_at_us, engine_id, engine_name, host, is_this_machine, request, kinds,"
                       " n_pictures, n_bytes, sha256, window_title)"
                       " SELECT next, ?1, ?2, ?3, coalesce (?4, ''), ?5, coalesce (?6, ''), ?7, ?8, ?9, ?10,"
                       " seal ('ledger.window_title', next, ?11) FROM (SELECT coalesce (max (id), 0) + 1 AS next FROM ledger)",
                       "isssisiiiss", row->begun_at_us, row->engine_id, row->engine_name, row->host,
                       (gint64) row->is_this_machine, row->request, (gint64) row->kinds, (gint64) row->n_pictures,
                       (gint64) row->n_bytes, row->sha256, row->window_title))
    return FALSE;

  *out_id = sqlite3_last_insert_rowid (askg_db_get_handle (db));
  return TRUE;
}

/* The first end counts. */
gboolean
askg_ledger_sql_end (AskgDb               *db,
                     const AskgLedgerEnd  *end,
                     GError              **error)
{
  g_return_val_if_fail ((gsize) end->outcome < G_N_ELEMENTS (outcomes), FALSE);

  return askg_db_change (db, error,
                         "UPDATE ledger SET outcome = ?2, http_status = nullif (?3, 0), n_sent_bytes = ?4,"
                         " n_received_bytes = ?5, ended_at_us = ?6 WHERE id = ?1 AND outcome IS NULL",
                         "isiiii", end->id, outcomes[end->outcome], (gint64) end->http_status,
                         (gint64) MIN (end->n_sent_bytes, G_MAXINT64), (gint64) MIN (end->n_received_bytes, G_MAXINT64),
                         end->ended_at_us);
}
