/* askg-desk-recall.h: while a question is typed, earlier turns that would go along with it are looked up and shown, and
 * can be left out. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

typedef struct _AskgDeskRecall AskgDeskRecall;

/* What would be sent is another now. */
typedef void (*AskgDeskRecallChanged) (gpointer user_data);

AskgDeskRecall *askg_desk_recall_new       (AskgSession            *session,
                                            AskgOverlay            *overlay,
                                            AskgDeskRecallChanged   changed,
                                            gpointer                user_data);
void            askg_desk_recall_free      (AskgDeskRecall         *self);
void            askg_desk_recall_again     (AskgDeskRecall         *self);
void            askg_desk_recall_hand_over (AskgDeskRecall         *self,
                                            AskgQuestion           *question);

G_END_DECLS
