/* askg-shelf-sql.c: the store's thread. A shelf holds no text of its own: what is taken from it must be
 * told to it exactly as it was put there. */
#include "engine/memory/askg-shelf-sql.h"

#include "engine/memory/askg-turn-text.h"

#define FULL_TURNS 32768
#define FULL_BYTES (16 * 1024 * 1024)
#define MERGE_PAGES 64  /* of 4 KiB, in one go: some ten milliseconds */

/* The columns are the kinds of askg-search.h, in their order. */
#define COLUMNS "question, answer, code, picture, text, sound, window"

/**
 * askg_shelf_sql_fill:
 * @sql: with "%ID" where the number of the shelf belongs
 *
 * Returns: (transfer full): the statement for this shelf
 */
char *
askg_shelf_sql_fill (const char *sql,
                     gint64      shelf_id)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, shelf_id);
  g_auto(GStrv) parts = g_strsplit (sql, "%ID", -1);

  return g_strjoinv (id, parts);
}

/* What SQLite takes for a mistake in a statement on a shelf is one in the tables of the shelf. */
static gboolean
tell_failed (AskgDb  *db,
             GError **error)
{
  const int code = sqlite3_errcode (askg_db_get_handle (db));

  if (code != SQLITE_ERROR && code != SQLITE_CONSTRAINT)
    return FALSE;

  g_clear_error (error);
  return askg_db_tell_bad_index (db, error);
}

static gboolean
exec (AskgDb      *db,
      GError     **error,
      const char  *format,
      gint64       shelf_id)
{
  g_autofree char *sql = askg_shelf_sql_fill (format, shelf_id);

  return askg_db_exec (db, sql, error) || tell_failed (db, error);
}

/**
 * askg_shelf_sql_make:
 * @first_turn: from which on it holds turns; below that of every other shelf, or above
 */
gboolean
askg_shelf_sql_make (AskgDb     *db,
                     gint64      first_turn,
                     AskgShelf  *out_shelf,
                     GError    **error)
{
  if (!askg_db_change (db, error, "INSERT INTO shelf (first_turn) VALUES (?1)", "i", first_turn))
    return FALSE;
  *out_shelf = (AskgShelf) { sqlite3_last_insert_rowid (askg_db_get_handle (db)), first_turn, 0, 0, FALSE };

  return exec (db, error, "CREATE VIRTUAL TABLE words_%ID USING fts5 (" COLUMNS ", content='', tokenize='askglass')",
               out_shelf->id);
}

static gboolean
exec_of_table (AskgDb      *db,
               const char  *format,
               const char  *name)
{
  char *sql = sqlite3_mprintf (format, name, name, name, name);
  const gboolean is_done = sql != NULL && sqlite3_exec (askg_db_get_handle (db), sql, NULL, NULL, NULL) == SQLITE_OK;

  sqlite3_free (sql);
  return is_done;
}

/* Where SQLite cannot make sense of a shelf it does not even remove it: then it is told first that the
 * shelf is empty, in the tables that are otherwise its own. */
static gboolean
drop (AskgDb      *db,
      const char  *name,
      GError     **error)
{
  sqlite3 *handle = askg_db_get_handle (db);
  gboolean is_empty;

  if (exec_of_table (db, "DROP TABLE \"%w\"", name))
    return TRUE;

  (void) sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  is_empty = exec_of_table (db, "CREATE TABLE IF NOT EXISTS \"%w_data\" (id INTEGER PRIMARY KEY, block BLOB);"
                                "CREATE TABLE IF NOT EXISTS \"%w_config\" (k PRIMARY KEY, v) WITHOUT ROWID;"
                                "REPLACE INTO \"%w_data\" VALUES (10, x'00000000000000');" /* no pieces, of no level */
                                "REPLACE INTO \"%w_config\" VALUES ('version', 4)", name);
  (void) sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return (is_empty && exec_of_table (db, "DROP TABLE \"%w\"", name)) ||
         askg_db_fail (db, error) || tell_failed (db, error);
}

