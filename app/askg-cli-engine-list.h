/* askg-cli-engine-list.h: engines as `askglass engines` prints them for a person. */
#pragma once

#include "app/askg-json.h"

G_BEGIN_DECLS

char *askg_cli_inert         (const char *text);
void  askg_cli_print_engines (json_t     *engines);
void  askg_cli_print_found   (json_t     *found);
void  askg_cli_print_step   (json_t *step);

G_END_DECLS
