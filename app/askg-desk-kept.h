/* askg-desk-kept.h: what the group "What is kept here" of the preferences shows and does. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_KEPT (askg_desk_kept_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskKept, askg_desk_kept, ASKG, DESK_KEPT, GObject)

AskgDeskKept *askg_desk_kept_new     (AskgSession           *session,
                                      AskgPreferencesWindow *window);
void          askg_desk_kept_refresh (AskgDeskKept          *self);

G_END_DECLS
