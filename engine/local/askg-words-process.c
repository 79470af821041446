/* askg-words-process.c: main thread.
 *
 * One helper at a time, one utterance at a time; further ones wait. The helper ends by itself when it is not needed, so an
 * end between two utterances is no failure. One in the middle of an utterance is: it is tried once more with a new helper,
 * and then given up. */
#include "engine/local/askg-words-process.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/base/askg-timer.h"
#include "engine/local/askg-caged-helper.h"
#include "engine/local/askg-words-there.h"
#include "engine/local/askg-words-wire.h"

#define START_LIMIT_MS   15000 /* it takes 300; a slow disk under load, some seconds */
#define HEARING_LIMIT_MS 60000 /* and as long as the sound itself: two minutes of speech take 20 s where nothing else is done */
#define MAX_TRIES        2u

typedef struct
{
  AskgPcm *sound;   /* owned */
  GBytes  *samples; /* owned (nullable): until it is made */
  GSource *watch;   /* (nullable): hears of the cancel */
  guint    n_tries;
} Hearing;

struct _AskgWordsProcess
{
  GObject           parent_instance;

  /* Owned */
  char             *program;
  char             *model_folder;
  AskgCagedHelper  *helper;  /* (nullable) */
  GQueue            waiting; /* of GTask */
  GTask            *current; /* (nullable): the one whose utterance is with the helper */
  GSource          *limit;   /* (nullable): of the helper's beginning, then of each utterance */

  AskgWordsPurpose  purpose;
  guint             start_limit_ms;
  guint             hearing_limit_ms;
};

static void askg_words_process_transcriber_init (AskgTranscriberInterface *iface);
static void go_on (AskgWordsProcess *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgWordsProcess, askg_words_process, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_TRANSCRIBER, askg_words_process_transcriber_init))

static void
hearing_free (Hearing *hearing)
{
  askg_timer_clear (&hearing->watch);
  g_clear_pointer (&hearing->samples, g_bytes_unref);
  g_clear_object (&hearing->sound);
  g_free (hearing);
}

/* -- The utterance that is with the helper ---------------------------------------- */

static void
drop_helper (AskgWordsProcess *self)
{
  askg_timer_clear (&self->limit); /* it was for this one */
  g_clear_pointer (&self->helper, askg_caged_helper_end);
}

/* (transfer full) (nullable) */
static GTask *
take_current (AskgWordsProcess *self)
{
  askg_timer_clear (&self->limit);

  return g_steal_pointer (&self->current);
}

/* Takes @error and @task: (nullable) */
static void
fail (GTask  *task,
      GError *error)
{
  if (task == NULL)
    {
      g_error_free (error);
      return;
    }

  askg_timer_clear (&((Hearing *) g_task_get_task_data (task))->watch);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* The helper could not even begin: nobody who waits can be served. */
static void
fail_all (AskgWordsProcess *self,
          const GError     *error)
{
  drop_helper (self);
  fail (take_current (self), g_error_copy (error));
  while (!g_queue_is_empty (&self->waiting))
    fail (g_queue_pop_head (&self->waiting), g_error_copy (error));
}

/* The helper went away, or said what no helper of ours says. */
static void
helper_failed (AskgWordsProcess *self)
{
  const gboolean was_ready = self->helper != NULL && askg_caged_helper_is_ready (self->helper);
  GTask *task;

  drop_helper (self);
  if (self->current == NULL && was_ready)
    {
      go_on (self);
      return;
    }

  task = self->current != NULL ? g_steal_pointer (&self->current) : g_queue_pop_head (&self->waiting);
  if (task != NULL && ++((Hearing *) g_task_get_task_data (task))->n_tries < MAX_TRIES)
    g_queue_push_head (&self->waiting, task);
  else if (task != NULL)
    fail (task, g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                     _("The program that understands speech roughly ended twice on this. Say it again, or connect "
                                       "an engine that hears.")));
  go_on (self);
}

