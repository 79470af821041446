/* askg-heard-text.h: where an answer's Markdown is cut, so that what is left is what was heard. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize askg_heard_text_cut        (const char *markdown,
                                  gsize       n_heard);
gsize askg_heard_text_round      (const char *text,
                                  gsize       n_bytes);
char *askg_heard_text_last_words (const char *text,
                                  gsize       n_bytes,
                                  guint       n_words);

G_END_DECLS
