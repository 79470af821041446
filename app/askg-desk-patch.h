/* askg-desk-patch.h: patches in answers: checked, applied and taken back as the person presses. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"

G_BEGIN_DECLS

void askg_desk_patch_connect (AskgDeskOverlay *self);

G_END_DECLS
