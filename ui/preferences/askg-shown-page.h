/* askg-shown-page.h: when what is sent is shown before, engine by engine, as a subpage of the preferences. Main thread.
 *
 * Signal: "back". */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SHOWN_PAGE (askg_shown_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgShownPage, askg_shown_page, ASKG, SHOWN_PAGE, GtkBox)

GtkWidget *askg_shown_page_new          (AskgProfiles *profiles);
char      *askg_shown_page_words_for    (AskgProfiles *profiles);

G_END_DECLS
