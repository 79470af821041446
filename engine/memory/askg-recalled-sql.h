/* askg-recalled-sql.h: what went along with a turn, in the database. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

gboolean askg_recalled_sql_save (AskgDb                *db,
                                 const AskgTurnRecord  *turn,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_recalled_sql_read (AskgDb                *db,
                                 AskgTurnRecord        *turn,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
