/* askg-db-statement.c: statements with their values, and rows. The store's thread. */
#include <stdarg.h>

#include "engine/memory/askg-db.h"

static int
bind_bytes (sqlite3_stmt *stmt,
            int           index,
            GBytes       *bytes)
{
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return sqlite3_bind_null (stmt, index);
  data = g_bytes_get_data (bytes, &size);

  return sqlite3_bind_blob64 (stmt, index, size > 0 ? data : "", size, SQLITE_STATIC);
}

/* Texts and bytes are not copied: they must live until the statement ends. */
static sqlite3_stmt *
prepare (AskgDb      *self,
         GError     **error,
         const char  *sql,
         const char  *types,
         va_list      values)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  int result = sqlite3_prepare_v2 (askg_db_get_handle (self), sql, -1, &stmt, NULL);

  for (int i = 0; result == SQLITE_OK && types[i] != '\0'; i++)
    switch (types[i])
      {
      case 'i':
        result = sqlite3_bind_int64 (stmt, i + 1, va_arg (values, gint64));
        break;
      case 'd':
        result = sqlite3_bind_double (stmt, i + 1, va_arg (values, double));
        break;
      case 's':
        result = sqlite3_bind_text (stmt, i + 1, va_arg (values, const char *), -1, SQLITE_STATIC);
        break;
      case 'b':
        result = bind_bytes (stmt, i + 1, va_arg (values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }

  if (result != SQLITE_OK)
    {
      (void) askg_db_fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&stmt);
}

/**
 * askg_db_query:
 * @types: a letter a value: i gint64, d double (NAN is NULL), s text or %NULL, b #GBytes or %NULL
 * @...: the values; texts and bytes are borrowed until the statement is finalized
 *
 * Returns: (transfer full): to be stepped until %ASKG_DB_DONE, because only then it is sure that
 *   no column was lost to a lack of memory
 */
sqlite3_stmt *
askg_db_query (AskgDb      *self,
               GError     **error,
               const char  *sql,
               const char  *types,
               ...)
{
  sqlite3_stmt *stmt;
  va_list values;

  va_start (values, types);
  stmt = prepare (self, error, sql, types, values);
  va_end (values);

  return stmt;
}

AskgDbStep
askg_db_step (AskgDb        *self,
              sqlite3_stmt  *stmt,
              GError       **error)
{
  switch (sqlite3_step (stmt))
    {
    case SQLITE_ROW:
      return ASKG_DB_ROW;
    case SQLITE_DONE:
      return ASKG_DB_DONE;
    default:
      (void) askg_db_fail (self, error);
      return ASKG_DB_ERROR;
    }
}

/**
 * askg_db_change:
 * @types: as for askg_db_query()
 *
 * Runs one statement to its end.
 */
gboolean
askg_db_change (AskgDb      *self,
                GError     **error,
                const char  *sql,
                const char  *types,
                ...)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;
  va_list values;

  va_start (values, types);
  stmt = prepare (self, error, sql, types, values);
  va_end (values);
  if (stmt == NULL)
    return FALSE;
  do
    step = askg_db_step (self, stmt, error);
  while (step == ASKG_DB_ROW);

  return step == ASKG_DB_DONE;
}

/**
 * askg_db_get_number:
 * @out_number: (out): the first column of the only row; 0 when there is none or it is NULL
 */
gboolean
askg_db_get_number (AskgDb      *self,
                    gint64      *out_number,
                    GError     **error,
                    const char  *sql,
                    const char  *types,
                    ...)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;
  va_list values;

  *out_number = 0;
  va_start (values, types);
  stmt = prepare (self, error, sql, types, values);
  va_end (values);
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (self, stmt, error)) == ASKG_DB_ROW)
    *out_number = sqlite3_column_int64 (stmt, 0);

  return step == ASKG_DB_DONE;
}

/**
 * askg_db_column_text:
 *
 * Returns: (transfer full) (nullable): valid UTF-8 whatever the file holds
 */
char *
askg_db_column_text (sqlite3_stmt *stmt,
                     int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

GBytes *
askg_db_column_bytes (sqlite3_stmt *stmt,
                      int           column)
{
  const void *data = sqlite3_column_blob (stmt, column);

  return data != NULL ? g_bytes_new (data, sqlite3_column_bytes (stmt, column)) : NULL;
}
