/* askg-probe.c: main thread.
 *
 * the list of models -> /props of llama.cpp -> /api/show of Ollama: each only while something is not known. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-probe.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-fetch.h"

#define TOKENS_PER_PRICE 1e6
#define PATIENCE_MS 15000         /* a server that serves at all knows its models */
#define PATIENCE_WITHOUT_MS 3000 /* where it can be asked without that, too */
#define PATIENCE_HERE_MS    1000 /* the same, and nothing but this machine is between */
#define TRUSTED_S   (24 * 60 * 60) /* what was not told then is not asked for again so soon */

static void fetch_props (GTask *task);

/* -- Learning ----------------------------------------------------------------- */

static void
learn_truth (AskgProfile      *profile,
             AskgCapabilities  capability,
             AskgTruth         truth)
{
  if (truth == ASKG_UNKNOWN)
    return;

  askg_profile_unlearn (profile, capability, ASKG_KNOWN_BY_PROBE);
  askg_profile_learn (profile, capability, truth == ASKG_YES, ASKG_KNOWN_BY_SERVER);
}

/* A price the person wrote in stays. */
static void
learn_price (AskgProfile *profile,
             const char  *property,
             double       usd_per_token)
{
  if (!isnan (usd_per_token) && isnan (askg_profile_get_price (profile, property)))
    g_object_set (profile, property, usd_per_token * TOKENS_PER_PRICE, NULL);
}

/**
 * askg_probe_learn:
 * @info: of the model that the profile asks; what it does not say changes nothing
 */
void
askg_probe_learn (AskgProfile         *profile,
                  const AskgModelInfo *info)
{
  learn_truth (profile, ASKG_CAN_TAKE_IMAGE, info->sees);
  learn_truth (profile, ASKG_CAN_TAKE_AUDIO, info->hears);
  learn_truth (profile, ASKG_CAN_GIVE_AUDIO, info->speaks);
  learn_truth (profile, ASKG_CAN_GIVE_IMAGE, info->draws);
  learn_truth (profile, ASKG_CAN_CALL_TOOLS, info->calls_tools);
  if (info->n_context > 0 || info->n_max_context > 0)
    g_object_set (profile, "context-tokens", info->n_context > 0 ? info->n_context : info->n_max_context, NULL);
  learn_price (profile, "price-in", info->prompt_usd);
  learn_price (profile, "price-out", info->completion_usd);
  learn_price (profile, "price-cached", info->cached_usd);
}

static gboolean
is_known (AskgProfile *profile)
{
  return askg_profile_find_out (profile, ASKG_CAN_TAKE_IMAGE, NULL) != ASKG_KNOWN_BY_NOBODY &&
         askg_profile_find_out (profile, ASKG_CAN_TAKE_AUDIO, NULL) != ASKG_KNOWN_BY_NOBODY;
}

static gboolean
was_asked_lately (AskgProfile *profile)
{
  const gint64 ago_s = g_get_real_time () / G_USEC_PER_SEC - askg_profile_get_number (profile, "probed-at");

  return ago_s >= 0 && ago_s < TRUSTED_S;
}

