/* askg-desk-by-voice.h: all of the desk that listens: a conversation, orders, the wake word, the interpreter; one at a time.
 * Main thread. */
#pragma once

#include "app/askg-desk-interpret.h"
#include "app/askg-desk-orders.h"
#include "app/askg-desk-talk.h"
#include "app/askg-desk-waking.h"

G_BEGIN_DECLS

/* All owned. */
typedef struct
{
  AskgDeskOrders    *orders;
  AskgDeskTalk      *talk;
  AskgDeskWaking    *waking;
  AskgDeskInterpret *interpret;
} AskgDeskByVoice;

void askg_desk_by_voice_init        (AskgDeskByVoice *self,
                                     GtkApplication  *application,
                                     AskgDeskOverlay *overlay,
                                     AskgDeskKeys    *keys,
                                     AskgSession     *session,
                                     GSettings       *settings);
void askg_desk_by_voice_set_talking (AskgDeskByVoice *self,
                                     AskgTalking     *talking,
                                     GSettings       *settings);
void askg_desk_by_voice_clear       (AskgDeskByVoice *self);

G_END_DECLS
