/* askg-reply-button.h: what can be pressed in an answer. Pressing activates an action, nothing else. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

GtkWidget *askg_reply_button_new_place (const char             *place);
GtkWidget *askg_reply_button_new_link  (const AskgMarkdownLink *link,
                                        const char             *label);
GtkWidget *askg_reply_button_new_badge (guint                   number);
void       askg_reply_button_mark      (GtkWidget              *badge,
                                        guint                   current);

G_END_DECLS
