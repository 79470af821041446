/* askg-source-outside.h: a file that an error names and that lies outside the project: where it is, and its lines once the person
 * wants them along. Any thread. */
#pragma once

#include "engine/debug/askg-source-finder.h"

G_BEGIN_DECLS

char      *askg_source_outside_find (const char *folder,
                                     const char *file);
GPtrArray *askg_source_outside_read (const char *folder,
                                     const char *path,
                                     guint       line,
                                     guint       n_around);

G_END_DECLS
