/* askg-history-sql.h: lists, loads and deletes conversations. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

GPtrArray              *askg_history_sql_list     (AskgDb    *db,
                                                   guint      most,
                                                   GError   **error);
AskgConversationRecord *askg_history_sql_load     (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   GError   **error);
gboolean                askg_history_sql_delete   (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   gint64     now_us,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                askg_history_sql_undelete (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                askg_history_sql_purge    (AskgDb    *db,
                                                   gint64     deleted_before_us,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
