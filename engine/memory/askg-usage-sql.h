/* askg-usage-sql.h: what answers took, in the database. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"
#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

gboolean askg_usage_sql_save (AskgDb                *db,
                              const AskgTurnRecord  *turn,
                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_usage_sql_read (AskgDb                *db,
                              gint64                 turn_id,
                              AskgUsage             *out_usage,
                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_usage_sql_sum  (AskgDb                *db,
                              gint64                 conversation_id,
                              gint64                 from_us,
                              gint64                 until_us,
                              AskgUsageSum          *out_sum,
                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
