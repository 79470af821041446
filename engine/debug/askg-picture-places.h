/* askg-picture-places.h: places in files, as tools write them, out of what was read of them on a picture. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_picture_places_mend (const char *line);

G_END_DECLS