/* Lists do not say which of their models converse. A name decides only which is asked where the person chose none. */
static gboolean
sounds_like_another_trade (const char *id)
{
  static const char *const trades[] = {
    "embed", "bge-", "rerank", "whisper", "transcribe", "tts", "speech", "dall-e", "image", "diffusion", "moderation", "guard",
  };
  g_autofree char *folded = g_ascii_strdown (id, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (trades); i++)
    if (strstr (folded, trades[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* The first that can answer; one that is loaded before one that would have to be. */
static const AskgModelInfo *
choose_model (const AskgModelList *list)
{
  const AskgModelInfo *first = NULL;

  for (guint i = 0; i < list->models->len; i++)
    {
      const AskgModelInfo *info = g_ptr_array_index (list->models, i);

      if (info->embeds == ASKG_YES)
        continue;
      if (g_strcmp0 (info->state, "loaded") == 0)
        return info;
      if (first == NULL || (sounds_like_another_trade (first->id) && !sounds_like_another_trade (info->id)))
        first = info;
    }

  return first;
}

/* -- The steps ------------------------------------------------------------------ */

static void
end (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);

  if (!was_asked_lately (askg_engine_link_get_profile (link)))
    g_object_set (askg_engine_link_get_profile (link), "probed-at", g_get_real_time () / G_USEC_PER_SEC, NULL);
  g_task_return_boolean (task, TRUE);
}

static AskgModelList *
read_list (const AskgFetched *fetched)
{
  gsize n_bytes;
  const char *json;

  if (fetched == NULL || fetched->error != NULL)
    return NULL;
  json = g_bytes_get_data (fetched->body, &n_bytes);

  return askg_model_list_parse (json, n_bytes);
}

static void
learn_first (GTask             *task,
             const AskgFetched *fetched)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  g_autoptr(AskgModelList) list = read_list (fetched);

  if (list != NULL && list->models->len > 0)
    askg_probe_learn (askg_engine_link_get_profile (link), g_ptr_array_index (list->models, 0));
}

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (ASKG_ENGINE_LINK (object), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  learn_first (task, fetched);
  end (task);
}

/* An AskgParcelMake; its data is the model. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  json_t *question = json_pack ("{s:s}", "model", data);
  char *text = json_dumps (question, JSON_COMPACT);
  GBytes *body = g_bytes_new (text, strlen (text));

  free (text);
  json_decref (question);

  return body;
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, NULL);
  const AskgLinkRequest request = { .endpoint = "/api/show", .content = covered };

  if (covered == NULL)
    g_task_return_error_if_cancelled (task);
  else
    askg_engine_fetch_async (g_task_get_source_object (task), &request, PATIENCE_WITHOUT_MS, g_task_get_cancellable (task), shown_cb,
                             g_object_ref (task));
}

/* Nothing in it is the person's. */
static void
fetch_show (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  const char *model = askg_engine_link_get_model (link);
  g_autoptr(AskgParcel) parcel = askg_engine_link_new_parcel (link, NULL, make_body, g_strdup (model != NULL ? model : ""),
                                                              g_free);

  askg_parcel_set_ours (parcel);
  askg_engine_link_cover_async (link, parcel, g_task_get_cancellable (task), covered_cb, g_object_ref (task));
}

static void
props_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, NULL);
  g_autoptr(AskgModelList) list = read_list (fetched);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (list != NULL && list->kind == ASKG_MODELS_LLAMA_PROPS)
    {
      askg_profile_add_quirk (profile, ASKG_QUIRK_PROGRESS);
      learn_first (task, fetched);
    }
  if (is_known (profile))
    end (task);
  else
    fetch_show (task);
}

static void
fetch_props (GTask *task)
{
  const AskgLinkRequest request = { .endpoint = "/props" };

  askg_engine_fetch_async (g_task_get_source_object (task), &request, PATIENCE_WITHOUT_MS, g_task_get_cancellable (task),
                           props_cb, g_object_ref (task));
}

static void
fail_for (GTask               *task,
          const AskgWireError *error)
{
  g_task_return_error (task, askg_engine_link_tell (g_task_get_source_object (task), error, NULL));
}

static void
take_list (GTask               *task,
           const AskgModelList *list)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  const char *chosen = askg_profile_get_model (profile);
  const AskgModelInfo *info = chosen != NULL ? askg_model_list_find (list, chosen) : choose_model (list);

  askg_engine_link_keep_path (link);
  if (info == NULL)
    return;

  if (chosen == NULL)
    askg_engine_link_set_found_model (link, info->id);
  askg_probe_learn (profile, info);
}

/* It took the request and lists nothing: an engine whose model the person named answers all the same. */
static gboolean
may_do_without (AskgProfile  *profile,
                const GError *error)
{
  return askg_profile_get_model (profile) != NULL && g_error_matches (error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
}

static void fetch_models (GTask *task);

static void
models_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  g_autoptr(AskgModelList) list = read_list (fetched);

  if (fetched == NULL && may_do_without (profile, error))
    {
      end (task);
      return;
    }
  if (fetched == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (fetched->error != NULL && fetched->error->kind == ASKG_WIRE_ERROR_KEY_REFUSED)
    {
      fail_for (task, fetched->error);
      return;
    }
  if ((list == NULL || list->kind == ASKG_MODELS_UNKNOWN) && askg_engine_link_try_other_path (link))
    {
      fetch_models (task);
      return;
    }

  if (list != NULL)
    take_list (task, list);
  if (is_known (profile) || was_asked_lately (profile))
    end (task);
  else
    fetch_props (task);
}

static void
fetch_models (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  const gboolean has_model = askg_profile_get_model (askg_engine_link_get_profile (link)) != NULL;
  const guint without_ms = askg_engine_link_is_here (link) ? PATIENCE_HERE_MS : PATIENCE_WITHOUT_MS;
  const AskgLinkRequest request = { .endpoint = "models" };

  askg_engine_fetch_async (link, &request, has_model ? without_ms : PATIENCE_MS, g_task_get_cancellable (task),
                           models_cb, g_object_ref (task));
}

/**
 * askg_probe_async:
 * @link: open
 *
 * Finds out the base path, the model that is asked where the person chose none, what it can, and its context.
 */
void
askg_probe_async (AskgEngineLink      *link,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_probe_async);
  fetch_models (task);
}

/**
 * askg_probe_finish:
 *
 * Errors: what the transport reports; %ASKG_ERROR_KEY_REFUSED. A server that says nothing of itself is no error, nor
 *   is one that does not list its models when the person named the one to ask.
 */
gboolean
askg_probe_finish (AskgEngineLink  *link,
                   GAsyncResult    *result,
                   GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_probe_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
