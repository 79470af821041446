/* askg-turn-sql.c: the store's thread. */
#include "engine/memory/askg-turn-sql.h"

#include "engine/base/askg-error.h"
#include "engine/memory/askg-fold-sql.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-parts-sql.h"
#include "engine/memory/askg-picture-sql.h"
#include "engine/memory/askg-recalled-sql.h"
#include "engine/memory/askg-sound-sql.h"
#include "engine/memory/askg-title-sql.h"
#include "engine/memory/askg-title.h"
#include "engine/memory/askg-usage-sql.h"

static gboolean
add_attachment (AskgDb                      *db,
                gint64                       turn_id,
                gint64                       position,
                const AskgAttachmentRecord  *attachment,
                GError                     **error)
{
  const AskgRect nowhere = { 0 };
  const AskgRect *place = attachment->frame != NULL ? askg_frame_get_place (attachment->frame) : &nowhere;
  const char *output = attachment->frame != NULL ? askg_frame_get_output (attachment->frame) : NULL;
  g_autoptr(GBytes) page = attachment->page != NULL ? askg_page_blob_write (attachment->page) : NULL;
  gint64 picture_id = 0;

  if (attachment->frame != NULL && !askg_picture_sql_save (db, attachment->frame, &picture_id, error))
    return FALSE;
  if (attachment->sound != NULL && !askg_sound_sql_save (db, turn_id, position, attachment->sound, error))
    return FALSE;

  return askg_db_change (db, error,
                         "INSERT INTO attachment (turn_id, position, kind, title, app, text, page, reading,"
                         " error_id, error_message, picture_id, output, place_x, place_y, place_width, place_height)"
                         " VALUES (?1, ?2, ?3, seal ('attachment.title', ?1, ?2, ?4), ?5, seal ('attachment.text', ?1, ?2, ?6),"
                         " seal ('attachment.page', ?1, ?2, ?7), ?8, ?9, seal ('attachment.error_message', ?1, ?2, ?10),"
                         " nullif (?11, 0), ?12, ?13, ?14, ?15, ?16)",
                         "iissssbsssisiiii", turn_id, position,
                         askg_nick (ASKG_TYPE_ATTACHMENT_KIND, attachment->kind), attachment->title, attachment->app,
                         attachment->text, page, askg_nick (ASKG_TYPE_READING, attachment->reading),
                         attachment->error != NULL ? askg_error_get_id (attachment->error) : NULL,
                         attachment->error != NULL ? attachment->error->message : NULL,
                         picture_id, output, (gint64) place->x, (gint64) place->y,
                         (gint64) place->width, (gint64) place->height);
}

/* The conversation may be new, deleted a moment ago, or one whose first question could not be
 * saved. Its title is that of its first question, unless the person named it. */
static gboolean
add_conversation (AskgDb          *db,
                  gint64           id,
                  AskgTurnRecord  *turn,
                  GError         **error)
{
  g_autofree char *title = askg_title_make (turn);

  return askg_db_change (db, error,
                         "INSERT INTO conversation (id, title, changed_at_us, uid) VALUES (?1,"
                         " seal ('conversation.title', ?1, ?2), ?3, randomblob (16))"
                         " ON CONFLICT (id) DO UPDATE SET changed_at_us = excluded.changed_at_us, deleted_at_us = NULL,"
                         " title = CASE WHEN is_named OR EXISTS (SELECT 1 FROM turn WHERE conversation_id = ?1)"
                         "   THEN title ELSE excluded.title END",
                         "isi", id, title, turn->asked_at_us);
}

static gboolean
read_title (AskgDb  *db,
            gint64   conversation_id,
            char   **out_title,
            GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT unseal ('conversation.title', id, title)"
                                                           " FROM conversation WHERE id = ?1", "i", conversation_id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_free (*out_title);
      *out_title = askg_db_column_text (stmt, 0);
    }

  return step == ASKG_DB_DONE;
}

