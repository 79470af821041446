/* askg-talk-reply.c: main thread. */
#include "app/askg-talk-reply.h"

#include <string.h>

#include "app/askg-asking.h"
#include "app/askg-heard-text.h"
#include "app/askg-voices.h"
#include "engine/provider/askg-live-session.h"

#define LAST_WORDS 4

struct _AskgTalkReply
{
  GObject          parent_instance;

  /* Owned */
  AskgSession     *session;
  AskgTurn        *turn;
  AskgTalkVoice   *voice;       /* (nullable): nothing of it sounds */

  gsize            n_played;    /* bytes of the answer's own sound */
  gboolean         speaks_itself;
  gboolean         is_begun;
  gboolean         is_over;
};

enum { SOUNDS, OVER, TROUBLE, SILENCED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTalkReply, askg_talk_reply, G_TYPE_OBJECT)

static AskgAnswer *
get_answer (AskgTalkReply *self)
{
  return askg_turn_get_answer (self->turn);
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
end (AskgTalkReply *self)
{
  if (self->is_over)
    return;
  self->is_over = TRUE;
  g_signal_emit (self, signals[OVER], 0);
}

/* -- The answer -------------------------------------------------------------------- */

static void
appended_cb (AskgAnswer    *answer,
             const char    *delta,
             AskgTalkReply *self)
{
  if (self->is_over)
    return;
  if (self->voice == NULL)
    begin (self);
  else if (!self->speaks_itself)
    askg_talk_voice_say (self->voice, delta);
}

/* Whole samples: what is left of one comes with the next. */
static void
play_own (AskgTalkReply *self)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (get_answer (self));
  const gsize n = parts->sound->len > self->n_played ? (parts->sound->len - self->n_played) / 2 * 2 : 0;
  g_autoptr(GBytes) samples = NULL;

  if (n == 0)
    return;
  samples = g_bytes_new (parts->sound->data + self->n_played, n);
  self->n_played += n;
  askg_talk_voice_play (self->voice, parts->sound_rate_hz, samples, askg_answer_get_length (get_answer (self)));
}

static void
gained_cb (AskgAnswer    *answer,
           AskgPart       part,
           AskgTalkReply *self)
{
  if (part == ASKG_PART_SOUND && self->voice != NULL && !self->is_over)
    play_own (self);
}

/* It was to speak itself, and did not: what it wrote is read. */
static void
read_what_is_silent (AskgTalkReply *self)
{
  if (self->speaks_itself && self->n_played == 0 && askg_answer_get_length (get_answer (self)) > 0)
    askg_talk_voice_say (self->voice, askg_answer_get_text (get_answer (self)));
}

static void
state_cb (AskgAnswer    *answer,
          GParamSpec    *pspec,
          AskgTalkReply *self)
{
  if (!askg_answer_is_over (answer) || self->is_over)
    return;
  if (self->voice == NULL || askg_answer_get_state (answer) == ASKG_ANSWER_STOPPED)
    {
      end (self);
      return;
    }
  read_what_is_silent (self);
  askg_talk_voice_end (self->voice);
}

/* -- Its voice ------------------------------------------------------------------------ */

/* What was said until then is read on. */
static void
voice_over_cb (AskgTalkReply *self)
{
  g_clear_object (&self->voice);
  if (askg_answer_is_over (get_answer (self)))
    end (self);
}

static void
voice_trouble_cb (AskgTalkVoice *voice,
                  const GError  *error,
                  AskgTalkReply *self)
{
  g_signal_emit (self, signals[TROUBLE], 0, error);
  begin (self);
}

static gboolean
is_to_speak_itself (AskgTalkReply  *self,
                    AskgEngineRoom *room)
{
  AskgProfile *profile = room != NULL ? askg_profiles_find (askg_engine_room_get_profiles (room),
                                                            askg_answer_get_engine_id (get_answer (self))) : NULL;

  return profile != NULL && (askg_profile_get_flag (profile, "wants-sound") || askg_profile_is_live (profile));
}

