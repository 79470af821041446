/* askg-talk-reply.h: one answer of a spoken conversation, from its first word to the last that was heard. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "app/askg-talk-voice.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TALK_REPLY (askg_talk_reply_get_type ())
G_DECLARE_FINAL_TYPE (AskgTalkReply, askg_talk_reply, ASKG, TALK_REPLY, GObject)

AskgTalkReply *askg_talk_reply_new      (AskgSession      *session,
                                         AskgConversation *conversation,
                                         AskgTurn         *turn,
                                         AskgReplyPlayer  *player);
AskgTurn      *askg_talk_reply_get_turn (AskgTalkReply    *self);
AskgTalkVoice *askg_talk_reply_get_voice (AskgTalkReply   *self);
char          *askg_talk_reply_cut      (AskgTalkReply    *self);

G_END_DECLS
