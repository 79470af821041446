/* askg-line-json.h: tools that wrap each message, as people read it, in a line of JSON. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_line_json_dup_text (const char *line,
                               gsize       n_bytes);

G_END_DECLS
