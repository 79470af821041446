/* askg-finder-look.c: main thread.
 *
 * /v1/models -> a list: its owner names the program, else /props and /api/version do
 *            -> no list: the front page may be whisper-server's */
#include "engine/provider/askg-finder-look.h"

#include <string.h>

#include "engine/dialect/askg-model-list.h"
#include "engine/provider/askg-engine-fetch.h"

#define PATIENCE_MS 1000 /* whoever is here answers such a question at once */

typedef struct
{
  AskgEngineLink *link; /* owned */
  AskgFound      *found; /* owned until it is returned */
} Look;

void
askg_found_free (AskgFound *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->url);
  g_free (self);
}

static void
look_free (Look *look)
{
  g_clear_object (&look->link);
  g_clear_pointer (&look->found, askg_found_free);
  g_free (look);
}

static void
ask (GTask               *task,
     const char          *endpoint,
     GAsyncReadyCallback  callback)
{
  const AskgLinkRequest request = { .endpoint = endpoint };
  Look *look = g_task_get_task_data (task);

  askg_engine_fetch_async (look->link, &request, PATIENCE_MS, g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
end (GTask      *task,
     const char *name)
{
  Look *look = g_task_get_task_data (task);

  if (name != NULL)
    {
      g_free (look->found->name);
      look->found->name = g_strdup (name);
    }
  g_task_return_pointer (task, g_steal_pointer (&look->found), (GDestroyNotify) askg_found_free);
}

/* (transfer full) (nullable): what came back, when it is a success. @out_is_there: whether anybody answers */
static AskgFetched *
take (GObject      *object,
      GAsyncResult *result,
      gboolean     *out_is_there)
{
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (ASKG_ENGINE_LINK (object), result, NULL);

  if (out_is_there != NULL)
    *out_is_there = fetched != NULL;

  return fetched != NULL && fetched->http_status == 200 ? g_steal_pointer (&fetched) : NULL;
}

static AskgModelList *
parse_list (const AskgFetched *fetched)
{
  gsize n_bytes;
  const char *json = g_bytes_get_data (fetched->body, &n_bytes);
  g_autoptr(AskgModelList) list = askg_model_list_parse (json, n_bytes);

  return list != NULL && list->kind != ASKG_MODELS_UNKNOWN ? g_steal_pointer (&list) : NULL;
}

static gboolean
holds (const AskgFetched *fetched,
       const char        *words)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (fetched->body, &n_bytes);

  return memmem (bytes, n_bytes, words, strlen (words)) != NULL;
}

/* -- An engine ------------------------------------------------------------ */

/* Who owns the models is who serves them; all other words are left alone. */
static const char *
name_of_owner (const AskgModelList *list)
{
  static const struct { const char *owner; const char *name; } owners[] = {
    { "llamacpp", "llama.cpp" }, { "vllm", "vLLM" }, { "vllm-omni", "vLLM-Omni" }, { "sglang", "SGLang" },
    { "library", "Ollama" }, { "organization_owner", "LM Studio" }, { "koboldcpp", "KoboldCpp" },
  };
  const AskgModelInfo *model = list->models->len > 0 ? g_ptr_array_index (list->models, 0) : NULL;

  for (gsize i = 0; model != NULL && i < G_N_ELEMENTS (owners); i++)
    if (g_strcmp0 (model->owner, owners[i].owner) == 0)
      return owners[i].name;

  return NULL;
}

static void
version_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgFetched) fetched = take (object, result, NULL);

  end (task, fetched != NULL && holds (fetched, "\"version\"") ? "Ollama" : NULL);
}

static void
props_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgFetched) fetched = take (object, result, NULL);
  g_autoptr(AskgModelList) list = fetched != NULL ? parse_list (fetched) : NULL;

  if (list != NULL && list->kind == ASKG_MODELS_LLAMA_PROPS)
    end (task, "llama.cpp");
  else
    ask (task, "/api/version", version_cb);
}

/* -- An ear --------------------------------------------------------------- */

static void
front_page_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr(AskgFetched) fetched = take (object, result, NULL);

  if (fetched == NULL || !holds (fetched, "Whisper.cpp Server"))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_free (look->found->url);
  look->found->url = g_strdup_printf (holds (fetched, "/v1/audio/transcriptions") ?
                                      "http://127.0.0.1:%u/v1/audio/transcriptions" : "http://127.0.0.1:%u/inference",
                                      look->found->port);
  end (task, "whisper.cpp");
}

/* -- One port ------------------------------------------------------------- */

static void
models_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  gboolean is_there;
  g_autoptr(AskgFetched) fetched = take (object, result, &is_there);
  g_autoptr(AskgModelList) list = fetched != NULL ? parse_list (fetched) : NULL;
  const char *name = list != NULL ? name_of_owner (list) : NULL;

  if (!is_there)
    g_task_return_pointer (task, NULL, NULL);
  else if (list == NULL)
    ask (task, "/", front_page_cb);
  else if (name != NULL)
    end (task, name);
  else
    ask (task, "/props", props_cb);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_engine_link_open_finish (ASKG_ENGINE_LINK (object), result, &error))
    ask (task, "/v1/models", models_cb);
  else
    g_task_return_error (task, error);
}

/**
 * askg_finder_look_at_async:
 * @usual_name: who it is when it does not say
 *
 * Asks no question of a model, and shows no key.
 */
void
askg_finder_look_at_async (AskgHttp            *http,
                           AskgKeys            *keys,
                           guint16              port,
                           const char          *usual_name,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree char *id = g_strdup_printf ("port-%u", port);
  g_autoptr(AskgProfile) profile = askg_profile_new (id, usual_name, url);
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->link = askg_engine_link_new (profile, http, keys);
  look->found = g_new0 (AskgFound, 1);
  look->found->port = port;
  look->found->name = g_strdup (usual_name);
  look->found->url = g_steal_pointer (&url);
  g_task_set_source_tag (task, askg_finder_look_at_async);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_set_check_cancellable (task, FALSE);
  askg_engine_link_open_async (look->link, cancellable, opened_cb, g_object_ref (task));
}

/**
 * askg_finder_look_at_finish:
 *
 * Returns: (transfer full) (nullable): %NULL when no engine listens there
 */
AskgFound *
askg_finder_look_at_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
