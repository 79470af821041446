/* askg-recall-sql.h: earlier turns that belong to a question, out of the history. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-store-recall.h"

G_BEGIN_DECLS

GPtrArray *askg_recall_sql_run  (AskgDb                *db,
                                 const AskgRecallWish  *wish,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
