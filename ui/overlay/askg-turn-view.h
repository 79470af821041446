/* askg-turn-view.h: one question as it was asked, its answer as it grows, and what can be done
 * with it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-conversation.h"
#include "ui/overlay/askg-speech.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TURN_VIEW (askg_turn_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgTurnView, askg_turn_view, ASKG, TURN_VIEW, GtkWidget)

GtkWidget *askg_turn_view_new         (AskgTurn         *turn,
                                       AskgConversation *conversation,
                                       AskgSpeech       *speech);
AskgTurn  *askg_turn_view_get_turn    (AskgTurnView     *self);
void       askg_turn_view_set_is_last (AskgTurnView     *self,
                                       gboolean          is_last);
void       askg_turn_view_set_again_menu (AskgTurnView  *self,
                                       GMenuModel       *menu);

G_END_DECLS
