/* askg-life-sql.c: the store's thread. */
#include "engine/memory/askg-life-sql.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-fold-sql.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-turn-sql.h"

#define SPARED_US   G_TIME_SPAN_DAY /* what is younger does not go for its size */
#define BATCH       20              /* conversations that go for their size before it is measured again */

static gboolean
fail_if_nothing_changed (AskgDb  *db,
                         GError **error)
{
  if (sqlite3_changes (askg_db_get_handle (db)) > 0)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                       _("This conversation is no longer in the history. Choose another one."));
  return FALSE;
}

/**
 * askg_life_sql_rename:
 * @title: the person's own: later questions do not change it
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it was deleted, or never was; else as askg_db_fail()
 */
gboolean
askg_life_sql_rename (AskgDb      *db,
                      gint64       conversation_id,
                      const char  *title,
                      GError     **error)
{
  return askg_db_change (db, error, "UPDATE conversation SET title = seal ('conversation.title', ?1, ?2), is_named = 1"
                                    " WHERE id = ?1 AND deleted_at_us IS NULL", "is", conversation_id, title) &&
         fail_if_nothing_changed (db, error);
}

/**
 * askg_life_sql_pin:
 * @pinned_at_us: wall clock, microseconds since 1970; 0 to unpin
 *
 * Errors: as askg_life_sql_rename()
 */
gboolean
askg_life_sql_pin (AskgDb  *db,
                   gint64   conversation_id,
                   gint64   pinned_at_us,
                   GError **error)
{
  return askg_db_change (db, error, "UPDATE conversation SET pinned_at_us = nullif (?2, 0)"
                                    " WHERE id = ?1 AND deleted_at_us IS NULL", "ii", conversation_id, pinned_at_us) &&
         fail_if_nothing_changed (db, error);
}

/* -- Branching -------------------------------------------------------------- */

/* What an answer took was paid once: it stays with the original. */
static gboolean
copy_turn (AskgDb  *db,
           gint64   turn_id,
           gint64   conversation_id,
           GError **error)
{
  g_autoptr(AskgTurnRecord) turn = askg_history_sql_load_turn (db, turn_id, error);

  if (turn == NULL)
    return FALSE;
  askg_turn_record_make_savable (turn);
  if (turn->parts != NULL)
    askg_usage_init (&turn->parts->usage);

  return askg_turn_sql_add (db, conversation_id, turn, error);
}

static gboolean
copy_turns (AskgDb  *db,
            GArray  *ids,
            gint64   last_turn_id,
            gint64   conversation_id,
            GError **error)
{
  for (guint i = 0; i < ids->len && g_array_index (ids, gint64, i) <= last_turn_id; i++)
    if (!copy_turn (db, g_array_index (ids, gint64, i), conversation_id, error))
      return FALSE;

  return TRUE;
}

/**
 * askg_life_sql_branch:
 * @last_turn_id: of the conversation; the turns up to this one are copied; 0 for all of them
 * @new_id: an id no conversation has
 *
 * Errors: as askg_life_sql_rename()
 */
gboolean
askg_life_sql_branch (AskgDb  *db,
                      gint64   conversation_id,
                      gint64   last_turn_id,
                      gint64   new_id,
                      GError **error)
{
  g_autoptr(GArray) ids = NULL;
  g_auto(AskgDbTx) tx = { NULL, NULL };

  if (last_turn_id == 0 && !askg_db_get_number (db, &last_turn_id, error, "SELECT max (id) FROM turn WHERE conversation_id = ?1",
                                                "i", conversation_id))
    return FALSE;
  if (!askg_db_tx_begin (&tx, db, error) ||
      !askg_db_change (db, error,
                       "INSERT INTO conversation (id, title, changed_at_us, uid, is_named, branched_from_id, n_branched_turns)"
                       " SELECT ?3, seal ('conversation.title', ?3, unseal ('conversation.title', id, title)), ?4, randomblob (16), is_named, id,"
                       "   (SELECT count(*) FROM turn WHERE conversation_id = ?1 AND id <= ?2)"
                       " FROM conversation WHERE id = ?1 AND deleted_at_us IS NULL"
                       " AND EXISTS (SELECT 1 FROM turn WHERE conversation_id = ?1 AND id = ?2)",
                       "iiii", conversation_id, last_turn_id, new_id, g_get_real_time ()) ||
      !fail_if_nothing_changed (db, error))
    return FALSE;
  ids = askg_history_sql_turn_ids (db, conversation_id, error);

  return ids != NULL &&
         copy_turns (db, ids, last_turn_id, new_id, error) &&
         askg_fold_sql_copy (db, conversation_id, new_id, error) &&
         askg_db_tx_commit (&tx, error);
}

/* -- Forgetting ------------------------------------------------------------- */

/**
 * askg_life_sql_erase:
 * @before_us: those last changed before; wall clock, microseconds since 1970
 * @out_n: (out): how many
 *
 * Hides them at once; askg_history_sql_purge() ends them, and nothing brings them back.
 */
gboolean
askg_life_sql_erase (AskgDb    *db,
                     gint64     before_us,
                     gboolean   with_pinned,
                     gint64    *out_n,
                     GError   **error)
{
  if (!askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = 0 WHERE deleted_at_us IS NULL"
                                  " AND changed_at_us < ?1 AND (?2 OR pinned_at_us IS NULL)",
                       "ii", before_us, (gint64) with_pinned))
    return FALSE;
  *out_n = sqlite3_changes (askg_db_get_handle (db));

  return TRUE;
}

