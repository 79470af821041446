/* askg-shortcuts-x11.h: keys grabbed from the X server. Main thread. */
#pragma once

#include "capture/shortcuts/askg-shortcuts.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SHORTCUTS_X11 (askg_shortcuts_x11_get_type ())
G_DECLARE_FINAL_TYPE (AskgShortcutsX11, askg_shortcuts_x11, ASKG, SHORTCUTS_X11, GObject)

AskgShortcuts *askg_shortcuts_x11_new (void);

G_END_DECLS
