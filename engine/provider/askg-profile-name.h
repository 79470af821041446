/* askg-profile-name.h: whether an engine may be called so. Main thread. */
#pragma once

#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

char *askg_profile_name_to_id (AskgProfiles  *profiles,
                               const char    *name,
                               GError       **error);

G_END_DECLS
