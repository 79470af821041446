/* askg-desk-privacy.h: what the page "Privacy" of the preferences shows and does. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_PRIVACY (askg_desk_privacy_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskPrivacy, askg_desk_privacy, ASKG, DESK_PRIVACY, GObject)

AskgDeskPrivacy *askg_desk_privacy_new     (AskgSession            *session,
                                            GSettings              *settings,
                                            AskgPreferencesWindow  *window);
void             askg_desk_privacy_refresh (AskgDeskPrivacy        *self);

G_END_DECLS
