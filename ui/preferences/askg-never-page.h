/* askg-never-page.h: the list of windows that are never looked at, as a subpage of the preferences. Main thread.
 *
 * Signal: "back". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_NEVER_PAGE (askg_never_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgNeverPage, askg_never_page, ASKG, NEVER_PAGE, GtkBox)

GtkWidget *askg_never_page_new (GSettings *settings);

G_END_DECLS
