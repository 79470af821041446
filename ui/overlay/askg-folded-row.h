/* askg-folded-row.h: what stands for the first turns of a conversation, above those that are told whole. Main thread.
 *
 * The turns it stands for are hidden until somebody wants to see them. It changes the fold of its conversation, and then
 * activates "overlay.keep-fold". Signal: "touched", before it grows or shrinks by the person's hand. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FOLDED_ROW (askg_folded_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgFoldedRow, askg_folded_row, ASKG, FOLDED_ROW, GtkWidget)

void askg_folded_row_set_conversation (AskgFoldedRow    *self,
                                       AskgConversation *conversation,
                                       GtkBox           *turns);
void askg_folded_row_update           (AskgFoldedRow    *self);
void askg_folded_row_show_turns       (AskgFoldedRow    *self);

G_END_DECLS
