/* askg-model-server.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-model-server-private.h"

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"

#define START_LIMIT_MS (10 * 60 * 1000)
#define IDLE_MS        (15 * 60 * 1000)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgModelServer, askg_model_server, G_TYPE_OBJECT)

static void
set_state (AskgModelServer *self,
           AskgServerState   state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_stopping (AskgModelServer *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->stopping)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static gboolean
start_again_cb (gpointer user_data)
{
  AskgModelServer *self = user_data;

  askg_timer_clear (&self->timer);
  askg_model_server_start (self);

  return G_SOURCE_REMOVE;
}

void
askg_model_server_become_ready (AskgModelServer *self)
{
  askg_timer_clear (&self->timer);
  g_clear_error (&self->error);
  set_state (self, ASKG_SERVER_READY);
  askg_model_server_tell_waiting (self, NULL);
  askg_model_server_wait_for_idleness (self);
}

static void
take_end (AskgModelServer *self)
{
  g_autoptr(AskgServerRun) run = g_steal_pointer (&self->run);
  const gboolean is_wanted = g_queue_is_empty (&self->stopping);
  const gint64 wait_ms = is_wanted && askg_server_run_may_go_better (run) ?
    askg_restarts_next_ms (&self->restarts, g_get_monotonic_time ()) : -1;

  g_signal_handlers_disconnect_by_data (run, self);
  askg_timer_clear (&self->timer);
  if (!is_wanted)
    {
      set_state (self, ASKG_SERVER_STOPPED);
      tell_stopping (self);
      if (!g_queue_is_empty (&self->waiting)) /* asked for again meanwhile */
        askg_model_server_start (self);
      return;
    }

  g_clear_error (&self->error);
  self->error = g_error_copy (askg_server_run_get_error (run));
  g_info ("%s", self->error->message); /* whoever asks is told */
  if (wait_ms >= 0)
    {
      set_state (self, ASKG_SERVER_WAITING);
      askg_timer_set (&self->timer, wait_ms, "[askg] a server of models", start_again_cb, self);
    }
  else
    {
      set_state (self, ASKG_SERVER_FAILED);
      askg_model_server_tell_waiting (self, self->error);
    }
}

static void
run_changed_cb (AskgServerRun    *run,
                AskgModelServer *self)
{
  switch (askg_server_run_get_state (run))
    {
    case ASKG_SERVER_RUN_READY:
      askg_model_server_become_ready (self);
      break;
    case ASKG_SERVER_RUN_ENDED:
      take_end (self);
      break;
    case ASKG_SERVER_RUN_LOADING:
      set_state (self, ASKG_SERVER_LOADING);
      break;
    case ASKG_SERVER_RUN_STARTING:
    default:
      break;
    }
}

void
askg_model_server_start (AskgModelServer *self)
{
  self->run = askg_server_run_start (self->http, self->id, self->name, self->model, self->start_limit_ms);
  g_signal_connect (self->run, "changed", G_CALLBACK (run_changed_cb), self);
  set_state (self, ASKG_SERVER_STARTING);
}

static void
askg_model_server_dispose (GObject *object)
{
  AskgModelServer *self = ASKG_MODEL_SERVER (object);

  askg_timer_clear (&self->timer);
  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->run, self);
      g_object_run_dispose (G_OBJECT (self->run)); /* whoever looks at it still */
      g_clear_object (&self->run);
    }

  G_OBJECT_CLASS (askg_model_server_parent_class)->dispose (object);
}

static void
askg_model_server_finalize (GObject *object)
{
  AskgModelServer *self = ASKG_MODEL_SERVER (object);

  g_clear_object (&self->http);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->model, askg_served_model_free);

  G_OBJECT_CLASS (askg_model_server_parent_class)->finalize (object);
}

static void
askg_model_server_class_init (AskgModelServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_model_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_model_server_finalize;

  /* Emitted when its state is another. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_model_server_init (AskgModelServer *self)
{
  self->start_limit_ms = START_LIMIT_MS;
  self->idle_ms = IDLE_MS;
}

/**
 * askg_model_server_new:
 * @http: what it is asked through
 * @model: copied
 *
 * Returns: (transfer full): stopped; nothing happens before a hold
 */
AskgModelServer *
askg_model_server_new (AskgHttp             *http,
                       const char           *engine_id,
                       const char           *engine_name,
                       const AskgServedModel *model)
{
  AskgModelServer *self = g_object_new (ASKG_TYPE_MODEL_SERVER, NULL);

  self->http = g_object_ref (http);
  self->id = g_strdup (engine_id);
  self->name = g_strdup (engine_name);
  self->model = askg_served_model_copy (model);

  return self;
}

AskgServerState
askg_model_server_get_state (AskgModelServer *self)
{
  g_return_val_if_fail (ASKG_IS_MODEL_SERVER (self), ASKG_SERVER_STOPPED);

  return self->state;
}

/* Why it waits or has failed; NULL when it does neither. */
const GError *
askg_model_server_get_error (AskgModelServer *self)
{
  g_return_val_if_fail (ASKG_IS_MODEL_SERVER (self), NULL);

  return self->error;
}

/**
 * askg_model_server_get_run:
 *
 * Returns: (nullable) (transfer none): where it is spoken to now; another after each death
 */
AskgServerRun *
askg_model_server_get_run (AskgModelServer *self)
{
  g_return_val_if_fail (ASKG_IS_MODEL_SERVER (self), NULL);

  return self->run;
}

/**
 * askg_model_server_set_limits_ms:
 * @start_ms: how long it may take to load the model
 * @idle_ms: how long it is kept after the last release
 */
void
askg_model_server_set_limits_ms (AskgModelServer *self,
                                 guint            start_ms,
                                 guint            idle_ms)
{
  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));

  self->start_limit_ms = start_ms;
  self->idle_ms = idle_ms;
}

/**
 * askg_model_server_doubt:
 *
 * It did not answer as it should: if it does not say that it is well, it is ended and started again.
 */
void
askg_model_server_doubt (AskgModelServer *self)
{
  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));

  if (self->run != NULL)
    askg_server_run_doubt (self->run);
}

/**
 * askg_model_server_stop_async:
 *
 * Ends it, whoever holds it; the callback comes when it is gone and its socket with it. Who still waits
 * for it is told that it was cancelled.
 */
void
askg_model_server_stop_async (AskgModelServer     *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (ASKG_IS_MODEL_SERVER (self));
  g_task_set_source_tag (task, askg_model_server_stop_async);
  g_queue_push_tail (&self->stopping, task);
  askg_model_server_tell_waiting (self, stopped);
  askg_timer_clear (&self->timer);
  if (self->run != NULL)
    {
      askg_server_run_stop (self->run);
      return;
    }

  set_state (self, ASKG_SERVER_STOPPED);
  tell_stopping (self);
}

gboolean
askg_model_server_stop_finish (AskgModelServer  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
