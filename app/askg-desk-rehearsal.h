/* askg-desk-rehearsal.h: while a question is typed the foot says what it would send, and Ctrl+Shift+P shows it.
 * Main thread. */
#pragma once

#include "app/askg-desk-recall.h"
#include "app/askg-session.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

typedef struct _AskgDeskRehearsal AskgDeskRehearsal;

AskgDeskRehearsal *askg_desk_rehearsal_new    (AskgSession       *session,
                                               AskgOverlay       *overlay,
                                               AskgDeskRecall    *recall);
void               askg_desk_rehearsal_free   (AskgDeskRehearsal *self);
void               askg_desk_rehearsal_again  (AskgDeskRehearsal *self);
gboolean           askg_desk_rehearsal_show   (AskgDeskRehearsal *self);
void               askg_desk_rehearsal_hand_over (AskgDeskRehearsal *self,
                                               AskgQuestion      *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgDeskRehearsal, askg_desk_rehearsal_free)

G_END_DECLS
