/* askg-parts-sql.h: what an answer has beside its text, in the database. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

gboolean askg_parts_sql_checkpoint (AskgDb                *db,
                                    const AskgTurnRecord  *turn,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_parts_sql_end        (AskgDb                *db,
                                    const AskgTurnRecord  *turn,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_parts_sql_interrupt  (AskgDb                *db,
                                    gint64                 turn_id,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_parts_sql_read       (AskgDb                *db,
                                    AskgTurnRecord        *turn,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
