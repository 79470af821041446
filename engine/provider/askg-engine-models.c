/* askg-engine-models.c: main thread. */
#include "engine/provider/askg-engine-models.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-fetch.h"

#define PATIENCE_MS 15000 /* a server that serves at all knows its models */

static void
fail_for (GTask               *task,
          const AskgWireError *error)
{
  g_task_return_error (task, askg_engine_link_tell (g_task_get_source_object (task), error, NULL));
}

static AskgModelList *
read_list (const AskgFetched *fetched)
{
  gsize n_bytes;
  const char *json = g_bytes_get_data (fetched->body, &n_bytes);
  g_autoptr(AskgModelList) list = fetched->error == NULL ? askg_model_list_parse (json, n_bytes) : NULL;

  return list != NULL && list->kind != ASKG_MODELS_UNKNOWN && list->models->len > 0 ? g_steal_pointer (&list) : NULL;
}

static void fetch (GTask *task);

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  GError *error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  g_autoptr(AskgModelList) list = fetched != NULL ? read_list (fetched) : NULL;

  if (fetched == NULL)
    g_task_return_error (task, error);
  else if (list != NULL)
    {
      askg_engine_link_keep_path (link);
      g_task_return_pointer (task, g_steal_pointer (&list), (GDestroyNotify) askg_model_list_free);
    }
  else if (fetched->error != NULL && fetched->error->kind == ASKG_WIRE_ERROR_KEY_REFUSED)
    fail_for (task, fetched->error);
  else if (askg_engine_link_try_other_path (link))
    fetch (task);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                             _("“%s” does not list its models. Type the name of the one you want."),
                             askg_profile_get_name (askg_engine_link_get_profile (link)));
}

static void
fetch (GTask *task)
{
  const AskgLinkRequest request = { .endpoint = "models" };

  askg_engine_fetch_async (g_task_get_source_object (task), &request, PATIENCE_MS, g_task_get_cancellable (task),
                           fetched_cb, g_object_ref (task));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_engine_link_open_finish (ASKG_ENGINE_LINK (object), result, &error))
    fetch (task);
  else
    g_task_return_error (task, error);
}

/* Nothing of the person's is sent; a key is, where there is one. */
void
askg_engine_models_async (AskgEngineLink      *link,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (link, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_engine_models_async);
  askg_engine_link_open_async (link, cancellable, opened_cb, task);
}

/**
 * askg_engine_models_finish:
 *
 * Errors: what the transport reports; %ASKG_ERROR_KEY_REFUSED; %ASKG_ERROR_UNAVAILABLE for one that keeps them to itself
 *
 * Returns: (transfer full): at least one model
 */
AskgModelList *
askg_engine_models_finish (AskgEngineLink  *link,
                           GAsyncResult    *result,
                           GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_models_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
