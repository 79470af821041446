/* askg-command-speaker.c: main thread.
 *
 * One run a clause. While one is heard the next is started already and waits for its words, so that what it loads is
 * loaded; when nothing is said for a while, it is let go. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-command-speaker.h"

#include "engine/local/askg-command-run.h"

#define SILENT_MS  20000
#define MAX_BYTES  ((gsize) 16 * 1024 * 1024)
#define SPARE_MS   60000

struct _AskgCommandSpeaker
{
  GObject            parent_instance;

  /* Owned */
  char             **argv;
  AskgCommandRun    *spare;   /* (nullable): waits for words */
  AskgCommandRun    *current; /* (nullable): speaks */
  GTask             *task;    /* (nullable): the clause it speaks */
  GSource           *watch;      /* (nullable): hears of the cancel of @task */
  GSource           *letting_go; /* (nullable): the spare one */
  AskgCommandLimits  limits;

  AskgSpeakerSoundFunc on_sound;
  gpointer             on_data;
};

static void askg_command_speaker_speaker_init (AskgSpeakerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgCommandSpeaker, askg_command_speaker, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SPEAKER, askg_command_speaker_speaker_init))

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
let_go_cb (gpointer user_data)
{
  AskgCommandSpeaker *self = user_data;

  drop_source (&self->letting_go);
  g_clear_pointer (&self->spare, askg_command_run_cut);

  return G_SOURCE_REMOVE;
}

/* What fails to start now is told when there is something to say. */
static void
have_spare (AskgCommandSpeaker *self)
{
  if (self->spare != NULL)
    return;
  self->spare = askg_command_run_start ((const char *const *) self->argv, &self->limits, NULL);
  drop_source (&self->letting_go);
  self->letting_go = g_timeout_source_new (SPARE_MS);
  g_source_set_callback (self->letting_go, let_go_cb, self, NULL);
  g_source_attach (self->letting_go, g_main_context_get_thread_default ());
}

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  AskgCommandSpeaker *self = user_data;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    self->on_sound (rate_hz, samples, self->on_data);
}

/* @error: (nullable) (transfer full) */
static void
finish (AskgCommandSpeaker *self,
        GError             *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  drop_source (&self->watch);
  g_clear_pointer (&self->current, askg_command_run_cut);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_cb (const GError *error,
        gpointer      user_data)
{
  AskgCommandSpeaker *self = user_data;

  if (error == NULL)
    have_spare (self);
  finish (self, error != NULL ? g_error_copy (error) : NULL);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  finish (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "silenced"));

  return G_SOURCE_REMOVE;
}

static void
askg_command_speaker_say_async (AskgSpeaker          *speaker,
                                const AskgClause     *clause,
                                AskgSpeakerSoundFunc  on_sound,
                                AskgSpeakerWordFunc   on_word,
                                gpointer              on_data,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  AskgCommandSpeaker *self = ASKG_COMMAND_SPEAKER (speaker);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (self->task == NULL);

  g_task_set_source_tag (task, askg_command_speaker_say_async);
  drop_source (&self->letting_go);
  if (self->spare != NULL && !askg_command_run_is_alive (self->spare))
    g_clear_pointer (&self->spare, askg_command_run_cut);
  self->current = self->spare != NULL ? g_steal_pointer (&self->spare)
                                      : askg_command_run_start ((const char *const *) self->argv, &self->limits, &error);
  if (self->current == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->task = task;
  self->on_sound = on_sound;
  self->on_data = on_data;
  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->watch, g_task_get_context (task));
    }
  askg_command_run_say (self->current, clause->text, sound_cb, end_cb, self);
}

static gboolean
askg_command_speaker_say_finish (AskgSpeaker   *speaker,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_command_speaker_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
askg_command_speaker_get_name (AskgSpeaker *speaker)
{
  return ASKG_COMMAND_SPEAKER (speaker)->argv[0];
}

static void
askg_command_speaker_warm_up (AskgSpeaker *speaker)
{
  have_spare (ASKG_COMMAND_SPEAKER (speaker));
}

static void
askg_command_speaker_speaker_init (AskgSpeakerInterface *iface)
{
  iface->get_name = askg_command_speaker_get_name;
  iface->warm_up = askg_command_speaker_warm_up;
  iface->say_async = askg_command_speaker_say_async;
  iface->say_finish = askg_command_speaker_say_finish;
}

static void
askg_command_speaker_finalize (GObject *object)
{
  AskgCommandSpeaker *self = ASKG_COMMAND_SPEAKER (object);

  drop_source (&self->letting_go);
  g_clear_pointer (&self->spare, askg_command_run_cut);
  g_clear_pointer (&self->current, askg_command_run_cut);
  g_strfreev (self->argv);

  G_OBJECT_CLASS (askg_command_speaker_parent_class)->finalize (object);
}

static void
askg_command_speaker_class_init (AskgCommandSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_command_speaker_finalize;
}

static void
askg_command_speaker_init (AskgCommandSpeaker *self)
{
  self->limits.silent_ms = SILENT_MS;
  self->limits.max_bytes = MAX_BYTES;
}

/**
 * askg_command_speaker_new:
 * @argv: its words; at least one
 * @raw_rate_hz: of sound that does not tell its rate
 */
AskgCommandSpeaker *
askg_command_speaker_new (const char *const *argv,
                          guint              raw_rate_hz)
{
  AskgCommandSpeaker *self = g_object_new (ASKG_TYPE_COMMAND_SPEAKER, NULL);

  self->argv = g_strdupv ((char **) argv);
  self->limits.raw_rate_hz = raw_rate_hz;

  return self;
}

/* For tests. Heeded by what is started from now on. */
void
askg_command_speaker_set_limits (AskgCommandSpeaker *self,
                                 guint               silent_ms,
                                 gsize               max_bytes)
{
  g_return_if_fail (ASKG_IS_COMMAND_SPEAKER (self));

  self->limits.silent_ms = silent_ms;
  self->limits.max_bytes = max_bytes;
}
