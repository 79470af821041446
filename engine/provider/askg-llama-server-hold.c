/* askg-llama-server-hold.c: main thread. Who needs it: those that wait until it is ready, and those that keep it. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-llama-server-private.h"

#include "engine/base/askg-timer.h"

/* @error: (nullable): why it does not get ready; those that were waited for hold it else */
void
askg_llama_server_tell_waiting (AskgLlamaServer *self,
                                const GError    *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else if (!g_task_return_error_if_cancelled (task)) /* one that was cancelled holds nothing */
        {
          self->n_holds++;
          g_task_return_boolean (task, TRUE);
        }
      g_object_unref (task);
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  AskgLlamaServer *self = user_data;

  askg_timer_clear (&self->timer);
  askg_llama_server_stop_async (self, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* It is kept for some minutes after the last release. */
void
askg_llama_server_wait_for_idleness (AskgLlamaServer *self)
{
  if (self->n_holds == 0 && self->state == ASKG_LLAMA_READY)
    askg_timer_set (&self->timer, self->idle_ms, "[askg] llama-server", idle_cb, self);
}

static void
hold_cancelled_cb (GCancellable *cancellable,
                   GTask        *task)
{
  AskgLlamaServer *self = g_task_get_source_object (task);

  if (!g_queue_remove (&self->waiting, task))
    return;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/**
 * askg_llama_server_hold_async:
 *
 * Starts it when it does not run, and waits until it has its model loaded. It is kept for as long as
 * somebody holds it, and some minutes more. A cancel ends the waiting; the start goes on for the next.
 *
 * Errors: those of askg_llama_plan_make_async(); %ASKG_ERROR_ENGINE_FAILED, %ASKG_ERROR_ENGINE_SILENT,
 *   %G_IO_ERROR_CANCELLED
 */
void
askg_llama_server_hold_async (AskgLlamaServer     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (ASKG_IS_LLAMA_SERVER (self));

  g_task_set_source_tag (task, askg_llama_server_hold_async);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  g_queue_push_tail (&self->waiting, task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (hold_cancelled_cb), task, 0);

  if (!g_queue_is_empty (&self->stopping))
    return; /* take_end() starts it again */
  if (self->state == ASKG_LLAMA_READY)
    {
      if (!askg_llama_run_is_doubted (self->run)) /* else it is told when that is settled */
        askg_llama_server_become_ready (self);
    }
  else if (self->state == ASKG_LLAMA_STOPPED || self->state == ASKG_LLAMA_FAILED)
    {
      askg_restarts_forget (&self->restarts);
      askg_llama_server_start (self);
    }
}

gboolean
askg_llama_server_hold_finish (AskgLlamaServer  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One hold more, without waiting: it is not stopped for idleness before the release. */
void
askg_llama_server_hold_on (AskgLlamaServer *self)
{
  g_return_if_fail (ASKG_IS_LLAMA_SERVER (self));

  self->n_holds++;
  if (self->state == ASKG_LLAMA_READY)
    askg_timer_clear (&self->timer);
}

/* One for each hold that succeeded. */
void
askg_llama_server_release (AskgLlamaServer *self)
{
  g_return_if_fail (ASKG_IS_LLAMA_SERVER (self));
  g_return_if_fail (self->n_holds > 0);

  self->n_holds--;
  askg_llama_server_wait_for_idleness (self);
}
