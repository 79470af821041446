/* askg-engine-serving.h: how the server of a model file is started: its context, and options of the person's.
 * Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_SERVING (askg_engine_serving_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineServing, askg_engine_serving, ASKG, ENGINE_SERVING, AdwPreferencesGroup)

GtkWidget *askg_engine_serving_new (AskgProfile *profile);

G_END_DECLS
