/* askg-title-sql.c: the thread of the database. */
#include "engine/memory/askg-title-sql.h"

#include "engine/memory/askg-title.h"

static gboolean
was_said (const AskgTurnRecord *turn)
{
  for (guint i = 0; i < turn->attachments->len; i++)
    {
      const AskgAttachmentRecord *attachment = g_ptr_array_index (turn->attachments, i);

      if (attachment->sound != NULL && attachment->text != NULL)
        return TRUE;
    }

  return FALSE;
}

/* @turn: is over. Where it was said, its words may be known only now: a conversation that began with it is called by them,
 * unless the person named it. A part of the transaction of its caller. */
gboolean
askg_title_sql_mend (AskgDb                *db,
                     const AskgTurnRecord  *turn,
                     GError               **error)
{
  g_autofree char *title = NULL;

  if (*turn->question != '\0' || !was_said (turn))
    return TRUE;

  title = askg_title_make (turn);

  return askg_db_change (db, error,
                         "UPDATE conversation SET title = seal ('conversation.title', id, ?2)"
                         " WHERE NOT is_named AND id = (SELECT conversation_id FROM turn WHERE id = ?1)"
                         " AND NOT EXISTS (SELECT 1 FROM turn WHERE conversation_id = conversation.id AND id < ?1)",
                         "is", turn->id, title);
}
