/* askg-engine-limits.h: an engine's patience and prices, folded away. Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_LIMITS (askg_engine_limits_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineLimits, askg_engine_limits, ASKG, ENGINE_LIMITS, AdwPreferencesGroup)

GtkWidget *askg_engine_limits_new (AskgProfile *profile);

G_END_DECLS
