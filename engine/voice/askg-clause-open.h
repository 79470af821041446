/* askg-clause-open.h: what of Markdown is not clear while it is being written, or is not for the ear. Pure; any thread. */
#pragma once

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

gboolean    askg_clause_may_change    (const AskgMarkdownText  *text,
                                       gsize                    start,
                                       gsize                    end);
gboolean    askg_clause_is_unsaid     (const AskgMarkdownBlock *block);
const char *askg_clause_name_language (const char              *fence);

G_END_DECLS
