/* askg-desk-handover.h: one resident program a history, however many are started. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

gboolean askg_desk_hand_over (AskgSession *session,
                              gboolean     show);

G_END_DECLS
