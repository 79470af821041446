/* askg-reader-job.c: main thread.
 *
 * looking (what is there) -> reading (its words) -> thinking (errors, on a worker; earlier questions,
 * from the store; the answer, on a worker) -> writing. Whoever gets there first, the last step or the
 * cancellable, ends the job; what comes later finds it over and lets go. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-job.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-reader-past.h"
#include "engine/provider/askg-reader-reading.h"
#include "engine/provider/askg-reader-writer.h"

typedef struct
{
  grefcount         refs;

  /* Owned */
  AskgRecogniser   *recogniser;
  AskgCatalogue    *catalogue;
  AskgStore        *store;       /* (nullable) */
  AskgQuestion     *question;
  AskgAnswer       *answer;
  AskgReaderPast   *past;        /* what is spoken of, and what was said about it */
  AskgReaderMatter *matter;      /* on a worker while one runs, then never touched here */
  GCancellable     *cancellable; /* ours: the caller's and the answer's "stop" both end in it */
  GCancellable     *outer;       /* (nullable): the caller's */
  GSource          *cancel_source;

  gulong            outer_handler;
  gulong            stop_handler;
  gint64            conversation_id; /* 0: not stored */
  gboolean          is_over;
} Job;

static Job *
job_ref (Job *self)
{
  g_ref_count_inc (&self->refs);

  return self;
}

static void
job_unref (Job *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;

  g_clear_object (&self->recogniser);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->store);
  g_clear_object (&self->question);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->past, askg_reader_past_free);
  g_clear_pointer (&self->matter, askg_reader_matter_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outer);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

/* The only end: finishes the answer once and stops everything that still runs. */
static void
job_finish (Job          *self,
            const GError *error)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  g_source_destroy (self->cancel_source);
  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_signal_handler (&self->stop_handler, self->answer);
  askg_answer_finish (self->answer, error);
  if (error != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Whether a step may go on: neither over nor failed. */
static gboolean
job_goes_on (Job          *self,
             const GError *error)
{
  if (error != NULL)
    job_finish (self, error);

  return !self->is_over;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(Job) self = job_ref (user_data);
  g_autoptr(GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  job_finish (self, error);

  return G_SOURCE_REMOVE;
}

/* Writing */

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;

  askg_reader_write_finish (ASKG_ANSWER (object), result, &error);
  if (job_goes_on (self, error))
    job_finish (self, NULL);
}

static void
write_reply (Job             *self,
             AskgReaderReply *reply)
{
  g_autoptr(AskgReaderReply) held = reply;
  g_autoptr(GError) empty = NULL;

  if (askg_reader_reply_get_error (held) != NULL)
    {
      job_finish (self, askg_reader_reply_get_error (held));
      return;
    }
  if (askg_reader_reply_get_text (held)[0] == '\0')
    {
      empty = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_EMPTY_ANSWER, _("The reader found nothing to say. Ask in other words."));
      job_finish (self, empty);
      return;
    }

  askg_reader_write_async (g_steal_pointer (&held), self->answer, self->cancellable, written_cb, job_ref (self));
}

/* Thinking: the answer is put together */

static void
compose_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_reader_compose (task_data, cancellable), (GDestroyNotify) askg_reader_reply_free);
}

static void
composed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;
  AskgReaderReply *reply = g_task_propagate_pointer (G_TASK (result), &error);

  if (job_goes_on (self, error))
    write_reply (self, reply);
  else
    askg_reader_reply_free (reply);
}

static void
compose (Job *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, composed_cb, job_ref (self));

  g_task_set_source_tag (task, compose);
  g_task_set_task_data (task, g_steal_pointer (&self->matter), (GDestroyNotify) askg_reader_matter_free);
  g_task_run_in_thread (task, compose_in_thread);
}

/* Thinking: earlier questions are looked up */

static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = askg_store_search_finish (ASKG_STORE (object), result, &error);

  /* A history that cannot be read spoils no explanation; it fails only who asks for it. */
  if (error != NULL && !askg_error_is_cancelled (error) && self->matter->intent->kind != ASKG_INTENT_RECALL)
    g_clear_error (&error);
  if (!job_goes_on (self, error))
    return;

  self->matter->hits = askg_reader_past_choose_hits (hits, self->conversation_id,
                                                     askg_question_get_asked_at_us (self->question));
  compose (self);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) summaries = askg_store_list_finish (ASKG_STORE (object), result, &error);

  if (!job_goes_on (self, error))
    return;

  self->matter->hits = askg_reader_past_hits_from_list (summaries, self->conversation_id);
  compose (self);
}

