/* askg-profile-private.h: a profile from inside, for its two files. */
#pragma once

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_PROFILE_N_SOURCES (ASKG_KNOWN_BY_PERSON + 1)

/* By who said so. */
typedef struct
{
  AskgCapabilities can[ASKG_PROFILE_N_SOURCES];
  AskgCapabilities cannot[ASKG_PROFILE_N_SOURCES];
} AskgProfileKnown;

AskgProfileKnown *askg_profile_known        (AskgProfile *self);
void              askg_profile_emit_changed (AskgProfile *self);

G_END_DECLS
