/* askg-desk-sending.h: what leaves this machine for the first time is shown, and waits for a yes. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"

G_BEGIN_DECLS

void askg_desk_sending_history_opened (AskgDeskOverlay *self);
void askg_desk_sending_end            (AskgDeskOverlay *self);

G_END_DECLS
