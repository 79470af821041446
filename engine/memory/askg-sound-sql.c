/* askg-sound-sql.c: the store's thread. A sound is kept as the WAV file that any program reads. */
#include "engine/memory/askg-sound-sql.h"

#include "engine/base/askg-wav.h"

/* In place of one that is there. The turn must be there. */
gboolean
askg_sound_sql_save (AskgDb   *db,
                     gint64    turn_id,
                     gint64    position,
                     AskgPcm  *sound,
                     GError  **error)
{
  g_autoptr(GBytes) wav = askg_wav_write (sound);
  g_autoptr(GBytes) sha256 = askg_seal_fingerprint (askg_db_get_seal (db), wav);

  return askg_db_change (db, error,
                         "INSERT OR REPLACE INTO sound (turn_id, position, sha256, wav)"
                         " VALUES (?1, ?2, ?3, seal ('sound.wav', ?1, ?2, ?4))",
                         "iibb", turn_id, position, sha256, wav);
}

/**
 * askg_sound_sql_read:
 * @out_sound: (out) (nullable): %NULL where there is none, or it is not what was saved
 */
gboolean
askg_sound_sql_read (AskgDb   *db,
                     gint64    turn_id,
                     gint64    position,
                     AskgPcm **out_sound,
                     GError  **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "SELECT sha256,"
                                                " unseal ('sound.wav', turn_id, position, wav) FROM sound WHERE turn_id = ?1 AND position = ?2",
                                                "ii", turn_id, position);
  AskgDbStep step;

  *out_sound = NULL;
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autoptr(GBytes) sha256 = askg_db_column_bytes (stmt, 0);
      g_autoptr(GBytes) wav = askg_db_column_bytes (stmt, 1);

      if (sha256 != NULL && wav != NULL && askg_seal_is_of (askg_db_get_seal (db), sha256, wav))
        *out_sound = askg_wav_read (wav, NULL);
    }
  if (step != ASKG_DB_DONE)
    g_clear_object (out_sound);

  return step == ASKG_DB_DONE;
}
