/* askg-desk-interpret.h: what is said in one language is told in another: between two people, or captions of what the
 * computer plays. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "app/askg-talking.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_INTERPRET (askg_desk_interpret_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskInterpret, askg_desk_interpret, ASKG, DESK_INTERPRET, GObject)

AskgDeskInterpret *askg_desk_interpret_new          (GtkApplication    *application,
                                                     AskgOverlay       *overlay,
                                                     GSettings         *settings);
void               askg_desk_interpret_set_talking  (AskgDeskInterpret *self,
                                                     AskgTalking       *talking);
void               askg_desk_interpret_show         (AskgDeskInterpret *self);
void               askg_desk_interpret_show_captions (AskgDeskInterpret *self);

G_END_DECLS
