/* askg-source-declared.h: where the names of a message are declared: in what the file includes, or in a header that it might
 * have included. Reads files, of the project alone; any thread. */
#pragma once

#include "engine/debug/askg-source-finder.h"

G_BEGIN_DECLS

#define ASKG_SOURCE_DECLARED_MOST 3u

typedef struct
{
  char      *file;        /* owned: from the project's folder */
  guint      line;
  gboolean   is_included; /* by the file that is compiled, or by what that includes */
  GPtrArray *lines;       /* owned; of AskgSourceLine: it and its neighbours */
} AskgSourceDeclared;

GPtrArray *askg_source_declared_find (AskgSourceFinder *finder,
                                      const char       *file,
                                      GPtrArray        *names);

G_END_DECLS
