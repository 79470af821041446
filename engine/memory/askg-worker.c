/* askg-worker.c: jobs go to the store's thread in the order of the calls and come back to the main
 * loop. Tasks and other objects with state are touched on the main thread only. */
#include "engine/memory/askg-worker.h"

#include "engine/memory/askg-index-sql.h"

#define MAX_MENDS 2 /* of one job: the index, then the file */

struct _AskgWorker
{
  AskgArchive  *archive; /* owned; the thread's while it runs */
  GAsyncQueue  *jobs;    /* owned; of Job */
  GMainContext *context; /* owned; where replies go */
  GThread      *thread;
  gint          was_mended; /* atomic */
};

typedef struct
{
  AskgWorker      *worker;
  GTask           *task;         /* owned; main thread */
  AskgWork         work;         /* one of these two; neither: the last job */
  AskgArchiveWork  archive_work;
  AskgReply        reply;
  gpointer         data;         /* the task's */
  GCancellable    *cancellable;  /* (nullable): the task's */
  AskgWorkKind     kind;
  GError          *error;
} Job;

static gboolean
reply (gpointer user_data)
{
  Job *job = user_data;

  job->reply (job->task, job->data, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

/* Not g_main_context_invoke(): where the main loop does not run yet, that would call back here. */
static void
send_back (Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, reply, job, job_free);
  g_source_set_static_name (source, "askg-store-reply");
  g_source_attach (source, job->worker->context);
}

static gboolean
run (Job      *job,
     GError  **error)
{
  AskgDb *db;
  gboolean is_done;

  if (job->archive_work != NULL)
    return job->archive_work (job->worker->archive, job->data, error);

  db = askg_archive_require_db (job->worker->archive, error);
  if (db == NULL)
    return FALSE;
  askg_db_heed (db, job->kind == ASKG_WORK_READ ? job->cancellable : NULL);
  is_done = job->work (db, job->data, error);
  askg_db_heed (db, NULL);

  return is_done;
}

static gboolean
mend (AskgArchive *archive)
{
  AskgDb *db = askg_archive_get_db (archive);

  if (db == NULL)
    return FALSE;
  if (askg_index_sql_mend (db))
    return TRUE;

  return (askg_db_take_bad_index (db) || askg_archive_is_damaged (archive)) && askg_archive_rescue (archive, NULL);
}

/* Damage that shows while working is mended at once, so that what was to be saved is saved: behind a
 * damaged index there may be more of it. */
static void
do_job (Job *job)
{
  AskgArchive *archive = job->worker->archive;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error) || run (job, &job->error))
    return;

  for (guint n = 0; n < MAX_MENDS && mend (archive); n++)
    {
      g_atomic_int_set (&job->worker->was_mended, TRUE);
      g_clear_error (&job->error);
      if (run (job, &job->error))
        return;
    }
}

static gpointer
work_until_last (gpointer data)
{
  AskgWorker *self = data;

  while (TRUE)
    {
      Job *job = g_async_queue_pop (self->jobs);

      if (job->work == NULL && job->archive_work == NULL)
        {
          job_free (job);
          return NULL;
        }
      do_job (job);
      send_back (job);
    }
}

/**
 * askg_worker_new:
 * @folder: where the database is; it is not opened yet
 *
 * Replies come in the main context that is the thread's default now.
 */
AskgWorker *
askg_worker_new (const char *folder)
{
  AskgWorker *self = g_new0 (AskgWorker, 1);

  self->archive = askg_archive_new (folder);
  self->jobs = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_new ("askg-store", work_until_last, self);

  return self;
}

/* Waits for the job that runs. Nothing else can be waiting: every job holds what owns the worker. */
void
askg_worker_free (AskgWorker *self)
{
  if (self == NULL)
    return;

  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  (void) g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_main_context_unref (self->context);
  askg_archive_free (self->archive);
  g_free (self);
}

static Job *
job_new (AskgWorker *self,
         GTask      *task,
         AskgReply   answer)
{
  Job *job = g_new0 (Job, 1);

  job->worker = self;
  job->task = g_object_ref (task);
  job->reply = answer;
  job->data = g_task_get_task_data (task);
  job->cancellable = g_task_get_cancellable (task);

  return job;
}

/**
 * askg_worker_push:
 * @task: (transfer none): its source object must own @self; its data is given to @work and @reply
 *
 * Where the database is not open, @work is not called and @answer gets an error.
 */
void
askg_worker_push (AskgWorker   *self,
                  GTask        *task,
                  AskgWorkKind  kind,
                  AskgWork      work,
                  AskgReply     answer)
{
  Job *job = job_new (self, task, answer);

  job->work = work;
  job->kind = kind;
  g_async_queue_push (self->jobs, job);
}

/* As askg_worker_push(), also where the database is not open; once begun it is finished. */
void
askg_worker_push_archive (AskgWorker      *self,
                          GTask           *task,
                          AskgArchiveWork  work,
                          AskgReply        answer)
{
  Job *job = job_new (self, task, answer);

  job->archive_work = work;
  g_async_queue_push (self->jobs, job);
}

/* Whether since the last time of asking damage was mended: then the index may have to be gone on with. */
gboolean
askg_worker_take_mended (AskgWorker *self)
{
  return g_atomic_int_compare_and_exchange (&self->was_mended, TRUE, FALSE);
}

char *
askg_worker_dup_notice (AskgWorker *self)
{
  return askg_archive_dup_notice (self->archive);
}
