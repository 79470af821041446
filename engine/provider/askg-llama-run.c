/* askg-llama-run.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-llama-run.h"

#include <signal.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"
#include "engine/provider/askg-llama-child.h"
#include "engine/provider/askg-llama-command.h"
#include "engine/provider/askg-llama-health.h"
#include "engine/provider/askg-llama-place.h"
#include "engine/provider/askg-llama-plan.h"

#define POLL_MS      100
#define SLOW_POLL_MS 500 /* once it says that it loads */

struct _AskgLlamaRun
{
  GObject            parent_instance;

  /* Owned */
  AskgHttp          *http;
  char              *id;
  char              *name;
  AskgLlamaPlan     *plan;   /* (nullable) until it is made */
  AskgLlamaPlace    *place;  /* (nullable) before the start and after the end */
  AskgLlamaChild    *child;  /* (nullable) before the start and after the end */
  GCancellable      *asking; /* cancelled at the end */
  GSource           *timer;  /* (nullable): the next poll */
  GError            *error;  /* (nullable) */

  AskgLlamaRunState  state;
  gint64             begun_at_us;
  guint              start_limit_ms;
  gboolean           is_doubted;
  gboolean           was_ready;
  gboolean           may_go_better;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgLlamaRun, askg_llama_run, G_TYPE_OBJECT)

static void poll (AskgLlamaRun *self);

static void
set_state (AskgLlamaRun      *self,
           AskgLlamaRunState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Takes @error. */
static void
end (AskgLlamaRun *self,
     GError       *error,
     gboolean      may_go_better)
{
  g_autoptr(AskgLlamaRun) kept = g_object_ref (self);

  g_cancellable_cancel (self->asking);
  askg_timer_clear (&self->timer);
  g_clear_pointer (&self->place, askg_llama_place_free);
  g_clear_object (&self->child);
  self->error = error;
  self->may_go_better = may_go_better;
  set_state (self, ASKG_LLAMA_RUN_ENDED);
}

static gboolean
is_late (AskgLlamaRun *self)
{
  return !self->was_ready &&
         g_get_monotonic_time () - self->begun_at_us > (gint64) self->start_limit_ms * 1000;
}

static gboolean
poll_cb (gpointer user_data)
{
  AskgLlamaRun *self = user_data;

  askg_timer_clear (&self->timer);
  poll (self);

  return G_SOURCE_REMOVE;
}

/* It is well, or it is ended: until then nobody knows. */
static void
settle_doubt (AskgLlamaRun *self,
              AskgHealth    health)
{
  if (health == ASKG_HEALTH_SILENT)
    {
      askg_llama_child_stop (self->child);
      return;
    }

  self->is_doubted = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
health_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgLlamaRun) self = user_data;
  const AskgHealth health = askg_llama_health_ask_finish (result, NULL);

  if (self->child == NULL || self->state == ASKG_LLAMA_RUN_ENDED)
    return;

  if (self->was_ready)
    settle_doubt (self, health);
  else if (health == ASKG_HEALTH_READY)
    {
      self->was_ready = TRUE;
      set_state (self, ASKG_LLAMA_RUN_READY);
    }
  else if (is_late (self))
    askg_llama_child_stop (self->child); /* ended_cb() tells the rest */
  else
    {
      askg_timer_set (&self->timer, health == ASKG_HEALTH_LOADING ? SLOW_POLL_MS : POLL_MS,
                    "[askg] the health of llama-server", poll_cb, self);
      if (health == ASKG_HEALTH_LOADING)
        set_state (self, ASKG_LLAMA_RUN_LOADING);
    }
}

static void
poll (AskgLlamaRun *self)
{
  askg_llama_health_ask_async (self->http, self->id, self->name, self->place->url, self->place->socket_path,
                               self->place->key, self->asking, health_cb, g_object_ref (self));
}

/* Why it ended, from its last words, the signal, or how long it took. */
static GError *
new_end_error (AskgLlamaRun *self,
               const char   *known)
{
  g_autofree char *quoted = askg_error_quote (self->plan->model_name);

  if (is_late (self))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                        _("llama-server did not get the model “%s” ready in time, and was stopped. Choose a smaller model, or try again."),
                        quoted);
  if (known != NULL)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED, known);
  if (askg_llama_child_get_signal (self->child) == SIGKILL)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                        _("llama-server was killed while it served “%s”; often memory has run out. Close other programs, or choose a smaller model."),
                        quoted);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("llama-server ended by itself while it served “%s”. Try again, or choose another model; its log tells more."),
                      quoted);
}

/* A model that it cannot load will not load at the second try either. */
static void
child_ended_cb (AskgLlamaChild *child,
                AskgLlamaRun   *self)
{
  g_autofree char *words = askg_llama_child_dup_last_words (child);
  const gboolean gave_up = !self->was_ready && askg_llama_child_get_signal (child) == 0;
  g_autofree char *known = gave_up ? askg_llama_explain (words, self->plan->model_name) : NULL;

  end (self, new_end_error (self, known), known == NULL && !is_late (self));
}

