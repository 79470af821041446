/* askg-cli-secret.h: a key, and a yes, from a file, a pipe or a terminal. The command line's thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *askg_cli_read_key   (const char  *path,
                               GError     **error);
gboolean  askg_cli_ask_for_yes (const char *question);

G_END_DECLS