/* Also shelves that are not in the list, of a file that was damaged. */
gboolean
askg_shelf_sql_drop_all (AskgDb  *db,
                         GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT name FROM sqlite_schema WHERE name GLOB 'words_*' AND sql LIKE 'CREATE VIRTUAL%'", "");
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    g_ptr_array_add (names, askg_db_column_text (stmt, 0));
  g_clear_pointer (&stmt, sqlite3_finalize);
  if (step != ASKG_DB_DONE)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!drop (db, g_ptr_array_index (names, i), error))
      return FALSE;

  return askg_db_exec (db, "DELETE FROM shelf", error);
}

static AskgShelf
read_shelf (sqlite3_stmt *stmt)
{
  return (AskgShelf) { sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1), sqlite3_column_int64 (stmt, 2),
                       sqlite3_column_int64 (stmt, 3), sqlite3_column_int (stmt, 4) };
}

/* (transfer full) (element-type AskgShelf): the newest first */
GArray *
askg_shelf_sql_list (AskgDb  *db,
                     GError **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (AskgShelf));
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT id, first_turn, n_turns, n_bytes, is_full FROM shelf ORDER BY first_turn DESC", "");
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      const AskgShelf shelf = read_shelf (stmt);

      g_array_append_val (list, shelf);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&list) : NULL;
}

/* Where this turn stands, or will; the id is 0 where there is no shelf for it. */
gboolean
askg_shelf_sql_find (AskgDb     *db,
                     gint64      turn_id,
                     AskgShelf  *out_shelf,
                     GError    **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT id, first_turn, n_turns, n_bytes, is_full FROM shelf WHERE first_turn <= ?1"
                              " ORDER BY first_turn DESC LIMIT 1", "i", turn_id);
  AskgDbStep step;

  *out_shelf = (AskgShelf) { 0 };
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    *out_shelf = read_shelf (stmt);

  return step == ASKG_DB_DONE;
}

/* Every text of one kind, one after the other. */
static void
bind_texts (sqlite3_stmt        *stmt,
            int                  first_place,
            const AskgTurnText  *turn,
            gint64              *n_bytes)
{
  *n_bytes = 0;
  for (guint kind = 0; kind < ASKG_SEARCH_N_KINDS; kind++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint i = 0; i < turn->parts->len; i++)
        {
          const AskgTurnPart *part = g_ptr_array_index (turn->parts, i);

          if (part->kind == 1u << kind)
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part->text);
        }
      *n_bytes += text->len;
      (void) sqlite3_bind_text (stmt, first_place + kind, text->str, text->len, SQLITE_TRANSIENT);
    }
}

/* Runs @format, whose first value is the turn's id and whose others are its texts. */
static gboolean
tell (AskgDb           *db,
      const AskgShelf  *shelf,
      gint64            turn_id,
      const char       *format,
      gint64           *out_n_bytes,
      GError          **error)
{
  g_autoptr(AskgTurnText) turn = askg_turn_text_read (db, turn_id, error);
  g_autofree char *sql = askg_shelf_sql_fill (format, shelf->id);
  g_autoptr(sqlite3_stmt) stmt = NULL;

  *out_n_bytes = -1;
  if (turn == NULL)
    return FALSE;
  if (turn->conversation_id == 0)
    return TRUE; /* there is no such turn */
  stmt = askg_db_query (db, error, sql, "i", turn_id);
  if (stmt == NULL)
    return tell_failed (db, error);
  bind_texts (stmt, 2, turn, out_n_bytes);

  return askg_db_step (db, stmt, error) == ASKG_DB_DONE || tell_failed (db, error);
}

