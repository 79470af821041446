/* askg-fact-sql.h: what a person asked to be remembered. Each function is one transaction and may be run again when it
 * failed. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/model/askg-fact.h"

G_BEGIN_DECLS

GPtrArray *askg_fact_sql_list   (AskgDb      *db,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   askg_fact_sql_keep   (AskgDb      *db,
                                 gint64       id,
                                 const char  *text,
                                 gint64       kept_at_us,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   askg_fact_sql_forget (AskgDb      *db,
                                 gint64       id,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   askg_fact_sql_forget_all (AskgDb  *db,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
