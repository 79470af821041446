/* askg-turn-question.h: the question of one turn. Main thread.
 *
 * Signal: "enlarge" (AskgAttachment *attachment): a picture was pressed. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TURN_QUESTION (askg_turn_question_get_type ())
G_DECLARE_FINAL_TYPE (AskgTurnQuestion, askg_turn_question, ASKG, TURN_QUESTION, GtkBox)

void askg_turn_question_set_turn (AskgTurnQuestion *self,
                                  AskgTurn         *turn,
                                  AskgConversation *conversation);

G_END_DECLS
