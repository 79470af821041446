/* askg-store-call.c: how calls go to the store's thread, and how they come back. Main thread. */
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-private.h"

/**
 * askg_store_send:
 * @data: what the call needs; copied as it is, so that what it points to becomes the call's. Of a call whose size
 *   is 0 it is @data itself that is worked with; it must live until @callback.
 * @cancellable: (nullable)
 * @callback: (nullable): for a call nobody waits for
 *
 * A store that was never opened answers with an error, from the main loop as ever.
 */
void
askg_store_send (AskgStore           *self,
                 const AskgStoreCall *call,
                 gconstpointer        data,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  gpointer own = call->data_size > 0 ? g_memdup2 (data, call->data_size) : (gpointer) data;

  if (callback != NULL)
    self->called_at_us = g_get_monotonic_time ();
  g_task_set_source_tag (task, call->tag);
  g_task_set_task_data (task, own, call->free_data);
  if (self->worker == NULL)
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_STORAGE, "%s",
                               _("The history is not open. Start Askglass again."));
      return;
    }
  /* What was done is told as done, also when it was cancelled too late. */
  if (call->kind == ASKG_WORK_WRITE)
    g_task_set_check_cancellable (task, FALSE);
  askg_worker_push (self->worker, task, call->kind, call->work, call->reply);
}

/**
 * askg_store_reply_error:
 * @error: (nullable) (transfer full): becomes what the task returns
 *
 * For every reply: what happened on the store's thread may have a word to it.
 *
 * Returns: %FALSE when there is none, and the task is still to be returned
 */
gboolean
askg_store_reply_error (GTask  *task,
                        GError *error)
{
  AskgStore *self = g_task_get_source_object (task);

  g_free (self->notice);
  self->notice = askg_worker_dup_notice (self->worker);
  if (askg_worker_take_mended (self->worker) && self->is_open)
    askg_store_prepare (self);
  if (error != NULL)
    g_task_return_error (task, error);

  return error != NULL;
}

/* Of a call whose first member is the list that was wanted, of whatever: a GPtrArray, owned. */
void
askg_store_reply_list (GTask    *task,
                       gpointer  data,
                       GError   *error)
{
  GPtrArray **list = data;

  if (!askg_store_reply_error (task, error))
    g_task_return_pointer (task, g_steal_pointer (list), (GDestroyNotify) g_ptr_array_unref);
}

/* Returns a task that has nothing but success to tell. */
void
askg_store_reply_boolean (GTask    *task,
                          gpointer  data,
                          GError   *error)
{
  if (!askg_store_reply_error (task, error))
    g_task_return_boolean (task, TRUE);
}
