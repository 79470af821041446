/* askg-source-includes.h: the files of a project that one of them includes or imports. Reads names, no files; any thread. */
#pragma once

#include "engine/debug/askg-source-finder.h"

G_BEGIN_DECLS

GPtrArray *askg_source_includes_find        (AskgSourceFinder *finder,
                                             const char       *path,
                                             GPtrArray        *lines);
GPtrArray *askg_source_includes_list_others (AskgSourceFinder *finder,
                                             const char       *path,
                                             guint             most);

G_END_DECLS
