/* askg-command-cut.h: of what stands in a terminal, what one command wrote. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_command_cut (const char *screen,
                        const char *command,
                        guint       n_columns);

G_END_DECLS
