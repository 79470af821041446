/* askglass-cast: one picture of each stream of a screen cast, in a process of its own. */
#include "capture/screen/askg-cast-reader.h"

int
main (int argc, char **argv)
{
  return askg_cast_reader_main (argc, argv);
}
