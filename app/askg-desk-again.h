/* askg-desk-again.h: a command that failed is run again: by a press here, or by the person in a terminal, whose shell tells of it.
 * Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

void askg_desk_again_connect    (AskgDeskOverlay   *self);
void askg_desk_again_disconnect (AskgDeskOverlay   *self);
void askg_desk_again_forget     (AskgDeskOverlay   *self);
AskgCommandRecord *askg_desk_again_choose (AskgDeskOverlay   *self,
                                           AskgCommandRecord *found);

G_END_DECLS
