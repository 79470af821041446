/* askg-index-sql.h: keeps the full text index in step with the turns. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

gboolean askg_index_sql_add     (AskgDb  *db,
                                 gint64   turn_id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_remove  (AskgDb  *db,
                                 gint64   turn_id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_squeeze (AskgDb  *db,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_check   (AskgDb  *db,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_rebuild (AskgDb  *db,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
