/* askg-ledger-read-sql.c: the store's thread. */
#include "engine/memory/askg-ledger-read-sql.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-ledger-sql.h"

#define UNDER_WAY_US (10 * G_TIME_SPAN_MINUTE) /* longer ago it was cut off by a crash */

#define COLUMNS \
  "id, begun_at_us, engine_id, engine_name, host, is_this_machine, request, kinds, n_pictures, n_bytes, sha256," \
  " unseal ('ledger.window_title', id, window_title), n_hidden, is_off_record, outcome, http_status, n_sent_bytes," \
  " n_received_bytes, ended_at_us," \
  " EXISTS (SELECT 1 FROM sent WHERE ledger_id = ledger.id)"

/* ?1 host, ?2 engine, ?3 since, ?4 until, ?5 only what left, ?6 before which id */
#define FITS \
  " WHERE (?1 IS NULL OR host = ?1 COLLATE NOCASE OR substr (host, 1, length (?1) + 1) = ?1 || ':' COLLATE NOCASE)" \
  " AND (?2 IS NULL OR engine_id = ?2 OR engine_name = ?2 COLLATE NOCASE)" \
  " AND begun_at_us >= ?3 AND (?4 = 0 OR begun_at_us < ?4) AND (?5 = 0 OR is_this_machine = 0) AND (?6 = 0 OR id < ?6)"
#define FITTING(filter) \
  (filter)->host, (filter)->engine, (filter)->since_us, (filter)->until_us, (gint64) (filter)->only_left, \
  (filter)->before_id

void
askg_ledger_entry_free (AskgLedgerEntry *entry)
{
  if (entry == NULL)
    return;

  askg_ledger_row_free (entry->row);
  g_free (entry);
}

static AskgLedgerEntry *
read_entry (sqlite3_stmt *stmt)
{
  AskgLedgerEntry *entry = g_new0 (AskgLedgerEntry, 1);
  AskgLedgerRow *row = entry->row = g_new0 (AskgLedgerRow, 1);
  g_autofree char *outcome = askg_db_column_text (stmt, 14);

  entry->id = sqlite3_column_int64 (stmt, 0);
  row->begun_at_us = sqlite3_column_int64 (stmt, 1);
  row->engine_id = askg_db_column_text (stmt, 2);
  row->engine_name = askg_db_column_text (stmt, 3);
  row->host = askg_db_column_text (stmt, 4);
  row->is_this_machine = sqlite3_column_int (stmt, 5) != 0;
  row->request = askg_db_column_text (stmt, 6);
  row->kinds = (AskgContentKinds) sqlite3_column_int (stmt, 7);
  row->n_pictures = (guint) MAX (sqlite3_column_int (stmt, 8), 0);
  row->n_bytes = (gsize) MAX (sqlite3_column_int64 (stmt, 9), 0);
  row->sha256 = askg_db_column_text (stmt, 10);
  row->window_title = askg_db_column_text (stmt, 11);
  row->n_hidden = (guint) MAX (sqlite3_column_int (stmt, 12), 0);
  row->is_off_record = sqlite3_column_int (stmt, 13) != 0;
  entry->has_ended = outcome != NULL;
  entry->outcome = askg_ledger_sql_read_outcome (outcome);
  entry->http_status = (guint) MAX (sqlite3_column_int (stmt, 15), 0);
  entry->n_sent_bytes = (guint64) MAX (sqlite3_column_int64 (stmt, 16), 0);
  entry->n_received_bytes = (guint64) MAX (sqlite3_column_int64 (stmt, 17), 0);
  entry->ended_at_us = sqlite3_column_int64 (stmt, 18);
  entry->has_bytes = sqlite3_column_int (stmt, 19) != 0;

  return entry;
}

/**
 * askg_ledger_sql_list:
 *
 * Returns: (transfer full) (element-type AskgLedgerEntry): the newest first; %NULL with @error set
 */
GPtrArray *
askg_ledger_sql_list (AskgDb                  *db,
                      const AskgLedgerFilter  *filter,
                      guint                    most,
                      GError                 **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_ledger_entry_free);
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  stmt = askg_db_query (db, error, "SELECT " COLUMNS " FROM ledger" FITS " ORDER BY id DESC LIMIT ?7", "ssiiiii",
                        FITTING (filter), (gint64) most);
  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    g_ptr_array_add (entries, read_entry (stmt));

  return step == ASKG_DB_DONE ? g_steal_pointer (&entries) : NULL;
}

