/* askg-rescue-pages.c: the store's thread. A row does not say of which table it is, but its fields do: it is
 * taken where exactly one table could hold it. What was deleted is not found: SQLite wrote zeroes over it. */
#include "engine/memory/askg-rescue-pages.h"

#include <string.h>

#include "engine/memory/askg-page-record.h"
#include "engine/memory/askg-rescue-table.h"

#define DEFAULT_PAGE_BYTES 4096

typedef struct
{
  char     *name;     /* of a column */
  char     *type;     /* as it is declared */
  gboolean  is_key;   /* the row's own number, which stands elsewhere and is NULL here */
  gboolean  may_be_null;
  gboolean  may_lack; /* was added later: rows from before are shorter */
} Column;

/* A table as its rows lie on the pages. */
typedef struct
{
  GPtrArray    *columns;   /* of Column */
  guint         n_least;   /* fields of the oldest of its rows */
  sqlite3_stmt *insert;    /* owned */
} Shape;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->type);
  g_free (column);
}

static void
shape_free (gpointer data)
{
  Shape *shape = data;

  g_ptr_array_unref (shape->columns);
  g_clear_pointer (&shape->insert, sqlite3_finalize);
  g_free (shape);
}

static gboolean
read_columns (Shape       *shape,
              AskgDb      *db,
              const char  *table,
              GError     **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT name, type, pk, \"notnull\", dflt_value IS NOT NULL OR NOT \"notnull\""
                              " FROM pragma_table_info (?1) ORDER BY cid", "s", table);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      Column *column = g_new0 (Column, 1);

      column->name = askg_db_column_text (stmt, 0);
      column->type = askg_db_column_text (stmt, 1);
      column->is_key = sqlite3_column_int (stmt, 2) == 1 && g_strcmp0 (column->type, "INTEGER") == 0;
      column->may_be_null = !sqlite3_column_int (stmt, 3);
      column->may_lack = sqlite3_column_int (stmt, 4);
      g_ptr_array_add (shape->columns, column);
    }
  for (shape->n_least = shape->columns->len;
       shape->n_least > 0 && ((const Column *) g_ptr_array_index (shape->columns, shape->n_least - 1))->may_lack;)
    shape->n_least--;

  return step == ASKG_DB_DONE;
}

static gboolean
prepare_insert (Shape       *shape,
                AskgDb      *db,
                const char  *table,
                GError     **error)
{
  g_autoptr(GString) names = g_string_new ("rowid");
  g_autoptr(GString) places = g_string_new ("?1");
  g_autofree char *sql = NULL;

  for (guint i = 0; i < shape->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (shape->columns, i);

      if (column->is_key)
        continue;
      g_string_append_printf (names, ", %s", column->name);
      g_string_append_printf (places, ", ?%u", i + 2);
    }
  sql = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", table, names->str, places->str);
  shape->insert = askg_db_query (db, error, sql, "");

  return shape->insert != NULL;
}

/* Tables without rows of their own number are kept otherwise, and are left to those who read trees. */
static gboolean
has_rowid (AskgDb     *db,
           const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM %s", table);
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, NULL, sql, "");

  return stmt != NULL;
}

static GPtrArray *
read_shapes (AskgDb     *db,
             GPtrArray  *tables,
             GError    **error)
{
  g_autoptr(GPtrArray) shapes = g_ptr_array_new_with_free_func (shape_free);

  for (guint i = 0; i < tables->len; i++)
    {
      const AskgRescueTable *table = g_ptr_array_index (tables, i);
      Shape *shape;

      if (!has_rowid (db, table->name))
        continue;
      shape = g_new0 (Shape, 1);
      shape->columns = g_ptr_array_new_with_free_func (column_free);
      g_ptr_array_add (shapes, shape);
      if (!read_columns (shape, db, table->name, error) || !prepare_insert (shape, db, table->name, error))
        return NULL;
    }

  return g_steal_pointer (&shapes);
}

/* A text ends where it is none any more. */
static void
cut_text (AskgField *field)
{
  const char *end;

  if (!g_utf8_validate_len ((const char *) field->bytes, field->n_bytes, &end))
    field->n_bytes = end - (const char *) field->bytes;
}

static gboolean
fits_column (const AskgField *field,
             const Column    *column)
{
  if (column->is_key)
    return field->kind == ASKG_FIELD_NULL;
  if (field->kind == ASKG_FIELD_NULL)
    return column->may_be_null;
  if (strcmp (column->type, "INTEGER") == 0)
    return field->kind == ASKG_FIELD_INTEGER;
  if (strcmp (column->type, "REAL") == 0)
    return field->kind == ASKG_FIELD_REAL || field->kind == ASKG_FIELD_INTEGER; /* 3.0 is written as 3 */
  if (strcmp (column->type, "TEXT") == 0)
    return field->kind == ASKG_FIELD_TEXT;

  return field->kind == ASKG_FIELD_BLOB;
}

