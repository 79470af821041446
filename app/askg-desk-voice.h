/* askg-desk-voice.h: the voice page of the preferences: devices are listed, a microphone tested, a sound played.
 * Main thread. */
#pragma once

#include "app/askg-desk-keys.h"
#include "app/askg-engine-room.h"
#include "ui/overlay/askg-overlay.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

void  askg_desk_voice_add       (AskgPreferencesWindow *window,
                                 GSettings             *settings,
                                 AskgOverlay           *overlay,
                                 AskgEngineRoom        *room);
char *askg_desk_voice_dup_device (GSettings            *settings,
                                 const char            *key);

G_END_DECLS
