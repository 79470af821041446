/* askg-words-there.h: whether PocketSphinx is installed, in sentences. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  askg_words_are_there       (const char  *helper,
                                      const char  *model_folder,
                                      GError     **error);
GError   *askg_words_new_start_error (guint        message);

G_END_DECLS
