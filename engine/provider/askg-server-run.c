/* askg-server-run.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-server-run.h"

#include <signal.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"
#include "engine/provider/askg-server-child.h"
#include "engine/provider/askg-server-health.h"
#include "engine/provider/askg-server-kind.h"

#define POLL_MS      100
#define SLOW_POLL_MS 500 /* once it says that it loads */

struct _AskgServerRun
{
  GObject            parent_instance;

  /* Owned */
  AskgHttp          *http;
  char              *id;
  char              *name;
  AskgServerPlan     *plan;   /* (nullable) until it is made */
  AskgServerPlace    *place;  /* (nullable) before the start and after the end */
  AskgServerChild    *child;  /* (nullable) before the start and after the end */
  GCancellable      *asking; /* cancelled at the end */
  GSource           *timer;  /* (nullable): the next poll */
  GError            *error;  /* (nullable) */

  AskgServerRunState  state;
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

G_DEFINE_FINAL_TYPE (AskgServerRun, askg_server_run, G_TYPE_OBJECT)

static void poll (AskgServerRun *self);

static void
set_state (AskgServerRun      *self,
           AskgServerRunState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Takes @error. */
static void
end (AskgServerRun *self,
     GError       *error,
     gboolean      may_go_better)
{
  g_autoptr(AskgServerRun) kept = g_object_ref (self);

  g_cancellable_cancel (self->asking);
  askg_timer_clear (&self->timer);
  g_clear_pointer (&self->place, askg_server_place_free);
  g_clear_object (&self->child);
  self->error = error;
  self->may_go_better = may_go_better;
  set_state (self, ASKG_SERVER_RUN_ENDED);
}

static gboolean
is_late (AskgServerRun *self)
{
  return !self->was_ready &&
         g_get_monotonic_time () - self->begun_at_us > (gint64) self->start_limit_ms * 1000;
}

static gboolean
poll_cb (gpointer user_data)
{
  AskgServerRun *self = user_data;

  askg_timer_clear (&self->timer);
  poll (self);

  return G_SOURCE_REMOVE;
}

/* It is well, or it is ended: until then nobody knows. */
static void
settle_doubt (AskgServerRun *self,
              AskgHealth    health)
{
  if (health == ASKG_HEALTH_SILENT)
    {
      askg_server_child_stop (self->child);
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
  g_autoptr(AskgServerRun) self = user_data;
  const AskgHealth health = askg_server_health_ask_finish (result, NULL);

  if (self->child == NULL || self->state == ASKG_SERVER_RUN_ENDED)
    return;

  if (self->was_ready)
    settle_doubt (self, health);
  else if (health == ASKG_HEALTH_READY)
    {
      self->was_ready = TRUE;
      set_state (self, ASKG_SERVER_RUN_READY);
    }
  else if (is_late (self))
    askg_server_child_stop (self->child); /* ended_cb() tells the rest */
  else
    {
      askg_timer_set (&self->timer, health == ASKG_HEALTH_LOADING ? SLOW_POLL_MS : POLL_MS,
                    "[askg] the health of a server", poll_cb, self);
      if (health == ASKG_HEALTH_LOADING)
        set_state (self, ASKG_SERVER_RUN_LOADING);
    }
}

static void
poll (AskgServerRun *self)
{
  askg_server_health_ask_async (self->http, self->id, self->name, self->place->url, self->place->socket_path,
                                self->place->key, self->asking, health_cb, g_object_ref (self));
}

/* Why it ended, from its last words, the signal, or how long it took. */
static GError *
new_end_error (AskgServerRun *self,
               const char   *known)
{
  const char *program = self->plan->kind->program;
  g_autofree char *quoted = askg_error_quote (self->plan->model_name);

  if (is_late (self))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                        _("%s did not get the model “%s” ready in time, and was stopped. Choose a smaller model, or try again."),
                        program, quoted);
  if (known != NULL)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED, known);
  if (askg_server_child_get_signal (self->child) == SIGKILL)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                        _("%s was killed while it served “%s”; often memory has run out. Close other programs, or choose a smaller model."),
                        program, quoted);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("%s ended by itself while it served “%s”. Try again, or choose another model; its log tells more."),
                      program, quoted);
}

/* A model that it cannot load will not load at the second try either. */
static void
child_ended_cb (AskgServerChild *child,
                AskgServerRun   *self)
{
  g_autofree char *words = askg_server_child_dup_last_words (child);
  const gboolean gave_up = !self->was_ready && askg_server_child_get_signal (child) == 0;
  g_autofree char *known = gave_up ? self->plan->kind->explain (words, self->plan->model_name) : NULL;

  end (self, new_end_error (self, known), known == NULL && !is_late (self));
}

