/* askg-add-engine-window.h: another engine: a server by its address and key, or a model file. What is typed
 * is checked as it is typed. Main thread.
 *
 * Signal: "add" (AskgProfile *profile, const char *secret): the secret is %NULL without a key.
 * Answer by askg_add_engine_window_fail(), or by destroying the window. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ADD_ENGINE_WINDOW (askg_add_engine_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgAddEngineWindow, askg_add_engine_window, ASKG, ADD_ENGINE_WINDOW, AdwWindow)

AskgAddEngineWindow *askg_add_engine_window_new  (GtkWindow           *parent,
                                                  AskgProfiles        *profiles);
void                 askg_add_engine_window_fail (AskgAddEngineWindow *self,
                                                  const char          *sentence);

G_END_DECLS
