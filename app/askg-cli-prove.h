/* askg-cli-prove.h: `askglass doctor --prove-local`. The command line's thread, before there is another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_cli_prove (gboolean as_json,
                    gboolean tells_progress);

G_END_DECLS
