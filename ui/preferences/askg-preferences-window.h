/* askg-preferences-window.h: the engines, and the page of each. Main thread.
 *
 * What the person does on the list is told by its page, askg_preferences_window_get_engines().
 * Signals: "engine-opened" (AskgEnginePage *page): before it is shown;
 * "undo-remove" (AskgProfile *): the person wants it back; "removed-for-good" (AskgProfile *). */
#pragma once

#include <adwaita.h>

#include "ui/preferences/askg-engine-page.h"
#include "ui/preferences/askg-engines-page.h"
#include "ui/preferences/askg-privacy-page.h"
#include "ui/preferences/askg-voice-page.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PREFERENCES_WINDOW (askg_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgPreferencesWindow, askg_preferences_window, ASKG, PREFERENCES_WINDOW, AdwPreferencesWindow)

AskgPreferencesWindow *askg_preferences_window_new          (GtkApplication        *application,
                                                             AskgProfiles          *profiles);
AskgEnginesPage       *askg_preferences_window_get_engines  (AskgPreferencesWindow *self);
AskgPrivacyPage       *askg_preferences_window_get_privacy  (AskgPreferencesWindow *self);
AskgVoicePage         *askg_preferences_window_get_voice    (AskgPreferencesWindow *self);
void                   askg_preferences_window_open         (AskgPreferencesWindow *self,
                                                             AskgProfile           *profile);
void                   askg_preferences_window_show_removed (AskgPreferencesWindow *self,
                                                             AskgProfile           *profile);
void                   askg_preferences_window_show_page    (AskgPreferencesWindow *self,
                                                             GtkWidget             *page);
void                   askg_preferences_window_go_back      (AskgPreferencesWindow *self);
void                   askg_preferences_window_tell         (AskgPreferencesWindow *self,
                                                             const char            *sentence);

G_END_DECLS
