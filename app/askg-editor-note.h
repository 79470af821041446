/* askg-editor-note.h: what an editor sends along with a question: where the person is, what is chosen there, what is wrong there by
 * its tools. Pure; any thread.
 *
 * A JSON object, all of it optional: "file", "line", "column" (from 1), "selection", "project" (a folder), and "diagnostics", an
 * array of {"file"?, "line", "column"?, "severity"?: "error"|"warning"|"info", "message", "source"?: a tool} */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_editor_note_read (const char  *json,
                             char       **out_title,
                             GError     **error);

G_END_DECLS
