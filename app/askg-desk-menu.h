/* askg-desk-menu.h: the overlay's menu: history, interpreter, keys, first steps, about, quit. Main thread. */
#pragma once

#include "app/askg-desk-first-run.h"
#include "app/askg-desk-interpret.h"
#include "app/askg-desk-keys.h"
#include "app/askg-desk-orders.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

AskgDeskKeys *askg_desk_menu_get_keys (AskgOverlay *overlay);

void askg_desk_menu_install (AskgOverlay       *overlay,
                             AskgDeskKeys      *keys,
                             AskgDeskFirstRun  *first_run,
                             AskgDeskInterpret *interpret,
                             AskgDeskOrders    *orders,
                             GCallback          quit,
                             gpointer           quit_data);

G_END_DECLS
