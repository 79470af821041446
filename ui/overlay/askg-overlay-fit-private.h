/* askg-overlay-fit-private.h: the overlay is as high as what it shows. Main thread. */
#pragma once

#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

void        askg_overlay_watch_size      (AskgOverlay      *self);
void        askg_overlay_fit             (AskgOverlay      *self);
int         askg_overlay_size_to_measure (AskgOverlay      *self,
                                          GtkOrientation    orientation,
                                          int               for_size);

G_END_DECLS
