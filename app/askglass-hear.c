/* askglass-hear: what the microphone hears goes to standard output, in a process of its own. */
#include "capture/audio/askg-hearer.h"

int
main (int argc, char **argv)
{
  return askg_hearer_main (argc, argv);
}
