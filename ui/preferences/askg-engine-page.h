/* askg-engine-page.h: one engine's page: where it is, its key, its test, what it can, its limits. What is
 * changed is told to its profile at once, which keeps it. Main thread.
 *
 * Signals: "back"; "key" (const char *secret): another one, or %NULL to forget it; "remove". */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profiles.h"
#include "ui/preferences/askg-model-menu.h"
#include "ui/preferences/askg-test-view.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_PAGE (askg_engine_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgEnginePage, askg_engine_page, ASKG, ENGINE_PAGE, GtkBox)

AskgEnginePage *askg_engine_page_new           (AskgProfiles    *profiles,
                                                AskgProfile     *profile);
AskgProfile    *askg_engine_page_get_profile   (AskgEnginePage  *self);
AskgTestView   *askg_engine_page_get_test_view (AskgEnginePage  *self);
AskgModelMenu  *askg_engine_page_get_model_menu (AskgEnginePage *self);
void            askg_engine_page_show_trouble  (AskgEnginePage  *self,
                                                const char      *title,
                                                const char      *sentence);

G_END_DECLS
