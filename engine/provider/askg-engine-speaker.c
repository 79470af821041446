/* askg-engine-speaker.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engine-speaker.h"

#include "engine/provider/askg-chat-learn.h"
#include "engine/provider/askg-mouth.h"

struct _AskgEngineSpeaker
{
  GObject           parent_instance;

  /* Owned */
  AskgEngineLink   *link;
  AskgConversation *conversation; /* (nullable) */
  char             *words;        /* (nullable): all that will be said, where it is known; until it was looked through */
  AskgCover        *cover;        /* (nullable): names the secrets of what was said, once that was looked through */
};

/* One clause; its task owns it. */
typedef struct
{
  AskgClause           *clause;
  AskgSpeakerSoundFunc  on_sound;
  gpointer              on_data;
} Saying;

static void askg_engine_speaker_speaker_init (AskgSpeakerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgEngineSpeaker, askg_engine_speaker, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SPEAKER, askg_engine_speaker_speaker_init))

static void
saying_free (Saying *saying)
{
  askg_clause_unref (saying->clause);
  g_free (saying);
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_mouth_say_finish (ASKG_ENGINE_LINK (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say (AskgEngineSpeaker *self,
     GTask             *task)
{
  const Saying *saying = g_task_get_task_data (task);
  const AskgMouthSource source = {
    .cover = self->cover, .is_off_record = self->conversation != NULL && askg_conversation_is_off_record (self->conversation),
  };

  askg_mouth_say_async (self->link, saying->clause->plain, &source, saying->on_sound, saying->on_data,
                        g_task_get_cancellable (task), said_cb, g_object_ref (task));
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineSpeaker *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->cover = askg_chat_learn_finish (result, &error);
  if (self->cover == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->words, g_free);
  say (self, task);
}

/* A clause alone does not tell that a value in it is secret. */
static void
askg_engine_speaker_say_async (AskgSpeaker          *speaker,
                               const AskgClause     *clause,
                               AskgSpeakerSoundFunc  on_sound,
                               AskgSpeakerWordFunc   on_word,
                               gpointer              on_data,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  AskgEngineSpeaker *self = ASKG_ENGINE_SPEAKER (speaker);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Saying *saying = g_new0 (Saying, 1);

  saying->clause = askg_clause_ref (clause);
  saying->on_sound = on_sound;
  saying->on_data = on_data;
  g_task_set_source_tag (task, askg_engine_speaker_say_async);
  g_task_set_task_data (task, saying, (GDestroyNotify) saying_free);
  if (self->cover != NULL)
    say (self, task);
  else
    askg_chat_learn_async (self->link, self->conversation, self->words != NULL ? self->words : clause->plain, cancellable,
                           learnt_cb, g_object_ref (task));
}

static gboolean
askg_engine_speaker_say_finish (AskgSpeaker   *speaker,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_speaker_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
askg_engine_speaker_get_name (AskgSpeaker *speaker)
{
  return askg_profile_get_name (askg_engine_link_get_profile (ASKG_ENGINE_SPEAKER (speaker)->link));
}

static void
askg_engine_speaker_speaker_init (AskgSpeakerInterface *iface)
{
  iface->get_name = askg_engine_speaker_get_name;
  iface->say_async = askg_engine_speaker_say_async;
  iface->say_finish = askg_engine_speaker_say_finish;
}

static void
askg_engine_speaker_finalize (GObject *object)
{
  AskgEngineSpeaker *self = ASKG_ENGINE_SPEAKER (object);

  g_clear_object (&self->link);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->cover, askg_cover_unref);
  g_free (self->words);

  G_OBJECT_CLASS (askg_engine_speaker_parent_class)->finalize (object);
}

static void
askg_engine_speaker_class_init (AskgEngineSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_engine_speaker_finalize;
}

static void
askg_engine_speaker_init (AskgEngineSpeaker *self)
{
}

/**
 * askg_engine_speaker_new:
 * @link: to an engine that turns words into speech: see askg_mouth_find()
 * @conversation: (nullable): that the words are of: what was a secret there is one here, and what is off the record is so
 *   here
 * @words: (nullable): all that will be said, where that is known: what is called a secret at its end is one at its beginning
 */
AskgSpeaker *
askg_engine_speaker_new (AskgEngineLink   *link,
                         AskgConversation *conversation,
                         const char       *words)
{
  AskgEngineSpeaker *self = g_object_new (ASKG_TYPE_ENGINE_SPEAKER, NULL);

  g_set_object (&self->link, link);
  g_set_object (&self->conversation, conversation);
  self->words = g_strdup (words);

  return ASKG_SPEAKER (self);
}
