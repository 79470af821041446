/* askg-engine-link-open.c: main thread. The address and the key of an engine are found, or it is started. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engine-link-private.h"

/* What is known of the way is forgotten: the next opening finds it anew. */
void
askg_engine_link_close (AskgEngineLink *self)
{
  g_clear_pointer (&self->url, askg_engine_url_free);
  g_clear_pointer (&self->origin, askg_origin_unref);
  g_clear_pointer (&self->key, askg_key_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->other_path, g_free);
  g_clear_pointer (&self->found_model, g_free);
  g_clear_pointer (&self->made_url, g_free);
  g_clear_pointer (&self->made_origin, askg_origin_unref);
  g_clear_pointer (&self->made_target, g_free);
  g_clear_object (&self->run);
}

static AskgKeyStyle
key_style (AskgEngineLink *self)
{
  switch (askg_profile_get_speaks (self->profile))
    {
    case ASKG_SPEAKS_ANTHROPIC:
      return ASKG_KEY_X_API_KEY;
    case ASKG_SPEAKS_GEMINI:
      return ASKG_KEY_X_GOOG_API_KEY;
    case ASKG_SPEAKS_AUTO:
    case ASKG_SPEAKS_CHAT:
    case ASKG_SPEAKS_RESPONSES:
    case ASKG_SPEAKS_OLLAMA:
    case ASKG_SPEAKS_TRANSCRIPTION:
    case ASKG_SPEAKS_INFERENCE:
    case ASKG_SPEAKS_SPEECH:
    case ASKG_SPEAKS_REALTIME:
    default:
      return ASKG_KEY_BEARER;
    }
}

static void
key_found_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *secret = askg_keys_lookup_finish (ASKG_KEYS (object), result, &error);

  /* The address may have changed meanwhile: then the next request opens it again. */
  if (secret != NULL && self->origin != NULL)
    self->key = askg_key_new (secret, -1, key_style (self), self->origin, &error);
  askg_keys_wipe (secret);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* @typed: (nullable) */
static gboolean
find_origin (AskgEngineLink  *self,
             const char      *typed,
             GError         **error)
{
  g_autofree char *url = NULL;

  askg_engine_link_close (self);
  self->url = askg_engine_url_parse (typed != NULL ? typed : "", error);
  if (self->url == NULL)
    return FALSE;

  url = askg_engine_url_join (self->url, "", "");
  self->place = askg_engine_url_get_place (self->url);
  self->origin = askg_origin_new (url, self->url->socket, NULL, error);

  return self->origin != NULL;
}

/* -- A model file --------------------------------------------------------- */

static gboolean
is_child (AskgEngineLink *self)
{
  return askg_profile_get_kind (self->profile) == ASKG_PROFILE_CHILD && self->servers != NULL;
}

/* Each of its lives has another address and another key. */
static gboolean
take_run (AskgEngineLink  *self,
          AskgServerRun    *run,
          GError         **error)
{
  const char *socket_path = askg_server_run_get_socket_path (run);
  AskgKey *key = askg_server_run_get_key (run);
  g_autofree char *address = socket_path != NULL ? g_strconcat ("unix:", socket_path, NULL)
                                                 : g_strdup (askg_server_run_get_url (run));

  if (self->run == run)
    return TRUE;
  if (!find_origin (self, address, error))
    return FALSE;

  g_clear_pointer (&self->place, g_free); /* no address of its own that a person would know */
  self->key = key != NULL ? askg_key_ref (key) : NULL;
  self->run = g_object_ref (run);

  return TRUE;
}

static void
served_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgModelServer *server = ASKG_MODEL_SERVER (object);
  GError *error = NULL;

  if (!askg_model_server_hold_finish (server, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (askg_model_server_get_run (server) == NULL) /* it died just now */
    askg_model_server_hold_async (server, g_task_get_cancellable (task), served_cb, g_object_ref (task));
  else if (take_run (g_task_get_source_object (task), askg_model_server_get_run (server), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  askg_model_server_release (server); /* it is kept for minutes: see askg_engine_link_hold_on() */
}

/**
 * askg_engine_link_hold_on:
 *
 * Of an open link: what serves the model is not stopped meanwhile, however long the answer is.
 *
 * Returns: (transfer full) (nullable): for askg_model_server_release(); %NULL when somebody else runs the engine
 */
AskgModelServer *
askg_engine_link_hold_on (AskgEngineLink *self)
{
  AskgModelServer *server;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), NULL);

  if (!is_child (self))
    return NULL;

  server = askg_model_servers_get (self->servers, self->profile);
  askg_model_server_hold_on (server);

  return g_object_ref (server);
}

/* -- Opening -------------------------------------------------------------- */

/* Whether address and key are at hand; of a model file, as they were when it was last asked. */
gboolean
askg_engine_link_is_open (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), FALSE);

  return self->origin != NULL && (self->key != NULL || askg_profile_get_key_place (self->profile) == ASKG_KEY_NONE);
}

/* Whether it is open and stays so: else it is for askg_engine_link_open_async(). */
gboolean
askg_engine_link_is_ready (AskgEngineLink *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (self), FALSE);

  return !is_child (self) && askg_engine_link_is_open (self);
}

/**
 * askg_engine_link_open_async:
 *
 * Reads the address and fetches the key, unless both are there; nothing is connected by it. A model file
 * of ours is served first: that may take minutes.
 */
void
askg_engine_link_open_async (AskgEngineLink      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *bound_to = NULL;
  AskgKeyPlace place;
  GError *error = NULL;

  g_return_if_fail (ASKG_IS_ENGINE_LINK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_engine_link_open_async);
  if (is_child (self))
    {
      askg_model_server_hold_async (askg_model_servers_get (self->servers, self->profile), cancellable, served_cb,
                                    g_steal_pointer (&task));
      return;
    }

  place = askg_profile_get_key_place (self->profile);
  if (askg_engine_link_is_open (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!find_origin (self, askg_profile_get_url (self->profile), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (place == ASKG_KEY_NONE)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  bound_to = askg_engine_url_get_origin (self->url);
  askg_keys_lookup_async (self->keys, place, askg_profile_get_id (self->profile), bound_to, cancellable, key_found_cb,
                          g_steal_pointer (&task));
}

/**
 * askg_engine_link_open_finish:
 *
 * Errors: %ASKG_ERROR_USAGE or %ASKG_ERROR_ADDRESS when the address is none; what askg_keys_lookup_finish() and
 *   askg_model_server_hold_finish() report.
 */
gboolean
askg_engine_link_open_finish (AskgEngineLink  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_link_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
