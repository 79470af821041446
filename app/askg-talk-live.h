/* askg-talk-live.h: an engine that is talked to while one talks: what is said goes there as it is heard, and its reply comes
 * back as words and sound of an answer. An #AskgEngine: it is asked when what was said is over. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "engine/base/askg-pcm.h"
#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TALK_LIVE (askg_talk_live_get_type ())
G_DECLARE_FINAL_TYPE (AskgTalkLive, askg_talk_live, ASKG, TALK_LIVE, GObject)

AskgTalkLive *askg_talk_live_new     (AskgEngineRoom   *room,
                                      AskgProfile      *profile,
                                      AskgConversation *conversation,
                                      const char       *wish,
                                      const char       *language);
gboolean      askg_talk_live_is_open (AskgTalkLive     *self);
void          askg_talk_live_hear    (AskgTalkLive     *self,
                                      AskgPcm          *sound);
void          askg_talk_live_let_go  (AskgTalkLive     *self);
void          askg_talk_live_forget  (AskgTalkLive     *self);
void          askg_talk_live_silence (AskgTalkLive     *self,
                                      gint64            heard_ms);
void          askg_talk_live_close   (AskgTalkLive     *self);

G_END_DECLS
