/* askg-care-sql.h: whether the history is whole, how large it is, and how it becomes smaller. The store's thread. */
#pragma once

#include "engine/memory/askg-archive.h"
#include "engine/memory/askg-check.h"

G_BEGIN_DECLS

gboolean askg_care_sql_check  (AskgDb            *db,
                               AskgHistoryCheck  *check,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_care_sql_vacuum (AskgDb            *db,
                               gint64            *out_before_bytes,
                               gint64            *out_after_bytes,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
