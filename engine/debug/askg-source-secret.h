/* askg-source-secret.h: files in a project that hold keys and passwords: nothing of them is ever shown or sent. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_source_is_secret (const char *path);

G_END_DECLS
