/* askg-fold-sql.h: the summary of the first turns of a conversation. Every function but askg_fold_sql_copy() is one
 * transaction and may be run again when it failed. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/model/askg-fold.h"

G_BEGIN_DECLS

gboolean askg_fold_sql_save  (AskgDb    *db,
                              gint64     conversation_id,
                              AskgFold  *fold,
                              GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_fold_sql_load  (AskgDb    *db,
                              gint64     conversation_id,
                              AskgFold **out_fold,
                              GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_fold_sql_copy  (AskgDb    *db,
                              gint64     from_id,
                              gint64     to_id,
                              GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_fold_sql_spoil (AskgDb    *db,
                              gint64     conversation_id,
                              gint64     n_turns,
                              GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
