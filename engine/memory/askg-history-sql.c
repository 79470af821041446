/* askg-history-sql.c: the store's thread. */
#include "engine/memory/askg-history-sql.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-fold-sql.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-parts-sql.h"
#include "engine/memory/askg-picture-sql.h"
#include "engine/memory/askg-recalled-sql.h"
#include "engine/memory/askg-sound-sql.h"

#define PURGED_AT_ONCE "100" /* conversations a transaction */

static int
column_nick (sqlite3_stmt *stmt,
             int           column,
             GType         type,
             int           otherwise)
{
  g_autofree char *nick = askg_db_column_text (stmt, column);

  return askg_nick_read (type, nick, otherwise);
}

static GError *
column_error (sqlite3_stmt *stmt,
              int           column)
{
  g_autofree char *id = askg_db_column_text (stmt, column);
  g_autofree char *message = askg_db_column_text (stmt, column + 1);

  return askg_record_error (id, message);
}

static AskgAttachmentRecord *
read_attachment (AskgDb       *db,
                 sqlite3_stmt *stmt)
{
  AskgAttachmentRecord *self = g_new0 (AskgAttachmentRecord, 1);
  g_autoptr(GBytes) page = askg_db_column_bytes (stmt, 4);
  g_autoptr(GBytes) sha256 = askg_db_column_bytes (stmt, 8);
  g_autoptr(GBytes) png = askg_db_column_bytes (stmt, 9);
  g_autofree char *output = askg_db_column_text (stmt, 10);
  const AskgRect place = {
    sqlite3_column_int (stmt, 11), sqlite3_column_int (stmt, 12),
    sqlite3_column_int (stmt, 13), sqlite3_column_int (stmt, 14),
  };

  self->kind = column_nick (stmt, 0, ASKG_TYPE_ATTACHMENT_KIND, ASKG_ATTACHMENT_FILE);
  self->title = askg_db_column_text (stmt, 1);
  self->app = askg_db_column_text (stmt, 2);
  self->text = askg_db_column_text (stmt, 3);
  self->page = page != NULL ? askg_page_blob_read (page) : NULL;
  self->reading = column_nick (stmt, 5, ASKG_TYPE_READING, ASKG_READING_NONE);
  self->error = column_error (stmt, 6);
  self->frame = png != NULL ? askg_picture_sql_read (db, png, sha256, output, &place) : NULL;

  return self;
}

static gboolean
read_attachments (AskgDb          *db,
                  AskgTurnRecord  *turn,
                  GError         **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT kind, unseal ('attachment.title', turn_id, position, title), app,"
                   " unseal ('attachment.text', turn_id, position, text),"
                   " unseal ('attachment.page', turn_id, position, page), reading, error_id,"
                   " unseal ('attachment.error_message', turn_id, position, error_message),"
                   " sha256, unseal ('picture.png', picture.id, png),"
                   " output, place_x, place_y, place_width, place_height"
                   " FROM attachment LEFT JOIN picture ON picture.id = picture_id"
                   " WHERE turn_id = ?1 ORDER BY position", "i", turn->id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    g_ptr_array_add (turn->attachments, read_attachment (db, stmt));

  return step == ASKG_DB_DONE;
}

