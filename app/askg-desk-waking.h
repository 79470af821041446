/* askg-desk-waking.h: the wake word on the desk: waited for while nobody else listens, and told. Main thread.
 *
 * While it waits the microphone is open, and the light says so: the Talk button of the overlay is filled. Signal: "woken":
 * the phrase was said; whoever talks then closes nothing, it is closed already. */
#pragma once

#include "app/askg-talking.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_WAKING (askg_desk_waking_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskWaking, askg_desk_waking, ASKG, DESK_WAKING, GObject)

AskgDeskWaking *askg_desk_waking_new          (AskgOverlay    *overlay);
void            askg_desk_waking_begin        (AskgDeskWaking *self,
                                               AskgTalking    *talking,
                                               GSettings      *settings);
void            askg_desk_waking_let_others   (AskgDeskWaking *self,
                                               gboolean        are_listening);
void            askg_desk_waking_set_locked   (AskgDeskWaking *self,
                                               gboolean        is_locked);
char           *askg_desk_waking_dup_sentence (AskgDeskWaking *self);

G_END_DECLS
