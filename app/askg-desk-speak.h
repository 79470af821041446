/* askg-desk-speak.h: an answer of the overlay read aloud, when the person wants it. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_SPEAK (askg_desk_speak_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskSpeak, askg_desk_speak, ASKG, DESK_SPEAK, GObject)

AskgDeskSpeak *askg_desk_speak_new  (AskgSession   *session,
                                     AskgOverlay   *overlay);
void           askg_desk_speak_stop (AskgDeskSpeak *self);

G_END_DECLS
