/* askg-live-engine.c: main thread. */
#include "engine/provider/askg-live-engine.h"

#include <string.h>

#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-turns.h"
#include "engine/provider/askg-live-session.h"

struct _AskgLiveEngine
{
  GObject         parent_instance;

  AskgEngineLink *link; /* owned */
};

/* One question, on its way and until it is answered. Counted. */
typedef struct
{
  /* Owned */
  AskgLiveSession *session;
  AskgAnswer      *answer;
  GError          *trouble; /* (nullable): what the session told last */

  gsize            n_words; /* bytes */
  guint            n_calls; /* of tools */
} Asked;

static void engine_iface_init (AskgEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgLiveEngine, askg_live_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_ENGINE, engine_iface_init))

static AskgProfile *
get_profile (AskgEngine *engine)
{
  return askg_engine_link_get_profile (ASKG_LIVE_ENGINE (engine)->link);
}

static const char *
get_id (AskgEngine *engine)
{
  return askg_profile_get_id (get_profile (engine));
}

static const char *
get_name (AskgEngine *engine)
{
  return askg_profile_get_name (get_profile (engine));
}

static AskgCapabilities
get_capabilities (AskgEngine *engine)
{
  return ASKG_CAN_TAKE_TEXT | ASKG_CAN_TAKE_IMAGE | ASKG_CAN_GIVE_TEXT |
         (askg_engine_link_is_here (ASKG_LIVE_ENGINE (engine)->link) ? ASKG_IS_LOCAL : 0);
}

/* -- The answer -------------------------------------------------------------------- */

static void
asked_clear (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  g_object_unref (asked->answer);
  g_clear_error (&asked->trouble);
}

static void
asked_unref (Asked *asked)
{
  g_rc_box_release_full (asked, asked_clear);
}

/* Once. @error: (nullable) */
static void
end (Asked        *asked,
     const GError *error)
{
  g_signal_handlers_disconnect_by_data (asked->session, asked);
  askg_live_session_close (asked->session);
  askg_answer_finish (asked->answer, error);
  asked_unref (asked);
}

static void
text_cb (Asked      *asked,
         const char *text,
         gboolean    is_whole)
{
  if (is_whole && asked->n_words > 0)
    return;
  asked->n_words += strlen (text);
  askg_answer_append (asked->answer, text);
}

/* It is told, and never run. */
static void
tool_call_cb (Asked      *asked,
              const char *id,
              const char *name,
              const char *arguments)
{
  askg_answer_call_tool (asked->answer, asked->n_calls++, id, name, arguments);
  askg_answer_set_finish (asked->answer, ASKG_FINISH_TOOLS);
}

static void
usage_cb (Asked           *asked,
          const AskgUsage *usage)
{
  askg_answer_set_usage (asked->answer, usage);
}

static void
trouble_cb (Asked        *asked,
            const GError *error)
{
  g_clear_error (&asked->trouble);
  asked->trouble = g_error_copy (error);
}

static void
reply_ended_cb (Asked            *asked,
                AskgLiveReplyEnd  how)
{
  g_autoptr(GError) trouble = how == ASKG_LIVE_REPLY_FAILED ? g_steal_pointer (&asked->trouble) : NULL;

  if (how == ASKG_LIVE_REPLY_LIMIT)
    askg_answer_set_finish (asked->answer, ASKG_FINISH_LENGTH);
  end (asked, trouble);
}

static void
ended_cb (Asked        *asked,
          const GError *error)
{
  g_autoptr(GError) trouble = g_steal_pointer (&asked->trouble);

  end (asked, error != NULL ? error : trouble);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Asked *asked = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_live_session_open_finish (ASKG_LIVE_SESSION (object), result, &error))
    end (asked, error); /* nothing else tells it */
  asked_unref (asked);
}

/* -- The question ---------------------------------------------------------------------- */

static void
tell_earlier (Asked            *asked,
              AskgConversation *earlier,
              AskgQuestion     *question)
{
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (earlier, question, ASKG_SEND_WORDS);

  for (guint i = 0; i + 1 < turns->len; i++) /* the last is the question */
    {
      const AskgChatTurn *turn = g_ptr_array_index (turns, i);

      askg_live_session_add_earlier (asked->session, !turn->is_answer, turn->text);
    }
}

/* It waits until the conversation is open. */
static void
tell_question (Asked            *asked,
               AskgConversation *earlier,
               AskgQuestion     *question)
{
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (earlier, question, ASKG_SEND_PICTURES);
  const AskgChatTurn *turn = g_ptr_array_index (turns, turns->len - 1);

  for (guint i = 0; i < turn->pictures->len; i++)
    {
      const AskgChatPicture *picture = g_ptr_array_index (turn->pictures, i);

      askg_live_session_send_picture (asked->session, picture->frame, picture->page);
    }
  askg_live_session_send_text (asked->session, turn->text);
  askg_live_session_respond (asked->session);
}

static void
ask (AskgEngine       *engine,
     AskgConversation *earlier,
     AskgQuestion     *question,
     AskgAnswer       *answer,
     GCancellable     *cancellable)
{
  AskgLiveEngine *self = ASKG_LIVE_ENGINE (engine);
  const AskgLiveSettings settings = {
    .instructions = askg_chat_turns_get_system (askg_engine_link_must_cover (self->link)),
    .cover = askg_chat_cover_get (earlier, question),
    .is_off_record = askg_question_is_off_record (question),
    .is_typed = TRUE,
  };
  Asked *asked = g_rc_box_new0 (Asked);

  asked->session = askg_live_session_new (self->link, &settings);
  asked->answer = g_object_ref (answer);
  g_signal_connect_swapped (asked->session, "reply-text", G_CALLBACK (text_cb), asked);
  g_signal_connect_swapped (asked->session, "tool-call", G_CALLBACK (tool_call_cb), asked);
  g_signal_connect_swapped (asked->session, "usage", G_CALLBACK (usage_cb), asked);
  g_signal_connect_swapped (asked->session, "trouble", G_CALLBACK (trouble_cb), asked);
  g_signal_connect_swapped (asked->session, "reply-ended", G_CALLBACK (reply_ended_cb), asked);
  g_signal_connect_swapped (asked->session, "ended", G_CALLBACK (ended_cb), asked);
  tell_earlier (asked, earlier, question);
  tell_question (asked, earlier, question);
  askg_live_session_open_async (asked->session, cancellable, opened_cb, g_rc_box_acquire (asked));
}

static void
engine_iface_init (AskgEngineInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->ask = ask;
}

static void
askg_live_engine_finalize (GObject *object)
{
  g_object_unref (ASKG_LIVE_ENGINE (object)->link);

  G_OBJECT_CLASS (askg_live_engine_parent_class)->finalize (object);
}

static void
askg_live_engine_class_init (AskgLiveEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_live_engine_finalize;
}

static void
askg_live_engine_init (AskgLiveEngine *self)
{
}

/* @link: to an engine of which askg_profile_is_live() */
AskgLiveEngine *
askg_live_engine_new (AskgEngineLink *link)
{
  AskgLiveEngine *self = g_object_new (ASKG_TYPE_LIVE_ENGINE, NULL);

  self->link = g_object_ref (link);

  return self;
}