static gboolean
read_sounds (AskgDb          *db,
             AskgTurnRecord  *turn,
             GError         **error)
{
  for (guint i = 0; i < turn->attachments->len; i++)
    {
      AskgAttachmentRecord *attachment = g_ptr_array_index (turn->attachments, i);

      if (attachment->frame == NULL && !askg_sound_sql_read (db, turn->id, i, &attachment->sound, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_pointers (AskgDb          *db,
               AskgTurnRecord  *turn,
               GError         **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT number, attachment, x, y, width, height,"
                              " unseal ('pointer.label', turn_id, number, label) FROM pointer"
                              " WHERE turn_id = ?1 ORDER BY number", "i", turn->id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      AskgPointer *pointer = g_new0 (AskgPointer, 1);

      pointer->number = sqlite3_column_int (stmt, 0);
      pointer->attachment = sqlite3_column_int (stmt, 1);
      pointer->box = (AskgRect) { sqlite3_column_int (stmt, 2), sqlite3_column_int (stmt, 3),
                                  sqlite3_column_int (stmt, 4), sqlite3_column_int (stmt, 5) };
      pointer->label = askg_db_column_text (stmt, 6);
      g_ptr_array_add (turn->pointers, pointer);
    }

  return step == ASKG_DB_DONE;
}

static AskgTurnRecord *
read_turn (sqlite3_stmt *stmt)
{
  AskgTurnRecord *turn = askg_turn_record_new ();

  turn->id = sqlite3_column_int64 (stmt, 0);
  turn->asked_at_us = sqlite3_column_int64 (stmt, 1);
  turn->question = askg_db_column_text (stmt, 2);
  if (turn->question == NULL)
    turn->question = g_strdup (""); /* no memory: the next step says so */
  turn->engine_id = askg_db_column_text (stmt, 3);
  turn->engine_name = askg_db_column_text (stmt, 4);
  turn->state = column_nick (stmt, 5, ASKG_TYPE_ANSWER_STATE, ASKG_ANSWER_INTERRUPTED);
  turn->answer = askg_db_column_text (stmt, 6);
  turn->first_text_us = sqlite3_column_int64 (stmt, 7);
  turn->duration_us = sqlite3_column_int64 (stmt, 8);
  turn->error = column_error (stmt, 9);

  return turn;
}

static gboolean
read_title (AskgDb                  *db,
            AskgConversationRecord  *conversation,
            GError                 **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT unseal ('conversation.title', id, title) FROM conversation WHERE id = ?1 AND deleted_at_us IS NULL",
                   "i", conversation->id);
  gboolean found = FALSE;
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      conversation->title = askg_db_column_text (stmt, 0);
      found = TRUE;
    }
  if (step == ASKG_DB_DONE && !found)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("This conversation is no longer in the history. Choose another one."));

  return step == ASKG_DB_DONE && found;
}

/**
 * askg_history_sql_turn_ids:
 *
 * Returns: (transfer full) (element-type gint64): in the order of asking
 */
GArray *
askg_history_sql_turn_ids (AskgDb  *db,
                           gint64   conversation_id,
                           GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT id FROM turn WHERE conversation_id = ?1 ORDER BY id",
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
 * askg_history_sql_load_turn:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is not there any more; else as askg_db_fail()
 *
 * Returns: (transfer full): with its pictures and sounds; an answer that still streams with what
 *   was saved of it
 */
AskgTurnRecord *
askg_history_sql_load_turn (AskgDb  *db,
                            gint64   turn_id,
                            GError **error)
{
  g_autoptr(AskgTurnRecord) turn = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  stmt = askg_db_query (db, error,
                        "SELECT id, asked_at_us, unseal ('turn.question', id, question), engine_id, engine_name, state,"
                        " unseal ('turn.answer', id, answer) || coalesce ((SELECT group_concat (text, '') FROM"
                        "   (SELECT unseal ('piece.text', turn_id, start_bytes, text) AS text FROM piece"
                        "      WHERE turn_id = turn.id ORDER BY start_bytes)), ''),"
                        " first_text_us, duration_us, error_id, unseal ('turn.error_message', id, error_message)"
                        " FROM turn WHERE id = ?1", "i", turn_id);
  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    turn = read_turn (stmt);
  if (step == ASKG_DB_DONE && turn == NULL)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                         _("This conversation is no longer in the history. Choose another one."));
  if (step != ASKG_DB_DONE || turn == NULL ||
      !read_attachments (db, turn, error) || !read_sounds (db, turn, error) ||
      !read_pointers (db, turn, error) || !askg_recalled_sql_read (db, turn, error) || !askg_parts_sql_read (db, turn, error))
    return NULL;

  return g_steal_pointer (&turn);
}

/**
 * askg_history_sql_load:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it was deleted, or never was; else as askg_db_fail()
 *
 * Returns: (transfer full): all of it, with its pictures; an answer that still streams with what
 *   was saved of it
 */
