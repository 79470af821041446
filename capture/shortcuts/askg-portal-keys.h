/* askg-portal-keys.h: keys as the GlobalShortcuts portal writes them. Main thread. */
#pragma once

#include "capture/shortcuts/askg-shortcuts.h"

G_BEGIN_DECLS

GVariant     *askg_portal_keys_list      (GPtrArray  *shortcuts);
AskgShortcut *askg_portal_keys_find      (GPtrArray  *shortcuts,
                                          const char *id);
void          askg_portal_keys_take      (GPtrArray  *shortcuts,
                                          GVariant   *given);
gboolean      askg_portal_keys_holds_all (GPtrArray  *shortcuts,
                                          GVariant   *given);

G_END_DECLS