static gboolean
fits (const AskgPageRecord *record,
      const Shape          *shape)
{
  if (record->n_fields < shape->n_least || record->n_fields > shape->columns->len)
    return FALSE;
  for (guint i = 0; i < record->n_fields; i++)
    if (!fits_column (&record->fields[i], g_ptr_array_index (shape->columns, i)))
      return FALSE;

  return TRUE;
}

static Shape *
find_only_shape (const AskgPageRecord *record,
                 GPtrArray            *shapes)
{
  Shape *found = NULL;

  for (guint i = 0; i < shapes->len; i++)
    if (fits (record, g_ptr_array_index (shapes, i)))
      {
        if (found != NULL)
          return NULL;
        found = g_ptr_array_index (shapes, i);
      }

  return found;
}

static int
bind_field (sqlite3_stmt    *stmt,
            int              place,
            const AskgField *field)
{
  switch (field->kind)
    {
    case ASKG_FIELD_INTEGER:
      return sqlite3_bind_int64 (stmt, place, field->integer);
    case ASKG_FIELD_REAL:
      return sqlite3_bind_double (stmt, place, field->real);
    case ASKG_FIELD_TEXT:
      return sqlite3_bind_text64 (stmt, place, (const char *) field->bytes, field->n_bytes, SQLITE_STATIC, SQLITE_UTF8);
    case ASKG_FIELD_BLOB:
      return sqlite3_bind_blob64 (stmt, place, field->bytes, field->n_bytes, SQLITE_STATIC);
    case ASKG_FIELD_NULL:
    default:
      return sqlite3_bind_null (stmt, place);
    }
}

/* What is there already, or breaks a rule of the table, is left out. */
static gboolean
insert (AskgDb                *to,
        Shape                 *shape,
        const AskgPageRecord  *record,
        gint64                 rowid,
        GError               **error)
{
  int result;

  (void) sqlite3_clear_bindings (shape->insert);
  result = sqlite3_bind_int64 (shape->insert, 1, rowid);
  for (guint i = 0; i < record->n_fields && result == SQLITE_OK; i++)
    if (!((const Column *) g_ptr_array_index (shape->columns, i))->is_key)
      result = bind_field (shape->insert, i + 2, &record->fields[i]);
  if (result == SQLITE_OK)
    result = sqlite3_step (shape->insert);
  (void) sqlite3_reset (shape->insert);

  return result == SQLITE_DONE || (result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_MISMATCH ||
         askg_db_fail (to, error);
}

static gboolean
take_page (const AskgPages *pages,
           guint            page,
           AskgDb          *to,
           GPtrArray       *shapes,
           GError         **error)
{
  const guint n_cells = askg_pages_get_n_cells (pages, page);

  for (guint i = 0; i < n_cells; i++)
    {
      gint64 rowid;
      g_autoptr(GBytes) payload = askg_pages_read_cell (pages, page, i, &rowid);
      AskgPageRecord record;
      Shape *shape;

      if (payload == NULL || rowid <= 0 || !askg_page_record_parse (&record, payload))
        continue;
      for (guint j = 0; j < record.n_fields; j++)
        if (record.fields[j].kind == ASKG_FIELD_TEXT)
          cut_text (&record.fields[j]);
      shape = find_only_shape (&record, shapes);
      if (shape != NULL && !insert (to, shape, &record, rowid, error))
        return FALSE;
    }

  return TRUE;
}

/* The head may be what is damaged: then it is the size that nearly every file has. */
static guint
page_bytes_of (const guint8 *bytes,
               gsize         n_bytes)
{
  const guint told = n_bytes >= 18 ? (guint) bytes[16] << 8 | bytes[17] : 0;

  return told >= 512 && told <= 32768 && (told & (told - 1)) == 0 ? told : DEFAULT_PAGE_BYTES;
}

/**
 * askg_rescue_pages:
 * @path: of the damaged database
 * @to: with all that could be read in the usual way; its checks of foreign keys are off
 * @tables: (element-type AskgRescueTable): those of @to
 *
 * Adds the rows that stand on whole pages but cannot be reached any more, because what leads to them is lost.
 *
 * Errors: only those of @to
 */
gboolean
askg_rescue_pages (const char  *path,
                   AskgDb      *to,
                   GPtrArray   *tables,
                   GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr(GPtrArray) shapes = NULL;
  AskgPages pages;

  if (file == NULL || g_mapped_file_get_length (file) == 0)
    return TRUE;
  shapes = read_shapes (to, tables, error);
  if (shapes == NULL)
    return FALSE;
  pages.bytes = (const guint8 *) g_mapped_file_get_contents (file);
  pages.n_bytes = g_mapped_file_get_length (file);
  pages.page_bytes = page_bytes_of (pages.bytes, pages.n_bytes);
  for (guint page = 1; page <= pages.n_bytes / pages.page_bytes; page++)
    if (!take_page (&pages, page, to, shapes, error))
      return FALSE;

  return TRUE;
}
