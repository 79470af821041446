/* askg-seed-word-private.h: the words of recovery phrases. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_word_is_of_seed (const char *word,
                               gsize       n_bytes);

G_END_DECLS