static gboolean
start_child (AskgServerRun  *self,
             GError       **error)
{
  const AskgServerKind *kind = self->plan->kind;
  g_autofree char *log = askg_server_place_log_path (kind->program, self->id, error);
  g_auto(GStrv) argv = NULL;

  if (log == NULL || (self->place = askg_server_place_new (kind->get_guard (self->plan->help), error)) == NULL)
    return FALSE;

  argv = kind->new_argv (self->plan, self->place);
  self->child = askg_server_child_start (kind->program, kind->variables, (const char *const *) argv, log, error);

  return self->child != NULL;
}

static void
plan_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgServerRun) self = user_data;
  GError *error = NULL;

  self->plan = askg_server_plan_make_finish (result, &error);
  if (self->state == ASKG_SERVER_RUN_ENDED)
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
                    "[askg] the health of a server", poll_cb, self);
}

static void
askg_server_run_dispose (GObject *object)
{
  AskgServerRun *self = ASKG_SERVER_RUN (object);

  g_cancellable_cancel (self->asking);
  askg_timer_clear (&self->timer);
  if (self->child != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->child, self);
      askg_server_child_stop (self->child); /* it lives on until it is reaped */
    }
  g_clear_object (&self->child);
  g_clear_pointer (&self->place, askg_server_place_free);

  G_OBJECT_CLASS (askg_server_run_parent_class)->dispose (object);
}

static void
askg_server_run_finalize (GObject *object)
{
  AskgServerRun *self = ASKG_SERVER_RUN (object);

  g_clear_object (&self->http);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->plan, askg_server_plan_free);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (askg_server_run_parent_class)->finalize (object);
}

static void
askg_server_run_class_init (AskgServerRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = askg_server_run_dispose;
  object_class->finalize = askg_server_run_finalize;

  /**
   * AskgServerRun::changed:
   *
   * Emitted when its state is another, or it was doubted without reason. The last one is %ASKG_SERVER_RUN_ENDED: no process is left then.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_server_run_init (AskgServerRun *self)
{
  self->asking = g_cancellable_new ();
}

/**
 * askg_server_run_start:
 * @model: copied
 * @start_limit_ms: how long it may take to load the model
 *
 * Returns: (transfer full): it is on its way; "changed" tells how far
 */
AskgServerRun *
askg_server_run_start (AskgHttp             *http,
                       const char           *engine_id,
                       const char           *engine_name,
                       const AskgServedModel *model,
                       guint                 start_limit_ms)
{
  AskgServerRun *self = g_object_new (ASKG_TYPE_SERVER_RUN, NULL);

  self->http = g_object_ref (http);
  self->id = g_strdup (engine_id);
  self->name = g_strdup (engine_name);
  self->start_limit_ms = start_limit_ms;
  self->begun_at_us = g_get_monotonic_time ();
  askg_server_plan_make_async (model, self->asking, plan_cb, g_object_ref (self));

  return self;
}

AskgServerRunState
askg_server_run_get_state (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), ASKG_SERVER_RUN_ENDED);

  return self->state;
}

/* Why it ended; NULL while it lives, and when it was stopped before it began. */
const GError *
askg_server_run_get_error (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), NULL);

  return self->error;
}

/* Whether another run may end otherwise. */
gboolean
askg_server_run_may_go_better (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), FALSE);

  return self->may_go_better;
}

/* Of the process that was started; 0 when there is none. */
GPid
askg_server_run_get_pid (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), 0);

  return self->child != NULL ? askg_server_child_get_pid (self->child) : 0;
}

/* NULL before it was started and after its end; so are the next two. */
const char *
askg_server_run_get_url (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), NULL);

  return self->place != NULL ? self->place->url : NULL;
}

const char *
askg_server_run_get_socket_path (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), NULL);

  return self->place != NULL ? self->place->socket_path : NULL;
}

AskgKey *
askg_server_run_get_key (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), NULL);

  return self->place != NULL ? self->place->key : NULL;
}

/**
 * askg_server_run_doubt:
 *
 * It did not answer as it should: if it does not say that it is well, it is ended.
 */
void
askg_server_run_doubt (AskgServerRun *self)
{
  g_return_if_fail (ASKG_IS_SERVER_RUN (self));

  if (self->state != ASKG_SERVER_RUN_READY || self->is_doubted)
    return;

  self->is_doubted = TRUE;
  poll (self);
}

/* Whether it may be about to be ended for its silence. */
gboolean
askg_server_run_is_doubted (AskgServerRun *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_RUN (self), FALSE);

  return self->is_doubted;
}

/**
 * askg_server_run_stop:
 *
 * "changed" tells when it has ended, perhaps before this returns.
 */
void
askg_server_run_stop (AskgServerRun *self)
{
  g_return_if_fail (ASKG_IS_SERVER_RUN (self));

  if (self->state == ASKG_SERVER_RUN_ENDED)
    return;
  if (self->child != NULL)
    askg_server_child_stop (self->child);
  else
    end (self, NULL, FALSE);
}
