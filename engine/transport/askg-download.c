/* askg-download.c: main thread; the disk on workers, one call at a time.
 *
 * Each hop of a redirect is a request of its own, past policy and ledger, and without the key where the
 * host is another. A cut is resumed; a link that has expired is asked for again from the start. */
#include "engine/transport/askg-download-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/transport/askg-back-off.h"

static void
job_free (AskgDownloadJob *job)
{
  g_free ((char *) job->manifest.url);
  g_free ((char *) job->manifest.folder);
  g_free ((char *) job->manifest.name);
  g_free ((char *) job->manifest.sha256);
  g_free ((char *) job->manifest.magic);
  g_free ((char *) job->manifest.purpose);
  g_clear_pointer (&job->manifest.key, askg_key_unref);
  g_clear_pointer (&job->file, askg_download_file_free);
  g_free (job->url);
  g_free (job->next_url);
  g_free (job->path);
  g_free (job->etag);
  g_byte_array_unref (job->waiting);
  g_byte_array_unref (job->writing);
  g_clear_error (&job->trouble);
  g_clear_error (&job->cut);
  g_free (job);
}

/* The disk. */

typedef struct
{
  AskgDiskFunc func;
  AskgNextFunc next;
} DiskCall;

static void
disk_thread (GTask        *call_task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const DiskCall *call = task_data;
  GError *error = NULL;

  if (call->func (g_task_get_task_data (source_object), &error))
    g_task_return_boolean (call_task, TRUE);
  else
    g_task_return_error (call_task, error);
}

static void
disk_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (object));
  AskgDownloadJob *job = g_task_get_task_data (task);
  const DiskCall *call = g_task_get_task_data (G_TASK (result));

  job->is_on_disk = FALSE;
  g_task_propagate_boolean (G_TASK (result), job->trouble == NULL ? &job->trouble : NULL);
  call->next (task);
}

/**
 * askg_download_on_disk:
 * @func: on a worker; what it fails with becomes the job's trouble, if there is none yet
 * @next: on the main thread, when it is done
 */
void
askg_download_on_disk (GTask    *task,
                       AskgDiskFunc  func,
                       AskgNextFunc  next)
{
  g_autoptr(GTask) call_task = g_task_new (task, NULL, disk_done_cb, NULL);
  DiskCall *call = g_new0 (DiskCall, 1);

  call->func = func;
  call->next = next;
  ((AskgDownloadJob *) g_task_get_task_data (task))->is_on_disk = TRUE;
  g_task_set_task_data (call_task, call, g_free);
  g_task_run_in_thread (call_task, disk_thread);
}

static gboolean
open_on_disk (AskgDownloadJob     *job,
              GError **error)
{
  job->file = askg_download_file_open (&job->manifest, error);

  return job->file != NULL;
}

static gboolean
finish_on_disk (AskgDownloadJob     *job,
                GError **error)
{
  job->path = askg_download_file_finish (job->file, error);

  return job->path != NULL;
}

/* The end. */

static void
finished (GTask *task)
{
  AskgDownloadJob *job = g_task_get_task_data (task);

  if (job->trouble != NULL)
    g_task_return_error (task, g_steal_pointer (&job->trouble));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->path), g_free);
  g_object_unref (task);
}

void
askg_download_fail (GTask  *task,
                    GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GError *
status_error (AskgDownloadJob *job)
{
  g_autoptr(AskgOrigin) origin = askg_origin_new (job->url, NULL, NULL, NULL);
  const char *label = askg_origin_get_label (origin);

  if (job->status == 401 || job->status == 403)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_KEY_REFUSED,
                        _("%s was not fetched: %s does not give it to everybody (HTTP %u). Accept its terms on its page, and enter the key you get there."),
                        job->manifest.name, label, job->status);
  if (job->status == 404 || job->status == 410)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                        _("%s was not fetched: %s has no such file (HTTP %u). Look whether it was renamed, and give its new address."),
                        job->manifest.name, label, job->status);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("%s was not fetched: %s answered with an error (HTTP %u). What came so far is kept; start it again later."),
                      job->manifest.name, label, job->status);
}

static gboolean
try_again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    askg_download_request (task);

  return G_SOURCE_REMOVE;
}

