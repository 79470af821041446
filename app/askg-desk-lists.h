/* askg-desk-lists.h: the subpages of the page "Privacy": a person's lists, and when what is sent is shown. Main thread. */
#pragma once

#include "engine/provider/askg-profiles.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

void askg_desk_lists_show      (AskgPreferencesWindow *window,
                                GSettings             *settings,
                                const char            *key);
GtkWidget *
     askg_desk_lists_show_when (AskgPreferencesWindow *window,
                                AskgProfiles          *profiles);

G_END_DECLS
