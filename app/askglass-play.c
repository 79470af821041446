/* askglass-play: replies become sound, in a process of its own. */
#include "capture/audio/askg-player.h"

int
main (int argc, char **argv)
{
  return askg_player_main (argc, argv);
}
