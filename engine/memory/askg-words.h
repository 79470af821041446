/* askg-words.h: text becomes the words it can be found by. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_WORD_PLAIN  = 0,
  ASKG_WORD_BESIDE = 1 << 0, /* another way to write the word before; stands at the same place */
  ASKG_WORD_SCRIPT = 1 << 1, /* one or two characters of a script without spaces */
} AskgWordFlags;

/* @folded: lower case, without accents, not terminated, valid for the duration of the call;
 * @start and @end: bytes of the text. Returns 0 to go on; anything else ends the walk. */
typedef int (*AskgWordFunc) (const char    *folded,
                             gsize          n_bytes,
                             gsize          start,
                             gsize          end,
                             AskgWordFlags  flags,
                             gpointer       user_data);

int askg_words_split (const char   *text,
                      gsize         n_bytes,
                      gboolean      as_query,
                      AskgWordFunc  each,
                      gpointer      user_data);

G_END_DECLS
