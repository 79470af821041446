/* askg-rescue.c: the store's thread. Reads never trust the damaged file further than SQLite's own
 * checks; what violates a rule of the new file is left out. */
#include "engine/memory/askg-rescue.h"

#include "engine/memory/askg-index-sql.h"

#define MAX_MISSES 10000 /* ids tried in a row without finding one that can be read */

typedef struct
{
  const char *table;
  const char *key;     /* what a row is looked up by: a number */
  const char *columns;
  guint       n_columns;
} Table;

/* Parents before children. A table without a rowid of its own is looked up by its turn. */
static const Table tables[] = {
  { "conversation", "id", "id, title, changed_at_us, deleted_at_us", 4 },
  { "turn", "id", "id, conversation_id, asked_at_us, question, engine_id, engine_name, state, answer,"
                  " first_text_us, duration_us, error_id, error_message", 12 },
  { "piece", "turn_id", "turn_id, start_bytes, text", 3 },
  { "picture", "id", "id, sha256, png", 3 },
  { "attachment", "id", "id, turn_id, position, kind, title, app, text, page, reading, error_id, error_message,"
                        " picture_id, output, place_x, place_y, place_width, place_height", 17 },
  { "pointer", "turn_id", "turn_id, number, attachment, x, y, width, height, label", 8 },
  { "reply", "turn_id", "turn_id, model, finish, reasoning", 4 },
  { "thought", "turn_id", "turn_id, start_bytes, text", 3 },
  { "note", "turn_id", "turn_id, position, text", 3 },
  { "tool_call", "turn_id", "turn_id, position, call_id, name, arguments", 5 },
  { "span", "turn_id", "turn_id, position, kind, start_us, duration_us, is_reused, is_engines", 7 },
  { "given_picture", "id", "id, turn_id, position, mime, sha256, bytes", 6 },
  { "sound", "id", "id, turn_id, position, sha256, wav", 5 },
  { "usage", "id", "id, turn_id, at_us, engine_id, model, input, output, total, cached, reasoning, audio_in,"
                   " audio_out, image_in, cost_usd", 14 },
  { "ledger", "id", "id, begun_at_us, engine_id, engine_name, host, is_this_machine, request, kinds, n_pictures,"
                    " n_bytes, sha256, window_title, outcome, http_status, n_sent_bytes, n_received_bytes,"
                    " ended_at_us", 17 },
};

/* Rows whose other half is lost: a conversation is made for its turns, the rest goes. */
static const char *mend =
  "INSERT OR IGNORE INTO conversation (id, title, changed_at_us)"
  "  SELECT conversation_id, substr (question, 1, 60), max (asked_at_us) FROM turn"
  "    WHERE conversation_id NOT IN (SELECT id FROM conversation) GROUP BY conversation_id;"
  "DELETE FROM piece WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM attachment WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM pointer WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM reply WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM thought WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM note WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM tool_call WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM span WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM given_picture WHERE turn_id NOT IN (SELECT id FROM turn);"
  "DELETE FROM sound WHERE turn_id NOT IN (SELECT id FROM turn);"
  "UPDATE usage SET turn_id = NULL WHERE turn_id NOT IN (SELECT id FROM turn);"
  "UPDATE attachment SET picture_id = NULL WHERE picture_id NOT IN (SELECT id FROM picture);";

typedef struct
{
  AskgDb       *from;
  AskgDb       *to;
  const Table  *table;
  sqlite3_stmt *insert; /* owned */
  gint64        last;   /* key of the row copied last */
} Copy;

static char *
list_of_places (guint n)
{
  GString *places = g_string_new ("?1");

  for (guint i = 2; i <= n; i++)
    g_string_append_printf (places, ", ?%u", i);

  return g_string_free (places, FALSE);
}

