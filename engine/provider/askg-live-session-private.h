/* askg-live-session-private.h: a live session from inside, for the files it is made of. */
#pragma once

#include "engine/base/askg-pcm-stream.h"
#include "engine/dialect/askg-live-reader.h"
#include "engine/dialect/askg-live-writer.h"
#include "engine/provider/askg-chat-put-back.h"
#include "engine/provider/askg-live-memory.h"
#include "engine/provider/askg-live-session-tell-private.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_LIVE_DO_SOUND,
  ASKG_LIVE_DO_COMMIT,
  ASKG_LIVE_DO_FORGET,
  ASKG_LIVE_DO_TEXT,
  ASKG_LIVE_DO_PICTURE,
  ASKG_LIVE_DO_RESPOND,
  ASKG_LIVE_DO_EARLIER, /* what was said before this connection */
} AskgLiveDoing;

/* What is to be sent, once it can be. */
typedef struct
{
  AskgLiveDoing  what;
  GBytes        *sound; /* owned; (nullable) */
  char          *text;  /* owned; (nullable) */
  AskgFrame     *frame; /* owned; (nullable) */
  AskgPageText  *page;  /* owned; (nullable) */
  gboolean       is_being_covered;
} AskgLiveTodo;

/* The one that is being made, or the last. */
typedef struct
{
  guint            number;    /* 0: there was none yet */
  char            *id;        /* owned; (nullable): the engine's */
  char            *item;      /* owned; (nullable): of its sound */
  gboolean         is_going;  /* more may come */
  GString         *text;      /* owned: with the secrets back in it */
  AskgChatPutBack *put_back;  /* owned */
  AskgPcmStream   *stream;    /* owned; (nullable): while its sound comes at another rate than it began with */
  guint            stream_hz; /* that other rate */
  guint            rate_hz;   /* 0: no sound yet */
  gsize            n_bytes;   /* of sound that came, at the rate of the reply */
  int              half;      /* the first byte of a sample whose second has not come; -1: none */
} AskgLiveReply;

struct _AskgLiveSession
{
  GObject          parent_instance;

  /* As it was made; owned */
  AskgEngineLink  *link;
  AskgCover       *cover;
  char            *instructions;
  char            *voice;
  char            *language;
  gboolean         engine_takes_turns;
  guint            patience_ms;
  gboolean         is_off_record;
  gboolean         is_typed;
  gboolean         is_ours;

  /* Owned: the connection */
  GTask           *opening;    /* (nullable) */
  GCancellable    *cancellable; /* of this connection, and of what is waited for to make it */
  AskgWebSocket   *socket;     /* (nullable) */
  AskgLiveReader  *reader;     /* (nullable): of @socket */
  AskgPcmStream   *resampler;  /* (nullable): where it takes another rate than ours */
  char            *endpoint;
  GSource         *timer;      /* (nullable): the next try, or how long it may take to begin */
  GSource         *greeting;   /* (nullable): when we speak first after all */
  GSource         *renewal;    /* (nullable): when its time is nearly over */
  GSource         *telling;    /* (nullable): of ends that were made from outside */
  GError          *trouble;    /* (nullable): what the engine said last before it hung up */
  AskgLiveState    state;
  guint            n_tries;    /* in a row, to come back */
  guint            rate_hz;    /* of the sound that is sent; 0: it has not begun */
  gint64           began_us;

  /* Owned: what the person says */
  GQueue           todo;       /* of AskgLiveTodo */
  gsize            n_todo_bytes; /* of sound in it */
  GByteArray      *said;       /* of this turn, until it is answered: to be said again over another connection */
  gsize            n_turn_bytes; /* of sound sent, since the ledger's row began */
  AskgLiveMemory  *memory;
  AskgFrame       *shown_frame; /* (nullable): the last that was shown */
  AskgPageText    *shown_page;  /* (nullable) */

  /* What comes back */
  AskgLiveReply    reply;
  GHashTable      *gone;       /* owned: a set of ids of replies that are over, or were cut */
  gboolean         mutes_all;  /* one was cut that has no id */

  guint            has_agreed : 1;   /* the person, to their voice being sent */
  guint            has_begun : 1;    /* at least once */
  guint            is_greeted : 1;   /* wishes were sent */
  guint            is_committed : 1; /* what is in @said */
  guint            is_awaited : 1;   /* a reply */
  guint            is_speaking : 1;  /* the person, as the engine hears it */
  guint            has_cut : 1;      /* an end of a reply is to be told */
  guint            wants_renewal : 1;
  guint            is_over : 1;
};

/* askg-live-session.c, askg-live-session-events.c */
void           askg_live_session_set_state   (AskgLiveSession     *self,
                                              AskgLiveState        state);
/* askg-live-session-connect.c */
void           askg_live_session_connect     (AskgLiveSession     *self);
void           askg_live_session_drop        (AskgLiveSession     *self);
void           askg_live_session_renew_if_idle (AskgLiveSession   *self);
void           askg_live_session_expect      (AskgLiveSession     *self);
/* askg-live-session-greet.c */
void           askg_live_session_greet_later (AskgLiveSession     *self);
void           askg_live_session_greet       (AskgLiveSession     *self,
                                              const AskgLiveEvent *event);
/* askg-live-session-send.c */
void           askg_live_todo_free           (AskgLiveTodo        *todo);
void           askg_live_session_do          (AskgLiveSession     *self,
                                              AskgLiveTodo        *todo);
void           askg_live_session_go_on       (AskgLiveSession     *self);
void           askg_live_session_send_ours   (AskgLiveSession     *self,
                                              GString             *json);
AskgOutbound  *askg_live_session_make_sound  (AskgLiveSession     *self,
                                              GBytes              *pcm,
                                              GError             **error);
void           askg_live_session_end_turn    (AskgLiveSession     *self);
void           askg_live_session_take        (const AskgLiveEvent *event,
                                              gpointer             user_data);

/* askg-live-session-reply.c */
void           askg_live_session_begin_reply (AskgLiveSession     *self,
                                              const char          *id);
void           askg_live_session_end_reply   (AskgLiveSession     *self,
                                              AskgLiveReplyEnd     end);
gboolean       askg_live_session_is_heard    (AskgLiveSession     *self,
                                              const AskgLiveEvent *event);
void           askg_live_session_take_words  (AskgLiveSession     *self,
                                              const AskgLiveEvent *event);
void           askg_live_session_take_sound  (AskgLiveSession     *self,
                                              const AskgLiveEvent *event);
void           askg_live_session_cut_reply   (AskgLiveSession     *self,
                                              gint64               heard_ms);
void           askg_live_session_clear_reply (AskgLiveSession     *self);

G_END_DECLS
