/* askg-life-sql.h: what a person makes of a conversation after it was had. Each function is one transaction
 * and may be run again when it failed. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-retention.h"

G_BEGIN_DECLS

gboolean askg_life_sql_rename (AskgDb               *db,
                               gint64                conversation_id,
                               const char           *title,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_pin    (AskgDb               *db,
                               gint64                conversation_id,
                               gint64                pinned_at_us,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_branch (AskgDb               *db,
                               gint64                conversation_id,
                               gint64                last_turn_id,
                               gint64                new_id,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_erase  (AskgDb               *db,
                               gint64                before_us,
                               gboolean              with_pinned,
                               gint64               *out_n,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_erase_one (AskgDb            *db,
                               gint64                conversation_id,
                               gint64               *out_n,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_plan   (AskgDb               *db,
                               const AskgRetention  *rule,
                               gint64                now_us,
                               AskgRetained         *out_plan,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_life_sql_retain (AskgDb               *db,
                               const AskgRetention  *rule,
                               gint64                now_us,
                               AskgRetained         *retained,
                               gboolean             *out_more,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