static void
take_words (AskgWordsProcess *self,
            GBytes           *body)
{
  g_autoptr(GTask) task = take_current (self);
  g_autofree char *words = g_utf8_make_valid (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  askg_timer_clear (&((Hearing *) g_task_get_task_data (task))->watch);
  go_on (self);
  g_task_return_pointer (task, askg_transcript_new (words, "en", ASKG_WORDS_ENGINE, TRUE), (GDestroyNotify) askg_transcript_free);
}

static void
message_cb (const AskgCagedHeader *message,
            GBytes                *body,
            const GError          *error,
            gpointer               user_data)
{
  g_autoptr(AskgWordsProcess) self = g_object_ref (user_data);
  g_autoptr(GError) unable = message != NULL ? askg_words_new_start_error (message->kind) : NULL;

  if (error != NULL || unable != NULL)
    fail_all (self, error != NULL ? error : unable);
  else if (message != NULL && message->kind == ASKG_WORDS_READY && self->current == NULL)
    {
      askg_timer_clear (&self->limit);
      go_on (self);
    }
  else if (message != NULL && message->kind == ASKG_WORDS_HEARD && self->current != NULL)
    take_words (self, body);
  else
    helper_failed (self);
}

static gboolean
late_start_cb (gpointer user_data)
{
  g_autoptr(AskgWordsProcess) self = g_object_ref (user_data);
  g_autoptr(GError) error =
    g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                 _("The program that understands speech did not begin within %u seconds. The computer may be very busy; try again "
                   "in a while."), (self->start_limit_ms + 999) / 1000);

  fail_all (self, error);

  return G_SOURCE_REMOVE;
}

static void
start_helper (AskgWordsProcess *self)
{
  const char *arguments[] = {
    self->purpose == ASKG_WORDS_FOR_COMMANDS ? ASKG_WORDS_COMMANDS : ASKG_WORDS_DICTATION, self->model_folder, NULL
  };

  askg_timer_set (&self->limit, self->start_limit_ms, "[askg] start of speech recognition", late_start_cb, self);
  self->helper = askg_caged_helper_start (self->program, arguments, message_cb, self);
}

static guint
find_limit_ms (AskgWordsProcess *self)
{
  const Hearing *hearing = g_task_get_task_data (self->current);

  return self->hearing_limit_ms + (guint) (askg_pcm_get_duration_us (hearing->sound) / 1000);
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgWordsProcess) self = g_object_ref (user_data);
  const guint limit_ms = find_limit_ms (self);
  GTask *task = take_current (self);

  drop_helper (self);
  fail (task, g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                           _("Understanding what was said took longer than %u seconds. Say less at a time."),
                           (limit_ms + 999) / 1000));
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Hands the next utterance to the helper, and starts one when there is none. */
static void
go_on (AskgWordsProcess *self)
{
  Hearing *hearing;

  if (self->current != NULL || g_queue_is_empty (&self->waiting))
    return;
  if (self->helper == NULL)
    {
      start_helper (self);
      return;
    }
  if (!askg_caged_helper_is_ready (self->helper))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  hearing = g_task_get_task_data (self->current);
  askg_timer_set (&self->limit, find_limit_ms (self), "[askg] speech recognition", late_cb, self);
  askg_caged_helper_send (self->helper, ASKG_WORDS_SOUND, g_bytes_get_size (hearing->samples), 0, hearing->samples);
}

/* Only an end ends the search in time. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(AskgWordsProcess) self = g_object_ref (g_task_get_source_object (task));

  if (task == self->current)
    {
      self->current = NULL;
      drop_helper (self);
    }
  else
    g_queue_remove (&self->waiting, task);
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* -- One that hears ------------------------------------------------------------------ */

static void
make_samples_thread (GTask        *task,
                     gpointer      source_object,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  g_autoptr(AskgPcm) mixed = askg_pcm_mix (task_data);
  g_autoptr(AskgPcm) sound = askg_pcm_resample (mixed, ASKG_WORDS_RATE_HZ);

  g_task_return_pointer (task, g_bytes_ref (askg_pcm_get_samples (sound)), (GDestroyNotify) g_bytes_unref);
}

