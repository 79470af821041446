/* askg-desk-outside.h: a file that an error names outside the project: told of, and included by a press. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "ui/debug/askg-failure-card.h"

G_BEGIN_DECLS

void askg_desk_outside_connect (AskgDeskOverlay   *self);
void askg_desk_outside_look    (AskgFailureCard   *card,
                                const AskgFailure *failure);

G_END_DECLS
