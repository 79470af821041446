/* askg-source-finder.h: the file that a tool names, as it lies on the disk, and its lines. Reads files, and only such that
 * lie in the project; any thread, one at a time. */
#pragma once

#include "engine/debug/askg-diagnostic.h"

G_BEGIN_DECLS

/* One line of a source file. */
typedef struct
{
  guint  number; /* from 1 */
  char  *text;   /* valid UTF-8; of a long one the beginning */
} AskgSourceLine;

void askg_source_line_free (AskgSourceLine *line);

typedef struct _AskgSourceFinder AskgSourceFinder;

AskgSourceFinder *askg_source_finder_new      (const char           *folder);
void              askg_source_finder_free     (AskgSourceFinder     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSourceFinder, askg_source_finder_free)

void              askg_source_finder_accept_alike (AskgSourceFinder *self);
char             *askg_source_finder_resolve  (AskgSourceFinder     *self,
                                               const AskgDiagnostic *diagnostic);
const char       *askg_source_finder_get_project (AskgSourceFinder  *self);
char             *askg_source_finder_find     (AskgSourceFinder     *self,
                                               const char           *file);
GPtrArray        *askg_source_finder_list     (AskgSourceFinder     *self,
                                               const char *const    *endings);
GPtrArray        *askg_source_finder_read     (AskgSourceFinder     *self,
                                               const char           *file,
                                               guint                 line,
                                               guint                 n_around);

G_END_DECLS
