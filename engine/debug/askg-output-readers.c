/* askg-output-readers.c: any thread. */
#include "engine/debug/askg-output-reader.h"

/* In the order in which a line is offered to them: the surest first, the guess last. */
static const AskgOutputReader *const readers[] = {
  &askg_make_reader,
  &askg_python_reader,
  &askg_linker_reader,
  &askg_compiler_reader,
  &askg_guess_reader,
};

const AskgOutputReader *const *
askg_output_readers_list (gsize *n_readers)
{
  *n_readers = G_N_ELEMENTS (readers);

  return readers;
}
