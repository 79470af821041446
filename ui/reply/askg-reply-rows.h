/* askg-reply-rows.h: the rows of an answer, one a block, made and changed in as many frames as it takes.
 * Main thread. */
#pragma once

#include "engine/model/askg-markdown.h"
#include "ui/reply/askg-reply-stack.h"

G_BEGIN_DECLS

typedef struct _AskgReplyRows AskgReplyRows;

AskgReplyRows *askg_reply_rows_new         (AskgReplyStack           *column);
void           askg_reply_rows_free        (AskgReplyRows            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReplyRows, askg_reply_rows_free)

void           askg_reply_rows_clear       (AskgReplyRows            *self);
void           askg_reply_rows_change      (AskgReplyRows            *self,
                                            const AskgMarkdownChange *change);
void           askg_reply_rows_touch       (AskgReplyRows            *self,
                                            guint                     index);
gboolean       askg_reply_rows_are_settled (AskgReplyRows            *self);
void           askg_reply_rows_settle      (AskgReplyRows            *self,
                                            AskgMarkdown             *markdown,
                                            guint                     n_pointers,
                                            gint64                    budget_us);
void           askg_reply_rows_set_current (AskgReplyRows            *self,
                                            guint                     number);

GtkLabel      *askg_reply_rows_find_label  (AskgReplyRows            *self,
                                            const AskgMarkdownPlace  *place,
                                            guint                    *byte);

G_END_DECLS
