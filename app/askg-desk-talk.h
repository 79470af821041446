/* askg-desk-talk.h: the spoken conversation in the overlay: key and buttons drive it, the bar shows it. Main thread. */
#pragma once

#include "app/askg-desk-keys.h"
#include "app/askg-talking.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_TALK (askg_desk_talk_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskTalk, askg_desk_talk, ASKG, DESK_TALK, GObject)

AskgDeskTalk *askg_desk_talk_new         (AskgOverlay  *overlay,
                                          AskgDeskKeys *keys,
                                          GSettings    *settings);
void          askg_desk_talk_set_talking (AskgDeskTalk *self,
                                          AskgTalking  *talking);
void          askg_desk_talk_press       (AskgDeskTalk *self);
void          askg_desk_talk_release     (AskgDeskTalk *self);
void          askg_desk_talk_toggle      (AskgDeskTalk *self);
void          askg_desk_talk_converse    (AskgDeskTalk *self);
gboolean      askg_desk_talk_goes_on     (AskgDeskTalk *self);
void          askg_desk_talk_leave       (AskgDeskTalk *self);

G_END_DECLS
