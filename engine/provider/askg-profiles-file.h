/* askg-profiles-file.h: `engines.json` on the disk. Any thread. */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

#define ASKG_PROFILES_VERSION 1

json_t   *askg_profiles_file_read       (const char  *path,
                                         GError     **error);
gboolean  askg_profiles_file_write      (const char  *path,
                                         json_t      *document,
                                         GError     **error);

G_END_DECLS
