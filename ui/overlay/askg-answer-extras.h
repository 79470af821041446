/* askg-answer-extras.h: what an answer has below its text: pictures, sound, tools it asks for, what was
 * filled in for it, and how it ended. Main thread.
 *
 * Its button activates "turn.go-on". Signal: "enlarge" (AskgAttachment *): a picture was pressed. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ANSWER_EXTRAS (askg_answer_extras_get_type ())
G_DECLARE_FINAL_TYPE (AskgAnswerExtras, askg_answer_extras, ASKG, ANSWER_EXTRAS, GtkWidget)

void askg_answer_extras_set_answer (AskgAnswerExtras *self,
                                    AskgAnswer       *answer);
void askg_answer_extras_set_is_last (AskgAnswerExtras *self,
                                     gboolean          is_last);

G_END_DECLS
