/* askg-talking-private.h: for the files that a spoken conversation is made of. */
#pragma once

#include "app/askg-talk-caption.h"
#include "app/askg-talk-live.h"
#include "app/askg-talk-place.h"
#include "app/askg-talk-reply.h"
#include "app/askg-talking.h"
#include "capture/context/askg-screen-lock.h"

G_BEGIN_DECLS

struct _AskgTalking
{
  GObject           parent_instance;

  /* Owned */
  AskgSession      *session;
  AskgConversation *conversation; /* (nullable): while it is begun */
  AskgListening    *listening;    /* (nullable): the same */
  AskgScreenLock   *lock;         /* (nullable): the same; nobody is heard who could not see the light */
  AskgReplyPlayer  *player;       /* (nullable): while it is begun, and something is to sound */
  AskgProfile      *live_profile; /* (nullable): an engine that hears what is said while it is said */
  AskgTalkLive     *live;         /* (nullable): talked with it, while that can be */
  AskgTalkPlace    *place;        /* (nullable): of what is being said, or was and is not asked yet */
  AskgTalkReply    *reply;        /* (nullable): what is answered */
  GCancellable     *hearing;      /* (nullable): while what was said is being understood */
  GPtrArray        *said;         /* of AskgPcm: not answered yet */
  GListModel       *attachments;  /* (nullable): go with the next question */
  char             *engine_id;    /* (nullable) */
  char             *interpret_a;  /* (nullable) */
  char             *interpret_b;  /* (nullable) */
  char             *spoken;       /* (nullable): which of these is spoken; else it is found out */
  char             *user_text;
  char             *reply_text;
  char             *caption;
  char             *got_to;       /* (nullable): the last words that were heard of what was cut */
  GSource          *looking;      /* (nullable): for a microphone that was never heard */
  GError           *trouble;      /* (nullable): of the last turn */

  AskgTalkTable     table;
  AskgTalkState     shown;        /* as notified */
  gboolean          shown_light;  /* the same */
  GByteArray       *before;       /* owned; the last moment that was heard */
  gboolean          is_talking;   /* the person does, as far as is known */
  gboolean          is_streaming; /* what is heard is of an utterance, and is for @live */
  gboolean          is_sure;      /* that it is one, and no noise */
  guint             n_pieces;     /* whole ones of it, so far */
  AskgTalkLength    length;       /* of it, or of the one before */
  gboolean          has_place;    /* or needs none: off the record */
  guint             patience_ms;
  gint64            n_talked;     /* samples since it began */
  gboolean          is_named;     /* the person said which engine */
  gboolean          is_told_otherwise; /* what @live was told of its task holds no more */
  gboolean          waits_for_live; /* what was said is asked once it may be */
  gboolean          is_silent;
  gboolean          by_space;
  gboolean          may_interrupt; /* by talking over a reply */
};

void askg_talking_tell           (AskgTalking         *self);
void askg_talking_tell_level     (AskgTalking         *self);
void askg_talking_set_user_text  (AskgTalking         *self,
                                  const char          *text);
void askg_talking_set_reply_text (AskgTalking         *self,
                                  const char          *text);
void askg_talking_tell_turn      (AskgTalking         *self,
                                  AskgTurn            *turn);
void askg_talking_tell_turn_over (AskgTalking         *self,
                                  AskgTurn            *turn);
void askg_talking_tell_ended     (AskgTalking         *self);
void askg_talking_tell_lit       (AskgTalking         *self);
void askg_talking_set_trouble    (AskgTalking         *self,
                                  const GError        *trouble);

/* askg-talking-ears.c */
void askg_talking_open_ears      (AskgTalking         *self,
                                  const char          *device);
void askg_talking_close_ears     (AskgTalking         *self);
void askg_talking_note_ears      (AskgTalking         *self);
gboolean askg_talking_is_opening (AskgTalking         *self);

/* askg-talking-live.c */
AskgProfile *askg_talking_find_live (AskgTalking               *self,
                                     const AskgTalkingOptions  *options);
void askg_talking_open_live      (AskgTalking         *self);
void askg_talking_close_live     (AskgTalking         *self);
void askg_talking_ask_live       (AskgTalking         *self);
gint64 askg_talking_take_place   (AskgTalking         *self);
void askg_talking_hear           (AskgTalking         *self,
                                  const gint16        *samples,
                                  guint                n_samples);
void askg_talking_forget         (AskgTalking         *self);

/* askg-talking-turn.c */
void askg_talking_understand     (AskgTalking         *self);
void askg_talking_follow         (AskgTalking         *self,
                                  AskgTurn            *turn);
void askg_talking_fail           (AskgTalking         *self,
                                  const GError        *error);
void askg_talking_cut            (AskgTalking         *self);

G_END_DECLS
