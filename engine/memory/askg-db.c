/* askg-db.c: the store's thread. */
#include "engine/memory/askg-db.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-rank.h"
#include "engine/memory/askg-seal-sql.h"
#include "engine/memory/askg-tokenizer.h"

#define BUSY_TIMEOUT_MS 2000
#define OPS_BETWEEN_LOOKS 1000 /* virtual machine steps; well below a millisecond */

struct _AskgDb
{
  /* Owned */
  sqlite3      *handle;
  GCancellable *cancellable; /* (nullable): of the query that runs now */

  AskgSeal     *seal;

  gpointer       kept;      /* (nullable) */
  GDestroyNotify kept_free; /* (nullable) */

  AskgDbAccess  access;
  gboolean      met_damage;
  gboolean      met_bad_index;
};

/* Before the first page is read: the lock is taken with it, and only a connection that is alone
 * keeps its index of the log in memory instead of a mapped file, where a full disk is a SIGBUS. */
static const char *lock_settings =
  "PRAGMA locking_mode=EXCLUSIVE;"
  "PRAGMA mmap_size=0;"
  "PRAGMA temp_store=MEMORY;"
  "PRAGMA cell_size_check=ON;";

/* Of a file without a page: of any other it changes nothing and would write all the same. */
static const char *new_settings =
  "PRAGMA auto_vacuum=INCREMENTAL;";

static const char *own_settings =
  "PRAGMA journal_mode=WAL;"
  "PRAGMA synchronous=FULL;"
  "PRAGMA secure_delete=ON;"
  "PRAGMA foreign_keys=ON;"
  "PRAGMA journal_size_limit=4194304;";

static const char *look_settings =
  "PRAGMA query_only=ON;"
  "PRAGMA mmap_size=0;"
  "PRAGMA temp_store=MEMORY;"
  "PRAGMA cell_size_check=ON;";

/* A writable schema is one that SQLite forgives: a file shorter than it says is read as far as it
 * goes. Nothing is written all the same. */
static const char *salvage_settings =
  "PRAGMA locking_mode=EXCLUSIVE;"
  "PRAGMA query_only=ON;"
  "PRAGMA writable_schema=ON;"
  "PRAGMA mmap_size=0;"
  "PRAGMA temp_store=MEMORY;"
  "PRAGMA cell_size_check=ON;";

static gboolean
is_disk_full (sqlite3 *handle,
              int      last_errno)
{
  if (sqlite3_errcode (handle) == SQLITE_FULL)
    return TRUE;

  /* A limit on the size of a file is told as an I/O error, and of a commit without its errno:
   * that is still what the failed write left it. */
  return sqlite3_extended_errcode (handle) == SQLITE_IOERR_WRITE &&
         (last_errno == ENOSPC || last_errno == EDQUOT || last_errno == EFBIG);
}

/* Of a statement that is right, so that it is the index that is not: its contents, its format, or one of its tables. */
static gboolean
is_bad_index (sqlite3 *handle)
{
  static const char *const heads[] = { "invalid fts5 file format", "vtable constructor failed: words_", "no such table: words_",
                                       "no such table: main.words_", "SQL logic error" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads) && sqlite3_errcode (handle) == SQLITE_ERROR; i++)
    if (g_str_has_prefix (sqlite3_errmsg (handle), heads[i]))
      return TRUE;

  return sqlite3_extended_errcode (handle) == SQLITE_CORRUPT_VTAB;
}

/**
 * askg_db_fail:
 *
 * Sets @error to what the last call on @self met, as a sentence for people.
 *
 * Errors: %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE_BUSY, %ASKG_ERROR_STORAGE,
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE, always
 */