/* Errors: as askg_life_sql_rename() */
gboolean
askg_life_sql_erase_one (AskgDb   *db,
                         gint64    conversation_id,
                         gint64   *out_n,
                         GError  **error)
{
  *out_n = 1;

  return askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = 0 WHERE id = ?1 AND deleted_at_us IS NULL",
                         "i", conversation_id) &&
         fail_if_nothing_changed (db, error);
}

static gboolean
measure (AskgDb  *db,
         gint64  *out_bytes,
         GError **error)
{
  gint64 n_pages, n_free, page_bytes;

  if (!askg_db_get_number (db, &n_pages, error, "PRAGMA page_count", "") ||
      !askg_db_get_number (db, &n_free, error, "PRAGMA freelist_count", "") ||
      !askg_db_get_number (db, &page_bytes, error, "PRAGMA page_size", ""))
    return FALSE;
  *out_bytes = (n_pages - n_free) * page_bytes;

  return TRUE;
}

#define UNPINNED " WHERE deleted_at_us IS NULL AND pinned_at_us IS NULL AND changed_at_us"

/* How many of the oldest would go, by what their pictures, sounds and texts take. */
static gboolean
plan_size (AskgDb               *db,
           const AskgRetention  *rule,
           gint64                old_us,
           gint64                spared_us,
           AskgRetained         *plan,
           GError              **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT (SELECT coalesce (sum (length (question) + length (answer)), 0) * 3 FROM turn WHERE conversation_id = c.id) +"
                   " (SELECT coalesce (sum (length (png)), 0) FROM turn JOIN attachment ON turn_id = turn.id"
                   "   JOIN picture ON picture.id = picture_id WHERE conversation_id = c.id) +"
                   " (SELECT coalesce (sum (length (wav)), 0) FROM turn JOIN sound ON turn_id = turn.id"
                   "   WHERE conversation_id = c.id), changed_at_us < ?1"
                   " FROM conversation AS c" UNPINNED " < ?2 ORDER BY changed_at_us, id", "ii", old_us, spared_us);
  AskgDbStep step = ASKG_DB_DONE;

  if (stmt == NULL)
    return FALSE;
  while (plan->used_bytes - plan->n_bytes > rule->most_bytes &&
         (step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      plan->n_bytes += sqlite3_column_int64 (stmt, 0);
      plan->n_too_large += !sqlite3_column_int (stmt, 1);
    }

  return step != ASKG_DB_ERROR;
}

/**
 * askg_life_sql_plan:
 * @out_plan: (out): what @rule would end now
 */
gboolean
askg_life_sql_plan (AskgDb               *db,
                    const AskgRetention  *rule,
                    gint64                now_us,
                    AskgRetained         *out_plan,
                    GError              **error)
{
  const gint64 old_us = rule->longest_us > 0 ? now_us - rule->longest_us : 0;
  gint64 n_old;

  *out_plan = (AskgRetained) { 0 };
  if (!measure (db, &out_plan->used_bytes, error) ||
      !askg_db_get_number (db, &n_old, error, "SELECT count(*) FROM conversation" UNPINNED " < ?1", "i", old_us))
    return FALSE;
  out_plan->n_too_old = (guint) n_old;

  return rule->most_bytes <= 0 || out_plan->used_bytes <= rule->most_bytes ||
         plan_size (db, rule, old_us, MAX (old_us, now_us - SPARED_US), out_plan, error);
}

/**
 * askg_life_sql_retain:
 * @retained: (inout): what went so far is added to it; zeroes at first
 * @out_more: (out): whether to call it again: between two calls others have their turn
 */
gboolean
askg_life_sql_retain (AskgDb               *db,
                      const AskgRetention  *rule,
                      gint64                now_us,
                      AskgRetained         *retained,
                      gboolean             *out_more,
                      GError              **error)
{
  gint64 before_bytes;
  gint64 n = 0;

  *out_more = FALSE;
  if (retained->used_bytes == 0 && !measure (db, &retained->used_bytes, error))
    return FALSE;
  before_bytes = retained->used_bytes;
  if (rule->longest_us > 0 && retained->n_too_old == 0)
    {
      if (!askg_life_sql_erase (db, now_us - rule->longest_us, FALSE, &n, error))
        return FALSE;
      retained->n_too_old = (guint) n;
    }
  if (!askg_history_sql_purge (db, 0, error) || !measure (db, &retained->used_bytes, error))
    return FALSE;
  retained->n_bytes += before_bytes - retained->used_bytes;
  if (rule->most_bytes <= 0 || retained->used_bytes <= rule->most_bytes)
    return TRUE;

  if (!askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = 0 WHERE id IN (SELECT id FROM conversation"
                                  UNPINNED " < ?1 ORDER BY changed_at_us, id LIMIT ?2)",
                       "ii", now_us - SPARED_US, (gint64) BATCH))
    return FALSE;
  n = sqlite3_changes (askg_db_get_handle (db));
  retained->n_too_large += (guint) n;
  *out_more = n > 0;

  return TRUE;
}
