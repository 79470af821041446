/* askg-list-sql.h: the rows of the history. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-summary.h"

G_BEGIN_DECLS

GPtrArray *askg_list_sql_recent (AskgDb                   *db,
                                 guint                     most,
                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *askg_list_sql_all    (AskgDb                   *db,
                                 const AskgHistoryFilter  *filter,
                                 guint                     most,
                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *askg_list_sql_apps   (AskgDb                   *db,
                                 guint                     most,
                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
