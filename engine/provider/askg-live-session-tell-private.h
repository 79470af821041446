/* askg-live-session-tell-private.h: what a live session tells, for the files it is made of. */
#pragma once

#include "engine/dialect/askg-live-reader.h"
#include "engine/provider/askg-live-session.h"
#include "engine/transport/askg-web-socket.h"

G_BEGIN_DECLS

/* askg-live-session-tell.c */
void           askg_live_session_install_signals  (AskgLiveSessionClass *klass);
void           askg_live_session_tell_trouble     (AskgLiveSession      *self,
                                                   GError               *error);
void           askg_live_session_tell_trouble_later (AskgLiveSession   *self,
                                                   GError               *error);
void           askg_live_session_tell_began       (AskgLiveSession      *self);
void           askg_live_session_tell_ended       (AskgLiveSession      *self,
                                                   const GError         *error);
void           askg_live_session_tell_text        (AskgLiveSession      *self,
                                                   gboolean              by_person,
                                                   const char           *text,
                                                   gboolean              is_whole);
void           askg_live_session_tell_speech      (AskgLiveSession      *self,
                                                   gboolean              has_started,
                                                   gint64                at_ms);
void           askg_live_session_tell_reply_began (AskgLiveSession      *self);
void           askg_live_session_tell_reply_ended (AskgLiveSession      *self,
                                                   AskgLiveReplyEnd      end);
void           askg_live_session_tell_sound       (AskgLiveSession      *self,
                                                   GBytes               *sound,
                                                   guint                 rate_hz);
void           askg_live_session_tell_tool_call   (AskgLiveSession      *self,
                                                   const AskgLiveEvent  *event);
void           askg_live_session_tell_usage       (AskgLiveSession      *self,
                                                   const AskgUsage      *usage);

/* askg-live-session-sentences.c */
GError        *askg_live_session_new_wire_error   (AskgLiveSession        *self,
                                                   const AskgWireError    *error);
GError        *askg_live_session_new_end_error    (AskgLiveSession        *self,
                                                   const AskgWebSocketEnd *end);
GError        *askg_live_session_new_silent_error (AskgLiveSession        *self);
GError        *askg_live_session_new_long_error   (AskgLiveSession        *self);
GError        *askg_live_session_new_limit_error  (AskgLiveSession        *self);
gboolean       askg_live_end_is_passing           (const AskgWebSocketEnd *end);

G_END_DECLS
