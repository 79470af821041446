/* askg-rescue.c: the store's thread. Reads never trust the damaged file further than SQLite's own
 * checks; what violates a rule of the new file is left out. */
#include "engine/memory/askg-rescue.h"

#include <string.h>

#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-rescue-pages.h"
#include "engine/memory/askg-rescue-table.h"
#include "engine/memory/askg-sealing-sql.h"

#define MAX_MISSES 10000 /* ids tried in a row without finding one that can be read */

/* A conversation whose own row is lost is made for its turns, with a name that no other copy of it has. */
static const char *mend =
  "INSERT OR IGNORE INTO conversation (id, title, changed_at_us)"
  "  SELECT conversation_id, seal ('conversation.title', conversation_id,"
  "    substr (unseal ('turn.question', id, question), 1, 60)), max (asked_at_us) FROM turn"
  "    WHERE conversation_id NOT IN (SELECT id FROM conversation) GROUP BY conversation_id;"
  "UPDATE conversation SET uid = randomblob (16) WHERE uid IS NULL;";

typedef struct
{
  AskgDb          *from;
  AskgDb          *to;
  AskgRescueTable *table;
  gboolean        *lacks;   /* whether anything could not be read, so far */
  char            *columns; /* owned: "a, b" */
  sqlite3_stmt    *insert;  /* owned */
  gint64           last;    /* key of the row copied last */
} Copy;

static char *
join_columns (const AskgRescueTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (text, i == 0 ? "%s" : ", %s", (const char *) g_ptr_array_index (table->columns, i));

  return g_string_free (text, FALSE);
}

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

  for (guint i = 0; i < copy->table->columns->len; i++)
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
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s %s", copy->columns,
                                          copy->table->name, copy->table->key, order);

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
    {
      *copy->lacks = TRUE; /* it cannot be read at all */
      return TRUE;
    }
  copy->last = 0;
  if (!copy_rows (copy, forward, G_MININT64, &is_complete, error))
    return FALSE;
  if (is_complete)
    return TRUE;

  *copy->lacks = TRUE;
  front = copy->last;
  copy->last = G_MAXINT64;

  return copy_rows (copy, backward, front, &is_complete, error) &&
         copy_one_by_one (copy, front, copy->last, error);
}

static gboolean
copy_one (AskgDb           *from,
          AskgDb           *to,
          AskgRescueTable  *table,
          gboolean         *lacks,
          GError          **error)
{
  g_autofree char *places = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *sql = NULL;
  g_autoptr(sqlite3_stmt) insert = NULL;

  askg_rescue_table_fit (table, from);
  if (table->columns->len == 0)
    {
      /* An older file does not have them all; but this one every file has. */
      *lacks |= strcmp (table->name, "turn") == 0;
      return TRUE;
    }
  places = list_of_places (table->columns->len);
  columns = join_columns (table);
  sql = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", table->name, columns, places);
  insert = askg_db_query (to, error, sql, "");

  return insert != NULL && copy_table (&(Copy) { from, to, table, lacks, columns, insert, 0 }, error);
}

static gboolean
copy_all (const char  *path,
          AskgDb      *from,
          AskgDb      *to,
          AskgSeal    *known,
          GPtrArray   *tables,
          GError     **error)
{
  gboolean lacks = from == NULL;

  for (guint i = 0; i < tables->len && from != NULL; i++)
    if (!copy_one (from, to, g_ptr_array_index (tables, i), &lacks, error))
      return FALSE;
  if (lacks && !askg_rescue_pages (path, to, tables, error))
    return FALSE;
  if (!askg_sealing_sql_attach (to, known, error) || !askg_db_exec (to, mend, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!askg_rescue_table_mend (g_ptr_array_index (tables, i), to, error))
      return FALSE;

  return TRUE;
}

/**
 * askg_rescue_copy:
 * @path: of the damaged file
 * @from: (nullable): the same, opened with %ASKG_DB_SALVAGE; %NULL where that cannot be done
 * @to: new and empty, with its tables
 * @known: as for askg_sealing_sql_attach(): what is sealed is copied as it is, but its index needs the key
 * @out_n_turns: (out): how many questions could be saved
 *
 * Errors: only those of @to; what cannot be read of @from is left out.
 */
gboolean
askg_rescue_copy (const char  *path,
                  AskgDb      *from,
                  AskgDb      *to,
                  AskgSeal    *known,
                  gint64      *out_n_turns,
                  GError     **error)
{
  g_autoptr(GPtrArray) tables = askg_rescue_tables (to, error);
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return tables != NULL &&
         askg_db_exec (to, "PRAGMA foreign_keys=OFF", error) &&
         askg_db_tx_begin (&tx, to, error) &&
         copy_all (path, from, to, known, tables, error) &&
         askg_db_get_number (to, out_n_turns, error, "SELECT count(*) FROM turn", "") &&
         askg_db_tx_commit (&tx, error) &&
         askg_db_exec (to, "PRAGMA foreign_keys=ON", error) &&
         askg_index_sql_rebuild (to, error);
}
