/* askg-reply-row.h: one block of an answer with its place in lists and quotes. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_ROW (askg_reply_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyRow, askg_reply_row, ASKG, REPLY_ROW, GtkWidget)

GtkWidget *askg_reply_row_new         (const AskgMarkdownBlock *block,
                                       guint                    n_pointers);
gboolean   askg_reply_row_update      (AskgReplyRow            *self,
                                       const AskgMarkdownBlock *block,
                                       guint                    n_pointers);
void       askg_reply_row_set_current (AskgReplyRow            *self,
                                       guint                    number);
GtkWidget *askg_reply_row_get_content (AskgReplyRow            *self);

GtkLabel  *askg_reply_row_find_label  (AskgReplyRow            *self,
                                       guint                    cell,
                                       guint                   *byte);

G_END_DECLS
