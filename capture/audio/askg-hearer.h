/* askg-hearer.h: the helper process askglass-hear. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_hearer_main (int    argc,
                      char **argv);

G_END_DECLS
