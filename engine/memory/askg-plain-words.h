/* askg-plain-words.h: what of a question typed in words need not stand in what it asks for. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_plain_words_is_plain (const char *word);
gsize    askg_plain_words_trim     (const char *word);

G_END_DECLS
