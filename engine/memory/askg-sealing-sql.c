/* askg-sealing-sql.c: the store's thread. From the first step on what is new is written in the new way; the
 * index changes at once and whole, the rows a few at a time, and both kinds of rows can be read. */
#include "engine/memory/askg-sealing-sql.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-index-sql.h"

#define ROWS_A_STEP 100
#define BLOBS_A_STEP 8
#define PROBE "seal ('sealing.probe', 1, 'askglass')"

const AskgSealedTable askg_sealed_tables[] = {
  { "conversation", "id", NULL, { "title" }, NULL },
  { "turn", "id", NULL, { "question", "answer", "error_message" }, NULL },
  { "piece", "turn_id", "start_bytes", { "text" }, NULL },
  { "attachment", "turn_id", "position", { "title", "text", "page", "error_message" }, NULL },
  { "pointer", "turn_id", "number", { "label" }, NULL },
  { "reply", "turn_id", NULL, { "reasoning" }, NULL },
  { "thought", "turn_id", "start_bytes", { "text" }, NULL },
  { "note", "turn_id", "position", { "text" }, NULL },
  { "tool_call", "turn_id", "position", { "arguments" }, NULL },
  { "ledger", "id", NULL, { "window_title" }, NULL },
  { "sent", "ledger_id", NULL, { "bytes" }, NULL },
  { "picture", "id", NULL, { "png" }, "sha256" },
  { "given_picture", "turn_id", "position", { "bytes" }, "sha256" },
  { "sound", "turn_id", "position", { "wav" }, "sha256" },
  { "fold", "conversation_id", NULL, { "text" }, NULL },
  { "fact", "id", NULL, { "text" }, NULL },
  { "recalled", "turn_id", "position", { "text" }, NULL },
  { "vector", "turn_id", NULL, { "bytes" }, NULL },
};
const guint askg_n_sealed_tables = G_N_ELEMENTS (askg_sealed_tables);

static const char *const states[] = { [ASKG_SEAL_CLOSING] = "closing", [ASKG_SEAL_ON] = "on", [ASKG_SEAL_OPENING] = "opening" };

static AskgSealState
read_state (const char *word)
{
  for (guint i = ASKG_SEAL_CLOSING; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (word, states[i]) == 0)
      return i;

  return ASKG_SEAL_ON; /* of no version there is: what is written is at least not in the open */
}

/* The row may be lost where the file was damaged; what is sealed is so all the same, and says by which key. */
static gboolean
guess_row (AskgDb    *db,
           AskgSeal  *seal,
           GError   **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT question FROM turn WHERE question <> ''"
                                                           " ORDER BY id DESC LIMIT 1", "");
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *question = askg_db_column_text (stmt, 0);
      g_autofree char *key_id = question != NULL ? askg_seal_dup_key_id (question) : NULL;

      if (key_id != NULL)
        {
          askg_seal_set_state (seal, ASKG_SEAL_CLOSING);
          askg_seal_set_key_id (seal, key_id);
        }
    }

  return step == ASKG_DB_DONE;
}

/* A file of an older version has no such table; one that is not encrypted, no row in it. */
static gboolean
read_row (AskgDb    *db,
          AskgSeal  *seal,
          GError   **error)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  gint64 n_tables;
  AskgDbStep step;

  askg_seal_set_state (seal, ASKG_SEAL_OFF);
  if (!askg_db_get_number (db, &n_tables, error, "SELECT count(*) FROM sqlite_schema WHERE name = 'sealing'", ""))
    return FALSE;
  if (n_tables == 0)
    return TRUE;

  stmt = askg_db_query (db, error, "SELECT state, key_id FROM sealing", "");
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *state = askg_db_column_text (stmt, 0);
      g_autofree char *key_id = askg_db_column_text (stmt, 1);

      askg_seal_set_state (seal, read_state (state));
      askg_seal_set_key_id (seal, key_id);
    }

  return step == ASKG_DB_DONE && (askg_seal_get_state (seal) != ASKG_SEAL_OFF || guess_row (db, seal, error));
}

/* Whether the key there is is the right one. */
static gboolean
opens_probe (AskgDb    *db,
             gboolean  *out_does,
             GError   **error)
{
  gint64 n_rows, n_opened;

  if (!askg_db_get_number (db, &n_rows, error, "SELECT count(*) FROM sealing", ""))
    return FALSE;
  if (!askg_db_get_number (db, &n_opened, error,
                           n_rows > 0 ? "SELECT count(*) FROM sealing WHERE unseal ('sealing.probe', 1, probe) = 'askglass'"
                                      : "SELECT count(*) FROM (SELECT * FROM turn WHERE question <> '' ORDER BY id DESC LIMIT 1)"
                                        " WHERE unseal ('turn.question', id, question) <> char (0xFFFD)", ""))
    return FALSE;
  *out_does = n_opened > 0;

  return n_rows > 0 || n_opened == 0 || askg_db_is_read_only (db) ||
         askg_db_change (db, error, "INSERT INTO sealing VALUES (1, ?1, ?2, " PROBE ", 0, 0)", "ss", states[ASKG_SEAL_CLOSING],
                         askg_seal_get_key_id (askg_db_get_seal (db)));
}

