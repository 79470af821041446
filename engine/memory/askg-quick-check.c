/* askg-quick-check.c: the store's thread. */
#include "engine/memory/askg-quick-check.h"

#define QUICK_CHECK_US (800 * G_TIME_SPAN_MILLISECOND)

static int
is_late (void *user_data)
{
  return g_get_monotonic_time () > *(const gint64 *) user_data;
}

/* After an end that was not clean: as much as can be checked without keeping anybody waiting.
 *
 * Errors: as askg_db_tell_damage(), askg_db_fail() */
gboolean
askg_quick_check (AskgDb  *db,
                  GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "PRAGMA quick_check(1)", "");
  sqlite3 *handle = askg_db_get_handle (db);
  gint64 deadline_us = g_get_monotonic_time () + QUICK_CHECK_US;
  gboolean is_ok = TRUE;
  int result;

  if (stmt == NULL)
    return FALSE;
  sqlite3_progress_handler (handle, 1000, is_late, &deadline_us);
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    is_ok = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
  askg_db_heed (db, NULL);
  if (result != SQLITE_DONE && result != SQLITE_INTERRUPT)
    return askg_db_fail (db, error);

  return is_ok || askg_db_tell_damage (db, error);
}
