/* askg-source-index.h: the names of a project's files, and the folders in it where builds run. Reads folders, no files; any
 * thread, one at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgSourceIndex AskgSourceIndex;

AskgSourceIndex *askg_source_index_new        (const char      *project);
void             askg_source_index_free       (AskgSourceIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSourceIndex, askg_source_index_free)

GPtrArray       *askg_source_index_get_builds (AskgSourceIndex *self);
GPtrArray       *askg_source_index_list       (AskgSourceIndex   *self,
                                               const char *const *endings);
const char      *askg_source_index_find       (AskgSourceIndex *self,
                                               const char      *file);
const char      *askg_source_index_find_alike (AskgSourceIndex *self,
                                               const char      *file);

G_END_DECLS
