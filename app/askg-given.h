/* askg-given.h: whether bytes from a file, a pipe or the clipboard are text, whatever their name. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_given_is_picture (const guchar  *bytes,
                                gsize          n_bytes);
char    *askg_given_to_text    (GBytes        *bytes,
                                const char    *name,
                                GError       **error);

G_END_DECLS