gboolean
askg_db_fail (AskgDb  *self,
              GError **error)
{
  const int last_errno = errno;
  const int code = sqlite3_errcode (self->handle);

  if (is_disk_full (self->handle, last_errno))
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL,
                         _("The history could not be saved because the disk is full. Free some space, then ask again."));
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY,
                         _("The history is in use by another program. Close that program, then try again."));
  else if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                         _("The history cannot be written because its folder or file is read-only. Make it writable, then try again."));
  else if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled."));
  else if (is_bad_index (self->handle))
    (void) askg_db_tell_bad_index (self, error);
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    (void) askg_db_tell_damage (self, error);
  else
    /* SQLite quotes names of columns in its messages but never a value. */
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("The history could not be read or written (%s). Try again; if it stays, start Askglass again."),
                 sqlite3_errmsg (self->handle));

  return FALSE;
}

/* For what SQLite itself does not notice; later askg_db_met_damage() says so. */
gboolean
askg_db_tell_damage (AskgDb  *self,
                     GError **error)
{
  self->met_damage = TRUE;
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                       _("The history file is damaged. Start Askglass again to save what can be read of it."));
  return FALSE;
}

/* The same of the full text index; later askg_db_take_bad_index() says so. */
gboolean
askg_db_tell_bad_index (AskgDb  *self,
                        GError **error)
{
  self->met_bad_index = TRUE;
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                       _("The search index of the history is damaged. Try again; if it stays, start Askglass again."));
  return FALSE;
}

/* SQLite calls this now and then while a statement runs. */
static int
should_stop (void *user_data)
{
  return g_cancellable_is_cancelled (((AskgDb *) user_data)->cancellable);
}

static gboolean
set_up (AskgDb  *self,
        GError **error)
{
  const struct { int option, value; } wanted[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, self->access != ASKG_DB_SALVAGE }, /* none may write into SQLite's own tables */
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },    /* nor may the file's schema call what only we may call */
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  gint64 n_pages;

  (void) sqlite3_extended_result_codes (self->handle, 0);
  (void) sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    (void) sqlite3_db_config (self->handle, wanted[i].option, wanted[i].value, NULL);
  if (self->access != ASKG_DB_OWN)
    (void) sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  askg_db_heed (self, NULL);

  if (askg_tokenizer_register (self->handle, self->seal) != SQLITE_OK ||
      askg_rank_register (self->handle) != SQLITE_OK ||
      askg_seal_sql_register (self->handle, self->seal) != SQLITE_OK)
    return askg_db_fail (self, error);

  if (self->access != ASKG_DB_OWN)
    return askg_db_exec (self, self->access == ASKG_DB_LOOK ? look_settings : salvage_settings, error);

  return askg_db_exec (self, lock_settings, error) &&
         askg_db_get_number (self, &n_pages, error, "PRAGMA page_count", "") &&
         (n_pages > 0 || askg_db_exec (self, new_settings, error)) &&
         askg_db_exec (self, own_settings, error);
}

/**
 * askg_db_open:
 * @path: made if need be with %ASKG_DB_OWN
 * @out_is_damaged: (out) (optional): whether it failed because the file is damaged
 *
 * Errors: as askg_db_fail(); %ASKG_ERROR_STORAGE_BUSY when another program has it open
 */
AskgDb *
askg_db_open (const char    *path,
              AskgDbAccess   access,
              gboolean      *out_is_damaged,
              GError       **error)
{
  g_autoptr(AskgDb) self = g_new0 (AskgDb, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL); /* only such a one has a URI */
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, access == ASKG_DB_LOOK ? "?immutable=1" : "", NULL);
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                    (access == ASKG_DB_LOOK ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    (access == ASKG_DB_OWN ? SQLITE_OPEN_CREATE : 0);

  if (out_is_damaged != NULL)
    *out_is_damaged = FALSE;
  self->access = access;
  self->seal = askg_seal_new ();
  /* On failure SQLite still hands out a handle, which carries the reason, unless memory ran out. */
  if (sqlite3_open_v2 (name, &self->handle, flags, NULL) != SQLITE_OK)
    {
      if (self->handle != NULL)
        (void) askg_db_fail (self, error);
      else
        g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                             _("The history could not be opened because memory ran out. Close something, then try again."));
      return NULL;
    }

  if (set_up (self, error))
    return g_steal_pointer (&self);
  if (out_is_damaged != NULL)
    *out_is_damaged = self->met_damage;

  return NULL;
}

