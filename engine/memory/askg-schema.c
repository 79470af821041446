/* askg-schema.c: the store's thread. */
#include "engine/memory/askg-schema.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-schema-versions.h"

#define COPIES_KEPT 3

static const char *const version_1[] = { askg_schema_v1, NULL };
static const char *const version_2[] = { askg_schema_v2, NULL };
static const char *const version_3[] = {
  askg_schema_v3_life,
  askg_schema_v3_search,
  askg_schema_v3_ledger,
  askg_schema_v3_durable,
  NULL,
};

static const char *const version_4[] = {
  askg_schema_v4_folding,
  askg_schema_v4_recall,
  NULL,
};

const AskgSchemaStep askg_schema_steps[] = { version_1, version_2, version_3, version_4 };
const guint askg_schema_n_steps = G_N_ELEMENTS (askg_schema_steps);

static gboolean
run_texts (AskgDb          *db,
           AskgSchemaStep   step,
           GError         **error)
{
  for (; *step != NULL; step++)
    if (!askg_db_exec (db, *step, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_step (AskgDb          *db,
           AskgSchemaStep   step,
           guint            version,
           GError         **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u;",
                                            ASKG_SCHEMA_APPLICATION_ID, version);
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         run_texts (db, step, error) &&
         askg_db_exec (db, marks, error) &&
         askg_db_tx_commit (&tx, error);
}

/* A damaged file is not made worse by changing it: the caller saves what can be read instead. */
static gboolean
is_whole (AskgDb  *db,
          GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "PRAGMA integrity_check(1)", "");
  gboolean is_ok = FALSE;
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    is_ok = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
  if (step == ASKG_DB_DONE && !is_ok)
    askg_db_tell_damage (db, error);

  return step == ASKG_DB_DONE && is_ok;
}

static gboolean
copy_to (AskgDb      *db,
         const char  *copy,
         GError     **error)
{
  g_autoptr(sqlite3) target = NULL;
  sqlite3_backup *backup;
  int result;

  if (!askg_aside_make_empty (copy, error))
    return FALSE;
  if (sqlite3_open_v2 (copy, &target, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return askg_db_fail (db, error);
  backup = sqlite3_backup_init (target, "main", askg_db_get_handle (db), "main");
  if (backup == NULL)
    return askg_db_fail (db, error);
  (void) sqlite3_backup_step (backup, -1);
  result = sqlite3_backup_finish (backup);
  if (result == SQLITE_OK)
    return TRUE;

  g_set_error (error, ASKG_ERROR, result == SQLITE_FULL ? ASKG_ERROR_STORAGE_FULL : ASKG_ERROR_STORAGE,
               _("The history could not be copied before its format is changed (%s). Free some space, then start Askglass again."),
               sqlite3_errstr (result));
  return FALSE;
}

/**
 * askg_schema_upgrade:
 * @path: the file of @db; copies of older versions are put beside it, and the newest three kept
 * @steps: (array length=n_steps): those of Askglass, or others in a test
 *
 * Leads @db from whatever version it has to the version @n_steps. A step is taken whole or not at
 * all. Before the first one the file is checked and copied, unless it is new.
 *
 * Errors: as askg_db_fail(); %ASKG_ERROR_STORAGE when @db is of a newer Askglass, or damaged
 */
gboolean
askg_schema_upgrade (AskgDb                *db,
                     const char            *path,
                     const AskgSchemaStep  *steps,
                     guint                  n_steps,
                     GError               **error)
{
  gint64 version;

  if (!askg_db_get_number (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version > n_steps)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("The history was written by a newer Askglass (format %u, this one knows %u). Start the newer one, or move %s away."),
                   (guint) version, n_steps, path);
      return FALSE;
    }
  if (version > 0 && version < n_steps)
    {
      g_autofree char *copy = askg_aside_name (path, "before");

      if (!is_whole (db, error) || !copy_to (db, copy, error))
        return FALSE;
      askg_aside_keep_newest (path, "before", COPIES_KEPT);
    }
  for (guint i = version; i < n_steps; i++)
    if (!take_step (db, steps[i], i + 1, error))
      return FALSE;

  return TRUE;
}
