/* askg-aside.h: files that lie beside the database: copies, and what could not be read. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char     *askg_aside_name        (const char  *path,
                                  const char  *why);
gboolean  askg_aside_make_empty  (const char  *path,
                                  GError     **error);
gboolean  askg_aside_move        (const char  *from,
                                  const char  *to,
                                  GError     **error);
void      askg_aside_keep_newest (const char  *path,
                                  const char  *why,
                                  guint        n_kept);
gboolean  askg_aside_fail        (const char  *path,
                                  GError     **error);

G_END_DECLS