/* Of all that fit, on whatever page. */
gboolean
askg_ledger_sql_sum (AskgDb                  *db,
                     const AskgLedgerFilter  *filter,
                     AskgLedgerSum           *out_sum,
                     GError                 **error)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgLedgerFilter all = *filter;

  all.before_id = 0;
  stmt = askg_db_query (db, error,
                        "SELECT count(*), coalesce (sum (n_bytes), 0), coalesce (sum (n_hidden), 0) FROM ledger" FITS,
                        "ssiiii", FITTING (&all));
  if (stmt == NULL || askg_db_step (db, stmt, error) != ASKG_DB_ROW)
    return FALSE;
  out_sum->n_requests = (guint64) sqlite3_column_int64 (stmt, 0);
  out_sum->n_bytes = (guint64) sqlite3_column_int64 (stmt, 1);
  out_sum->n_hidden = (guint64) sqlite3_column_int64 (stmt, 2);

  return TRUE;
}

static gboolean
read_bytes (AskgDb           *db,
            AskgLedgerEntry  *entry,
            GError          **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error,
                                                "SELECT unseal ('sent.bytes', ledger_id, bytes) FROM sent WHERE ledger_id = ?1",
                                                "i", entry->id);
  g_autofree char *sha256 = NULL;

  if (stmt == NULL || askg_db_step (db, stmt, error) != ASKG_DB_ROW)
    return FALSE;
  entry->row->body = askg_db_column_bytes (stmt, 0);
  if (entry->row->body == NULL)
    entry->row->body = g_bytes_new (NULL, 0);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->row->body);
  if (g_strcmp0 (sha256, entry->row->sha256) == 0)
    return TRUE;

  g_clear_pointer (&entry->row->body, g_bytes_unref);
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                       _("What is kept of this request is not what was sent: its hash differs from the one that was written down "
                         "before it left. The file of the history was changed or damaged."));
  return FALSE;
}

/**
 * askg_ledger_sql_load:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE where there is no such row; %ASKG_ERROR_STORAGE when its bytes are not those
 *   that were hashed before they left
 *
 * Returns: (transfer full): the row, with its body where that is kept
 */
AskgLedgerEntry *
askg_ledger_sql_load (AskgDb  *db,
                      gint64   id,
                      GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT " COLUMNS " FROM ledger WHERE id = ?1", "i", id);
  g_autoptr(AskgLedgerEntry) entry = NULL;
  AskgDbStep step;

  if (stmt == NULL || (step = askg_db_step (db, stmt, error)) == ASKG_DB_ERROR)
    return NULL;
  if (step == ASKG_DB_DONE)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("There is no request %" PRId64 " in the ledger. See “askglass ledger”."), id);
      return NULL;
    }
  entry = read_entry (stmt);

  return !entry->has_bytes || read_bytes (db, entry, error) ? g_steal_pointer (&entry) : NULL;
}

/* What is gone is overwritten (secure_delete), leaves the log, and the file gets smaller. */
static gboolean
give_room_back (AskgDb  *db,
                GError **error)
{
  return askg_db_exec (db, "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);", error);
}

/**
 * askg_ledger_sql_purge:
 * @before_us: rows begun before; %G_MAXINT64 for all
 * @out_n_rows: (out): how many went
 *
 * Erases rows and their bytes. What answers took and cost stays where it is written; so do rows of what may still be
 * on its way: their end has yet to be written down.
 */
gboolean
askg_ledger_sql_purge (AskgDb  *db,
                       gint64   before_us,
                       guint   *out_n_rows,
                       GError **error)
{
  if (!askg_db_change (db, error, "DELETE FROM ledger WHERE begun_at_us < ?1 AND (outcome IS NOT NULL OR begun_at_us < ?2)",
                       "ii", before_us, g_get_real_time () - UNDER_WAY_US))
    return FALSE;
  *out_n_rows = (guint) sqlite3_changes (askg_db_get_handle (db));

  return *out_n_rows == 0 || give_room_back (db, error);
}

/* Erases the bytes of what was begun before; the rows with their hashes stay. */
gboolean
askg_ledger_sql_expire (AskgDb  *db,
                        gint64   before_us,
                        GError **error)
{
  if (!askg_db_change (db, error,
                       "DELETE FROM sent WHERE (SELECT begun_at_us FROM ledger WHERE id = ledger_id) < ?1", "i", before_us))
    return FALSE;

  return sqlite3_changes (askg_db_get_handle (db)) == 0 || give_room_back (db, error);
}
