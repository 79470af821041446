/* askg-archive.c: the store's thread. A new file is made under another name and takes its own
 * when it is whole: so a file that is empty was emptied by somebody. */
#include "engine/memory/askg-archive.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-db-header.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-log-check.h"
#include "engine/memory/askg-quick-check.h"
#include "engine/memory/askg-rescue.h"
#include "engine/memory/askg-schema.h"
#include "engine/memory/askg-sealing-sql.h"
#include "engine/memory/askg-turn-sql.h"

struct _AskgArchive
{
  /* Owned */
  char   *folder;
  char   *path;     /* of the database */
  char   *new_path; /* of one that is being made */
  AskgDb *db;       /* (nullable): while it is open */
  AskgSeal *known;  /* the key of what is encrypted; or which one is wanted */

  GMutex  mutex;
  char   *notice;   /* (nullable): behind the mutex */
};

AskgArchive *
askg_archive_new (const char *folder)
{
  AskgArchive *self = g_new0 (AskgArchive, 1);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "askglass.db", NULL);
  self->new_path = g_strconcat (self->path, ".new", NULL);
  self->known = askg_seal_new ();
  g_mutex_init (&self->mutex);

  return self;
}

void
askg_archive_free (AskgArchive *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->db, askg_db_close);
  g_clear_pointer (&self->known, askg_seal_free);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->new_path);
  g_free (self->notice);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Of the database. */
const char *
askg_archive_get_path (AskgArchive *self)
{
  return self->path;
}

/* The key there is, for what is opened from now on; before that, the name of the one that is wanted. */
AskgSeal *
askg_archive_get_key (AskgArchive *self)
{
  return self->known;
}

/* (nullable): while the archive is not open. */
AskgDb *
askg_archive_get_db (AskgArchive *self)
{
  return self->db;
}

/* The same, with @error set where there is none. */
AskgDb *
askg_archive_require_db (AskgArchive  *self,
                         GError      **error)
{
  if (self->db == NULL)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE, _("The history is not open. Start Askglass again."));

  return self->db;
}

/* Whether a call since the opening met damage. */
gboolean
askg_archive_is_damaged (AskgArchive *self)
{
  return self->db != NULL && askg_db_met_damage (self->db);
}

/**
 * askg_archive_dup_notice:
 *
 * Returns: (transfer full) (nullable): a sentence the person should see
 */
char *
askg_archive_dup_notice (AskgArchive *self)
{
  char *notice;

  g_mutex_lock (&self->mutex);
  notice = g_strdup (self->notice);
  g_mutex_unlock (&self->mutex);

  return notice;
}

static void
take_notice (AskgArchive *self,
             char        *notice)
{
  g_mutex_lock (&self->mutex);
  g_free (self->notice);
  self->notice = notice;
  g_mutex_unlock (&self->mutex);
}

static void
remove_with_log (const char *path)
{
  g_autofree char *log = askg_log_name (path);

  (void) g_unlink (path);
  (void) g_unlink (log);
}

static AskgDb *
make_new (AskgArchive  *self,
          GError      **error)
{
  g_autoptr(AskgDb) db = NULL;

  remove_with_log (self->new_path);
  if (!askg_aside_make_empty (self->new_path, error))
    return NULL;
  db = askg_db_open (self->new_path, ASKG_DB_OWN, NULL, error);
  if (db == NULL || !askg_schema_upgrade (db, self->new_path, askg_schema_steps, askg_schema_n_steps, error))
    {
      g_clear_pointer (&db, askg_db_close);
      remove_with_log (self->new_path);
      return NULL;
    }

  return g_steal_pointer (&db);
}

/* Gives a finished new file its name. Closing wrote its log into it. */
static gboolean
install_new (AskgArchive  *self,
             AskgDb       *db,
             GError      **error)
{
  const gboolean is_safe = askg_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error);

  askg_db_close (db);
  if (is_safe && askg_aside_move (self->new_path, self->path, error))
    return TRUE;
  remove_with_log (self->new_path);

  return FALSE;
}

/* The file keeps its log beside it, under the name SQLite would look for. */
static char *
put_aside (AskgArchive  *self,
           GError      **error)
{
  g_autofree char *aside = askg_aside_name (self->path, "corrupt");
  g_autofree char *log = askg_log_name (self->path);
  g_autofree char *log_aside = askg_log_name (aside);

  if (g_file_test (log, G_FILE_TEST_EXISTS) && !askg_aside_move (log, log_aside, error))
    return NULL;
  if (g_file_test (self->path, G_FILE_TEST_EXISTS) && !askg_aside_move (self->path, aside, error))
    return NULL;

  return g_steal_pointer (&aside);
}

