/* askg-wire-protocol.h: by which protocol somebody answers who does not speak ours. Pure; any thread. */
#pragma once

#include "engine/dialect/askg-wire-json.h"

G_BEGIN_DECLS

const char *askg_wire_protocol_guess (json_t *root);

G_END_DECLS
