/* askg-profile-json.h: a profile as it lies in its file. Main thread. */
#pragma once

#include <jansson.h>

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

AskgProfile *askg_profile_from_json (json_t      *object);
json_t      *askg_profile_to_json   (AskgProfile *self,
                                     json_t      *before);

G_END_DECLS