/* Puts what the turn can be found by on the shelf. */
gboolean
askg_shelf_sql_put (AskgDb           *db,
                    const AskgShelf  *shelf,
                    gint64            turn_id,
                    GError          **error)
{
  gint64 n_bytes;

  return tell (db, shelf, turn_id, "INSERT INTO words_%ID (rowid, " COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
               &n_bytes, error) &&
         (n_bytes < 0 ||
          askg_db_change (db, error,
                          "UPDATE shelf SET n_turns = n_turns + 1, n_bytes = n_bytes + ?2,"
                          " is_full = is_full OR n_turns + 1 >= ?3 OR n_bytes + ?2 >= ?4 WHERE id = ?1",
                          "iiii", shelf->id, n_bytes, (gint64) FULL_TURNS, (gint64) FULL_BYTES));
}

/* Takes it off again; the texts must still be those it was put there with. */
gboolean
askg_shelf_sql_take (AskgDb           *db,
                     const AskgShelf  *shelf,
                     gint64            turn_id,
                     GError          **error)
{
  gint64 n_bytes;

  return tell (db, shelf, turn_id, "INSERT INTO words_%ID (words_%ID, rowid, " COLUMNS ")"
                                   " VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &n_bytes, error) &&
         (n_bytes < 0 ||
          askg_db_change (db, error, "UPDATE shelf SET n_turns = n_turns - 1, n_bytes = n_bytes - ?2 WHERE id = ?1",
                          "ii", shelf->id, n_bytes));
}

/* What was taken stays in the index, marked, until its pieces are merged: this merges them all. */
gboolean
askg_shelf_sql_squeeze (AskgDb  *db,
                        gint64   shelf_id,
                        GError **error)
{
  return exec (db, error, "INSERT INTO words_%ID (words_%ID) VALUES ('optimize')", shelf_id) &&
         askg_db_change (db, error, "UPDATE shelf SET has_forgotten = 0 WHERE id = ?1", "i", shelf_id);
}

/**
 * askg_shelf_sql_merge:
 * @out_is_done: (out): whether it is of one piece now
 *
 * A little of what askg_shelf_sql_squeeze() does, so that nobody waits for it: words are found
 * faster in one piece.
 */
gboolean
askg_shelf_sql_merge (AskgDb    *db,
                      gint64     shelf_id,
                      gboolean  *out_is_done,
                      GError   **error)
{
  sqlite3 *handle = askg_db_get_handle (db);
  const int before = sqlite3_total_changes (handle);
  g_autofree char *format = g_strdup_printf ("INSERT INTO words_%%ID (words_%%ID, rank) VALUES ('merge', -%d)", MERGE_PAGES);

  if (!exec (db, error, format, shelf_id))
    return FALSE;
  /* SQLite's own word for it: one change is the command itself. */
  *out_is_done = sqlite3_total_changes (handle) - before < 2;

  return !*out_is_done || askg_db_change (db, error, "UPDATE shelf SET is_settled = 1 WHERE id = ?1", "i", shelf_id);
}

/**
 * askg_shelf_sql_check:
 * @first_turn: of those that must stand on it
 * @before_turn: and the first that must not
 *
 * Fails where the shelf does not agree with itself, or has not just the turns it should have; then
 * askg_db_take_bad_index() says so.
 */
gboolean
askg_shelf_sql_check (AskgDb           *db,
                      const AskgShelf  *shelf,
                      gint64            first_turn,
                      gint64            before_turn,
                      GError          **error)
{
  g_autofree char *sql =
    askg_shelf_sql_fill ("SELECT count(*) FROM (SELECT id FROM turn WHERE id >= ?1 AND id < ?2) AS t FULL JOIN"
                         " words_%ID_docsize AS d ON d.id = t.id WHERE d.id IS NULL OR t.id IS NULL", shelf->id);
  gint64 n_amiss;

  return exec (db, error, "INSERT INTO words_%ID (words_%ID) VALUES ('integrity-check')", shelf->id) &&
         askg_db_get_number (db, &n_amiss, error, sql, "ii", first_turn, before_turn) &&
         (n_amiss == 0 || askg_db_tell_bad_index (db, error));
}
