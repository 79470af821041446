/* askg-remember-menu.h: what the menu of an answer's words offers beside copying them. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *askg_remember_menu_get (void);

G_END_DECLS
