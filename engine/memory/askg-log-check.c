/* askg-log-check.c: the store's thread. SQLite takes any log that agrees with itself for that of the file it lies
 * beside, and writes it over the file. */
#include "engine/memory/askg-log-check.h"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-quick-check.h"

/* (transfer full): where SQLite looks for the log of @path */
char *
askg_log_name (const char *path)
{
  return g_strconcat (path, "-wal", NULL);
}

/* Whether there is anything in it. */
gboolean
askg_log_exists (const char *path)
{
  g_autofree char *log = askg_log_name (path);
  struct stat info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
is_damaged (const char   *path,
            AskgDbAccess  access)
{
  gboolean was_damaged;
  g_autoptr(AskgDb) db = askg_db_open (path, access, &was_damaged, NULL);

  if (db == NULL)
    return was_damaged;

  /* What else may fail, such as a lock of another program, is told when the history is opened. */
  return !askg_quick_check (db, NULL) && askg_db_met_damage (db);
}

/**
 * askg_log_check:
 * @path: of a database with a log; nothing is written to either
 */
AskgLogVerdict
askg_log_check (const char *path)
{
  if (!is_damaged (path, ASKG_DB_SALVAGE))
    return ASKG_LOG_FINE;

  return is_damaged (path, ASKG_DB_LOOK) ? ASKG_LOG_DAMAGED : ASKG_LOG_FOREIGN;
}

/**
 * askg_log_put_aside:
 *
 * Errors: as askg_aside_fail()
 *
 * Returns: (transfer full): where the log of @path is kept now
 */
char *
askg_log_put_aside (const char  *path,
                    GError     **error)
{
  g_autofree char *log = askg_log_name (path);
  g_autofree char *name = askg_aside_name (path, "corrupt");
  g_autofree char *aside = askg_log_name (name);

  return askg_aside_move (log, aside, error) ? g_steal_pointer (&aside) : NULL;
}
