/* askg-whole-words.h: Korean breaks its lines between words. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

PangoAttrList *askg_whole_words_add      (PangoAttrList *attributes,
                                          const char    *text);
void           askg_whole_words_apply    (GtkLabel      *label);
void           askg_whole_words_set_wrap (GtkLabel      *label,
                                          PangoWrapMode  usual);

G_END_DECLS
