/* askg-overlay-host-private.h: the kinds of host. Each returns %NULL where it cannot work. */
#pragma once

#include "ui/overlay/askg-overlay-host.h"

G_BEGIN_DECLS

AskgOverlayHost *askg_overlay_host_new_layer_shell (GtkWindow *window);
AskgOverlayHost *askg_overlay_host_new_x11         (GtkWindow *window);
AskgOverlayHost *askg_overlay_host_new_plain       (GtkWindow *window);

G_END_DECLS
