/* askg-desktop.h: which desktop this session is, as it says itself. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_desktop_is (const char *name);

G_END_DECLS
