/* askg-engine-fallback.h: which engine steps in when this one fails, and whether unasked. Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_FALLBACK (askg_engine_fallback_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineFallback, askg_engine_fallback, ASKG, ENGINE_FALLBACK, AdwPreferencesGroup)

GtkWidget *askg_engine_fallback_new (AskgProfiles *profiles,
                                     AskgProfile  *profile);

G_END_DECLS
