/* askg-answer-cut.h: an answer that the person talked over while it was spoken. Main thread. */
#pragma once

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

void askg_answer_cut          (AskgAnswer *self,
                               gsize       n_bytes,
                               gsize       n_sound_bytes);
void askg_answer_let_sound_go (AskgAnswer *self);

G_END_DECLS
