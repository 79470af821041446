/* askg-json-engines.h: engines as `askglass engines --json` prints them. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "app/askg-json.h"

G_BEGIN_DECLS

json_t *askg_json_for_profile (AskgProfile    *profile,
                               const char     *default_id);
json_t *askg_json_for_engines (AskgEngineRoom *room);

G_END_DECLS
