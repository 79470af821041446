/* askg-rescue-table.c: the store's thread. */
#include "engine/memory/askg-rescue-table.h"

static void
parent_free (gpointer data)
{
  AskgRescueParent *parent = data;

  g_free (parent->column);
  g_free (parent->table);
  g_free (parent);
}

static void
table_free (gpointer data)
{
  AskgRescueTable *self = data;

  g_free (self->name);
  g_free (self->key);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->parents);
  g_free (self);
}

/* The first column of the primary key is the key; a table without one has its rowid. */
static gboolean
take_columns (AskgRescueTable  *self,
              AskgDb           *db,
              GError          **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT name, pk FROM pragma_table_info (?1) ORDER BY pk = 0, pk, cid", "s", self->name);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      if (self->key == NULL)
        {
          self->key = sqlite3_column_int (stmt, 1) > 0 ? askg_db_column_text (stmt, 0) : g_strdup ("rowid");
          if (sqlite3_column_int (stmt, 1) == 0)
            g_ptr_array_add (self->columns, g_strdup ("rowid"));
        }
      g_ptr_array_add (self->columns, askg_db_column_text (stmt, 0));
    }

  return step == ASKG_DB_DONE;
}

static gboolean
take_parents (AskgRescueTable  *self,
              AskgDb           *db,
              GError          **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT f.\"from\", f.\"table\", f.on_delete = 'CASCADE' OR c.\"notnull\""
                   " FROM pragma_foreign_key_list (?1) AS f JOIN pragma_table_info (?1) AS c ON c.name = f.\"from\"",
                   "s", self->name);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      AskgRescueParent *parent = g_new0 (AskgRescueParent, 1);

      parent->column = askg_db_column_text (stmt, 0);
      parent->table = askg_db_column_text (stmt, 1);
      parent->is_needed = sqlite3_column_int (stmt, 2);
      g_ptr_array_add (self->parents, parent);
    }

  return step == ASKG_DB_DONE;
}

/**
 * askg_rescue_tables:
 * @to: with its tables
 *
 * What SQLite keeps for itself and what the full text index is made of is not among them: that is
 * built again.
 *
 * Returns: (transfer full) (element-type AskgRescueTable): parents before children
 */
GPtrArray *
askg_rescue_tables (AskgDb  *to,
                    GError **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (to, error, "SELECT s.name FROM sqlite_schema AS s JOIN pragma_table_list AS l ON l.name = s.name"
                              " WHERE l.type = 'table' AND l.schema = 'main' AND s.name NOT GLOB 'sqlite_*'"
                              " AND s.name NOT IN ('shelf', 'indexing')"
                              " ORDER BY s.rowid", "");
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (to, stmt, error)) == ASKG_DB_ROW)
    {
      AskgRescueTable *table = g_new0 (AskgRescueTable, 1);

      table->name = askg_db_column_text (stmt, 0);
      table->columns = g_ptr_array_new_with_free_func (g_free);
      table->parents = g_ptr_array_new_with_free_func (parent_free);
      g_ptr_array_add (tables, table);
      if (!take_columns (table, to, error) || !take_parents (table, to, error))
        return NULL;
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&tables) : NULL;
}

static gboolean
has_column (AskgDb     *db,
            const char *table,
            const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", column, table);
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, NULL, sql, "");

  return stmt != NULL;
}

/* Leaves out the columns that an older file does not have: they get what a new row has there. None is
 * left of a table that is not there, or has no key. */
void
askg_rescue_table_fit (AskgRescueTable *self,
                       AskgDb          *from)
{
  if (!has_column (from, self->name, self->key))
    g_ptr_array_set_size (self->columns, 0);
  for (guint i = self->columns->len; i > 0; i--)
    if (!has_column (from, self->name, g_ptr_array_index (self->columns, i - 1)))
      g_ptr_array_remove_index (self->columns, i - 1);
}

/* Rows whose other half is lost are unbound from it, or go after it. */
gboolean
askg_rescue_table_mend (const AskgRescueTable  *self,
                        AskgDb                 *to,
                        GError                **error)
{
  for (guint i = 0; i < self->parents->len; i++)
    {
      const AskgRescueParent *parent = g_ptr_array_index (self->parents, i);
      g_autofree char *what = parent->is_needed ? g_strdup_printf ("DELETE FROM %s", self->name)
                                                : g_strdup_printf ("UPDATE %s SET %s = NULL", self->name, parent->column);
      g_autofree char *sql = g_strdup_printf ("%s WHERE %s NOT IN (SELECT rowid FROM %s)", what, parent->column,
                                              parent->table);

      if (!askg_db_exec (to, sql, error))
        return FALSE;
    }

  return TRUE;
}
