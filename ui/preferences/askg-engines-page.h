/* askg-engines-page.h: the preferences' list of engines. Main thread.
 *
 * Signals: "choose" (AskgEngineItem *): to be asked first; "open" (AskgEngineItem *): its page;
 * "add": another one; "add-found" (AskgProfile *); "find": look for servers again. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINES_PAGE (askg_engines_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgEnginesPage, askg_engines_page, ASKG, ENGINES_PAGE, AdwPreferencesPage)

void           askg_engines_page_set_engines     (AskgEnginesPage *self,
                                                  GListModel      *engines);
void           askg_engines_page_set_found       (AskgEnginesPage *self,
                                                  GListModel      *found);
GtkSwitch     *askg_engines_page_get_local_only  (AskgEnginesPage *self);
GtkSpinButton *askg_engines_page_get_monthly_cap (AskgEnginesPage *self);

G_END_DECLS
