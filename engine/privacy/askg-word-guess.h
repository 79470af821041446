/* askg-word-guess.h: what a word that was read badly may have been. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_word_looks_drawn    (const char *word);
gboolean askg_word_begins_account  (const char *word);
gboolean askg_word_has_mark       (const char *word);
gboolean askg_word_looks_like_part (const char *word);

G_END_DECLS
