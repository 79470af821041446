/* askg-reader-markup.h: words of strangers put into Markdown so that they stay words. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_reader_fence     (const char *text,
                             gsize       least);
char *askg_reader_code_span (const char *text);
char *askg_reader_plain     (const char *text);

G_END_DECLS