static void
find_voice (AskgTalkReply    *self,
            AskgConversation *conversation,
            AskgReplyPlayer  *player)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);
  const AskgVoiceWish wish = { .room = room, .engine_id = askg_answer_get_engine_id (get_answer (self)), .conversation = conversation };
  g_autoptr(AskgSpeaker) speaker = askg_voices_choose (&wish, NULL);

  self->speaks_itself = is_to_speak_itself (self, room);
  if (speaker == NULL && !self->speaks_itself) /* captions alone */
    return;
  if (speaker != NULL && !self->speaks_itself)
    askg_speaker_warm_up (speaker);
  self->voice = askg_talk_voice_new (player, speaker);
  g_signal_connect_object (self->voice, "sounds", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->voice, "over", G_CALLBACK (voice_over_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->voice, "trouble", G_CALLBACK (voice_trouble_cb), self, G_CONNECT_DEFAULT);
}

AskgTurn *
askg_talk_reply_get_turn (AskgTalkReply *self)
{
  return self->turn;
}

/* (transfer none) (nullable): while something of it may sound */
AskgTalkVoice *
askg_talk_reply_get_voice (AskgTalkReply *self)
{
  return self->voice;
}

/**
 * askg_talk_reply_cut:
 *
 * Silence, now: the engine stops, what was not heard was never said, and nothing more is told.
 *
 * Returns: (transfer full) (nullable): the last words that were heard
 */
char *
askg_talk_reply_cut (AskgTalkReply *self)
{
  const char *text = askg_answer_get_text (get_answer (self));
  AskgTalkHeard heard;
  gsize n_bytes;
  char *last;

  self->is_over = TRUE;
  if (self->voice == NULL) /* it is read, and nobody knows how far */
    {
      g_signal_emit (self, signals[SILENCED], 0, G_GINT64_CONSTANT (0));
      askg_answer_stop (get_answer (self));
      return NULL;
    }

  askg_talk_voice_cut (self->voice, &heard);
  g_signal_emit (self, signals[SILENCED], 0, heard.n_ms);
  n_bytes = heard.is_own ? askg_heard_text_round (text, heard.n_bytes) : askg_heard_text_cut (text, heard.n_bytes);
  last = askg_heard_text_last_words (text, n_bytes, LAST_WORDS);
  askg_asking_cut (self->session, self->turn, n_bytes, (gsize) heard.n_samples * 2);

  return last;
}

static void
askg_talk_reply_finalize (GObject *object)
{
  AskgTalkReply *self = ASKG_TALK_REPLY (object);

  g_clear_object (&self->voice);
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
  /* (gint64 heard_ms): it was cut, before its answer is */
  signals[SILENCED] = g_signal_new ("silenced", ASKG_TYPE_TALK_REPLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_INT64);
  /* (const GError *error): it cannot be heard; it is written on */
  signals[TROUBLE] = g_signal_new ("trouble", ASKG_TYPE_TALK_REPLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
askg_talk_reply_init (AskgTalkReply *self)
{
}

/* @player: (nullable): %NULL where nothing is to sound */
AskgTalkReply *
askg_talk_reply_new (AskgSession      *session,
                     AskgConversation *conversation,
                     AskgTurn         *turn,
                     AskgReplyPlayer  *player)
{
  AskgTalkReply *self = g_object_new (ASKG_TYPE_TALK_REPLY, NULL);
  AskgAnswer *answer = askg_turn_get_answer (turn);

  self->session = g_object_ref (session);
  self->turn = g_object_ref (turn);
  if (player != NULL)
    find_voice (self, conversation, player);
  g_signal_connect_object (answer, "appended", G_CALLBACK (appended_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (answer, "gained", G_CALLBACK (gained_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_DEFAULT);

  return self;
}