/**
 * askg_sealing_sql_attach:
 * @known: with the key, where there is one; else it learns which one is wanted
 *
 * Before anything else is read of @db: finds out whether it is encrypted, and gives it the key.
 *
 * Errors: %ASKG_ERROR_NO_KEYRING when it is and there is no key, or another's; else as askg_db_fail()
 */
gboolean
askg_sealing_sql_attach (AskgDb    *db,
                         AskgSeal  *known,
                         GError   **error)
{
  AskgSeal *seal = askg_db_get_seal (db);
  gboolean is_right = FALSE;

  if (!read_row (db, seal, error))
    return FALSE;
  if (askg_seal_get_state (seal) == ASKG_SEAL_OFF)
    return TRUE;

  askg_seal_set_key_id (known, askg_seal_get_key_id (seal));
  askg_seal_share (seal, known);
  if (askg_seal_has_key (seal) && !opens_probe (db, &is_right, error))
    return FALSE;
  if (is_right)
    return TRUE;

  if (!askg_seal_has_key (seal))
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING,
                         _("The history is encrypted and its key was not found. Unlock the keyring that keeps it, then try again; the history itself is whole."));
  else
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING,
                         _("The history is encrypted with another key than the keyring keeps. Bring back the keyring it was made with, then try again; the history itself is whole."));
  askg_seal_forget (known);

  return FALSE;
}

static gboolean
write_state (AskgDb        *db,
             AskgSealState  state,
             GError       **error)
{
  return askg_db_change (db, error, "UPDATE sealing SET state = ?1, n_tables_done = 0, last_key = 0", "s", states[state]);
}

/**
 * askg_sealing_sql_close:
 * @key: with its name; must be safe in a keyring already
 *
 * From now on what is written is sealed and the index holds keyed hashes; askg_sealing_sql_step() does the
 * same to what is older. Of a history that is being decrypted: turns back.
 */
gboolean
askg_sealing_sql_close (AskgDb    *db,
                        AskgSeal  *key,
                        GError   **error)
{
  AskgSeal *seal = askg_db_get_seal (db);
  const AskgSealState before = askg_seal_get_state (seal);
  g_auto(AskgDbTx) tx = { NULL, NULL };

  if (askg_seal_is_closing (seal))
    return TRUE;
  if (!askg_db_tx_begin (&tx, db, error))
    return FALSE;
  if (before == ASKG_SEAL_OFF)
    {
      askg_seal_share (seal, key);
      askg_seal_set_key_id (seal, askg_seal_get_key_id (key));
    }
  askg_seal_set_state (seal, ASKG_SEAL_CLOSING);
  if ((before == ASKG_SEAL_OPENING
         ? write_state (db, ASKG_SEAL_CLOSING, error)
         : askg_db_change (db, error, "INSERT INTO sealing VALUES (1, ?1, ?2, " PROBE ", 0, 0)", "ss",
                           states[ASKG_SEAL_CLOSING], askg_seal_get_key_id (key))) &&
      askg_index_sql_rebuild (db, error) &&
      askg_db_tx_commit (&tx, error))
    return TRUE;

  askg_seal_set_state (seal, before);
  return FALSE;
}

/* From now on what is written is plain, and the index holds words. */
gboolean
askg_sealing_sql_open (AskgDb  *db,
                       GError **error)
{
  AskgSeal *seal = askg_db_get_seal (db);
  const AskgSealState before = askg_seal_get_state (seal);
  g_auto(AskgDbTx) tx = { NULL, NULL };

  if (before == ASKG_SEAL_OFF || before == ASKG_SEAL_OPENING)
    return TRUE;
  if (!askg_db_tx_begin (&tx, db, error))
    return FALSE;
  askg_seal_set_state (seal, ASKG_SEAL_OPENING);
  if (write_state (db, ASKG_SEAL_OPENING, error) && askg_index_sql_rebuild (db, error) && askg_db_tx_commit (&tx, error))
    return TRUE;

  askg_seal_set_state (seal, before);
  return FALSE;
}

