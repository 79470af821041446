/* askg-history-sql.h: loads and deletes conversations. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

AskgConversationRecord *askg_history_sql_load     (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   GError   **error);
GArray                 *askg_history_sql_turn_ids (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   GError   **error);
AskgTurnRecord         *askg_history_sql_load_turn (AskgDb   *db,
                                                   gint64     turn_id,
                                                   GError   **error);
gboolean                askg_history_sql_delete   (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   gint64     now_us,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                askg_history_sql_undelete (AskgDb    *db,
                                                   gint64     conversation_id,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                askg_history_sql_purge_some (AskgDb  *db,
                                                   gint64     deleted_before_us,
                                                   gboolean  *out_more,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean                askg_history_sql_purge    (AskgDb    *db,
                                                   gint64     deleted_before_us,
                                                   GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
