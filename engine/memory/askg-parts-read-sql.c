/* askg-parts-read-sql.c: the store's thread. What is damaged is left out. */
#include "engine/memory/askg-parts-sql.h"

#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-sound-sql.h"
#include "engine/memory/askg-usage-sql.h"

/* Takes a row of a query about one turn into its parts. */
typedef void (*TakeRow) (AskgAnswerParts *parts,
                         sqlite3_stmt    *row);

static void
take_reply (AskgAnswerParts *parts,
            sqlite3_stmt    *row)
{
  g_autofree char *finish = askg_db_column_text (row, 1);
  g_autofree char *reasoning = askg_db_column_text (row, 2);

  parts->model = askg_db_column_text (row, 0);
  parts->finish = askg_nick_read (ASKG_TYPE_FINISH, finish, ASKG_FINISH_UNKNOWN);
  g_string_assign (parts->reasoning, reasoning != NULL ? reasoning : "");
}

static void
take_thought (AskgAnswerParts *parts,
              sqlite3_stmt    *row)
{
  g_autofree char *text = askg_db_column_text (row, 0);

  g_string_append (parts->reasoning, text != NULL ? text : "");
}

static void
take_note (AskgAnswerParts *parts,
           sqlite3_stmt    *row)
{
  char *text = askg_db_column_text (row, 0);

  if (text != NULL)
    g_ptr_array_add (parts->notes, text);
}

static void
set_text (char **text,
          char  *value)
{
  if (value == NULL)
    return;

  g_free (*text);
  *text = value;
}

static void
take_tool_call (AskgAnswerParts *parts,
                sqlite3_stmt    *row)
{
  AskgToolCall *call = askg_answer_parts_ensure_tool_call (parts, (guint) sqlite3_column_int64 (row, 0));
  g_autofree char *arguments = askg_db_column_text (row, 3);

  if (call == NULL)
    return;

  set_text (&call->id, askg_db_column_text (row, 1));
  set_text (&call->name, askg_db_column_text (row, 2));
  g_string_assign (call->arguments, arguments != NULL ? arguments : "");
}

static void
take_span (AskgAnswerParts *parts,
           sqlite3_stmt    *row)
{
  g_autofree char *kind = askg_db_column_text (row, 0);
  const AskgAnswerSpan span = {
    .kind = askg_nick_read (ASKG_TYPE_SPAN_KIND, kind, -1),
    .start_us = sqlite3_column_int64 (row, 1),
    .duration_us = sqlite3_column_int64 (row, 2),
    .is_reused = sqlite3_column_int (row, 3) != 0,
    .is_engines = sqlite3_column_int (row, 4) != 0,
  };

  if (askg_nick_read (ASKG_TYPE_SPAN_KIND, kind, -1) >= 0)
    askg_answer_parts_put_span (parts, &span);
}

static gboolean
take_rows (AskgDb          *db,
           AskgTurnRecord  *turn,
           const char      *sql,
           TakeRow          take,
           GError         **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, sql, "i", turn->id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    take (turn->parts, stmt);

  return step == ASKG_DB_DONE;
}

/* Nothing that was changed on disk is given to a decoder. */
static gboolean
read_pictures (AskgDb          *db,
               AskgTurnRecord  *turn,
               GError         **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT position, mime, sha256, unseal ('given_picture.bytes', turn_id, position, bytes)"
                              " FROM given_picture WHERE turn_id = ?1 ORDER BY position", "i", turn->id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *mime = askg_db_column_text (stmt, 1);
      g_autoptr(GBytes) sha256 = askg_db_column_bytes (stmt, 2);
      g_autoptr(GBytes) bytes = askg_db_column_bytes (stmt, 3);

      if (mime != NULL && sha256 != NULL && bytes != NULL && askg_seal_is_of (askg_db_get_seal (db), sha256, bytes))
        (void) askg_answer_parts_put_picture (turn->parts, (guint) sqlite3_column_int64 (stmt, 0), mime, bytes, FALSE);
    }

  return step == ASKG_DB_DONE;
}

static gboolean
read_sound (AskgDb          *db,
            AskgTurnRecord  *turn,
            GError         **error)
{
  g_autoptr(AskgPcm) sound = NULL;
  gconstpointer samples;
  gsize size;

  if (!askg_sound_sql_read (db, turn->id, ASKG_SOUND_OF_ANSWER, &sound, error))
    return FALSE;
  if (sound == NULL || askg_pcm_get_n_channels (sound) != 1)
    return TRUE;

  samples = g_bytes_get_data (askg_pcm_get_samples (sound), &size);
  g_byte_array_append (turn->parts->sound, samples, size);
  turn->parts->sound_rate_hz = askg_pcm_get_rate_hz (sound);

  return TRUE;
}

/* Sets the parts of @turn, whose id is set, as they were saved last. */
gboolean
askg_parts_sql_read (AskgDb          *db,
                     AskgTurnRecord  *turn,
                     GError         **error)
{
  turn->parts = askg_answer_parts_new ();

  return take_rows (db, turn, "SELECT model, finish,"
                              " unseal ('reply.reasoning', turn_id, reasoning) FROM reply WHERE turn_id = ?1", take_reply, error) &&
         take_rows (db, turn, "SELECT unseal ('thought.text', turn_id, start_bytes, text) FROM thought WHERE turn_id = ?1"
                              " ORDER BY start_bytes", take_thought, error) &&
         take_rows (db, turn, "SELECT unseal ('note.text', turn_id, position, text) FROM note WHERE turn_id = ?1"
                              " ORDER BY position", take_note, error) &&
         take_rows (db, turn, "SELECT position, call_id, name,"
                              " unseal ('tool_call.arguments', turn_id, position, arguments) FROM tool_call WHERE turn_id = ?1"
                              " ORDER BY position", take_tool_call, error) &&
         take_rows (db, turn, "SELECT kind, start_us, duration_us, is_reused, is_engines FROM span"
                              " WHERE turn_id = ?1 ORDER BY position", take_span, error) &&
         read_pictures (db, turn, error) &&
         askg_usage_sql_read (db, turn->id, &turn->parts->usage, error) &&
         read_sound (db, turn, error);
}
