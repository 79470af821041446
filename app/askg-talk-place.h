/* askg-talk-place.h: what somebody begins to say has its row in the history from its first moment on, before anything of it
 * leaves: whatever happens then, that they talked is known. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

typedef struct _AskgTalkPlace AskgTalkPlace;

/* The row is on the disk. Not after the place was taken or dropped. */
typedef void (*AskgTalkPlaceFunc) (gpointer user_data);

AskgTalkPlace *askg_talk_place_new  (AskgSession       *session,
                                     AskgConversation  *conversation,
                                     AskgEngine        *engine,
                                     AskgTalkPlaceFunc  committed,
                                     gpointer           user_data);
gint64         askg_talk_place_take (AskgTalkPlace     *self);
void           askg_talk_place_drop (AskgTalkPlace     *self);

G_END_DECLS
