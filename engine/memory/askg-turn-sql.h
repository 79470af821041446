/* askg-turn-sql.h: a turn from its question to the end of its answer. Every function but
 * askg_turn_sql_add() is one transaction and may be run again when it failed. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

gboolean askg_turn_sql_begin      (AskgDb                *db,
                                   gint64                 conversation_id,
                                   AskgTurnRecord        *turn,
                                   char                 **out_title,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_checkpoint (AskgDb                *db,
                                   const AskgTurnRecord  *turn,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_end        (AskgDb                *db,
                                   const AskgTurnRecord  *turn,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_add        (AskgDb                *db,
                                   gint64                 conversation_id,
                                   AskgTurnRecord        *turn,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_drop_after (AskgDb                *db,
                                   gint64                 conversation_id,
                                   gint64                 n_turns,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_withdraw   (AskgDb                *db,
                                   gint64                 conversation_id,
                                   gint64                 turn_id,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_turn_sql_interrupt  (AskgDb                *db,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
