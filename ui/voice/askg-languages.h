/* askg-languages.h: the languages that can be chosen between, each by its own name. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code; /* two letters */
  const char *name; /* as those who speak it write it */
} AskgLanguage;

const AskgLanguage *askg_languages_list (guint      *n_languages);
const AskgLanguage *askg_languages_find (const char *code,
                                         guint      *position);
gboolean            askg_languages_is_written_in (const char *code,
                                         const char *text);
const char         *askg_languages_tell (const char *one,
                                         const char *other,
                                         const char *text);

G_END_DECLS
