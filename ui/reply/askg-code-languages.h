/* askg-code-languages.h: which rules colour a piece of code, and having them ready. Main thread. */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

GtkSourceLanguage *askg_code_languages_find       (const char *word,
                                                   const char *title);
gboolean           askg_code_languages_make_ready (GPtrArray  *kept);

G_END_DECLS
