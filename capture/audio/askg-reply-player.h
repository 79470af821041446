/* askg-reply-player.h: what a conversation plays. Main thread.
 *
 * While a microphone is open its helper process plays, too, so that what is played is known where the echo of it is taken
 * out of what is heard. While none is, a process of its own plays; a reply goes on in the other one when that changes.
 *
 * One reply at a time, with a number of its own, its generation: what is pushed late, for one that was cut, is dropped. */
#pragma once

#include "capture/audio/askg-microphone.h"
#include "capture/audio/askg-reply-echo.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REPLY_PLAYER (askg_reply_player_get_type ())
G_DECLARE_FINAL_TYPE (AskgReplyPlayer, askg_reply_player, ASKG, REPLY_PLAYER, GObject)

AskgReplyPlayer *askg_reply_player_new         (AskgMicrophone  *microphone,
                                                const char      *loudspeaker);
void             askg_reply_player_prepare     (AskgReplyPlayer *self);
guint            askg_reply_player_begin       (AskgReplyPlayer *self,
                                                guint            rate_hz);
void             askg_reply_player_push        (AskgReplyPlayer *self,
                                                guint            generation,
                                                GBytes          *samples);
void             askg_reply_player_end         (AskgReplyPlayer *self,
                                                guint            generation);
void             askg_reply_player_cut         (AskgReplyPlayer *self);
void             askg_reply_player_duck        (AskgReplyPlayer *self,
                                                gboolean         is_ducked);
gint64           askg_reply_player_get_heard   (AskgReplyPlayer *self);
gboolean         askg_reply_player_is_sounding (AskgReplyPlayer *self);
float            askg_reply_player_get_level_dbfs (AskgReplyPlayer *self);
AskgReplyEcho    askg_reply_player_get_echo    (AskgReplyPlayer *self);

G_END_DECLS
