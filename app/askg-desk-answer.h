/* askg-desk-answer.h: what is done with an answer in the overlay: gone on from, asked again with another
 * engine, or with smaller pictures. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"

G_BEGIN_DECLS

void askg_desk_answer_connect        (AskgDeskOverlay *self);
void askg_desk_answer_history_opened (AskgDeskOverlay *self);

G_END_DECLS