/* Returns: whether it is tried once more, in a while, from the address it began with. */
static gboolean
try_again (GTask *task)
{
  AskgDownloadJob *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GSource) source = NULL;
  gint64 wait_ms;

  if (askg_download_file_get_size (job->file) > job->size_before)
    job->n_tries = 0;
  wait_ms = askg_back_off_get_wait_ms (++job->n_tries, job->told_ms, g_random_double ());
  if (wait_ms < 0)
    return FALSE;

  g_free (job->url);
  job->url = g_strdup (job->manifest.url);
  job->n_redirects = 0;
  source = g_timeout_source_new (wait_ms);
  if (cancellable != NULL)
    {
      g_autoptr(GSource) watch = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (watch);
      g_source_add_child_source (source, watch);
    }
  g_source_set_callback (source, try_again_cb, task, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return TRUE;
}

static gboolean
is_worth_a_try (AskgDownloadJob *job)
{
  if (job->cut != NULL)
    return g_error_matches (job->cut, ASKG_ERROR, ASKG_ERROR_NETWORK) ||
           g_error_matches (job->cut, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);

  return job->status / 100 != 2 && askg_back_off_is_worthwhile (job->status, NULL);
}

/* The exchange is over and all of it is on the disk. */
void
askg_download_exchange_ended (GTask *task)
{
  AskgDownloadJob *job = g_task_get_task_data (task);
  const gboolean is_short = job->cut == NULL && job->status / 100 == 2 && job->n_total != 0 &&
                            askg_download_file_get_size (job->file) < job->n_total;

  if (job->trouble != NULL)
    askg_download_fail (task, g_steal_pointer (&job->trouble));
  else if (job->next_url != NULL && job->cut == NULL)
    {
      g_free (job->url);
      job->url = g_steal_pointer (&job->next_url);
      askg_download_request (task);
    }
  else if ((is_short || is_worth_a_try (job)) && try_again (task))
    return;
  else if (job->cut != NULL)
    askg_download_fail (task, g_steal_pointer (&job->cut));
  else if (job->status / 100 == 2 || job->status == 416) /* nothing is left to send: the hash will tell */
    askg_download_on_disk (task, finish_on_disk, finished);
  else
    askg_download_fail (task, status_error (job));
}

static void
opened (GTask *task)
{
  AskgDownloadJob *job = g_task_get_task_data (task);

  if (job->trouble != NULL)
    askg_download_fail (task, g_steal_pointer (&job->trouble));
  else if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (askg_download_file_is_whole (job->file))
    askg_download_on_disk (task, finish_on_disk, finished);
  else
    askg_download_request (task);
}

/**
 * askg_download_async:
 * @manifest: copied
 * @progress: (nullable): what is on the disk
 * @cancellable: (nullable): what came so far is kept, and taken up by the next start
 */
void
askg_download_async (AskgHttp                   *http,
                     const AskgDownloadManifest *manifest,
                     AskgDownloadFunc            progress,
                     gpointer                    progress_data,
                     GCancellable               *cancellable,
                     GAsyncReadyCallback         callback,
                     gpointer                    user_data)
{
  GTask *task;
  AskgDownloadJob *job;

  g_return_if_fail (ASKG_IS_HTTP (http));
  g_return_if_fail (manifest != NULL && manifest->url != NULL && manifest->folder != NULL && manifest->name != NULL &&
                    manifest->purpose != NULL);

  task = g_task_new (http, cancellable, callback, user_data); /* unreffed where it ends */
  g_task_set_source_tag (task, askg_download_async);
  job = g_new0 (AskgDownloadJob, 1);
  job->http = http;
  job->manifest = *manifest;
  job->manifest.url = g_strdup (manifest->url);
  job->manifest.folder = g_strdup (manifest->folder);
  job->manifest.name = g_strdup (manifest->name);
  job->manifest.sha256 = g_strdup (manifest->sha256);
  job->manifest.magic = g_strdup (manifest->magic);
  job->manifest.purpose = g_strdup (manifest->purpose);
  job->manifest.key = manifest->key != NULL ? askg_key_ref (manifest->key) : NULL;
  job->progress = progress;
  job->progress_data = progress_data;
  job->url = g_strdup (manifest->url);
  job->waiting = g_byte_array_new ();
  job->writing = g_byte_array_new ();
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  askg_download_on_disk (task, open_on_disk, opened);
}

/**
 * askg_download_finish:
 *
 * Errors: %ASKG_ERROR_DAMAGED_DOWNLOAD (deleted), %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE, %ASKG_ERROR_ADDRESS,
 *   %ASKG_ERROR_KEY_REFUSED, %ASKG_ERROR_USAGE for a name that leads out of the folder, %G_IO_ERROR_CANCELLED, and
 *   what askg_http_send() gives after four tries.
 *
 * Returns: (transfer full): the path of the file, whole and with the right hash; or %NULL with @error set
 */
char *
askg_download_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_download_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
