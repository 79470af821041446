/* askg-rescue-pages.h: rows out of the pages of a damaged database, without asking its trees where they are. The
 * store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

gboolean askg_rescue_pages (const char  *path,
                            AskgDb      *to,
                            GPtrArray   *tables,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
