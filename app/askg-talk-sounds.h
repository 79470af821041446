/* askg-talk-sounds.h: how much of what was said in a conversation is held in memory. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TALK_SOUNDS_BYTES (8u << 20) /* of questions and answers together: three to four minutes of talk */

void askg_talk_sounds_let_go (AskgConversation *conversation,
                              gsize             max_bytes);

G_END_DECLS
