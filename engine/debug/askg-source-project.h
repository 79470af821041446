/* askg-source-project.h: which project a folder belongs to. Looks for files; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_source_project_find (const char *folder);

G_END_DECLS
