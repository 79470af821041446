/* askg-talk-live.c: main thread. */
#include "app/askg-talk-live.h"

#include <string.h>

#include "app/askg-live-speech.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-turns.h"
#include "engine/provider/askg-engine.h"

struct _AskgTalkLive
{
  GObject          parent_instance;

  /* Owned */
  AskgProfile     *profile;
  AskgLiveSession *session;
  AskgLiveSpeech  *speech;   /* what is said, into @session */
  AskgCover       *cover;    /* of the conversation */
  AskgQuestion    *question; /* (nullable): that is being answered */
  AskgAnswer      *answer;   /* (nullable): the same */
  GError          *trouble;  /* (nullable): of this answer, or of the session once it is over */

  gsize            n_words;  /* bytes of this answer's text */
  guint            n_calls;  /* of tools, in this answer */
};

static void engine_iface_init (AskgEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgTalkLive, askg_talk_live, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_ENGINE, engine_iface_init))

enum { OPENED, WORDS, TROUBLE, OVER, N_SIGNALS };

static guint signals[N_SIGNALS];

/* -- The reply --------------------------------------------------------------------- */

static void
end_answer (AskgTalkLive *self,
            const GError *error)
{
  g_autoptr(AskgAnswer) answer = g_steal_pointer (&self->answer);

  if (answer != NULL)
    askg_answer_finish (answer, error);
}

static void
reply_text_cb (AskgLiveSession *session,
               const char      *text,
               gboolean         is_whole,
               AskgTalkLive    *self)
{
  if (self->answer == NULL || (is_whole && self->n_words > 0))
    return;
  self->n_words += strlen (text);
  askg_answer_append (self->answer, text);
}

static void
reply_audio_cb (AskgLiveSession *session,
                GBytes          *sound,
                guint            rate_hz,
                AskgTalkLive    *self)
{
  if (self->answer != NULL)
    askg_answer_give_sound (self->answer, rate_hz, sound);
}

static void
reply_ended_cb (AskgLiveSession  *session,
                AskgLiveReplyEnd  end,
                AskgTalkLive     *self)
{
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "talked over");

  if (self->answer != NULL && end == ASKG_LIVE_REPLY_LIMIT)
    askg_answer_set_finish (self->answer, ASKG_FINISH_LENGTH);
  end_answer (self, end == ASKG_LIVE_REPLY_CUT ? cancelled : end == ASKG_LIVE_REPLY_FAILED ? self->trouble : NULL);
}

/* It is told, and never run. */
static void
tool_call_cb (AskgLiveSession *session,
              const char      *id,
              const char      *name,
              const char      *arguments,
              AskgTalkLive    *self)
{
  if (self->answer == NULL)
    return;
  askg_answer_call_tool (self->answer, self->n_calls++, id, name, arguments);
  askg_answer_set_finish (self->answer, ASKG_FINISH_TOOLS);
}

static void
usage_cb (AskgLiveSession *session,
          const AskgUsage *usage,
          AskgTalkLive    *self)
{
  if (self->answer != NULL)
    askg_answer_set_usage (self->answer, usage);
}

/* What it heard becomes the words of the voice that was kept. */
static void
user_text_cb (AskgLiveSession *session,
              const char      *text,
              gboolean         is_whole,
              AskgTalkLive    *self)
{
  if (!is_whole || self->question == NULL)
    return;
  for (guint i = 0; i < askg_question_get_n_attachments (self->question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (self->question, i);

      if (askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_VOICE && askg_attachment_get_text (attachment) == NULL)
        askg_attachment_set_transcript (attachment, text);
    }
  g_signal_emit (self, signals[WORDS], 0, self->question, text);
}

/* It comes back by itself; told all the same. */
static void
trouble_cb (AskgLiveSession *session,
            const GError    *error,
            AskgTalkLive    *self)
{
  g_clear_error (&self->trouble);
  self->trouble = g_error_copy (error);
  g_signal_emit (self, signals[TROUBLE], 0, error);
}

/* Also after a connection that was lost. */
static void
began_cb (AskgTalkLive *self)
{
  g_clear_error (&self->trouble);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
tell_over (AskgTalkLive *self,
           const GError *error)
{
  g_autoptr(AskgTalkLive) alive = g_object_ref (self);

  if (error != NULL)
    g_set_error_literal (&self->trouble, error->domain, error->code, error->message);
  end_answer (self, self->trouble);
  g_signal_emit (self, signals[OVER], 0, self->trouble);
}

static void
ended_cb (AskgLiveSession *session,
          const GError    *error,
          AskgTalkLive    *self)
{
  if (error != NULL)
    g_clear_error (&self->trouble);
  tell_over (self, error);
}

/* -- An engine ------------------------------------------------------------------------- */

static const char *
get_id (AskgEngine *engine)
{
  return askg_profile_get_id (ASKG_TALK_LIVE (engine)->profile);
}

static const char *
get_name (AskgEngine *engine)
{
  return askg_profile_get_name (ASKG_TALK_LIVE (engine)->profile);
}

static AskgCapabilities
get_capabilities (AskgEngine *engine)
{
  return ASKG_CAN_TAKE_AUDIO | ASKG_CAN_TAKE_IMAGE | ASKG_CAN_TAKE_TEXT | ASKG_CAN_GIVE_AUDIO | ASKG_CAN_GIVE_TEXT;
}

static void
send_pictures (AskgTalkLive *self,
               AskgQuestion *question)
{
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);

      if (askg_attachment_get_frame (attachment) != NULL)
        askg_live_session_send_picture (self->session, askg_attachment_get_frame (attachment),
                                        askg_attachment_get_page (attachment));
    }
}

