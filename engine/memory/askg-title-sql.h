/* askg-title-sql.h: the title of a conversation, in the database. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

gboolean askg_title_sql_mend (AskgDb                *db,
                              const AskgTurnRecord  *turn,
                              GError               **error);

G_END_DECLS
