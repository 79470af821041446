/* askg-shortcuts-portal.h: keys given by the desktop through the GlobalShortcuts portal; where it has
 * none, what the person can do instead. Main thread. */
#pragma once

#include "capture/shortcuts/askg-shortcuts.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SHORTCUTS_PORTAL (askg_shortcuts_portal_get_type ())
G_DECLARE_FINAL_TYPE (AskgShortcutsPortal, askg_shortcuts_portal, ASKG, SHORTCUTS_PORTAL, GObject)

AskgShortcuts *askg_shortcuts_portal_new (void);

G_END_DECLS
