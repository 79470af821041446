/* askg-player.h: the helper process askglass-play. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_player_main (int    argc,
                      char **argv);

G_END_DECLS
