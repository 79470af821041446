/* askg-desk-failure.h: from the key to the command that failed last, explained; its place opened. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "engine/debug/askg-failure-change.h"

G_BEGIN_DECLS

void  askg_desk_failure_connect    (AskgDeskOverlay  *self);
void  askg_desk_failure_ask        (AskgDeskOverlay  *self);
void  askg_desk_failure_ask_about  (AskgDeskOverlay         *self,
                                    const AskgFailure       *failure,
                                    const AskgFailureChange *change);
void  askg_desk_failure_ask_instead (AskgDeskOverlay *self,
                                     const char      *text);
void  askg_desk_failure_tell_none  (AskgDeskOverlay  *self);
char *askg_desk_failure_dup_folder (AskgConversation *conversation,
                                    AskgTurn         *turn) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
