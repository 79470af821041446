/* askg-live-session.h: a spoken conversation with an engine that hears and speaks: sound goes there while it is said, and
 * comes back while it is made. Main thread.
 *
 *   session = askg_live_session_new (link, &settings);
 *   askg_live_session_open_async (session, …);          before the person speaks; it says "state"
 *   askg_live_session_append (session, sound);          as it comes from the microphone
 *   askg_live_session_commit (session);                 where we take the turns: what was said is answered
 *   askg_live_session_cancel (session, heard_ms);       the person speaks over the reply
 *
 * A connection that is lost comes back by itself, and with it the conversation; what is said meanwhile waits. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/model/askg-page-text.h"
#include "engine/model/askg-usage.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

#define ASKG_LIVE_RATE_HZ 24000u /* of what is appended; what comes back says its own, mostly this one */

typedef enum
{
  ASKG_LIVE_CLOSED,       /* not opened yet, or over */
  ASKG_LIVE_ASKING,       /* whether the voice may be sent: the person's first time with this engine */
  ASKG_LIVE_CONNECTING,
  ASKG_LIVE_OPEN,
  ASKG_LIVE_RECONNECTING, /* what is appended waits, at most some seconds of it */
} AskgLiveState;

#define ASKG_TYPE_LIVE_STATE (askg_live_state_get_type ())
GType askg_live_state_get_type (void);

/* Why a reply is over. */
typedef enum
{
  ASKG_LIVE_REPLY_WHOLE,
  ASKG_LIVE_REPLY_CUT,    /* by askg_live_session_cancel(), or by the person's voice as the engine heard it */
  ASKG_LIVE_REPLY_LIMIT,  /* the engine's limit of length */
  ASKG_LIVE_REPLY_FAILED, /* "trouble" has told why */
} AskgLiveReplyEnd;

#define ASKG_TYPE_LIVE_REPLY_END (askg_live_reply_end_get_type ())
GType askg_live_reply_end_get_type (void);

/* Begin with { 0 }. All is copied or referenced. */
typedef struct
{
  gboolean    engine_takes_turns; /* the engine finds where the person begins and ends; else askg_live_session_commit() */
  guint       patience_ms;        /* of the engine's ear, at the end of what is said; 0: as it likes */
  const char *instructions;       /* (nullable): what it is told of its task; ours, nothing of the person's */
  const char *voice;              /* (nullable): the engine's own name for it */
  const char *language;           /* (nullable): "ko": what the person mostly speaks */
  AskgCover  *cover;              /* (nullable): of the conversation */
  gboolean    is_off_record;
  gboolean    is_typed;           /* nothing is said, and it is to answer in words: nobody is asked about their voice */
  gboolean    is_ours;            /* nothing of the person's is said: nobody need be asked, and the ledger has the connection */
} AskgLiveSettings;

#define ASKG_TYPE_LIVE_SESSION (askg_live_session_get_type ())
G_DECLARE_FINAL_TYPE (AskgLiveSession, askg_live_session, ASKG, LIVE_SESSION, GObject)

/* Signals, all in the main context and never from inside a call of ours:
 *
 *   "session-began"                         it is ready for sound; again after each reconnection
 *   "speech-started" (gint64 at_ms)         the engine hears the person begin; of what was appended. Only where it
 *   "speech-stopped" (gint64 at_ms)         takes the turns. A reply that still sounds is to be cut at a start
 *   "user-text" (const char *text, gboolean is_whole)   what the person said: the next piece, or all of it
 *   "reply-began" (guint reply)             its number, greater than 0
 *   "reply-text" (const char *text, gboolean is_whole)  of the reply: the next piece, or all of it
 *   "reply-audio" (GBytes *sound, guint rate_hz)        s16 mono, whole samples; one rate for all of a reply
 *   "reply-ended" (AskgLiveReplyEnd end)    all of it has come, or no more will; once for each that began
 *   "tool-call" (const char *id, const char *name, const char *arguments)    JSON; nothing is run by this
 *   "usage" (const AskgUsage *usage)        of one reply
 *   "trouble" (const GError *error)         a sentence; the session goes on, or comes back by itself
 *   "ended" (const GError *error, nullable) it is over and does not come back: the last signal
 *
 * Nothing of a reply is told after it was cancelled but its end. Property "state". */

AskgLiveSession *askg_live_session_new           (AskgEngineLink         *link,
                                                  const AskgLiveSettings *settings);
AskgLiveState    askg_live_session_get_state     (AskgLiveSession        *self);
void             askg_live_session_add_earlier   (AskgLiveSession        *self,
                                                  gboolean                by_person,
                                                  const char             *text);
void             askg_live_session_open_async    (AskgLiveSession        *self,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
gboolean         askg_live_session_open_finish   (AskgLiveSession        *self,
                                                  GAsyncResult           *result,
                                                  GError                **error);
void             askg_live_session_append        (AskgLiveSession        *self,
                                                  GBytes                 *sound);
void             askg_live_session_commit        (AskgLiveSession        *self);
void             askg_live_session_forget_sound  (AskgLiveSession        *self);
void             askg_live_session_send_text     (AskgLiveSession        *self,
                                                  const char             *text);
void             askg_live_session_send_picture  (AskgLiveSession        *self,
                                                  AskgFrame              *frame,
                                                  AskgPageText           *page);
void             askg_live_session_respond       (AskgLiveSession        *self);
void             askg_live_session_cancel        (AskgLiveSession        *self,
                                                  gint64                  heard_ms);
guint            askg_live_session_get_reply     (AskgLiveSession        *self);
void             askg_live_session_close         (AskgLiveSession        *self);

gboolean         askg_profile_is_live            (AskgProfile            *profile);

G_END_DECLS
