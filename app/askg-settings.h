/* askg-settings.h: what the person chose, in a key file of its own: no daemon, no bus. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *askg_settings_new (void);

G_END_DECLS
