/* askg-engine-menu.h: the popover of the engine button: which engine, and the one switch that matters.
 * Main thread.
 *
 * Its buttons activate "overlay.set-up". Signal: "choose" (const char *id).
 * Property: "local-only" (gboolean). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_MENU (askg_engine_menu_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineMenu, askg_engine_menu, ASKG, ENGINE_MENU, GtkPopover)

void askg_engine_menu_set_engines (AskgEngineMenu *self,
                                   GListModel     *engines);

G_END_DECLS
