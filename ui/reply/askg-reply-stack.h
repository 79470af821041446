/* askg-reply-stack.h: a column of widgets of which only those in sight are drawn. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_STACK (askg_reply_stack_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyStack, askg_reply_stack, ASKG, REPLY_STACK, GtkWidget)

GtkWidget *askg_reply_stack_new           (void);
void       askg_reply_stack_append        (AskgReplyStack *self,
                                           GtkWidget      *child);
void       askg_reply_stack_snapshot_near (GtkWidget      *widget,
                                           GtkWidget      *viewport,
                                           GtkSnapshot    *snapshot);

G_END_DECLS
