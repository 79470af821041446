/* askg-reply-table.h: a table of an answer, scrolling sideways when it is wide. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_TABLE (askg_reply_table_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyTable, askg_reply_table, ASKG, REPLY_TABLE, GtkWidget)

GtkWidget *askg_reply_table_new       (void);
gboolean   askg_reply_table_set_block (AskgReplyTable          *self,
                                       const AskgMarkdownBlock *block,
                                       guint                    n_pointers);

GtkLabel  *askg_reply_table_get_label (AskgReplyTable          *self,
                                       guint                    cell);

G_END_DECLS