static void
recall (Job *self)
{
  g_autofree char *words = NULL;

  self->matter->can_recall = self->store != NULL && askg_store_is_open (self->store);
  if (self->matter->can_recall)
    words = askg_reader_past_make_query (self->matter);

  if (words != NULL)
    {
      g_autoptr(AskgSearch) search = askg_search_new (words, 20);

      /* Somebody who asks for it wants what comes closest; a remark nobody asked for must be true. */
      search->needs_all = self->matter->intent->kind != ASKG_INTENT_RECALL;
      askg_store_search_async (self->store, search, self->cancellable, recalled_cb, job_ref (self));
    }
  else if (self->matter->can_recall && self->matter->intent->kind == ASKG_INTENT_RECALL)
    askg_store_list_async (self->store, 6, self->cancellable, listed_cb, job_ref (self));
  else
    compose (self);
}

/* Thinking: errors are looked for */

typedef struct
{
  AskgReaderMatter *matter;    /* owned, until it goes back to the job */
  AskgCatalogue    *catalogue; /* owned */
} Look;

static void
look_free (Look *look)
{
  g_clear_pointer (&look->matter, askg_reader_matter_free);
  g_clear_object (&look->catalogue);
  g_free (look);
}

static void
look_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;

  askg_reader_matter_look (look->matter, look->catalogue, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;
  Look *look = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!job_goes_on (self, error))
    return;

  self->matter = g_steal_pointer (&look->matter);
  recall (self);
}

static void
think (Job *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, looked_cb, job_ref (self));
  Look *look = g_new0 (Look, 1);

  askg_answer_set_stage (self->answer, ASKG_STAGE_THINKING);
  look->matter = g_steal_pointer (&self->matter);
  look->catalogue = g_object_ref (self->catalogue);
  g_task_set_source_tag (task, think);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_in_thread);
}

/* Reading */

static void
gather (Job *self)
{
  g_autoptr(GError) error = askg_reader_past_fill (self->past, self->matter);

  if (job_goes_on (self, error))
    think (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Job) self = user_data;
  g_autoptr(GError) error = NULL;

  askg_reader_read_all_finish (ASKG_RECOGNISER (object), result, &error);
  if (job_goes_on (self, error))
    gather (self);
}

/* Looking: runs from the main loop, so that nothing is heard before ask() has returned. */
static gboolean
look_cb (gpointer user_data)
{
  Job *self = user_data;
  GPtrArray *attachments = askg_reader_past_get_attachments (self->past);

  if (self->is_over)
    return G_SOURCE_REMOVE;

  askg_answer_set_stage (self->answer, ASKG_STAGE_LOOKING);
  self->matter = askg_reader_past_make_matter (self->past);
  if (askg_reader_matter_needs_sources (self->matter) && askg_reader_must_read (attachments))
    {
      askg_answer_set_stage (self->answer, ASKG_STAGE_READING);
      askg_reader_read_all_async (self->recogniser, attachments, self->cancellable, read_cb, job_ref (self));
    }
  else
    gather (self);

  return G_SOURCE_REMOVE;
}

static void
forward_cancel (GCancellable *outer,
                GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
watch_for_the_end (Job *self)
{
  self->cancel_source = g_cancellable_source_new (self->cancellable);
  g_source_set_static_name (self->cancel_source, "[askg] reader cancelled");
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), job_ref (self), (GDestroyNotify) job_unref);
  g_source_attach (self->cancel_source, g_main_context_get_thread_default ());

  self->stop_handler = g_signal_connect_swapped (self->answer, "stop-requested", G_CALLBACK (g_cancellable_cancel),
                                                 self->cancellable);
  if (self->outer != NULL)
    self->outer_handler = g_cancellable_connect (self->outer, G_CALLBACK (forward_cancel),
                                                 g_object_ref (self->cancellable), g_object_unref);
}

/**
 * askg_reader_job_start:
 * @store: (nullable): where earlier questions are looked up
 * @earlier: the turns before; read now, not kept
 * @answer: finished exactly once, from the main loop
 * @cancellable: (nullable): ends it at any stage; so does stopping @answer
 */
void
askg_reader_job_start (AskgRecogniser   *recogniser,
                       AskgCatalogue    *catalogue,
                       AskgStore        *store,
                       AskgConversation *earlier,
                       AskgQuestion     *question,
                       AskgAnswer       *answer,
                       GCancellable     *cancellable)
{
  g_autoptr(Job) self = g_new0 (Job, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  g_ref_count_init (&self->refs);
  self->recogniser = g_object_ref (recogniser);
  self->catalogue = g_object_ref (catalogue);
  g_set_object (&self->store, store);
  self->question = g_object_ref (question);
  self->answer = g_object_ref (answer);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->outer, cancellable);
  self->past = askg_reader_past_new (earlier, question);
  self->conversation_id = askg_conversation_get_id (earlier);
  watch_for_the_end (self);

  g_source_set_static_name (source, "[askg] reader looks");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, look_cb, job_ref (self), (GDestroyNotify) job_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}
