/* askg-json-outbound.h: what would be sent, as JSON. Any thread. */
#pragma once

#include <jansson.h>

#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

json_t *askg_json_for_outbound (AskgOutbound *outbound);

G_END_DECLS
