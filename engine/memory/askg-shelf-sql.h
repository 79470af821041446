/* askg-shelf-sql.h: the shelves of the full text index: some thousand turns each, the newest first.
 *
 * One index of everything would have to be written anew as a whole when a single word is erased from
 * it, or when its format changes; and what begins with two letters would be collected from a million
 * turns before the first is shown. A shelf is small enough for all of that. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   id;
  gint64   first_turn;
  gint64   n_turns;
  gint64   n_bytes;
  gboolean is_full;
} AskgShelf;

char    *askg_shelf_sql_fill         (const char       *sql,
                                      gint64            shelf_id);
gboolean askg_shelf_sql_make         (AskgDb           *db,
                                      gint64            first_turn,
                                      AskgShelf        *out_shelf,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_drop_all     (AskgDb           *db,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GArray  *askg_shelf_sql_list         (AskgDb           *db,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_find         (AskgDb           *db,
                                      gint64            turn_id,
                                      AskgShelf        *out_shelf,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_put          (AskgDb           *db,
                                      const AskgShelf  *shelf,
                                      gint64            turn_id,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_take         (AskgDb           *db,
                                      const AskgShelf  *shelf,
                                      gint64            turn_id,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_check         (AskgDb           *db,
                                      const AskgShelf  *shelf,
                                      gint64            first_turn,
                                      gint64            before_turn,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_squeeze      (AskgDb           *db,
                                      gint64            shelf_id,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_shelf_sql_merge        (AskgDb           *db,
                                      gint64            shelf_id,
                                      gboolean         *out_is_done,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