/* The question and all that goes with it; sets the id of @turn, unless a place is kept for it under the one it has. */
static gboolean
add_question (AskgDb          *db,
              gint64           conversation_id,
              AskgTurnRecord  *turn,
              GError         **error)
{
  gint64 id;

  if (!askg_db_change (db, error,
                       "INSERT INTO turn (id, conversation_id, asked_at_us, question, engine_id, engine_name, state)"
                       " SELECT next, ?1, ?2, seal ('turn.question', next, ?3), ?4, ?5, ?6"
                       " FROM (SELECT iif (?7 > 0 AND NOT EXISTS (SELECT 1 FROM turn WHERE id = ?7), ?7,"
                       " coalesce (max (id), 0) + 1) AS next FROM turn)",
                       "iissssi", conversation_id, turn->asked_at_us, turn->question, turn->engine_id,
                       turn->engine_name, askg_nick (ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_WAITING), turn->id))
    return FALSE;

  id = sqlite3_last_insert_rowid (askg_db_get_handle (db));
  for (guint i = 0; i < turn->attachments->len; i++)
    if (!add_attachment (db, id, i, g_ptr_array_index (turn->attachments, i), error))
      return FALSE;
  turn->id = id;

  return askg_recalled_sql_save (db, turn, error);
}

/* Of a turn that nobody was asked about yet. */
static gboolean
leave_place (AskgDb  *db,
             gint64   turn_id,
             GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = NULL;
  gboolean is_there = FALSE;
  AskgDbStep step;

  if (turn_id == 0)
    return TRUE;
  stmt = askg_db_query (db, error, "SELECT 1 FROM turn WHERE id = ?1 AND state = ?2", "is", turn_id,
                        askg_nick (ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_WAITING));
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    is_there = TRUE;
  if (step != ASKG_DB_DONE || !is_there)
    return step == ASKG_DB_DONE;

  return askg_index_sql_remove (db, turn_id, error) &&
         askg_db_change (db, error, "DELETE FROM turn WHERE id = ?1", "i", turn_id);
}

/**
 * askg_turn_sql_begin:
 * @conversation_id: made if it is not there
 * @turn: its id is set on success; where it has one already, that is of a turn begun before, whose place it takes
 * @out_title: (out): that of the conversation
 *
 * When this returns, the question and what goes with it are on the disk.
 */
gboolean
askg_turn_sql_begin (AskgDb          *db,
                     gint64           conversation_id,
                     AskgTurnRecord  *turn,
                     char           **out_title,
                     GError         **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         leave_place (db, turn->id, error) &&
         add_conversation (db, conversation_id, turn, error) &&
         add_question (db, conversation_id, turn, error) &&
         askg_index_sql_add (db, turn->id, error) &&
         read_title (db, conversation_id, out_title, error) &&
         askg_db_tx_commit (&tx, error);
}

