/* askg-talk-reply.c: main thread. */
#include "app/askg-talk-reply.h"

struct _AskgTalkReply
{
  GObject      parent_instance;

  /* Owned */
  AskgSession *session;
  AskgTurn    *turn;

  gboolean     is_begun;
  gboolean     is_over;
};

enum
{
  SOUNDS,
  OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTalkReply, askg_talk_reply, G_TYPE_OBJECT)

static void
end (AskgTalkReply *self)
{
  if (self->is_over)
    return;
  self->is_over = TRUE;
  g_signal_emit (self, signals[OVER], 0);
}

static void
begin (AskgTalkReply *self)
{
  if (self->is_begun || self->is_over)
    return;
  self->is_begun = TRUE;
  g_signal_emit (self, signals[SOUNDS], 0);
}

static void
state_cb (AskgAnswer    *answer,
          GParamSpec    *pspec,
          AskgTalkReply *self)
{
  if (askg_answer_is_over (answer))
    end (self);
}

AskgTurn *
askg_talk_reply_get_turn (AskgTalkReply *self)
{
  return self->turn;
}

/* Silence, now: the engine stops, and nothing more is told of it. */
void
askg_talk_reply_cut (AskgTalkReply *self)
{
  self->is_over = TRUE;
  askg_answer_stop (askg_turn_get_answer (self->turn));
}

static void
askg_talk_reply_finalize (GObject *object)
{
  AskgTalkReply *self = ASKG_TALK_REPLY (object);

  g_clear_object (&self->session);
  g_clear_object (&self->turn);

  G_OBJECT_CLASS (askg_talk_reply_parent_class)->finalize (object);
}

static void
askg_talk_reply_class_init (AskgTalkReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_talk_reply_finalize;

  /* The first of it is heard, or, where nothing sounds, read */
  signals[SOUNDS] = g_signal_new ("sounds", ASKG_TYPE_TALK_REPLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* It is whole and was heard, or there is no more of it; not after it was cut */
  signals[OVER] = g_signal_new ("over", ASKG_TYPE_TALK_REPLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_talk_reply_init (AskgTalkReply *self)
{
}

AskgTalkReply *
askg_talk_reply_new (AskgSession *session,
                     AskgTurn    *turn)
{
  AskgTalkReply *self = g_object_new (ASKG_TYPE_TALK_REPLY, NULL);

  self->session = g_object_ref (session);
  self->turn = g_object_ref (turn);
  g_signal_connect_object (askg_turn_get_answer (turn), "appended", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_turn_get_answer (turn), "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_DEFAULT);

  return self;
}
