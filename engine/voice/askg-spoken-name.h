/* askg-spoken-name.h: identifiers, addresses and paths in words. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_spoken_name_split   (const char *name,
                                gsize       n_bytes);
char *askg_spoken_name_address (const char *token,
                                gsize       n_bytes);
char *askg_spoken_name_path    (const char *token,
                                gsize       n_bytes);
gboolean askg_spoken_name_is_one (const char *token,
                                  gsize       n_bytes);

G_END_DECLS
