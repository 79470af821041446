/* askg-reply-view.h: an answer as it is read. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

/* Signals:
 *   link-activated (const char *target, const char *label): a person pressed a link. Nothing was
 *     opened; ask first, and show the host.
 *   point (guint number): a person pressed the number of a place in the picture.
 *   grown (): the blocks changed; follow the end if the person was there. */
#define ASKG_TYPE_REPLY_VIEW (askg_reply_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyView, askg_reply_view, ASKG, REPLY_VIEW, GtkWidget)

GtkWidget  *askg_reply_view_new         (void);
void        askg_reply_view_set_answer  (AskgReplyView *self,
                                         AskgAnswer    *answer);
AskgAnswer *askg_reply_view_get_answer  (AskgReplyView *self);
void        askg_reply_view_set_current_pointer (AskgReplyView *self,
                                         guint          number);
void        askg_reply_view_flush       (AskgReplyView *self);
char       *askg_reply_view_dup_source  (AskgReplyView *self) G_GNUC_WARN_UNUSED_RESULT;

void        askg_reply_view_light               (AskgReplyView *self,
                                                 gsize          start_byte,
                                                 gsize          end_byte);

G_END_DECLS
