/* askg-cli-preview.h: `askglass ask --preview`: what would be sent, on the terminal. Main thread. */
#pragma once

#include "app/askg-json.h"

G_BEGIN_DECLS

int askg_cli_print_preview (json_t   *preview,
                            gboolean  as_json);

G_END_DECLS