static gboolean
copy_row (Copy          *copy,
          sqlite3_stmt  *row,
          GError       **error)
{
  int result;

  for (guint i = 0; i < copy->table->n_columns; i++)
    if (sqlite3_bind_value (copy->insert, i + 1, sqlite3_column_value (row, i)) != SQLITE_OK)
      return askg_db_fail (copy->to, error);
  copy->last = sqlite3_column_int64 (row, 0);
  result = sqlite3_step (copy->insert);
  (void) sqlite3_reset (copy->insert);

  /* A value that does not fit (text where a number belongs) is damage: the row is left out. */
  return result == SQLITE_DONE || (result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_MISMATCH ||
         askg_db_fail (copy->to, error);
}

/* Copies the rows of @rows until the first that cannot be read; they start over with the next call. */
static gboolean
copy_rows (Copy          *copy,
           sqlite3_stmt  *rows,
           gint64         first,
           gboolean      *out_complete,
           GError       **error)
{
  int result;

  (void) sqlite3_reset (rows);
  (void) sqlite3_bind_int64 (rows, 1, first);
  while ((result = sqlite3_step (rows)) == SQLITE_ROW)
    if (!copy_row (copy, rows, error))
      return FALSE;
  *out_complete = result == SQLITE_DONE;

  return TRUE;
}

static sqlite3_stmt *
select_rows (Copy       *copy,
             const char *order)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s %s", copy->table->columns,
                                          copy->table->table, copy->table->key, order);

  return askg_db_query (copy->from, NULL, sql, "");
}

/* Each id between the two ends that can be read; where the far end is not known, until there seems
 * to be nothing more. */
static gboolean
copy_one_by_one (Copy    *copy,
                 gint64   front,
                 gint64   back,
                 GError **error)
{
  g_autoptr(sqlite3_stmt) row = select_rows (copy, "= ?1");
  guint n_misses = 0;

  for (gint64 id = front; row != NULL && id <= back && n_misses < MAX_MISSES; id++)
    {
      gboolean is_complete;

      copy->last = G_MININT64;
      if (!copy_rows (copy, row, id, &is_complete, error))
        return FALSE;
      n_misses = copy->last == id ? 0 : n_misses + 1;
    }

  return TRUE;
}

/* From the front as far as it goes, from the back as far as it goes, and what lies between. */
static gboolean
copy_table (Copy    *copy,
            GError **error)
{
  g_autoptr(sqlite3_stmt) forward = select_rows (copy, ">= ?1 ORDER BY 1");
  g_autoptr(sqlite3_stmt) backward = select_rows (copy, ">= ?1 ORDER BY 1 DESC");
  gboolean is_complete;
  gint64 front;

  if (forward == NULL || backward == NULL)
    return TRUE; /* the table is not there any more */
  copy->last = 0;
  if (!copy_rows (copy, forward, G_MININT64, &is_complete, error))
    return FALSE;
  if (is_complete)
    return TRUE;

  front = copy->last;
  copy->last = G_MAXINT64;

  return copy_rows (copy, backward, front, &is_complete, error) &&
         copy_one_by_one (copy, front, copy->last, error);
}

static gboolean
copy_one (AskgDb       *from,
          AskgDb       *to,
          const Table  *table,
          GError      **error)
{
  g_autofree char *places = list_of_places (table->n_columns);
  g_autofree char *sql = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)",
                                          table->table, table->columns, places);
  g_autoptr(sqlite3_stmt) insert = askg_db_query (to, error, sql, "");
  Copy copy = { from, to, table, insert, 0 };

  return insert != NULL && copy_table (&copy, error);
}

/**
 * askg_rescue_copy:
 * @from: opened with %ASKG_DB_SALVAGE
 * @to: new and empty, with its tables
 * @out_n_turns: (out): how many questions could be saved
 *
 * Errors: only those of @to; what cannot be read of @from is left out.
 */
gboolean
askg_rescue_copy (AskgDb   *from,
                  AskgDb   *to,
                  gint64   *out_n_turns,
                  GError  **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  if (!askg_db_exec (to, "PRAGMA foreign_keys=OFF", error) || !askg_db_tx_begin (&tx, to, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!copy_one (from, to, &tables[i], error))
      return FALSE;

  return askg_db_exec (to, mend, error) &&
         askg_index_sql_rebuild (to, error) &&
         askg_db_get_number (to, out_n_turns, error, "SELECT count(*) FROM turn", "") &&
         askg_db_tx_commit (&tx, error) &&
         askg_db_exec (to, "PRAGMA foreign_keys=ON", error);
}
