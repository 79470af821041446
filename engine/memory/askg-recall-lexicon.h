/* askg-recall-lexicon.h: words by which nothing is recalled, and what is not part of a word. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_recall_lexicon_tells_nothing (const char *word);
gboolean askg_recall_lexicon_tells_failure (const char *line);
gsize    askg_recall_lexicon_trim          (const char *word);

G_END_DECLS
