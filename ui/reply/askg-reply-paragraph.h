/* askg-reply-paragraph.h: a paragraph that grows: what is written and laid out is not laid out again. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_PARAGRAPH (askg_reply_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyParagraph, askg_reply_paragraph, ASKG, REPLY_PARAGRAPH, GtkWidget)

GtkWidget *askg_reply_paragraph_new         (void);
void       askg_reply_paragraph_set_text    (AskgReplyParagraph     *self,
                                             const AskgMarkdownText *text,
                                             guint                   n_hidden_bytes,
                                             guint                   n_pointers);
void       askg_reply_paragraph_set_current (AskgReplyParagraph     *self,
                                             guint                   number);

GtkLabel  *askg_reply_paragraph_find_label  (AskgReplyParagraph     *self,
                                             guint                  *byte);

G_END_DECLS