static gboolean
start_child (AskgLlamaRun  *self,
             GError       **error)
{
  g_autofree char *log = askg_llama_place_log_path (self->id, error);
  g_auto(GStrv) argv = NULL;
  AskgLlamaCommand command;

  if (log == NULL || (self->place = askg_llama_place_new (self->plan->help, error)) == NULL)
    return FALSE;

  command = (AskgLlamaCommand) {
    .program = self->plan->program, .help = self->plan->help, .model_path = self->plan->model_path,
    .projector_path = self->plan->projector_path, .alias = self->plan->model_name,
    .socket_path = self->place->socket_path, .port = self->place->port, .key_path = self->place->key_path,
    .context_tokens = self->plan->context_tokens, .arguments = (const char *const *) self->plan->arguments,
    .is_walled = self->plan->has_walls && self->place->socket_path != NULL,
  };
  argv = askg_llama_command_new_argv (&command);
  self->child = askg_llama_child_start ((const char * const *) argv, log, error);

  return self->child != NULL;
}

static void
plan_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgLlamaRun) self = user_data;
  GError *error = NULL;

  self->plan = askg_llama_plan_make_finish (result, &error);
  if (self->state == ASKG_LLAMA_RUN_ENDED)
    {
      g_clear_error (&error);
      return;
    }
  if (self->plan == NULL || !start_child (self, &error))
    {
      end (self, error, FALSE);
      return;
    }

  g_signal_connect_object (self->child, "ended", G_CALLBACK (child_ended_cb), self, 0);
  askg_timer_set (&self->timer, POLL_MS,
                    "[askg] the health of llama-server", poll_cb, self);
}

static void
askg_llama_run_dispose (GObject *object)
{
  AskgLlamaRun *self = ASKG_LLAMA_RUN (object);

  g_cancellable_cancel (self->asking);
  askg_timer_clear (&self->timer);
  if (self->child != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->child, self);
      askg_llama_child_stop (self->child); /* it lives on until it is reaped */
    }
  g_clear_object (&self->child);
  g_clear_pointer (&self->place, askg_llama_place_free);

  G_OBJECT_CLASS (askg_llama_run_parent_class)->dispose (object);
}

static void
askg_llama_run_finalize (GObject *object)
{
  AskgLlamaRun *self = ASKG_LLAMA_RUN (object);

  g_clear_object (&self->http);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->plan, askg_llama_plan_free);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (askg_llama_run_parent_class)->finalize (object);
}

static void
askg_llama_run_class_init (AskgLlamaRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = askg_llama_run_dispose;
  object_class->finalize = askg_llama_run_finalize;

  /**
   * AskgLlamaRun::changed:
   *
   * Emitted when its state is another, or it was doubted without reason. The last one is %ASKG_LLAMA_RUN_ENDED: no process is left then.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_llama_run_init (AskgLlamaRun *self)
{
  self->asking = g_cancellable_new ();
}

/**
 * askg_llama_run_start:
 * @model: copied
 * @start_limit_ms: how long it may take to load the model
 *
 * Returns: (transfer full): it is on its way; "changed" tells how far
 */
AskgLlamaRun *
askg_llama_run_start (AskgHttp             *http,
                      const char           *engine_id,
                      const char           *engine_name,
                      const AskgLlamaModel *model,
                      guint                 start_limit_ms)
{
  AskgLlamaRun *self = g_object_new (ASKG_TYPE_LLAMA_RUN, NULL);

  self->http = g_object_ref (http);
  self->id = g_strdup (engine_id);
  self->name = g_strdup (engine_name);
  self->start_limit_ms = start_limit_ms;
  self->begun_at_us = g_get_monotonic_time ();
  askg_llama_plan_make_async (model, self->asking, plan_cb, g_object_ref (self));

  return self;
}

AskgLlamaRunState
askg_llama_run_get_state (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), ASKG_LLAMA_RUN_ENDED);

  return self->state;
}

/* Why it ended; NULL while it lives, and when it was stopped before it began. */
const GError *
askg_llama_run_get_error (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), NULL);

  return self->error;
}

/* Whether another run may end otherwise. */
gboolean
askg_llama_run_may_go_better (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), FALSE);

  return self->may_go_better;
}

/* Of the process that was started; 0 when there is none. */
GPid
askg_llama_run_get_pid (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), 0);

  return self->child != NULL ? askg_llama_child_get_pid (self->child) : 0;
}

/* NULL before it was started and after its end; so are the next two. */
const char *
askg_llama_run_get_url (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), NULL);

  return self->place != NULL ? self->place->url : NULL;
}

const char *
askg_llama_run_get_socket_path (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), NULL);

  return self->place != NULL ? self->place->socket_path : NULL;
}

AskgKey *
askg_llama_run_get_key (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), NULL);

  return self->place != NULL ? self->place->key : NULL;
}

/**
 * askg_llama_run_doubt:
 *
 * It did not answer as it should: if it does not say that it is well, it is ended.
 */
void
askg_llama_run_doubt (AskgLlamaRun *self)
{
  g_return_if_fail (ASKG_IS_LLAMA_RUN (self));

  if (self->state != ASKG_LLAMA_RUN_READY || self->is_doubted)
    return;

  self->is_doubted = TRUE;
  poll (self);
}

/* Whether it may be about to be ended for its silence. */
gboolean
askg_llama_run_is_doubted (AskgLlamaRun *self)
{
  g_return_val_if_fail (ASKG_IS_LLAMA_RUN (self), FALSE);

  return self->is_doubted;
}

/**
 * askg_llama_run_stop:
 *
 * "changed" tells when it has ended, perhaps before this returns.
 */
void
askg_llama_run_stop (AskgLlamaRun *self)
{
  g_return_if_fail (ASKG_IS_LLAMA_RUN (self));

  if (self->state == ASKG_LLAMA_RUN_ENDED)
    return;
  if (self->child != NULL)
    askg_llama_child_stop (self->child);
  else
    end (self, NULL, FALSE);
}
