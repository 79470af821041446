/* askg-reader-summary.h: the sentences of a text that say most. Pure; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char **askg_summary_split (const char   *text);
char **askg_summary_make  (const char   *text,
                           GCancellable *cancellable);

G_END_DECLS