/* What was said is there already, but for what had to wait for its row in the history. */
static void
ask (AskgEngine       *engine,
     AskgConversation *earlier,
     AskgQuestion     *question,
     AskgAnswer       *answer,
     GCancellable     *cancellable)
{
  AskgTalkLive *self = ASKG_TALK_LIVE (engine);

  end_answer (self, NULL);
  g_set_object (&self->question, question);
  self->n_words = 0;
  self->n_calls = 0;
  if (askg_live_session_get_state (self->session) == ASKG_LIVE_CLOSED)
    {
      askg_answer_finish (answer, self->trouble);
      return;
    }
  g_clear_error (&self->trouble);
  g_set_object (&self->answer, answer);
  if (askg_conversation_get_n_turns (earlier) == 0)
    askg_chat_cover_set (question, self->cover);
  send_pictures (self, question);
  askg_live_speech_end (self->speech);
  askg_live_session_commit (self->session);
}

static void
engine_iface_init (AskgEngineInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->ask = ask;
}

/* -- What is asked of it ------------------------------------------------------------------ */

/* @sound: what follows the sound of this utterance so far; one channel. It goes once askg_talk_live_let_go() was called. */
void
askg_talk_live_hear (AskgTalkLive *self,
                     AskgPcm      *sound)
{
  askg_live_speech_say (self->speech, sound);
}

/* That somebody talks is on the disk, or shall not be there: what they say may go until it is over. */
void
askg_talk_live_let_go (AskgTalkLive *self)
{
  askg_live_speech_let_go (self->speech);
}

/* It was nothing. */
void
askg_talk_live_forget (AskgTalkLive *self)
{
  askg_live_speech_forget (self->speech);
}

/* The reply was talked over: the engine is told how much of it was heard. */
void
askg_talk_live_silence (AskgTalkLive *self,
                        gint64        heard_ms)
{
  g_clear_object (&self->answer);
  askg_live_session_cancel (self->session, heard_ms);
}

void
askg_talk_live_close (AskgTalkLive *self)
{
  end_answer (self, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  askg_live_session_close (self->session);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgTalkLive) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_live_session_open_finish (ASKG_LIVE_SESSION (object), result, &error) && !askg_error_is_cancelled (error))
    tell_over (self, error);
}

static void
askg_talk_live_dispose (GObject *object)
{
  AskgTalkLive *self = ASKG_TALK_LIVE (object);

  if (self->session != NULL)
    askg_talk_live_close (self);
  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  g_clear_object (&self->question);
  g_clear_pointer (&self->speech, askg_live_speech_free);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (askg_talk_live_parent_class)->dispose (object);
}

static void
askg_talk_live_finalize (GObject *object)
{
  AskgTalkLive *self = ASKG_TALK_LIVE (object);

  g_clear_pointer (&self->cover, askg_cover_unref);

  G_OBJECT_CLASS (askg_talk_live_parent_class)->finalize (object);
}

