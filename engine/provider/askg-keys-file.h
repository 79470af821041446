/* askg-keys-file.h: a key in a file of its own: the origin it is for on the first line, the key on the
 * second. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  askg_keys_file_store  (const char  *folder,
                                 const char  *engine_id,
                                 const char  *origin,
                                 const char  *secret,
                                 GError     **error);
char     *askg_keys_file_lookup (const char  *folder,
                                 const char  *engine_id,
                                 const char  *origin,
                                 GError     **error);
gboolean  askg_keys_file_remove (const char  *folder,
                                 const char  *engine_id,
                                 GError     **error);

G_END_DECLS
