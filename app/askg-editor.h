/* askg-editor.h: a line of a file in the editor of the person. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GStrv    askg_editor_make_command (const char  *wanted,
                                   const char  *program,
                                   const char  *path,
                                   guint        line);
gboolean askg_editor_open         (const char  *wanted,
                                   const char  *path,
                                   guint        line,
                                   GError     **error);

G_END_DECLS
