/* askg-transfer-sql.c: the store's thread. */
#include "engine/memory/askg-transfer-sql.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-fold-sql.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-turn-sql.h"

#define COMING_IN "9223372036854775807" /* deleted at the end of time: only a start or an end purges it */

void
askg_conversation_head_free (AskgConversationHead *head)
{
  if (head == NULL)
    return;

  g_free (head->uid);
  g_free (head->title);
  g_free (head->branched_from);
  g_free (head->branched_title);
  g_clear_object (&head->fold);
  g_free (head);
}

/**
 * askg_transfer_sql_ids:
 * @conversation_id: 0 for all
 *
 * Returns: (transfer full) (element-type gint64): a branch after what it was branched from
 */
GArray *
askg_transfer_sql_ids (AskgDb  *db,
                       gint64   conversation_id,
                       GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT id FROM conversation WHERE deleted_at_us IS NULL AND (?1 = 0 OR id = ?1) ORDER BY id",
                   "i", conversation_id);
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      const gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * askg_transfer_sql_head:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it was deleted, or never was; else as askg_db_fail()
 */
AskgConversationHead *
askg_transfer_sql_head (AskgDb  *db,
                        gint64   conversation_id,
                        GError **error)
{
  g_autoptr(AskgConversationHead) head = NULL;
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT c.id, lower (hex (c.uid)), unseal ('conversation.title', c.id, c.title), c.is_named,"
                   " coalesce (c.pinned_at_us, 0), c.changed_at_us,"
                   " lower (hex (o.uid)), unseal ('conversation.title', o.id, o.title), c.n_branched_turns"
                   " FROM conversation AS c LEFT JOIN conversation AS o ON o.id = c.branched_from_id AND o.deleted_at_us IS NULL"
                   " WHERE c.id = ?1 AND c.deleted_at_us IS NULL", "i", conversation_id);
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      head = g_new0 (AskgConversationHead, 1);
      head->id = sqlite3_column_int64 (stmt, 0);
      head->uid = askg_db_column_text (stmt, 1);
      head->title = askg_db_column_text (stmt, 2);
      head->is_named = sqlite3_column_int (stmt, 3);
      head->pinned_at_us = sqlite3_column_int64 (stmt, 4);
      head->changed_at_us = sqlite3_column_int64 (stmt, 5);
      head->branched_title = askg_db_column_text (stmt, 7);
      if (head->branched_title != NULL)
        head->branched_from = askg_db_column_text (stmt, 6);
      head->n_branched_turns = sqlite3_column_int64 (stmt, 8);
    }
  if (step == ASKG_DB_DONE && head == NULL)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("This conversation is no longer in the history. Choose another one."));

  return step == ASKG_DB_DONE && head != NULL && askg_fold_sql_load (db, conversation_id, &head->fold, error)
           ? g_steal_pointer (&head) : NULL;
}

static GBytes *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const char *at = hex; g_ascii_isxdigit (at[0]) && g_ascii_isxdigit (at[1]); at += 2)
    {
      const guint8 byte = (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

      g_byte_array_append (bytes, &byte, 1);
    }

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * askg_transfer_sql_begin:
 * @head: with an id that no conversation has
 * @out_is_there: (out): whether the history has it already; then nothing was begun
 *
 * One that was deleted a moment ago is no hindrance: its undo brings back what it was.
 */
gboolean
askg_transfer_sql_begin (AskgDb                      *db,
                         const AskgConversationHead  *head,
                         gboolean                    *out_is_there,
                         GError                     **error)
{
  g_autoptr(GBytes) uid = from_hex (head->uid);
  g_autoptr(GBytes) origin = head->branched_from != NULL ? from_hex (head->branched_from) : NULL;
  g_auto(AskgDbTx) tx = { NULL, NULL };
  gint64 n;

  if (!askg_db_tx_begin (&tx, db, error) ||
      !askg_db_get_number (db, &n, error, "SELECT count(*) FROM conversation WHERE uid = ?1 AND"
                                          " (deleted_at_us IS NULL OR deleted_at_us = " COMING_IN ")", "b", uid))
    return FALSE;
  *out_is_there = n > 0;
  if (*out_is_there)
    return TRUE;

  return askg_db_change (db, error, "UPDATE conversation SET uid = randomblob (16) WHERE uid = ?1", "b", uid) &&
         askg_db_change (db, error,
                         "INSERT INTO conversation (id, uid, title, is_named, pinned_at_us, changed_at_us, deleted_at_us,"
                         " branched_from_id, n_branched_turns)"
                         " VALUES (?1, ?2, seal ('conversation.title', ?1, ?3), ?4, nullif (?5, 0), ?6, " COMING_IN ","
                         " (SELECT id FROM conversation WHERE uid = ?7), ?8)",
                         "ibsiiibi", head->id, uid, head->title, (gint64) head->is_named, head->pinned_at_us,
                         head->changed_at_us, origin, head->n_branched_turns) &&
         askg_db_tx_commit (&tx, error);
}

gboolean
askg_transfer_sql_add (AskgDb          *db,
                       gint64           conversation_id,
                       AskgTurnRecord  *turn,
                       GError         **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         askg_turn_sql_add (db, conversation_id, turn, error) &&
         askg_db_tx_commit (&tx, error);
}

/* All of it is there: it is shown from now on. */
gboolean
askg_transfer_sql_end (AskgDb                      *db,
                       const AskgConversationHead  *head,
                       GError                     **error)
{
  return askg_fold_sql_save (db, head->id, head->fold, error) &&
         askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = NULL, changed_at_us = ?2 WHERE id = ?1",
                         "ii", head->id, head->changed_at_us);
}

/* What came of it is erased. */
gboolean
askg_transfer_sql_drop (AskgDb  *db,
                        gint64   conversation_id,
                        GError **error)
{
  return askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = 0 WHERE id = ?1 AND deleted_at_us = " COMING_IN,
                         "i", conversation_id) &&
         askg_history_sql_purge (db, 0, error);
}
