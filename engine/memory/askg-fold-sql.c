/* askg-fold-sql.c: the store's thread. */
#include "engine/memory/askg-fold-sql.h"

/* The id of the last turn that @n_turns stand for; 0 where there are not so many. */
#define LAST_OF(conversation, n_turns) \
  "coalesce ((SELECT id FROM (SELECT id, row_number () OVER (ORDER BY id) AS place FROM turn" \
  " WHERE conversation_id = " conversation ") WHERE place = " n_turns "), 0)"

/**
 * askg_fold_sql_save:
 * @fold: (nullable): %NULL for none
 *
 * Takes the place of what was there. Of a conversation that is no longer there nothing is saved.
 */
gboolean
askg_fold_sql_save (AskgDb    *db,
                    gint64     conversation_id,
                    AskgFold  *fold,
                    GError   **error)
{
  AskgFoldFlags flags;

  if (fold == NULL)
    return askg_db_change (db, error, "DELETE FROM fold WHERE conversation_id = ?1", "i", conversation_id);

  flags = askg_fold_get_flags (fold);

  return askg_db_change (db, error,
                         "INSERT OR REPLACE INTO fold (conversation_id, n_turns, last_turn_id, text, is_edited, is_extracted,"
                         " is_stale, is_off)"
                         " SELECT ?1, ?2, " LAST_OF ("?1", "?2") ", seal ('fold.text', ?1, ?3), ?4, ?5, ?6, ?7"
                         " WHERE EXISTS (SELECT 1 FROM conversation WHERE id = ?1)",
                         "iisiiii", conversation_id, (gint64) askg_fold_get_n_turns (fold), askg_fold_get_text (fold),
                         (gint64) ((flags & ASKG_FOLD_EDITED) != 0), (gint64) ((flags & ASKG_FOLD_EXTRACTED) != 0),
                         (gint64) ((flags & ASKG_FOLD_STALE) != 0), (gint64) ((flags & ASKG_FOLD_OFF) != 0));
}

static AskgFold *
take_fold (sqlite3_stmt *stmt)
{
  g_autofree char *text = askg_db_column_text (stmt, 1);
  const gint64 n_turns = sqlite3_column_int64 (stmt, 0);
  AskgFoldFlags flags = 0;

  if (text == NULL || n_turns <= 0 || n_turns > G_MAXUINT)
    return NULL;
  flags |= sqlite3_column_int (stmt, 2) ? ASKG_FOLD_EDITED : 0;
  flags |= sqlite3_column_int (stmt, 3) ? ASKG_FOLD_EXTRACTED : 0;
  flags |= sqlite3_column_int (stmt, 4) ? ASKG_FOLD_STALE : 0;
  flags |= sqlite3_column_int (stmt, 5) ? ASKG_FOLD_OFF : 0;

  return askg_fold_new (text, (guint) n_turns, flags);
}

/**
 * askg_fold_sql_load:
 * @out_fold: (out) (transfer full) (nullable): %NULL where there is none; stale where the turns are others now
 */
gboolean
askg_fold_sql_load (AskgDb    *db,
                    gint64     conversation_id,
                    AskgFold **out_fold,
                    GError   **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT n_turns, unseal ('fold.text', conversation_id, text), is_edited, is_extracted,"
                   " is_stale OR last_turn_id <> " LAST_OF ("?1", "n_turns") ", is_off FROM fold WHERE conversation_id = ?1",
                   "i", conversation_id);
  AskgDbStep step;

  *out_fold = NULL;
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    *out_fold = take_fold (stmt);
  if (step == ASKG_DB_DONE)
    return TRUE;

  g_clear_object (out_fold);
  return FALSE;
}

/* For a branch: where all turns it stands for were copied, so is the summary. Within the caller's transaction. */
gboolean
askg_fold_sql_copy (AskgDb  *db,
                    gint64   from_id,
                    gint64   to_id,
                    GError **error)
{
  return askg_db_change (db, error,
                         "INSERT INTO fold (conversation_id, n_turns, last_turn_id, text, is_edited, is_extracted, is_stale, is_off)"
                         " SELECT ?2, n_turns, " LAST_OF ("?2", "n_turns") ","
                         "   seal ('fold.text', ?2, unseal ('fold.text', ?1, text)), is_edited, is_extracted,"
                         "   is_stale OR last_turn_id <> " LAST_OF ("?1", "n_turns") ", is_off"
                         " FROM fold WHERE conversation_id = ?1"
                         " AND n_turns <= (SELECT count(*) FROM turn WHERE conversation_id = ?2)", "ii", from_id, to_id);
}

/* Only the first @n_turns turns are what they were: a summary of more is stale. */
gboolean
askg_fold_sql_spoil (AskgDb  *db,
                     gint64   conversation_id,
                     gint64   n_turns,
                     GError **error)
{
  return askg_db_change (db, error, "UPDATE fold SET is_stale = 1 WHERE conversation_id = ?1 AND n_turns > ?2",
                         "ii", conversation_id, n_turns);
}
