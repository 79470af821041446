/* askg-picture-exif.h: how the camera was held. Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint askg_picture_find_orientation (const guint8 *jpeg,
                                     gsize         n_bytes);

G_END_DECLS
