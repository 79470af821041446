/* askg-wire-usage-private.h: what an answer took, as servers count it. */
#pragma once

#include "engine/dialect/askg-wire-json.h"
#include "engine/model/askg-usage.h"

G_BEGIN_DECLS

void askg_wire_usage_read (json_t    *usage,
                           AskgUsage *out_usage);

G_END_DECLS
