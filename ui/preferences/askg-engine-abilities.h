/* askg-engine-abilities.h: what an engine can: as it was found out, or as the person says. Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_ABILITIES (askg_engine_abilities_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineAbilities, askg_engine_abilities, ASKG, ENGINE_ABILITIES, AdwPreferencesGroup)

GtkWidget *askg_engine_abilities_new (AskgProfile *profile);

G_END_DECLS
