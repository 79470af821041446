/* askg-source-changes.h: what was changed in a file lately, by git. Any thread; waits for git, 2 s at most. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_source_changes (const char *project,
                           const char *file,
                           guint       line,
                           gsize       most_bytes,
                           gboolean   *out_is_committed);

G_END_DECLS
