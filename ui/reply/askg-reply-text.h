/* askg-reply-text.h: a paragraph of an answer: selectable words, links and numbers to press. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_TEXT (askg_reply_text_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyText, askg_reply_text, ASKG, REPLY_TEXT, GtkWidget)

GtkWidget *askg_reply_text_new          (void);
GtkWidget *askg_reply_text_new_cell     (void);
void       askg_reply_text_set_text     (AskgReplyText          *self,
                                         const AskgMarkdownText *text,
                                         guint                   n_pointers);
void       askg_reply_text_hide_start   (AskgReplyText          *self,
                                         guint                   n_bytes);
void       askg_reply_text_set_current  (AskgReplyText          *self,
                                         guint                   number);
int        askg_reply_text_get_height   (AskgReplyText          *self,
                                         int                     width);
GtkLabel  *askg_reply_text_get_label    (AskgReplyText          *self);

G_END_DECLS
