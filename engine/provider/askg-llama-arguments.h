/* askg-llama-arguments.h: what a person may add to the command line of a llama-server of ours: how fast and how large it
 * runs, never what it listens to, reads or writes. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_llama_arguments_check (const char *const *arguments,
                                     const char        *help,
                                     GError           **error);

G_END_DECLS