static void
askg_talk_live_class_init (AskgTalkLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_talk_live_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_talk_live_finalize;

  /* It can be talked to; again after each time the connection was lost */
  signals[OPENED] = g_signal_new ("opened", ASKG_TYPE_TALK_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* (AskgQuestion *question, const char *text): what the person said last, as the engine heard it */
  signals[WORDS] = g_signal_new ("words", ASKG_TYPE_TALK_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, ASKG_TYPE_QUESTION,
                                 G_TYPE_STRING);
  /* (const GError *error): the connection was lost, and comes back; or something was not done */
  signals[TROUBLE] = g_signal_new ("trouble", ASKG_TYPE_TALK_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  /* (const GError *error, nullable): it is not to be had, or is over for good: the last signal */
  signals[OVER] = g_signal_new ("over", ASKG_TYPE_TALK_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
askg_talk_live_init (AskgTalkLive *self)
{
}

/* What was said before goes along, in the words in which any engine is told it. */
static void
tell_earlier (AskgTalkLive     *self,
              AskgConversation *conversation)
{
  g_autoptr(AskgQuestion) nothing = askg_question_new ("", NULL);
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (conversation, nothing, ASKG_SEND_WORDS);

  for (guint i = 0; i + 1 < turns->len; i++) /* the last is to be said yet */
    {
      const AskgChatTurn *turn = g_ptr_array_index (turns, i);

      askg_live_session_add_earlier (self->session, !turn->is_answer, turn->text);
    }
}

/* The secrets of the conversation have the names that other engines were told. (transfer full) */
static AskgCover *
dup_cover (AskgConversation *conversation)
{
  return askg_conversation_get_n_turns (conversation) > 0 ? askg_cover_ref (askg_chat_cover_get (conversation, NULL)) : askg_cover_new ();
}

static void
connect_session (AskgTalkLive *self)
{
  g_signal_connect_swapped (self->session, "session-began", G_CALLBACK (began_cb), self);
  g_signal_connect (self->session, "reply-text", G_CALLBACK (reply_text_cb), self);
  g_signal_connect (self->session, "reply-audio", G_CALLBACK (reply_audio_cb), self);
  g_signal_connect (self->session, "reply-ended", G_CALLBACK (reply_ended_cb), self);
  g_signal_connect (self->session, "user-text", G_CALLBACK (user_text_cb), self);
  g_signal_connect (self->session, "tool-call", G_CALLBACK (tool_call_cb), self);
  g_signal_connect (self->session, "usage", G_CALLBACK (usage_cb), self);
  g_signal_connect (self->session, "trouble", G_CALLBACK (trouble_cb), self);
  g_signal_connect (self->session, "ended", G_CALLBACK (ended_cb), self);
}

/**
 * askg_talk_live_new:
 * @profile: of which askg_profile_is_live()
 * @wish: (nullable): what is to be done with all that is said, if it is no question
 * @language: (nullable): "ko": what the person mostly speaks
 *
 * Opens the session: the person is asked first, where it is their first time with this engine. What is said meanwhile waits.
 */
AskgTalkLive *
askg_talk_live_new (AskgEngineRoom   *room,
                    AskgProfile      *profile,
                    AskgConversation *conversation,
                    const char       *wish,
                    const char       *language)
{
  AskgTalkLive *self = g_object_new (ASKG_TYPE_TALK_LIVE, NULL);
  g_autoptr(AskgEngineLink) link = askg_engine_room_new_link (room, profile);
  const char *system = askg_chat_turns_get_system (askg_engine_link_must_cover (link));
  g_autofree char *instructions = wish != NULL ? g_strdup_printf ("%s\n\n%s", system, wish) : g_strdup (system);
  AskgLiveSettings settings = {
    .voice = askg_profile_get_text (profile, "voice"), .language = language,
    .instructions = instructions,
    .is_off_record = askg_conversation_is_off_record (conversation),
  };

  self->profile = g_object_ref (profile);
  self->cover = settings.cover = dup_cover (conversation);
  self->session = askg_live_session_new (link, &settings);
  self->speech = askg_live_speech_new (self->session);
  connect_session (self);
  tell_earlier (self, conversation);
  askg_live_session_open_async (self->session, NULL, opened_cb, g_object_ref (self));

  return self;
}

/* Whether it can be talked to, or will be in a moment, without anybody being asked. */
gboolean
askg_talk_live_is_open (AskgTalkLive *self)
{
  const AskgLiveState state = askg_live_session_get_state (self->session);

  return state == ASKG_LIVE_OPEN || state == ASKG_LIVE_RECONNECTING;
}
