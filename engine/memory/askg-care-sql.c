/* askg-care-sql.c: the store's thread. */
#include "engine/memory/askg-care-sql.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "engine/memory/askg-index-sql.h"

#define WORTH_IT 10 /* percent of the file that must be free before all of it is written anew */

static gint64
size_of (const char *path)
{
  struct stat info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* Copies from before a change of the tables, and damaged files that were put aside. */
static void
measure_files (const char       *path,
               AskgHistoryCheck *check)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  check->file_bytes = size_of (path);
  check->log_bytes = size_of (log);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *copy = g_build_filename (folder, name, NULL);

        check->n_copies++;
        check->copies_bytes += size_of (copy);
      }
}

static gboolean
count (AskgDb            *db,
       AskgHistoryCheck  *check,
       GError           **error)
{
  const struct { gint64 *where; const char *sql; } counts[] = {
    { &check->n_conversations, "SELECT count(*) FROM conversation WHERE deleted_at_us IS NULL" },
    { &check->n_turns, "SELECT count(*) FROM turn" },
    { &check->n_pictures, "SELECT count(*) FROM picture" },
    { &check->n_sounds, "SELECT count(*) FROM sound" },
    { &check->n_lost, "SELECT count(*) FROM pragma_foreign_key_check" },
    { &check->n_orphans, "SELECT count(*) FROM picture WHERE id NOT IN"
                         " (SELECT picture_id FROM attachment WHERE picture_id IS NOT NULL)" },
    { &check->free_bytes, "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size" },
    { &check->picture_bytes, "SELECT coalesce ((SELECT sum (length (png)) FROM picture), 0) +"
                             " coalesce ((SELECT sum (length (bytes)) FROM given_picture), 0)" },
    { &check->sound_bytes, "SELECT coalesce (sum (length (wav)), 0) FROM sound" },
    { &check->text_bytes, "SELECT coalesce ((SELECT sum (length (CAST (question AS BLOB)) + length (CAST (answer AS BLOB))) FROM turn), 0) +"
                          " coalesce ((SELECT sum (length (CAST (text AS BLOB))) FROM attachment), 0)" },
  };
  gint64 version;

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!askg_db_get_number (db, counts[i].where, error, counts[i].sql, ""))
      return FALSE;
  if (!askg_db_get_number (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  check->version = (guint) version;

  return TRUE;
}

/* Each against what it was when it was saved. */
static gboolean
check_hashes (AskgDb            *db,
              const char        *sql,
              AskgHistoryCheck  *check,
              GError           **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, sql, "");
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autoptr(GBytes) sha256 = askg_db_column_bytes (stmt, 0);
      g_autoptr(GBytes) bytes = askg_db_column_bytes (stmt, 1);

      check->n_spoiled += sha256 == NULL || bytes == NULL || !askg_seal_is_of (askg_db_get_seal (db), sha256, bytes);
    }

  return step == ASKG_DB_DONE;
}

static gboolean
check_pages (AskgDb            *db,
             AskgHistoryCheck  *check,
             GError           **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "PRAGMA integrity_check(1)", "");
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      const char *said = (const char *) sqlite3_column_text (stmt, 0);
      const char *head = said != NULL && check->damage == NULL ? strchr (said, '\n') : NULL;

      if (check->damage == NULL && g_strcmp0 (said, "ok") != 0)
        check->damage = g_strdup (head != NULL ? head + 1 : said); /* behind "*** in database main ***" */
    }

  return step == ASKG_DB_DONE;
}

/* Nothing is lost by a bad index: it is made of the texts. */
static gboolean
check_index (AskgDb            *db,
             AskgHistoryCheck  *check,
             GError           **error)
{
  g_autoptr(GError) local = NULL;

  if (askg_db_is_read_only (db) || askg_index_sql_check (db, &local))
    return TRUE;
  if (!askg_db_take_bad_index (db))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  check->index_was_rebuilt = TRUE;

  return askg_index_sql_rebuild (db, error);
}

/**
 * askg_care_sql_check:
 * @check: empty
 *
 * Reads all of it: about a second for each 500 MB.
 *
 * Errors: as askg_db_fail(); damage is no error here but what was found
 */
gboolean
askg_care_sql_check (AskgDb            *db,
                     AskgHistoryCheck  *check,
                     GError           **error)
{
  measure_files (askg_db_get_path (db), check);
  if (!check_pages (db, check, error))
    return FALSE;

  return check->damage != NULL ||
         (count (db, check, error) &&
          check_hashes (db, "SELECT sha256, unseal ('picture.png', id, png) FROM picture", check, error) &&
          check_hashes (db, "SELECT sha256, unseal ('given_picture.bytes', turn_id, position, bytes) FROM given_picture", check, error) &&
          check_hashes (db, "SELECT sha256, unseal ('sound.wav', turn_id, position, wav) FROM sound", check, error) &&
          check_index (db, check, error));
}

static gboolean
measure (AskgDb  *db,
         gint64  *out_bytes,
         gint64  *out_free,
         GError **error)
{
  return askg_db_get_number (db, out_bytes, error, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "") &&
         askg_db_get_number (db, out_free, error,
                             "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size", "");
}

/**
 * askg_care_sql_vacuum:
 *
 * Gives back what is free; a file of which much is free is written anew, which takes as much room
 * again for a while.
 */
gboolean
askg_care_sql_vacuum (AskgDb  *db,
                      gint64  *out_before_bytes,
                      gint64  *out_after_bytes,
                      GError **error)
{
  gint64 n_free;

  if (!askg_index_sql_squeeze (db, error) || !measure (db, out_before_bytes, &n_free, error))
    return FALSE;

  return askg_db_exec (db, n_free * 100 > *out_before_bytes * WORTH_IT ? "VACUUM" : "PRAGMA incremental_vacuum", error) &&
         askg_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error) &&
         measure (db, out_after_bytes, &n_free, error);
}
