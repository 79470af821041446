/* askg-desk-failure.h: from the key to the command that failed last, explained; run again; its place opened. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"

G_BEGIN_DECLS

void  askg_desk_failure_connect    (AskgDeskOverlay  *self);
void  askg_desk_failure_ask        (AskgDeskOverlay  *self);
char *askg_desk_failure_dup_folder (AskgConversation *conversation,
                                    AskgTurn         *turn) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
