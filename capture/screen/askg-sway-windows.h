/* askg-sway-windows.h: the windows a person sees, as sway tells them through the socket that SWAYSOCK names. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *askg_sway_windows_list (void);

G_END_DECLS