static gboolean
salvage_into (AskgArchive  *self,
              AskgDb       *new_db,
              AskgDbAccess  access,
              gint64       *out_n_turns,
              GError      **error)
{
  g_autoptr(AskgDb) damaged = askg_db_open (self->path, access, NULL, NULL);

  *out_n_turns = 0;
  return askg_rescue_copy (self->path, damaged, new_db, self->known, out_n_turns, error);
}

/**
 * askg_archive_rescue:
 *
 * Puts the file aside and begins a new one with what can be read of the old. The old one is not
 * changed. When this fails nothing has changed.
 */
gboolean
askg_archive_rescue (AskgArchive  *self,
                     GError      **error)
{
  g_autoptr(AskgDb) new_db = NULL;
  g_autofree char *aside = NULL;
  gint64 n_turns;

  g_clear_pointer (&self->db, askg_db_leave);
  new_db = make_new (self, error);
  if (new_db == NULL || !salvage_into (self, new_db, ASKG_DB_SALVAGE, &n_turns, error))
    return FALSE;
  /* It may be the log that does not belong to the file. */
  if (n_turns == 0 && !salvage_into (self, new_db, ASKG_DB_LOOK, &n_turns, error))
    return FALSE;

  aside = put_aside (self, error);
  if (aside == NULL || !install_new (self, g_steal_pointer (&new_db), error))
    return FALSE;
  take_notice (self, g_strdup_printf (ngettext ("The history file was damaged. What could be read of it, %d question, was kept; the damaged file is kept as %s.",
                                                "The history file was damaged. What could be read of it, %d questions, was kept; the damaged file is kept as %s.",
                                                n_turns), (int) n_turns, aside));
  self->db = askg_db_open (self->path, ASKG_DB_OWN, NULL, error);

  return self->db != NULL && askg_sealing_sql_attach (self->db, self->known, error);
}

/* A new file without anything; the old one, if there is one, is put aside with a word about it. */
static gboolean
begin_new (AskgArchive  *self,
           gboolean      is_replacing,
           GError      **error)
{
  g_autofree char *log = askg_log_name (self->path);
  AskgDb *db = make_new (self, error);

  if (db == NULL)
    return FALSE;
  /* A log without its file would be taken for that of the new one. */
  if (is_replacing || g_file_test (log, G_FILE_TEST_EXISTS))
    {
      g_autofree char *aside = put_aside (self, error);

      if (aside == NULL)
        {
          askg_db_close (db);
          remove_with_log (self->new_path);
          return FALSE;
        }
      if (is_replacing)
        take_notice (self, g_strdup_printf (_("The history file held no history of Askglass, so a new history was begun. The old file is kept as %s."), aside));
    }

  return install_new (self, db, error);
}

/* What was begun but not named when Askglass ended: whole and up to date, or of no use. */
static gboolean
finish_new (AskgArchive *self)
{
  AskgDbKind kind;
  guint version;
  gint64 n_tables;
  g_autoptr(AskgDb) db = NULL;

  if (!askg_db_header_look (self->new_path, &kind, &version, NULL) ||
      kind != ASKG_DB_OURS || version != askg_schema_n_steps)
    return FALSE;
  db = askg_db_open (self->new_path, ASKG_DB_OWN, NULL, NULL);
  if (db == NULL || !askg_db_get_number (db, &n_tables, NULL, "SELECT count(*) FROM turn", ""))
    return FALSE;

  return install_new (self, g_steal_pointer (&db), NULL);
}

/* On a file system that nobody may write to, the history can still be read; but not a log, which
 * would first have to be written into it. */
static gboolean
can_only_look (AskgArchive *self)
{
  return (g_access (self->folder, W_OK) != 0 || g_access (self->path, W_OK) != 0) && !askg_log_exists (self->path);
}

/* What was left in a hurry is looked at before it is opened: opening writes the log into the file. */
static gboolean
check_log (AskgArchive  *self,
           gboolean     *out_is_damaged,
           GError      **error)
{
  const AskgLogVerdict verdict = askg_log_exists (self->path) ? askg_log_check (self->path) : ASKG_LOG_FINE;

  g_autofree char *aside = NULL;

  *out_is_damaged = verdict == ASKG_LOG_DAMAGED;
  if (verdict != ASKG_LOG_FOREIGN)
    return verdict == ASKG_LOG_FINE;

  aside = askg_log_put_aside (self->path, error);
  if (aside == NULL)
    return FALSE;
  take_notice (self, g_strdup_printf (_("A log that does not belong to the history lay beside it, so what was asked last may be missing. That log is kept as %s."), aside));

  return TRUE;
}

