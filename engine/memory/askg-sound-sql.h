/* askg-sound-sql.h: the sounds of a turn in the database. The store's thread. */
#pragma once

#include "engine/base/askg-pcm.h"
#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

#define ASKG_SOUND_OF_ANSWER -1 /* in place of an attachment's position */

gboolean askg_sound_sql_save (AskgDb   *db,
                              gint64    turn_id,
                              gint64    position,
                              AskgPcm  *sound,
                              GError  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_sound_sql_read (AskgDb   *db,
                              gint64    turn_id,
                              gint64    position,
                              AskgPcm **out_sound,
                              GError  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