static void
samples_made_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data; /* the queue takes it over */
  AskgWordsProcess *self = g_task_get_source_object (task);
  Hearing *hearing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  hearing->samples = g_task_propagate_pointer (G_TASK (result), NULL);
  if (g_bytes_get_size (hearing->samples) > ASKG_WORDS_MAX_BYTES)
    {
      fail (task, g_error_new (ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                               _("This sound is longer than %u minutes. Give a shorter one."),
                               ASKG_WORDS_MAX_BYTES / 2 / ASKG_WORDS_RATE_HZ / 60));
      return;
    }
  if (cancellable != NULL)
    {
      hearing->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (hearing->watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (hearing->watch, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
  go_on (self);
}

static void
askg_words_process_hear_async (AskgTranscriber             *transcriber,
                               AskgPcm                     *utterance,
                               const AskgTranscriberHints  *hints,
                               GCancellable                *cancellable,
                               GAsyncReadyCallback          callback,
                               gpointer                     user_data)
{
  GTask *task = g_task_new (transcriber, cancellable, callback, user_data);
  g_autoptr(GTask) making = g_task_new (NULL, NULL, samples_made_cb, task);
  Hearing *hearing = g_new0 (Hearing, 1);

  hearing->sound = g_object_ref (utterance);
  g_task_set_source_tag (task, askg_words_process_hear_async);
  g_task_set_task_data (task, hearing, (GDestroyNotify) hearing_free);
  g_task_set_task_data (making, g_object_ref (utterance), g_object_unref);
  g_task_run_in_thread (making, make_samples_thread);
}

static AskgTranscript *
askg_words_process_hear_finish (AskgTranscriber  *transcriber,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_words_process_hear_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
askg_words_process_get_name (AskgTranscriber *transcriber)
{
  return ASKG_WORDS_ENGINE;
}

static gboolean
askg_words_process_is_there (AskgTranscriber  *transcriber,
                             GError          **error)
{
  AskgWordsProcess *self = ASKG_WORDS_PROCESS (transcriber);

  return askg_words_are_there (self->program, self->model_folder, error);
}

static void
askg_words_process_warm_up (AskgTranscriber *transcriber)
{
  AskgWordsProcess *self = ASKG_WORDS_PROCESS (transcriber);

  if (self->helper == NULL)
    start_helper (self);
}

static void
askg_words_process_finalize (GObject *object)
{
  AskgWordsProcess *self = ASKG_WORDS_PROCESS (object);

  drop_helper (self); /* a task holds a reference, so none is left */
  g_free (self->program);
  g_free (self->model_folder);

  G_OBJECT_CLASS (askg_words_process_parent_class)->finalize (object);
}

static void
askg_words_process_transcriber_init (AskgTranscriberInterface *iface)
{
  iface->get_name = askg_words_process_get_name;
  iface->is_there = askg_words_process_is_there;
  iface->warm_up = askg_words_process_warm_up;
  iface->hear_async = askg_words_process_hear_async;
  iface->hear_finish = askg_words_process_hear_finish;
}

static void
askg_words_process_class_init (AskgWordsProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_words_process_finalize;
}

static void
askg_words_process_init (AskgWordsProcess *self)
{
  g_queue_init (&self->waiting);
  self->start_limit_ms = START_LIMIT_MS;
  self->hearing_limit_ms = HEARING_LIMIT_MS;
  self->program = askg_program_find_helper ("askglass-hear-words");
  self->model_folder = g_strdup (ASKG_WORDS_MODEL_DIR);
}

/* Returns: (transfer full): nothing is started yet */
AskgWordsProcess *
askg_words_process_new (AskgWordsPurpose purpose)
{
  AskgWordsProcess *self = g_object_new (ASKG_TYPE_WORDS_PROCESS, NULL);

  self->purpose = purpose;

  return self;
}

/* @helper, @model_folder: (nullable): others than those that come with Askglass and its packages, for tests */
void
askg_words_process_set_program (AskgWordsProcess *self,
                                const char       *helper,
                                const char       *model_folder)
{
  g_return_if_fail (ASKG_IS_WORDS_PROCESS (self));

  if (helper != NULL)
    {
      g_free (self->program);
      self->program = g_strdup (helper);
    }
  if (model_folder != NULL)
    {
      g_free (self->model_folder);
      self->model_folder = g_strdup (model_folder);
    }
}

/* For tests: how long a helper may take to load its model, and over one utterance beside its own length. Heeded by what begins from now on. */
void
askg_words_process_set_limit_ms (AskgWordsProcess *self,
                                 guint             start_ms,
                                 guint             hearing_ms)
{
  g_return_if_fail (ASKG_IS_WORDS_PROCESS (self));

  self->start_limit_ms = start_ms;
  self->hearing_limit_ms = hearing_ms;
}
