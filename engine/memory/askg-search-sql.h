/* askg-search-sql.h: finds turns by the words in them. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-search.h"

G_BEGIN_DECLS

GPtrArray *askg_search_sql_run (AskgDb            *db,
                                const AskgSearch  *search,
                                AskgSearchRarity  *out_rarity,
                                GError           **error);

G_END_DECLS
