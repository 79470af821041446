/* askg-recalled-sql.c: the store's thread. Words of an earlier turn go where that turn goes: whoever erases it erases what
 * was told of it elsewhere. */
#include "engine/memory/askg-recalled-sql.h"

/* Those of an import have no id yet: which turn it was, is told by when it was asked. */
static gboolean
find_source (AskgDb              *db,
             const AskgRecalled  *one,
             gint64              *out_id,
             GError             **error)
{
  *out_id = one->turn_id;

  return one->turn_id != 0 ||
         askg_db_get_number (db, out_id, error, "SELECT coalesce (min (id), 0) FROM turn WHERE asked_at_us = ?1", "i", one->asked_at_us);
}

/* A turn that was erased meanwhile is left out. */
gboolean
askg_recalled_sql_save (AskgDb                *db,
                        const AskgTurnRecord  *turn,
                        GError               **error)
{
  for (guint i = 0; turn->recalled != NULL && i < turn->recalled->len; i++)
    {
      const AskgRecalled *one = g_ptr_array_index (turn->recalled, i);

      gint64 source_id;

      if (!find_source (db, one, &source_id, error) ||
          !askg_db_change (db, error,
                           "INSERT INTO recalled (turn_id, position, source_id, text)"
                           " SELECT ?1, ?2, id, seal ('recalled.text', ?1, ?2, ?4) FROM turn WHERE id = ?3 AND id <> ?1",
                           "iiis", turn->id, (gint64) i, source_id, one->text))
        return FALSE;
    }

  return TRUE;
}

/* Of a conversation in the bin nothing is shown, nor told an engine. */
gboolean
askg_recalled_sql_read (AskgDb          *db,
                        AskgTurnRecord  *turn,
                        GError         **error)
{
  g_autoptr(GPtrArray) recalled = askg_recalled_new_list ();
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT conversation_id, source_id, asked_at_us, unseal ('conversation.title', conversation_id, title),"
                   " unseal ('recalled.text', turn_id, position, text)"
                   " FROM recalled JOIN turn ON turn.id = source_id JOIN conversation ON conversation.id = conversation_id"
                   " WHERE turn_id = ?1 AND deleted_at_us IS NULL ORDER BY position", "i", turn->id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      AskgRecalled *one = g_new0 (AskgRecalled, 1);

      one->conversation_id = sqlite3_column_int64 (stmt, 0);
      one->turn_id = sqlite3_column_int64 (stmt, 1);
      one->asked_at_us = sqlite3_column_int64 (stmt, 2);
      one->title = askg_db_column_text (stmt, 3);
      one->text = askg_db_column_text (stmt, 4);
      if (one->text == NULL)
        one->text = g_strdup ("");
      g_ptr_array_add (recalled, one);
    }
  g_clear_pointer (&turn->recalled, g_ptr_array_unref);
  turn->recalled = g_steal_pointer (&recalled);

  return step == ASKG_DB_DONE;
}
