/* askg-picture-sql.h: pictures in the database, each once. The store's thread. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

gboolean   askg_picture_sql_save  (AskgDb         *db,
                                   AskgFrame      *frame,
                                   gint64         *out_id,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
AskgFrame *askg_picture_sql_read  (AskgDb         *db,
                                   GBytes         *png,
                                   GBytes         *sha256,
                                   const char     *output,
                                   const AskgRect *place);
gboolean   askg_picture_sql_read_first (AskgDb    *db,
                                   gint64          conversation_id,
                                   gint64          turn_id,
                                   AskgFrame     **out_frame,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   askg_picture_sql_sweep (AskgDb         *db,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