static gboolean
open_ours (AskgArchive  *self,
           gboolean     *out_is_damaged,
           GError      **error)
{
  if (!check_log (self, out_is_damaged, error))
    return FALSE;
  self->db = askg_db_open (self->path, can_only_look (self) ? ASKG_DB_LOOK : ASKG_DB_OWN, out_is_damaged, error);
  if (self->db == NULL)
    return FALSE;
  if (askg_sealing_sql_attach (self->db, self->known, error) &&
      askg_schema_upgrade (self->db, self->path, askg_schema_steps, askg_schema_n_steps, error) &&
      askg_quick_check_names (self->db, error))
    return TRUE;
  *out_is_damaged = askg_db_met_damage (self->db);

  return FALSE;
}

static gboolean
refuse_newer (AskgArchive  *self,
              guint         version,
              GError      **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
               _("The history was written by a newer Askglass (format %u, this one knows %u). Start the newer one, or move %s away."),
               version, askg_schema_n_steps, self->path);
  return FALSE;
}

static gboolean
open_whatever_is_there (AskgArchive  *self,
                        GError      **error)
{
  g_autoptr(GError) local = NULL;
  gboolean is_damaged;
  AskgDbKind kind;
  guint version;

  if (!askg_db_header_look (self->path, &kind, &version, error))
    return FALSE;
  if (kind == ASKG_DB_OURS && version > askg_schema_n_steps)
    return refuse_newer (self, version, error);
  if (kind == ASKG_DB_UNKNOWN)
    return askg_archive_rescue (self, error);
  if (kind != ASKG_DB_OURS && !(kind == ASKG_DB_MISSING && finish_new (self)) &&
      !begin_new (self, kind != ASKG_DB_MISSING, error))
    return FALSE;

  if (open_ours (self, &is_damaged, &local))
    return TRUE;
  if (is_damaged)
    return askg_archive_rescue (self, error);

  g_clear_pointer (&self->db, askg_db_close);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
tidy (AskgDb  *db,
      GError **error)
{
  return askg_index_sql_open (db, error) && askg_turn_sql_interrupt (db, error) &&
         askg_history_sql_purge (db, G_MAXINT64, error);
}

/**
 * askg_archive_open:
 *
 * Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE_BUSY
 */
gboolean
askg_archive_open (AskgArchive  *self,
                   GError      **error)
{
  g_autoptr(GError) local = NULL;

  take_notice (self, NULL);
  if (!askg_program_make_private (self->folder, error) || !open_whatever_is_there (self, error))
    return FALSE;

  if (askg_db_is_read_only (self->db))
    {
      take_notice (self, g_strdup_printf (_("The history in %s can be read but not written: new questions cannot be saved. Make the folder writable, then start Askglass again."),
                                          self->folder));
      return TRUE;
    }

  /* On a full disk this waits for the next start; the history can be read meanwhile. */
  if (!tidy (self->db, &local) && !(askg_index_sql_mend (self->db) && tidy (self->db, NULL)))
    {
      if (askg_archive_is_damaged (self))
        return askg_archive_rescue (self, error) && askg_turn_sql_interrupt (self->db, error);
      take_notice (self, g_strdup (local->message));
    }

  return TRUE;
}

/**
 * askg_archive_forget_former:
 *
 * After the history was encrypted: the copies from before it are what it was encrypted against.
 */
void
askg_archive_forget_former (AskgArchive *self)
{
  askg_aside_keep_newest (self->path, "before", 0);
}

/**
 * askg_archive_close:
 *
 * Erases what is deleted and writes the log into the file. Closed is closed, also when that fails.
 */
gboolean
askg_archive_close (AskgArchive  *self,
                    GError      **error)
{
  gboolean is_ok;

  if (self->db == NULL)
    return TRUE;

  is_ok = askg_db_is_read_only (self->db) ||
          (askg_history_sql_purge (self->db, G_MAXINT64, error) &&
           askg_db_exec (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", error));
  g_clear_pointer (&self->db, askg_db_close);

  return is_ok;
}