AskgConversationRecord *
askg_history_sql_load (AskgDb  *db,
                       gint64   conversation_id,
                       GError **error)
{
  g_autoptr(AskgConversationRecord) conversation = askg_conversation_record_new (conversation_id);
  g_autoptr(GArray) ids = NULL;

  if (!read_title (db, conversation, error))
    return NULL;
  ids = askg_history_sql_turn_ids (db, conversation_id, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      AskgTurnRecord *turn = askg_history_sql_load_turn (db, g_array_index (ids, gint64, i), error);

      if (turn == NULL)
        return NULL;
      g_ptr_array_add (conversation->turns, turn);
    }

  return askg_fold_sql_load (db, conversation_id, &conversation->fold, error) ? g_steal_pointer (&conversation) : NULL;
}

/* Hides it; askg_history_sql_purge() ends it. */
gboolean
askg_history_sql_delete (AskgDb  *db,
                         gint64   conversation_id,
                         gint64   now_us,
                         GError **error)
{
  return askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = ?2 WHERE id = ?1",
                         "ii", conversation_id, now_us);
}

/**
 * askg_history_sql_undelete:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is purged already; else as askg_db_fail()
 */
gboolean
askg_history_sql_undelete (AskgDb  *db,
                           gint64   conversation_id,
                           GError **error)
{
  if (!askg_db_change (db, error, "UPDATE conversation SET deleted_at_us = NULL WHERE id = ?1", "i", conversation_id))
    return FALSE;
  if (sqlite3_changes (askg_db_get_handle (db)) > 0)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                       _("This conversation cannot be brought back: it is already erased. Choose another one."));
  return FALSE;
}

/* The oldest of them that go in one transaction. */
#define DOOMED "(SELECT id FROM conversation WHERE deleted_at_us <= ?1 ORDER BY id LIMIT " PURGED_AT_ONCE ")"

static gboolean
unindex (AskgDb  *db,
         gint64   deleted_before_us,
         GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT id FROM turn WHERE conversation_id IN " DOOMED,
                                                "i", deleted_before_us);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    if (!askg_index_sql_forget (db, sqlite3_column_int64 (stmt, 0), error))
      return FALSE;

  return step == ASKG_DB_DONE;
}

/* The index is squeezed with the last of them: as long as it holds words of what is gone, something
 * is left to be purged, also after a crash. */
static gboolean
purge_rows (AskgDb    *db,
            gint64     deleted_before_us,
            gboolean   is_last,
            GError   **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         unindex (db, deleted_before_us, error) &&
         askg_db_change (db, error, "DELETE FROM conversation WHERE id IN " DOOMED, "i", deleted_before_us) &&
         (!is_last || (askg_picture_sql_sweep (db, error) && askg_index_sql_squeeze (db, error))) &&
         askg_db_tx_commit (&tx, error);
}

/**
 * askg_history_sql_purge_some:
 * @deleted_before_us: wall clock, microseconds since 1970
 * @out_more: (out): whether there is more to purge: between two calls others have their turn
 *
 * Erases what was deleted until then: from the tables, the index, the free pages (SQLite writes
 * zeroes over them) and the log, and gives the room back. Killed at any moment a conversation is
 * whole and hidden, or gone.
 */
gboolean
askg_history_sql_purge_some (AskgDb    *db,
                             gint64     deleted_before_us,
                             gboolean  *out_more,
                             GError   **error)
{
  gint64 n_deleted;

  *out_more = FALSE;
  if (!askg_db_get_number (db, &n_deleted, error,
                           "SELECT count(*) FROM conversation WHERE deleted_at_us <= ?1", "i", deleted_before_us))
    return FALSE;
  if (n_deleted == 0)
    return TRUE;

  *out_more = n_deleted > atoi (PURGED_AT_ONCE);
  return purge_rows (db, deleted_before_us, !*out_more, error) &&
         (*out_more ||
          askg_db_exec (db, "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);", error));
}

/* All of it; see askg_history_sql_purge_some(). */
gboolean
askg_history_sql_purge (AskgDb  *db,
                        gint64   deleted_before_us,
                        GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!askg_history_sql_purge_some (db, deleted_before_us, &more, error))
      return FALSE;

  return TRUE;
}