/* Words that were read or heard since the question was saved. */
static gboolean
save_pages (AskgDb                *db,
            const AskgTurnRecord  *turn,
            GError               **error)
{
  for (guint i = 0; i < turn->attachments->len; i++)
    {
      const AskgAttachmentRecord *attachment = g_ptr_array_index (turn->attachments, i);
      g_autoptr(GBytes) page = attachment->page != NULL ? askg_page_blob_write (attachment->page) : NULL;

      if (attachment->frame == NULL && attachment->sound == NULL)
        continue; /* exact text does not change */
      if (!askg_db_change (db, error,
                           "UPDATE attachment SET text = seal ('attachment.text', ?1, ?2, ?3),"
                           " page = seal ('attachment.page', ?1, ?2, ?4), reading = ?5, error_id = ?6,"
                           " error_message = seal ('attachment.error_message', ?1, ?2, ?7)"
                           " WHERE turn_id = ?1 AND position = ?2",
                           "iisbsss", turn->id, (gint64) i, attachment->text, page,
                           askg_nick (ASKG_TYPE_READING, attachment->reading),
                           attachment->error != NULL ? askg_error_get_id (attachment->error) : NULL,
                           attachment->error != NULL ? attachment->error->message : NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_pages_and_index (AskgDb                *db,
                      const AskgTurnRecord  *turn,
                      GError               **error)
{
  return askg_index_sql_remove (db, turn->id, error) &&
         save_pages (db, turn, error) &&
         askg_index_sql_add (db, turn->id, error);
}

/**
 * askg_turn_sql_checkpoint:
 * @turn: its answer from what was saved last on; attachments only when they changed
 *
 * A turn that was dropped meanwhile is left dropped.
 */
gboolean
askg_turn_sql_checkpoint (AskgDb                *db,
                          const AskgTurnRecord  *turn,
                          GError               **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         askg_db_change (db, error,
                         "INSERT OR REPLACE INTO piece (turn_id, start_bytes, text)"
                         " SELECT id, ?2, seal ('piece.text', ?1, ?2, ?3) FROM turn WHERE id = ?1 AND ?3 <> ''",
                         "iis", turn->id, (gint64) turn->answer_start, turn->answer) &&
         askg_db_change (db, error,
                         "UPDATE turn SET state = ?2, first_text_us = ?3, duration_us = ?4 WHERE id = ?1",
                         "isii", turn->id, askg_nick (ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_STREAMING),
                         turn->first_text_us, turn->duration_us) &&
         askg_parts_sql_checkpoint (db, turn, error) &&
         (turn->attachments->len == 0 || save_pages_and_index (db, turn, error)) &&
         askg_db_tx_commit (&tx, error);
}

static gboolean
save_pointers (AskgDb                *db,
               const AskgTurnRecord  *turn,
               GError               **error)
{
  if (!askg_db_change (db, error, "DELETE FROM pointer WHERE turn_id = ?1", "i", turn->id))
    return FALSE;
  for (guint i = 0; i < turn->pointers->len; i++)
    {
      const AskgPointer *pointer = g_ptr_array_index (turn->pointers, i);

      if (!askg_db_change (db, error,
                           "INSERT INTO pointer SELECT id, ?2, ?3, ?4, ?5, ?6, ?7,"
                           " seal ('pointer.label', ?1, ?2, ?8) FROM turn WHERE id = ?1",
                           "iiiiiiis", turn->id, (gint64) pointer->number, (gint64) pointer->attachment,
                           (gint64) pointer->box.x, (gint64) pointer->box.y, (gint64) pointer->box.width,
                           (gint64) pointer->box.height, pointer->label))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_answer (AskgDb                *db,
             const AskgTurnRecord  *turn,
             GError               **error)
{
  return askg_db_change (db, error,
                         "UPDATE turn SET state = ?2, answer = seal ('turn.answer', ?1, ?3), first_text_us = ?4,"
                         " duration_us = ?5, error_id = ?6, error_message = seal ('turn.error_message', ?1, ?7), engine_id = ?8, engine_name = ?9 WHERE id = ?1",
                         "issiissss", turn->id, askg_nick (ASKG_TYPE_ANSWER_STATE, turn->state), turn->answer,
                         turn->first_text_us, turn->duration_us,
                         turn->error != NULL ? askg_error_get_id (turn->error) : NULL,
                         turn->error != NULL ? turn->error->message : NULL, turn->engine_id, turn->engine_name) &&
         askg_db_change (db, error, "DELETE FROM piece WHERE turn_id = ?1", "i", turn->id) &&
         askg_db_change (db, error,
                         "UPDATE conversation SET changed_at_us = max (changed_at_us, ?2)"
                         " WHERE id = (SELECT conversation_id FROM turn WHERE id = ?1)",
                         "ii", turn->id, g_get_real_time ());
}

static gboolean
save_end (AskgDb                *db,
          const AskgTurnRecord  *turn,
          GError               **error)
{
  return save_answer (db, turn, error) &&
         save_pages (db, turn, error) &&
         save_pointers (db, turn, error) &&
         askg_parts_sql_end (db, turn, error) &&
         askg_usage_sql_save (db, turn, error);
}

/**
 * askg_turn_sql_end:
 * @turn: with its whole answer and all attachments
 *
 * A turn that was dropped meanwhile is left dropped.
 */
gboolean
askg_turn_sql_end (AskgDb                *db,
                   const AskgTurnRecord  *turn,
                   GError               **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         askg_index_sql_remove (db, turn->id, error) &&
         save_end (db, turn, error) &&
         askg_title_sql_mend (db, turn, error) &&
         askg_index_sql_add (db, turn->id, error) &&
         askg_db_tx_commit (&tx, error);
}

/**
 * askg_turn_sql_add:
 * @conversation_id: of one that is there
 * @turn: as it was over, see askg_turn_record_make_savable(); gets its id
 *
 * A whole turn at once, such as a copy. Unlike the other functions it is a part of the transaction
 * of its caller.
 */
gboolean
askg_turn_sql_add (AskgDb          *db,
                   gint64           conversation_id,
                   AskgTurnRecord  *turn,
                   GError         **error)
{
  turn->id = 0;

  return add_question (db, conversation_id, turn, error) &&
         save_end (db, turn, error) &&
         askg_index_sql_add (db, turn->id, error);
}

/* Runs @change for each id that @ids selects, which must not be changed by it before the last. */
static gboolean
for_each_turn (AskgDb      *db,
               GError     **error,
               gboolean   (*change) (AskgDb *db, gint64 turn_id, GError **error),
               GArray      *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (!change (db, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static GArray *
take_ids (AskgDb        *db,
          sqlite3_stmt  *stmt,
          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
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

static gboolean
drop (AskgDb  *db,
      gint64   turn_id,
      GError **error)
{
  return askg_index_sql_forget (db, turn_id, error) &&
         askg_db_change (db, error, "DELETE FROM turn WHERE id = ?1", "i", turn_id);
}

/* Keeps the first @n_turns of a conversation. */
gboolean
askg_turn_sql_drop_after (AskgDb  *db,
                          gint64   conversation_id,
                          gint64   n_turns,
                          GError **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };
  g_autoptr(sqlite3_stmt) stmt = NULL;
  g_autoptr(GArray) ids = NULL;

  if (!askg_db_tx_begin (&tx, db, error))
    return FALSE;
  stmt = askg_db_query (db, error, "SELECT id FROM turn WHERE conversation_id = ?1 ORDER BY id LIMIT -1 OFFSET ?2",
                        "ii", conversation_id, n_turns);
  ids = take_ids (db, stmt, error);

  return ids != NULL &&
         for_each_turn (db, error, drop, ids) &&
         askg_fold_sql_spoil (db, conversation_id, n_turns, error) &&
         (ids->len == 0 || askg_picture_sql_sweep (db, error)) &&
         askg_db_tx_commit (&tx, error);
}

/* Takes back askg_turn_sql_begin() of a turn that nobody was asked about; and its conversation, where nothing else is in it. */
gboolean
askg_turn_sql_withdraw (AskgDb  *db,
                        gint64   conversation_id,
                        gint64   turn_id,
                        GError **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         leave_place (db, turn_id, error) &&
         askg_db_change (db, error,
                         "DELETE FROM conversation WHERE id = ?1 AND NOT is_named"
                         " AND NOT EXISTS (SELECT 1 FROM turn WHERE conversation_id = ?1)", "i", conversation_id) &&
         askg_db_tx_commit (&tx, error);
}

static gboolean
interrupt (AskgDb  *db,
           gint64   turn_id,
           GError **error)
{
  return askg_index_sql_remove (db, turn_id, error) &&
         askg_db_change (db, error,
                         "UPDATE turn SET state = ?2, answer = seal ('turn.answer', ?1, unseal ('turn.answer', ?1, answer) ||"
                         " coalesce ((SELECT group_concat (text, '') FROM"
                         "   (SELECT unseal ('piece.text', turn_id, start_bytes, text) AS text FROM piece"
                         "      WHERE turn_id = ?1 ORDER BY start_bytes)), '')) WHERE id = ?1",
                         "is", turn_id, askg_nick (ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_INTERRUPTED)) &&
         askg_db_change (db, error, "DELETE FROM piece WHERE turn_id = ?1", "i", turn_id) &&
         askg_parts_sql_interrupt (db, turn_id, error) &&
         askg_index_sql_add (db, turn_id, error);
}

/* For the start, when nothing can still be streaming: what was left unfinished is over, with the
 * text it has. */
gboolean
askg_turn_sql_interrupt (AskgDb  *db,
                         GError **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };
  g_autoptr(sqlite3_stmt) stmt = NULL;
  g_autoptr(GArray) ids = NULL;

  if (!askg_db_tx_begin (&tx, db, error))
    return FALSE;
  stmt = askg_db_query (db, error, "SELECT id FROM turn WHERE state IN ('waiting', 'streaming')", "");
  ids = take_ids (db, stmt, error);

  return ids != NULL &&
         for_each_turn (db, error, interrupt, ids) &&
         askg_db_tx_commit (&tx, error);
}
