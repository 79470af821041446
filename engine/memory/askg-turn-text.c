/* askg-turn-text.c: the store's thread. */
#include "engine/memory/askg-turn-text.h"

#include <string.h>

static void
part_free (gpointer data)
{
  AskgTurnPart *part = data;

  g_free (part->text);
  g_clear_pointer (&part->page, g_bytes_unref);
  g_free (part);
}

void
askg_turn_text_free (AskgTurnText *self)
{
  if (self == NULL)
    return;

  g_free (self->conversation_title);
  g_free (self->question);
  g_free (self->app);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

/* A line that opens or closes a block of code: at most three spaces, then three of a mark or more. */
static gboolean
is_fence (const char *line,
          gsize       n_bytes,
          char       *out_mark,
          gsize      *out_n_marks)
{
  gsize at = 0;
  gsize n = 0;

  while (at < n_bytes && at < 3 && line[at] == ' ')
    at++;
  if (at >= n_bytes || (line[at] != '`' && line[at] != '~'))
    return FALSE;
  *out_mark = line[at];
  while (at + n < n_bytes && line[at + n] == *out_mark)
    n++;
  *out_n_marks = n;
  /* What looks like a fence but goes on with its own mark is code within a line. */
  return n >= 3 && (*out_mark == '~' || memchr (line + at + n, '`', n_bytes - at - n) == NULL);
}

/**
 * askg_turn_text_split_answer:
 * @answer: Markdown
 * @out_prose: (out): what stands outside blocks of code
 * @out_code: (out): what stands inside; a block that is not closed goes to the end
 */
void
askg_turn_text_split_answer (const char  *answer,
                             char       **out_prose,
                             char       **out_code)
{
  GString *prose = g_string_new (NULL);
  GString *code = g_string_new (NULL);
  char open_mark = 0;
  gsize n_open_marks = 0;

  for (const char *line = answer; *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      const gsize n_bytes = end != NULL ? (gsize) (end - line) + 1 : strlen (line);
      gsize n_marks;
      char mark;

      if (!is_fence (line, n_bytes, &mark, &n_marks))
        g_string_append_len (open_mark != 0 ? code : prose, line, n_bytes);
      else if (open_mark == 0)
        {
          open_mark = mark;
          n_open_marks = n_marks;
        }
      else if (mark == open_mark && n_marks >= n_open_marks)
        open_mark = 0;
      else
        g_string_append_len (code, line, n_bytes);
      line += n_bytes;
    }
  *out_prose = g_string_free (prose, FALSE);
  *out_code = g_string_free (code, FALSE);
}

/* Takes @text, which may be %NULL. */
static void
add_part (AskgTurnText     *self,
          AskgSearchKinds   kind,
          int               attachment,
          char             *text,
          GBytes           *page)
{
  AskgTurnPart *part;

  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  part = g_new0 (AskgTurnPart, 1);
  part->kind = kind;
  part->attachment = attachment;
  part->text = text;
  part->page = page != NULL ? g_bytes_ref (page) : NULL;
  g_ptr_array_add (self->parts, part);
}

static void
add_answer (AskgTurnText *self,
            const char   *answer)
{
  char *prose, *code;

  if (answer == NULL)
    return;
  askg_turn_text_split_answer (answer, &prose, &code);
  add_part (self, ASKG_SEARCH_ANSWER, -1, prose, NULL);
  add_part (self, ASKG_SEARCH_CODE, -1, code, NULL);
}

static AskgSearchKinds
column_kind (sqlite3_stmt *stmt)
{
  return sqlite3_column_int (stmt, 1) ? ASKG_SEARCH_PICTURE
         : sqlite3_column_int (stmt, 2) ? ASKG_SEARCH_SOUND
         : ASKG_SEARCH_TEXT;
}

static gboolean
read_attachments (AskgTurnText  *self,
                  AskgDb        *db,
                  gint64         turn_id,
                  GError       **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT position, picture_id IS NOT NULL OR page IS NOT NULL,"
                   " EXISTS (SELECT 1 FROM sound WHERE sound.turn_id = ?1 AND sound.position = attachment.position),"
                   " unseal ('attachment.text', turn_id, position, text), unseal ('attachment.title', turn_id, position, title),"
                   " app, unseal ('attachment.page', turn_id, position, page) FROM attachment WHERE turn_id = ?1 ORDER BY position", "i", turn_id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      const int position = sqlite3_column_int (stmt, 0);
      g_autoptr(GBytes) page = askg_db_column_bytes (stmt, 6);

      add_part (self, column_kind (stmt), position, askg_db_column_text (stmt, 3), page);
      add_part (self, ASKG_SEARCH_WINDOW, position, askg_db_column_text (stmt, 4), NULL);
      add_part (self, ASKG_SEARCH_WINDOW, position, askg_db_column_text (stmt, 5), NULL);
      if (self->app == NULL)
        self->app = askg_db_column_text (stmt, 5);
    }

  return step == ASKG_DB_DONE;
}

/**
 * askg_turn_text_read:
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full): without parts where there is no such turn. An answer that still streams
 *   is not among them: it can be found when it is over.
 */
AskgTurnText *
askg_turn_text_read (AskgDb  *db,
                     gint64   turn_id,
                     GError **error)
{
  g_autoptr(AskgTurnText) self = g_new0 (AskgTurnText, 1);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT conversation_id, asked_at_us, unseal ('conversation.title', conversation_id, title),"
                   " unseal ('turn.question', turn.id, question), unseal ('turn.answer', turn.id, answer)"
                   " FROM turn JOIN conversation ON conversation.id = conversation_id WHERE turn.id = ?1", "i", turn_id);
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *answer = askg_db_column_text (stmt, 4);

      self->conversation_id = sqlite3_column_int64 (stmt, 0);
      self->asked_at_us = sqlite3_column_int64 (stmt, 1);
      self->conversation_title = askg_db_column_text (stmt, 2);
      self->question = askg_db_column_text (stmt, 3);
      add_part (self, ASKG_SEARCH_QUESTION, -1, g_strdup (self->question), NULL);
      add_answer (self, answer);
    }

  return step == ASKG_DB_DONE && read_attachments (self, db, turn_id, error) ? g_steal_pointer (&self) : NULL;
}
