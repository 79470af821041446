/* askg-recall-keep.c: the store's thread. */
#include "engine/memory/askg-recall-keep.h"

#include <string.h>

#include "engine/memory/askg-turn-text.h"

/* Returns FALSE where there is more to read than there is time for. */
static gboolean
add_texts (GPtrArray    *texts,
           AskgTurnText *turn,
           gsize        *left_bytes)
{
  for (guint i = 0; i < turn->parts->len; i++)
    {
      AskgTurnPart *part = g_ptr_array_index (turn->parts, i);
      const gsize n_bytes = strlen (part->text);

      if (n_bytes > *left_bytes)
        return FALSE;
      *left_bytes -= n_bytes;
      g_ptr_array_add (texts, g_steal_pointer (&part->text));
    }

  return TRUE;
}

/* All that was said up to that turn: what tells that a value is a secret may stand in another one. */
static gboolean
read_texts (AskgDb     *db,
            gint64      turn_id,
            GPtrArray  *texts,
            gboolean   *out_is_all,
            GError    **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT id FROM turn WHERE id <= ?1 AND conversation_id = (SELECT conversation_id FROM turn WHERE id = ?1)"
                   " ORDER BY id DESC", "i", turn_id);
  gsize left_bytes = ASKG_RECALL_MAX_READ_BYTES;
  AskgDbStep step = ASKG_DB_DONE;

  *out_is_all = TRUE;
  if (stmt == NULL)
    return FALSE;
  while (*out_is_all && (step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autoptr(AskgTurnText) turn = askg_turn_text_read (db, sqlite3_column_int64 (stmt, 0), error);

      if (turn == NULL)
        return FALSE;
      *out_is_all = add_texts (texts, turn, &left_bytes);
    }

  return !*out_is_all || step == ASKG_DB_DONE;
}

static char *
take_text (GPtrArray *texts,
           guint      i)
{
  return g_steal_pointer (&texts->pdata[i]);
}

/**
 * askg_recall_keep_back:
 * @question: (inout):
 * @seen: (inout) (nullable): gone where there is any secret: a piece of a text may begin or end in the midst of one
 * @answer: (inout):
 * @out_can_be_told: (out): %FALSE when nobody could say in time what is secret there
 *
 * Errors: as askg_db_fail()
 *
 * Returns: whether it could be read
 */
gboolean
askg_recall_keep_back (AskgDb                *db,
                       const AskgRecallWish  *wish,
                       gint64                 turn_id,
                       char                 **question,
                       char                 **seen,
                       char                 **answer,
                       gboolean              *out_can_be_told,
                       GError               **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  *out_can_be_told = TRUE;
  if (wish->keep_back == NULL)
    return TRUE;

  g_ptr_array_add (texts, g_steal_pointer (question));
  g_ptr_array_add (texts, g_steal_pointer (answer));
  if (!read_texts (db, turn_id, texts, out_can_be_told, error))
    return FALSE;
  if (*out_can_be_told && wish->keep_back (texts, wish->keep_back_data) > 0)
    g_clear_pointer (seen, g_free);
  *question = take_text (texts, 0);
  *answer = take_text (texts, 1);

  return TRUE;
}
