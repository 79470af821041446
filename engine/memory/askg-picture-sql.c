/* askg-picture-sql.c: the store's thread. */
#include "engine/memory/askg-picture-sql.h"

#include "engine/base/askg-png.h"

/**
 * askg_picture_sql_save:
 * @out_id: (out): the row of the picture, which may have been there before
 *
 * Encodes @frame: about 20 ms at 1080p, 1 ms for a region. The hash is taken of the PNG, because
 * hashing the pixels would take longer than encoding them.
 */
gboolean
askg_picture_sql_save (AskgDb     *db,
                       AskgFrame  *frame,
                       gint64     *out_id,
                       GError    **error)
{
  g_autoptr(GBytes) png = askg_png_encode (frame, error);
  g_autoptr(GBytes) sha256 = NULL;
  g_autoptr(GBytes) former = NULL;

  if (png == NULL)
    return FALSE;

  sha256 = askg_seal_fingerprint (askg_db_get_seal (db), png);
  former = askg_seal_former_fingerprint (askg_db_get_seal (db), png);
  if (!askg_db_get_number (db, out_id, error, "SELECT id FROM picture WHERE sha256 = ?1 OR sha256 = ?2", "bb",
                           sha256, former))
    return FALSE;
  if (*out_id != 0)
    return TRUE;
  if (!askg_db_change (db, error, "INSERT INTO picture (id, sha256, png) SELECT next, ?1, seal ('picture.png', next, ?2)"
                                  " FROM (SELECT coalesce (max (id), 0) + 1 AS next FROM picture)", "bb", sha256, png))
    return FALSE;

  *out_id = sqlite3_last_insert_rowid (askg_db_get_handle (db));
  return TRUE;
}

/**
 * askg_picture_sql_read:
 * @place: where it stood, in logical desktop coordinates
 *
 * Returns: (transfer full) (nullable): %NULL where @png is not what was saved: nothing that was
 *   changed on disk is given to the decoder
 */
AskgFrame *
askg_picture_sql_read (AskgDb         *db,
                       GBytes         *png,
                       GBytes         *sha256,
                       const char     *output,
                       const AskgRect *place)
{
  g_autoptr(AskgFrame) frame = NULL;

  if (sha256 == NULL || !askg_seal_is_of (askg_db_get_seal (db), sha256, png))
    return NULL;
  frame = askg_png_decode_own (png, NULL);
  if (frame == NULL || place->width <= 0 || place->height <= 0)
    return g_steal_pointer (&frame);

  return askg_frame_place (frame, output, place);
}

/**
 * askg_picture_sql_read_first:
 * @turn_id: to look in one turn alone; 0 for all of the conversation
 * @out_frame: (out) (transfer full) (nullable): %NULL where there is none, or where it is damaged
 */
gboolean
askg_picture_sql_read_first (AskgDb     *db,
                             gint64      conversation_id,
                             gint64      turn_id,
                             AskgFrame **out_frame,
                             GError    **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT sha256, unseal ('picture.png', picture.id, png)"
                   " FROM turn JOIN attachment ON turn_id = turn.id JOIN picture ON picture.id = picture_id"
                   " WHERE conversation_id = ?1 AND (?2 = 0 OR turn.id = ?2) ORDER BY turn.id, position LIMIT 1",
                   "ii", conversation_id, turn_id);
  AskgDbStep step;

  *out_frame = NULL;
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autoptr(GBytes) sha256 = askg_db_column_bytes (stmt, 0);
      g_autoptr(GBytes) png = askg_db_column_bytes (stmt, 1);

      if (png != NULL)
        *out_frame = askg_picture_sql_read (db, png, sha256, NULL, &(AskgRect) { 0 });
    }
  if (step != ASKG_DB_DONE)
    g_clear_object (out_frame);

  return step == ASKG_DB_DONE;
}

/* Removes pictures that no attachment shows any more. */
gboolean
askg_picture_sql_sweep (AskgDb  *db,
                        GError **error)
{
  return askg_db_change (db, error,
                         "DELETE FROM picture WHERE id NOT IN"
                         " (SELECT picture_id FROM attachment WHERE picture_id IS NOT NULL)", "");
}
