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

/**
 * askg_quick_check_names:
 *
 * SQLite does not notice a damaged letter in the name of a table or a column: then nothing can be asked of it,
 * and all its rows are there. A millisecond.
 *
 * Errors: as askg_db_tell_damage()
 */
gboolean
askg_quick_check_names (AskgDb  *db,
                        GError **error)
{
  static const char *const statements[] = {
    "SELECT id, title, changed_at_us, deleted_at_us, uid, is_named, pinned_at_us, branched_from_id FROM conversation",
    "SELECT id, conversation_id, asked_at_us, question, engine_id, engine_name, state, answer, first_text_us, duration_us,"
    " error_id, error_message FROM turn",
    "SELECT turn_id, start_bytes, text FROM piece",
    "SELECT id, sha256, png FROM picture",
    "SELECT turn_id, position, kind, title, app, text, page, reading, error_id, error_message, picture_id, output, place_x,"
    " place_y, place_width, place_height FROM attachment",
    "SELECT turn_id, number, attachment, x, y, width, height, label FROM pointer",
    "SELECT turn_id, model, finish, reasoning FROM reply",
    "SELECT turn_id, start_bytes, text FROM thought",
    "SELECT turn_id, position, text FROM note",
    "SELECT turn_id, position, call_id, name, arguments FROM tool_call",
    "SELECT turn_id, position, kind, start_us, duration_us, is_reused, is_engines FROM span",
    "SELECT turn_id, position, mime, sha256, bytes FROM given_picture",
    "SELECT turn_id, position, sha256, wav FROM sound",
    "SELECT turn_id, at_us, engine_id, model, input, output, cost_usd FROM usage",
    "SELECT conversation_id, n_turns, last_turn_id, text, is_edited, is_extracted, is_stale, is_off FROM fold",
    "SELECT id, text, kept_at_us FROM fact",
    "SELECT turn_id, position, source_id, text FROM recalled",
    "SELECT id, engine_id, model, n_numbers FROM vector_model",
    "SELECT turn_id, scale, bytes FROM vector",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, NULL, statements[i], "");

      if (stmt == NULL && sqlite3_errcode (askg_db_get_handle (db)) == SQLITE_ERROR)
        return askg_db_tell_damage (db, error);
    }

  return TRUE;
}
