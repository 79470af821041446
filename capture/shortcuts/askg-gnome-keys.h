/* askg-gnome-keys.h: custom keybindings in GNOME's own settings, for GNOME before 48, which has no
 * portal for keys. Written only when the person says so, and undone as easily. Main thread. */
#pragma once

#include "capture/shortcuts/askg-shortcuts.h"

G_BEGIN_DECLS

gboolean askg_gnome_keys_are_possible (void);
gboolean askg_gnome_keys_is_written   (const AskgShortcut *shortcut);
char    *askg_gnome_keys_read         (const AskgShortcut *shortcut);
gboolean askg_gnome_keys_write        (GPtrArray          *shortcuts);
gboolean askg_gnome_keys_remove       (GPtrArray          *shortcuts);

G_END_DECLS
