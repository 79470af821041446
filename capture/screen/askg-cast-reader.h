/* askg-cast-reader.h: the whole of the helper askglass-cast. Its own process. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_cast_reader_main (int    argc,
                           char **argv);

G_END_DECLS
