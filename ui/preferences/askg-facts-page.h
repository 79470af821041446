/* askg-facts-page.h: what Askglass remembers, as a subpage of the preferences. Main thread.
 *
 * Signals: "back"; "remember" (const char *sentence): typed here; "forget" (AskgFact *fact). */
#pragma once

#include <adwaita.h>

#include "engine/model/askg-fact.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FACTS_PAGE (askg_facts_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgFactsPage, askg_facts_page, ASKG, FACTS_PAGE, GtkBox)

GtkWidget *askg_facts_page_new (GListModel *facts,
                                GSettings  *settings);

G_END_DECLS