static void
append_place (GString               *sql,
              const AskgSealedTable *table,
              const char            *column)
{
  g_string_append_printf (sql, "'%s.%s', %s%s%s, %s", table->table, column, table->key,
                          table->second_key != NULL ? ", " : "", table->second_key != NULL ? table->second_key : "", column);
}

static char *
update_of (const AskgSealedTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET ", table->table);
  for (guint i = 0; i < G_N_ELEMENTS (table->columns) && table->columns[i] != NULL; i++)
    {
      g_string_append_printf (sql, "%s%s = reseal (", i > 0 ? ", " : "", table->columns[i]);
      append_place (sql, table, table->columns[i]);
      g_string_append_c (sql, ')');
    }
  if (table->fingerprint != NULL)
    {
      g_string_append_printf (sql, ", %s = coalesce (fingerprint (unseal (", table->fingerprint);
      append_place (sql, table, table->columns[0]);
      g_string_append_printf (sql, ")), %s)", table->fingerprint);
    }
  g_string_append_printf (sql, " WHERE %s > ?1 AND %s <= ?2", table->key, table->key);

  return g_string_free (sql, FALSE);
}

/* The key of the last row of the next few after @last; @last when there is none. */
static gboolean
find_end (AskgDb                 *db,
          const AskgSealedTable  *table,
          gint64                  last,
          gint64                 *out_end,
          GError                **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (%s), ?1) FROM (SELECT %s FROM %s WHERE %s > ?1 ORDER BY %s LIMIT ?2)",
                                          table->key, table->key, table->table, table->key, table->key);

  return askg_db_get_number (db, out_end, error, sql, "ii", last,
                             (gint64) (table->fingerprint != NULL ? BLOBS_A_STEP : ROWS_A_STEP));
}

static gboolean
write_rows (AskgDb                 *db,
            const AskgSealedTable  *table,
            gint64                  n_done,
            gint64                  last,
            GError                **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };
  g_autofree char *update = update_of (table);
  gint64 end;

  if (!askg_db_tx_begin (&tx, db, error) || !find_end (db, table, last, &end, error))
    return FALSE;
  if (end == last)
    return askg_db_change (db, error, "UPDATE sealing SET n_tables_done = ?1, last_key = 0", "i", n_done + 1) &&
           askg_db_tx_commit (&tx, error);

  return askg_db_change (db, error, update, "ii", last, end) &&
         askg_db_change (db, error, "UPDATE sealing SET last_key = ?1", "i", end) &&
         askg_db_tx_commit (&tx, error);
}

/**
 * askg_sealing_sql_step:
 * @out_percent: (out): of what is older; 100: all of it, and askg_sealing_sql_finish() is next
 *
 * Writes a few rows again: some milliseconds.
 */
gboolean
askg_sealing_sql_step (AskgDb  *db,
                       guint   *out_percent,
                       GError **error)
{
  gint64 n_done, last, most;
  const AskgSealedTable *table;
  g_autofree char *sql = NULL;

  if (!askg_db_get_number (db, &n_done, error, "SELECT n_tables_done FROM sealing", "") ||
      !askg_db_get_number (db, &last, error, "SELECT last_key FROM sealing", ""))
    return FALSE;
  *out_percent = 100;
  if (n_done < 0 || n_done >= askg_n_sealed_tables)
    return TRUE;

  table = &askg_sealed_tables[n_done];
  sql = g_strdup_printf ("SELECT max (%s) FROM %s", table->key, table->table);
  if (!askg_db_get_number (db, &most, error, sql, ""))
    return FALSE;
  *out_percent = MIN (99, (100 * n_done + (most > 0 ? 100 * MIN (last, most) / most : 0)) / askg_n_sealed_tables);

  return write_rows (db, table, n_done, last, error);
}

/**
 * askg_sealing_sql_finish:
 *
 * Writes the file anew, so that nothing of the former rows is left in it or in its log: takes as long as
 * copying it, and as much room on the disk. Until that is done it counts as unfinished.
 */
gboolean
askg_sealing_sql_finish (AskgDb  *db,
                         GError **error)
{
  AskgSeal *seal = askg_db_get_seal (db);
  const gboolean is_closing = askg_seal_is_closing (seal);

  if (!askg_db_exec (db, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);", error))
    return FALSE;
  if (!(is_closing ? write_state (db, ASKG_SEAL_ON, error) : askg_db_change (db, error, "DELETE FROM sealing", "")))
    return FALSE;
  askg_seal_set_state (seal, is_closing ? ASKG_SEAL_ON : ASKG_SEAL_OFF);
  if (!is_closing)
    askg_seal_forget (seal);

  return TRUE;
}
