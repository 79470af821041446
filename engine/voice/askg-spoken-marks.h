/* askg-spoken-marks.h: how units and marks are said, by language. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *askg_spoken_unit  (const char *unit,
                               gsize       n_bytes,
                               const char *language);
const char *askg_spoken_mark  (gunichar    mark,
                               const char *language);
const char *askg_spoken_until (const char *language);
const char *askg_spoken_operator (const char *word,
                               gsize       n_bytes,
                               const char *language);
gboolean    askg_spoken_is_picture (gunichar c);

G_END_DECLS
