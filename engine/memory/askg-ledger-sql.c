/* askg-ledger-sql.c: the store's thread. */
#include "engine/memory/askg-ledger-sql.h"

static const char *const outcomes[] = {
  [ASKG_SENT_WHOLE] = "whole",
  [ASKG_SENT_FAILED] = "failed",
  [ASKG_SENT_CANCELLED] = "cancelled",
};

/* @word: (nullable): of a row that has not ended */
AskgSentOutcome
askg_ledger_sql_read_outcome (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (word, outcomes[i]) == 0)
      return (AskgSentOutcome) i;

  return ASKG_SENT_FAILED;
}

static gboolean
insert_row (AskgDb               *db,
            const AskgLedgerRow  *row,
            GError              **error)
{
  return askg_db_change (db, error,
                         "INSERT INTO ledger (id, begun_at_us, engine_id, engine_name, host, is_this_machine, request, kinds,"
                         " n_pictures, n_bytes, sha256, window_title, n_hidden, is_off_record)"
                         " SELECT next, ?1, ?2, ?3, coalesce (?4, ''), ?5, coalesce (?6, ''), ?7, ?8, ?9, ?10,"
                         " seal ('ledger.window_title', next, ?11), ?12, ?13"
                         " FROM (SELECT coalesce (max (id), 0) + 1 AS next FROM ledger)",
                         "isssisiiissii", row->begun_at_us, row->engine_id, row->engine_name, row->host,
                         (gint64) row->is_this_machine, row->request, (gint64) row->kinds, (gint64) row->n_pictures,
                         (gint64) row->n_bytes, row->sha256, row->is_off_record ? NULL : row->window_title,
                         (gint64) row->n_hidden, (gint64) row->is_off_record);
}

/**
 * askg_ledger_sql_begin:
 * @row: with the body where that is to be kept
 * @out_id: (out): greater than 0
 *
 * When this returns, the row is on the disk, and with it what is about to leave.
 */
gboolean
askg_ledger_sql_begin (AskgDb               *db,
                       const AskgLedgerRow  *row,
                       gint64               *out_id,
                       GError              **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  if (!askg_db_tx_begin (&tx, db, error) || !insert_row (db, row, error))
    return FALSE;
  *out_id = sqlite3_last_insert_rowid (askg_db_get_handle (db));
  if (row->body != NULL &&
      !row->is_off_record &&
      !askg_db_change (db, error, "INSERT INTO sent (ledger_id, bytes) VALUES (?1, seal ('sent.bytes', ?1, ?2))", "ib", *out_id,
                       row->body))
    return FALSE;

  return askg_db_tx_commit (&tx, error);
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
                         " n_received_bytes = ?5, ended_at_us = ?6, sha256 = coalesce (?7, sha256),"
                         " n_bytes = iif (?7 IS NULL, n_bytes, ?4) WHERE id = ?1 AND outcome IS NULL",
                         "isiiiis", end->id, outcomes[end->outcome], (gint64) end->http_status,
                         (gint64) MIN (end->n_sent_bytes, G_MAXINT64), (gint64) MIN (end->n_received_bytes, G_MAXINT64),
                         end->ended_at_us, end->sha256[0] != '\0' ? end->sha256 : NULL);
}
