/* askg-ledger-read-sql.h: the book of what was sent, read and purged. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-store-ledger.h"

G_BEGIN_DECLS

GPtrArray       *askg_ledger_sql_list   (AskgDb                  *db,
                                         const AskgLedgerFilter  *filter,
                                         guint                    most,
                                         GError                 **error);
gboolean         askg_ledger_sql_sum    (AskgDb                  *db,
                                         const AskgLedgerFilter  *filter,
                                         AskgLedgerSum           *out_sum,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
AskgLedgerEntry *askg_ledger_sql_load   (AskgDb                  *db,
                                         gint64                   id,
                                         GError                 **error);
gboolean         askg_ledger_sql_purge  (AskgDb                  *db,
                                         gint64                   before_us,
                                         guint                   *out_n_rows,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         askg_ledger_sql_expire (AskgDb                  *db,
                                         gint64                   before_us,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
