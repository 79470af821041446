/* askg-parts-sql.c: the store's thread; always inside the transaction of its caller. */
#include "engine/memory/askg-parts-sql.h"

#include "engine/base/askg-wav.h"
#include "engine/memory/askg-nick.h"
#include "engine/memory/askg-sound-sql.h"

/* A turn that was dropped meanwhile is left dropped. */
static gboolean
is_there (AskgDb    *db,
          gint64     turn_id,
          gboolean  *out_is_there,
          GError   **error)
{
  gint64 n;

  if (!askg_db_get_number (db, &n, error, "SELECT count(*) FROM turn WHERE id = ?1", "i", turn_id))
    return FALSE;
  *out_is_there = n > 0;

  return TRUE;
}

static gboolean
save_notes (AskgDb     *db,
            gint64      turn_id,
            GPtrArray  *notes,
            GError    **error)
{
  if (!askg_db_change (db, error, "DELETE FROM note WHERE turn_id = ?1", "i", turn_id))
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    if (!askg_db_change (db, error, "INSERT INTO note VALUES (?1, ?2, seal ('note.text', ?1, ?2, ?3))", "iis", turn_id, (gint64) i,
                         (const char *) g_ptr_array_index (notes, i)))
      return FALSE;

  return TRUE;
}

static gboolean
save_tool_calls (AskgDb     *db,
                 gint64      turn_id,
                 GPtrArray  *calls,
                 GError    **error)
{
  if (!askg_db_change (db, error, "DELETE FROM tool_call WHERE turn_id = ?1", "i", turn_id))
    return FALSE;
  for (guint i = 0; i < calls->len; i++)
    {
      const AskgToolCall *call = g_ptr_array_index (calls, i);

      if (!askg_db_change (db, error, "INSERT INTO tool_call VALUES (?1, ?2, ?3, ?4,"
                                      " seal ('tool_call.arguments', ?1, ?2, ?5))", "iisss", turn_id,
                           (gint64) call->index, call->id, call->name, call->arguments->str))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_spans (AskgDb  *db,
            gint64   turn_id,
            GArray  *spans,
            GError **error)
{
  if (!askg_db_change (db, error, "DELETE FROM span WHERE turn_id = ?1", "i", turn_id))
    return FALSE;
  for (guint i = 0; i < spans->len; i++)
    {
      const AskgAnswerSpan *span = &g_array_index (spans, AskgAnswerSpan, i);

      if (!askg_db_change (db, error, "INSERT INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "iisiiii", turn_id,
                           (gint64) i, askg_nick (ASKG_TYPE_SPAN_KIND, span->kind), span->start_us, span->duration_us,
                           (gint64) span->is_reused, (gint64) span->is_engines))
        return FALSE;
    }

  return TRUE;
}

/* A picture of many megabytes is written once, however often the rest changes. */
static gboolean
save_picture (AskgDb                  *db,
              gint64                   turn_id,
              const AskgGivenPicture  *picture,
              GError                 **error)
{
  g_autoptr(GBytes) sha256 = askg_seal_fingerprint (askg_db_get_seal (db), picture->bytes);
  gint64 n;

  return askg_db_get_number (db, &n, error, "SELECT count(*) FROM given_picture"
                                            " WHERE turn_id = ?1 AND position = ?2 AND sha256 = ?3",
                             "iib", turn_id, (gint64) picture->index, sha256) &&
         (n > 0 ||
          askg_db_change (db, error, "INSERT OR REPLACE INTO given_picture (turn_id, position, mime, sha256, bytes)"
                                     " VALUES (?1, ?2, ?3, ?4, seal ('given_picture.bytes', ?1, ?2, ?5))", "iisbb",
                          turn_id, (gint64) picture->index,
                          picture->mime, sha256, picture->bytes));
}

static gboolean
save_pictures (AskgDb     *db,
               gint64      turn_id,
               GPtrArray  *pictures,
               GError    **error)
{
  for (guint i = 0; i < pictures->len; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (pictures, i);

      if (!picture->is_partial && !save_picture (db, turn_id, picture, error))
        return FALSE;
    }

  return TRUE;
}

/* The row of the model is not made for an engine that has nothing to say of itself. */
static gboolean
save_reply (AskgDb                 *db,
            gint64                  turn_id,
            const AskgAnswerParts  *parts,
            const char             *reasoning,
            GError                **error)
{
  if (parts->model == NULL && parts->finish == ASKG_FINISH_UNKNOWN && *reasoning == '\0')
    return TRUE;

  return askg_db_change (db, error,
                         "INSERT INTO reply (turn_id, model, finish, reasoning)"
                         " VALUES (?1, ?2, ?3, seal ('reply.reasoning', ?1, ?4))"
                         " ON CONFLICT (turn_id) DO UPDATE SET model = excluded.model, finish = excluded.finish,"
                         " reasoning = excluded.reasoning",
                         "isss", turn_id, parts->model, askg_nick (ASKG_TYPE_FINISH, parts->finish), reasoning);
}

static gboolean
save_parts (AskgDb                 *db,
            gint64                  turn_id,
            const AskgAnswerParts  *parts,
            const char             *reasoning,
            GError                **error)
{
  return save_reply (db, turn_id, parts, reasoning, error) &&
         save_notes (db, turn_id, parts->notes, error) &&
         save_tool_calls (db, turn_id, parts->tool_calls, error) &&
         save_spans (db, turn_id, parts->spans, error) &&
         save_pictures (db, turn_id, parts->pictures, error);
}

/**
 * askg_parts_sql_checkpoint:
 * @turn: its reasoning from what was saved last on; the other parts only when they changed
 */
gboolean
askg_parts_sql_checkpoint (AskgDb                *db,
                           const AskgTurnRecord  *turn,
                           GError               **error)
{
  gboolean goes_on;

  if (!is_there (db, turn->id, &goes_on, error))
    return FALSE;
  if (!goes_on)
    return TRUE;

  return (*turn->reasoning == '\0' ||
          askg_db_change (db, error, "INSERT OR REPLACE INTO thought (turn_id, start_bytes, text)"
                                     " VALUES (?1, ?2, seal ('thought.text', ?1, ?2, ?3))",
                          "iis", turn->id, (gint64) turn->reasoning_start, turn->reasoning)) &&
         (turn->parts == NULL || save_parts (db, turn->id, turn->parts, "", error));
}

/**
 * askg_parts_sql_end:
 * @turn: with all of its parts
 */
gboolean
askg_parts_sql_end (AskgDb                *db,
                    const AskgTurnRecord  *turn,
                    GError               **error)
{
  gboolean goes_on;

  if (!is_there (db, turn->id, &goes_on, error))
    return FALSE;
  if (!goes_on)
    return TRUE;

  return askg_db_change (db, error, "DELETE FROM thought WHERE turn_id = ?1", "i", turn->id) &&
         (turn->parts == NULL || save_parts (db, turn->id, turn->parts, turn->reasoning, error)) &&
         (turn->sound == NULL || askg_sound_sql_save (db, turn->id, ASKG_SOUND_OF_ANSWER, turn->sound, error));
}

/* What was thought before Askglass ended in mid-answer becomes the reasoning there is. */
gboolean
askg_parts_sql_interrupt (AskgDb  *db,
                          gint64   turn_id,
                          GError **error)
{
  return askg_db_change (db, error,
                         "INSERT INTO reply (turn_id, finish, reasoning)"
                         " SELECT ?1, ?2, seal ('reply.reasoning', ?1, group_concat (text, ''))"
                         "   FROM (SELECT unseal ('thought.text', turn_id, start_bytes, text) AS text FROM thought"
                         "           WHERE turn_id = ?1 ORDER BY start_bytes) HAVING count(*) > 0"
                         " ON CONFLICT (turn_id) DO UPDATE SET reasoning = excluded.reasoning",
                         "is", turn_id, askg_nick (ASKG_TYPE_FINISH, ASKG_FINISH_UNKNOWN)) &&
         askg_db_change (db, error, "DELETE FROM thought WHERE turn_id = ?1", "i", turn_id);
}
