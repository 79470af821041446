/* askg-hit-sql.h: a turn that was found becomes what a person is shown of it. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-hit.h"
#include "engine/memory/askg-query.h"

G_BEGIN_DECLS

AskgHit *askg_hit_sql_read (AskgDb           *db,
                            const AskgQuery  *query,
                            AskgSearchKinds   kinds,
                            gint64            turn_id,
                            GError          **error);

G_END_DECLS