void
askg_db_close (AskgDb *self)
{
  if (self == NULL)
    return;

  askg_db_set_kept (self, NULL, NULL);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seal, askg_seal_free);
  g_free (self);
}

/* Closes one that is damaged: what stands in the log stays there, and the file as it is. */
void
askg_db_leave (AskgDb *self)
{
  (void) sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  askg_db_close (self);
}

sqlite3 *
askg_db_get_handle (AskgDb *self)
{
  return self->handle;
}

/* (transfer none) (nullable): what was made of its rows, to be asked again and again */
gpointer
askg_db_get_kept (AskgDb *self)
{
  return self->kept;
}

/* @kept: (transfer full) (nullable): instead of what is kept now; it lives as long as the connection at most */
void
askg_db_set_kept (AskgDb         *self,
                  gpointer        kept,
                  GDestroyNotify  kept_free)
{
  if (self->kept_free != NULL)
    self->kept_free (self->kept);
  self->kept = kept;
  self->kept_free = kept_free;
}

/* Absolute. */
const char *
askg_db_get_path (AskgDb *self)
{
  return sqlite3_db_filename (self->handle, NULL);
}

/* Off, and without a key, until somebody says otherwise. */
AskgSeal *
askg_db_get_seal (AskgDb *self)
{
  return self->seal;
}

gboolean
askg_db_is_read_only (AskgDb *self)
{
  return self->access != ASKG_DB_OWN;
}

/* Whether any call so far found the file damaged. */
gboolean
askg_db_met_damage (AskgDb *self)
{
  return self->met_damage;
}

/* Whether since the last time of asking the full text index did not agree with itself. Nothing is
 * lost by that: it can be built again. */
gboolean
askg_db_take_bad_index (AskgDb *self)
{
  const gboolean met = self->met_bad_index;

  self->met_bad_index = FALSE;
  return met;
}

/**
 * askg_db_heed:
 * @cancellable: (nullable): stops what runs from now on; %NULL for what must not be stopped half-way
 */
void
askg_db_heed (AskgDb       *self,
              GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle, OPS_BETWEEN_LOOKS, should_stop, self);
}

/* Runs statements that take no value and whose rows nobody wants. */
gboolean
askg_db_exec (AskgDb      *self,
              const char  *sql,
              GError     **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || askg_db_fail (self, error);
}

gboolean
askg_db_tx_begin (AskgDbTx  *tx,
                  AskgDb    *db,
                  GError   **error)
{
  if (sqlite3_prepare_v2 (db->handle, "ROLLBACK", -1, &tx->rollback, NULL) != SQLITE_OK)
    return askg_db_fail (db, error);

  /* From here on there may be something to undo: when memory runs out BEGIN may fail and have begun. */
  tx->db = db;
  return askg_db_exec (db, "BEGIN IMMEDIATE", error);
}

gboolean
askg_db_tx_commit (AskgDbTx  *tx,
                   GError   **error)
{
  const gboolean is_begun = !sqlite3_get_autocommit (tx->db->handle);
  int code;

  if (sqlite3_exec (tx->db->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  /* Every constraint of ours is looked at by its own statement; only the index writes as late as this. */
  code = sqlite3_errcode (tx->db->handle);
  if (is_begun && (code == SQLITE_CONSTRAINT || code == SQLITE_ERROR))
    return askg_db_tell_bad_index (tx->db, error);

  return askg_db_fail (tx->db, error);
}

void
askg_db_tx_clear (AskgDbTx *tx)
{
  /* SQLite rolls back by itself after some errors; then there is nothing to undo. */
  if (tx->db != NULL && !sqlite3_get_autocommit (tx->db->handle))
    (void) sqlite3_step (tx->rollback);
  g_clear_pointer (&tx->rollback, sqlite3_finalize);
  tx->db = NULL;
}
