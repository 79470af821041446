/* askg-source-function.h: the function that a line stands in, by how languages are commonly laid out: a guess that is right for code
 * as formatters leave it, and silent otherwise. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *askg_source_function_find (const char *const *lines,
                                    guint              n_lines,
                                    guint              line) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_source_function_span (const char *const *lines,
                                    guint              n_lines,
                                    guint              line,
                                    guint             *out_first,
                                    guint             *out_last);

G_END_DECLS
