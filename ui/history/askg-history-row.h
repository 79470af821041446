/* askg-history-row.h: shows one AskgHistoryItem. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/history/askg-history-item.h"

G_BEGIN_DECLS

/* Signals:
 *   act (AskgHistoryItem *item, const char *what, const char *text): "pin", "unpin", "rename" to @text,
 *     "branch", "export", "delete"
 *   picture-wanted (AskgHistoryItem *item, GCancellable *cancellable): for
 *     askg_history_item_give_picture(); cancelled when the row shows something else
 *   pictured (AskgHistoryItem *item, GdkTexture *picture): made of what the item was given. */
#define ASKG_TYPE_HISTORY_ROW (askg_history_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgHistoryRow, askg_history_row, ASKG, HISTORY_ROW, GtkWidget)

GtkWidget *askg_history_row_new      (void);
void       askg_history_row_set_item (AskgHistoryRow  *self,
                                      AskgHistoryItem *item);
int        askg_history_row_get_picture_side (AskgHistoryRow *self);
void       askg_history_row_show_picture (AskgHistoryRow *self,
                                          GdkTexture     *picture);

G_END_DECLS
