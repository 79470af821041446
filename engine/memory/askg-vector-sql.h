/* askg-vector-sql.h: what turns are about, in a model's numbers, in the database. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-store-vectors.h"

G_BEGIN_DECLS

AskgVectorAbout *askg_vector_sql_about  (AskgDb                 *db,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *askg_vector_sql_wanted (AskgDb                 *db,
                                         const char             *engine_id,
                                         const char             *model,
                                         guint                   most,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         askg_vector_sql_save   (AskgDb                 *db,
                                         const char             *engine_id,
                                         const char             *model,
                                         GPtrArray              *texts,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
GArray          *askg_vector_sql_find   (AskgDb                 *db,
                                         const GArray           *vector,
                                         guint                   most,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void             askg_vector_sql_let_go (AskgDb                 *db);

G_END_DECLS
