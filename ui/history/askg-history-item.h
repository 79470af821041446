/* askg-history-item.h: one row of the history: a conversation, or a place where words were
 * found. Fixed once made, except where it stands in its group. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

/* Signals:
 *   picture (AskgFrame *frame): it came; the item does not keep it.
 *   rename: it is to be named anew, where it is shown. */
#define ASKG_TYPE_HISTORY_ITEM (askg_history_item_get_type ())
G_DECLARE_FINAL_TYPE (AskgHistoryItem, askg_history_item, ASKG, HISTORY_ITEM, GObject)

AskgHistoryItem *askg_history_item_new_conversation (const AskgConversationSummary *summary,
                                                     gint64                         now_us,
                                                     GTimeZone                     *zone);
AskgHistoryItem *askg_history_item_new_hit          (const AskgHit   *hit,
                                                     gint64           now_us,
                                                     GTimeZone       *zone);
GListStore      *askg_history_items_group           (GPtrArray       *items);

gint64           askg_history_item_get_conversation (AskgHistoryItem *self);
gint64           askg_history_item_get_turn         (AskgHistoryItem *self);
const char      *askg_history_item_get_title        (AskgHistoryItem *self);
const char      *askg_history_item_get_name         (AskgHistoryItem *self);
const char      *askg_history_item_get_snippet      (AskgHistoryItem *self);
void             askg_history_item_get_hit          (AskgHistoryItem *self,
                                                     gsize           *start,
                                                     gsize           *length);
const char      *askg_history_item_get_when         (AskgHistoryItem *self);
gboolean         askg_history_item_is_pinned       (AskgHistoryItem *self);
const char      *askg_history_item_get_icon        (AskgHistoryItem *self);
GArray          *askg_history_item_get_marks       (AskgHistoryItem *self);
GArray          *askg_history_item_get_boxes       (AskgHistoryItem *self);
int              askg_history_item_get_attachment  (AskgHistoryItem *self);
void             askg_history_item_rename          (AskgHistoryItem *self);
gboolean         askg_history_item_may_have_picture (AskgHistoryItem *self);
const char      *askg_history_item_get_picture_key  (AskgHistoryItem *self);
void             askg_history_item_give_picture     (AskgHistoryItem *self,
                                                     AskgFrame       *frame);
const char      *askg_history_item_get_heading      (AskgHistoryItem *self);
gboolean         askg_history_item_is_first         (AskgHistoryItem *self);
gboolean         askg_history_item_is_last          (AskgHistoryItem *self);

G_END_DECLS
