/* askg-model-server-hold.c: main thread. Who needs it: those that wait until it is ready, and those that keep it. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-model-server-private.h"

#include "engine/base/askg-timer.h"

/* @error: (nullable): why it does not get ready; those that were waited for hold it else */
void
askg_model_server_tell_waiting (AskgModelServer *self,
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
  AskgModelServer *self = user_data;

  askg_timer_clear (&self->timer);
  askg_model_server_stop_async (self, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* It is kept for some minutes after the last release. */
void
askg_model_server_wait_for_idleness (AskgModelServer *self)
{
  if (self->n_holds == 0 && self->state == ASKG_SERVER_READY)
    askg_timer_set (&self->timer, self->idle_ms, "[askg] a server of models", idle_cb, self);
}

static void
hold_cancelled_cb (GCancellable *cancellable,
                   GTask        *task)
{
  AskgModelServer *self = g_task_get_source_object (task);

  if (!g_queue_remove (&self->waiting, task))
    return;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/**
 * askg_model_server_hold_async:
 *
 * Starts it when it does not run, and waits until it has its model loaded. It is kept for as long as
 * somebody holds it, and some minutes more. A cancel ends the waiting; the start goes on for the next.
 *
 * Errors: those of askg_server_plan_make_async(); %ASKG_ERROR_ENGINE_FAILED, %ASKG_ERROR_ENGINE_SILENT,
 *   %G_IO_ERROR_CANCELLED
 */
void
askg_model_server_hold_async (AskgModelServer     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));

  g_task_set_source_tag (task, askg_model_server_hold_async);
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
  if (self->state == ASKG_SERVER_READY)
    {
      if (!askg_server_run_is_doubted (self->run)) /* else it is told when that is settled */
        askg_model_server_become_ready (self);
    }
  else if (self->state == ASKG_SERVER_STOPPED || self->state == ASKG_SERVER_FAILED)
    {
      askg_restarts_forget (&self->restarts);
      askg_model_server_start (self);
    }
}

gboolean
askg_model_server_hold_finish (AskgModelServer  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One hold more, without waiting: it is not stopped for idleness before the release. */
void
askg_model_server_hold_on (AskgModelServer *self)
{
  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));

  self->n_holds++;
  if (self->state == ASKG_SERVER_READY)
    askg_timer_clear (&self->timer);
}

/* One for each hold that succeeded. */
void
askg_model_server_release (AskgModelServer *self)
{
  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));
  g_return_if_fail (self->n_holds > 0);

  self->n_holds--;
  askg_model_server_wait_for_idleness (self);
}
