/* askg-desk-link.h: a link of an answer is opened only after a yes to its very address. Main thread. */
#pragma once

#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

void askg_desk_link_connect (AskgOverlay *overlay);

G_END_DECLS
