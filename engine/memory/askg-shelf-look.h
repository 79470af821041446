/* askg-shelf-look.h: whether every page of a shelf is still what was written, a few at a time. The store's thread. */
#pragma once

#include "engine/memory/askg-shelf-sql.h"

G_BEGIN_DECLS

gboolean askg_shelf_look_on          (AskgDb           *db,
                                      const AskgShelf  *shelf,
                                      gint64            deadline_us,
                                      gint64           *page,
                                      gboolean         *out_is_done,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean askg_shelf_look_has_hole    (const guint8     *bytes,
                                      gsize             n_bytes);

G_END_DECLS
