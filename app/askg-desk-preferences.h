/* askg-desk-preferences.h: which engines there are, in the overlay's menu and in the preferences. Main thread. */
#pragma once

#include "app/askg-desk-region.h"
#include "app/askg-session.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_PREFERENCES (askg_desk_preferences_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskPreferences, askg_desk_preferences, ASKG, DESK_PREFERENCES, GObject)

AskgDeskPreferences *askg_desk_preferences_new            (GtkApplication      *application,
                                                           AskgSession         *session,
                                                           GSettings           *settings,
                                                           AskgOverlay         *overlay,
                                                           AskgDeskRegion      *region);
void                 askg_desk_preferences_session_opened (AskgDeskPreferences *self);
AskgEngineRoom      *askg_desk_preferences_get_room       (AskgDeskPreferences *self);
GListModel          *askg_desk_preferences_get_list       (AskgDeskPreferences *self);
void                 askg_desk_preferences_set_talked     (AskgDeskPreferences *self,
                                                           const char          *engine_id);
void                 askg_desk_preferences_tell           (AskgDeskPreferences *self,
                                                           const GError        *error);

G_END_DECLS
