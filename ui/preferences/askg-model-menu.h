/* askg-model-menu.h: the models that an engine offers, to choose from; a search where there are many. Main thread.
 *
 * Signals: "wanted": it was opened, and wants askg_model_menu_set_models() or askg_model_menu_fail();
 * "chosen" (const char *id). */
#pragma once

#include <gtk/gtk.h>

#include "engine/dialect/askg-model-list.h"

G_BEGIN_DECLS

#define ASKG_TYPE_MODEL_MENU (askg_model_menu_get_type ())
G_DECLARE_FINAL_TYPE (AskgModelMenu, askg_model_menu, ASKG, MODEL_MENU, GtkPopover)

void askg_model_menu_set_models (AskgModelMenu       *self,
                                 const AskgModelList *models,
                                 const char          *chosen);
void askg_model_menu_fail       (AskgModelMenu       *self,
                                 const char          *sentence);

G_END_DECLS
