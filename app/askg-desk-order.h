/* askg-desk-order.h: one order, done in the overlay. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "engine/voice/askg-voice-commands.h"

G_BEGIN_DECLS

typedef struct
{
  AskgDeskOverlay  *desk_overlay; /* borrowed */
  AskgSession      *session;      /* borrowed */
  AskgConversation *before;       /* (nullable), owned: what "undo" goes back to */
} AskgDeskOrder;

char *askg_desk_order_do (AskgDeskOrder    *self,
                          AskgVoiceCommand  command);

G_END_DECLS
