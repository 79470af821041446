/* askg-talking-turn.c: main thread. What was said is asked, and what is answered is followed to its end. */
#include "app/askg-talking-private.h"

#include "app/askg-asking.h"
#include "app/askg-talk-question.h"
#include "app/askg-talk-sounds.h"
#include "engine/provider/askg-live-session.h"

/* -- The reply ----------------------------------------------------------------- */

static void
drop_reply (AskgTalking *self)
{
  g_autoptr(AskgTalkReply) reply = g_steal_pointer (&self->reply);

  if (reply == NULL)
    return;
  g_signal_handlers_disconnect_by_data (reply, self);
  askg_talk_sounds_let_go (self->conversation, ASKG_TALK_SOUNDS_BYTES);
  askg_talking_tell_lit (self);
  askg_talking_tell_turn_over (self, askg_talk_reply_get_turn (reply));
}

/* Silence, whatever goes on. */
void
askg_talking_cut (AskgTalking *self)
{
  if (self->hearing != NULL)
    g_cancellable_cancel (self->hearing);
  g_clear_object (&self->hearing);
  self->waits_for_live = FALSE;
  if (self->reply == NULL)
    return;

  g_free (self->got_to);
  self->got_to = askg_talk_reply_cut (self->reply);
  askg_talking_set_reply_text (self, askg_answer_get_text (askg_turn_get_answer (askg_talk_reply_get_turn (self->reply))));
  drop_reply (self);
}

static void
silenced_cb (AskgTalkReply *reply,
             gint64         heard_ms,
             AskgTalking   *self)
{
  if (self->live != NULL)
    askg_talk_live_silence (self->live, heard_ms);
}

static void
trouble_cb (AskgTalkReply *reply,
            const GError  *error,
            AskgTalking   *self)
{
  askg_talking_set_trouble (self, error);
  askg_talking_tell (self);
}

static void
lit_cb (AskgTalking *self)
{
  askg_talking_tell_lit (self);
}

/* From here on it is answered. What nobody heard an answer to is asked again, with what is said then. */
static void
sounds_cb (AskgTalking *self)
{
  AskgTalkVoice *voice = askg_talk_reply_get_voice (self->reply);

  g_ptr_array_set_size (self->said, 0);
  if (!self->may_interrupt || (voice != NULL && !askg_talk_voice_plays_here (voice)))
    askg_talking_take (self, ASKG_TALK_ECHOES); /* it is not wanted, or nothing can take it out of what is heard */
  askg_talking_take (self, ASKG_TALK_SOUNDS);
}

static void
over_cb (AskgTalking *self)
{
  const GError *error = askg_answer_get_error (askg_turn_get_answer (askg_talk_reply_get_turn (self->reply)));

  if (error != NULL)
    askg_talking_set_trouble (self, error);
  g_ptr_array_set_size (self->said, 0);
  drop_reply (self);
  askg_talking_take (self, ASKG_TALK_OVER);
}

static void
appended_cb (AskgAnswer  *answer,
             const char  *delta,
             AskgTalking *self)
{
  askg_talking_set_reply_text (self, askg_answer_get_text (answer));
}

/* @turn: what was said, asked */
void
askg_talking_follow (AskgTalking *self,
                     AskgTurn    *turn)
{
  AskgTalkVoice *voice;

  self->reply = askg_talk_reply_new (self->session, self->conversation, turn, self->player);
  voice = askg_talk_reply_get_voice (self->reply);
  if (voice != NULL)
    g_signal_connect_object (voice, "lit", G_CALLBACK (lit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->reply, "trouble", G_CALLBACK (trouble_cb), self);
  g_signal_connect (self->reply, "silenced", G_CALLBACK (silenced_cb), self);
  g_signal_connect_swapped (self->reply, "sounds", G_CALLBACK (sounds_cb), self);
  g_signal_connect_swapped (self->reply, "over", G_CALLBACK (over_cb), self);
  g_signal_connect_object (askg_turn_get_answer (turn), "appended", G_CALLBACK (appended_cb), self, G_CONNECT_DEFAULT);
  askg_talking_set_reply_text (self, "");
  askg_talking_tell_turn (self, turn);
}

/* -- The question ---------------------------------------------------------------- */

typedef struct
{
  AskgTalking *self; /* owned */
  guint        generation;
} Wanted;

/* What was said is not answered. */
void
askg_talking_fail (AskgTalking  *self,
                   const GError *error)
{
  askg_talking_forget (self);
  askg_talking_set_trouble (self, error);
  g_ptr_array_set_size (self->said, 0);
  askg_talking_take (self, ASKG_TALK_OVER);
}

static void
ask (AskgTalking  *self,
     AskgQuestion *question,
     const char   *words,
     const char   *note)
{
  g_autoptr(GError) error = NULL;
  AskgEngine *engine = askg_session_find_engine (self->session, self->engine_id, &error);
  g_autoptr(AskgTurn) turn = NULL;

  if (engine == NULL)
    {
      askg_talking_fail (self, error);
      return;
    }
  turn = askg_asking_start_with (self->session, self->conversation, question, engine, askg_talking_take_place (self));
  if (note != NULL)
    askg_answer_note (askg_turn_get_answer (turn), note);
  g_clear_object (&self->attachments);
  askg_talking_set_user_text (self, words != NULL ? words : "");
  askg_talking_follow (self, turn);
}

static void
question_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Wanted *wanted = user_data;
  g_autoptr(AskgTalking) self = wanted->self;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *note = NULL;
  g_autoptr(AskgQuestion) question = askg_talk_question_finish (ASKG_SESSION (object), result, &words, &note, &error);

  if (!askg_talk_table_is_current (&self->table, wanted->generation)) /* they talked on, or hung up */
    return;

  g_clear_object (&self->hearing);
  if (question != NULL)
    ask (self, question, words, note);
  else
    askg_talking_fail (self, error);
}

/* @language: (nullable): which of the two that are interpreted is spoken from now on; %NULL to have it found out */
void
askg_talking_set_spoken (AskgTalking *self,
                         const char  *language)
{
  g_return_if_fail (ASKG_IS_TALKING (self));

  self->is_told_otherwise |= g_strcmp0 (language, self->spoken) != 0;
  g_free (self->spoken);
  self->spoken = g_strdup (language);
}

/* What was said becomes a question, and that is asked. */
void
askg_talking_understand (AskgTalking *self)
{
  const AskgTalkSaid said = {
    .sounds = self->said, .attachments = self->attachments, .engine_id = self->engine_id, .interpret_a = self->interpret_a,
    .interpret_b = self->interpret_b, .spoken = self->spoken,
    .is_off_record = askg_conversation_is_off_record (self->conversation),
  };
  Wanted *wanted;

  if (self->said->len == 0)
    return;
  if (self->live_profile != NULL)
    {
      askg_talking_ask_live (self);
      return;
    }

  wanted = g_new0 (Wanted, 1);
  wanted->self = g_object_ref (self);
  wanted->generation = self->table.generation;
  askg_talking_set_trouble (self, NULL);
  self->hearing = g_cancellable_new ();
  if (self->player != NULL)
    askg_reply_player_prepare (self->player);
  askg_talk_question_async (self->session, &said, self->hearing, question_cb, wanted);
}
