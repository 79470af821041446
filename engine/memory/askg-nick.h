/* askg-nick.h: values of enumerations as words: stable in the database, unlike their numbers. Any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

const char *askg_nick      (GType       type,
                            int         value);
int         askg_nick_read (GType       type,
                            const char *nick,
                            int         otherwise);

G_END_DECLS
