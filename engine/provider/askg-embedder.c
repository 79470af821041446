/* askg-embedder.c: main thread. */
#include "engine/provider/askg-embedder.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/dialect/askg-reply-parser.h"
#include "engine/dialect/askg-request.h"
#include "engine/provider/askg-engine-fetch.h"
#include "engine/provider/askg-engine-models.h"

/* -- Which model -------------------------------------------------------------------- */

/* Lists that say nothing of it are read by their names: a model that converses is slow at this, and bad. */
static gboolean
embeds (const AskgModelInfo *info)
{
  static const char *const marks[] = { "embed", "bge-", "minilm", "e5-", "gte-" };
  g_autofree char *folded = g_ascii_strdown (info->id, -1);

  if (info->embeds != ASKG_UNKNOWN)
    return info->embeds == ASKG_YES;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (folded, marks[i]) != NULL && strstr (folded, "rerank") == NULL)
      return TRUE;

  return FALSE;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(AskgModelList) list = askg_engine_models_finish (ASKG_ENGINE_LINK (object), result, &error);

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < list->models->len; i++)
    {
      const AskgModelInfo *info = g_ptr_array_index (list->models, i);

      if (embeds (info))
        {
          g_task_return_pointer (task, g_strdup (info->id), g_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

/* Nothing of the person's is sent. */
void
askg_embedder_find_model_async (AskgEngineLink      *link,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (link, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_embedder_find_model_async);
  askg_engine_models_async (link, cancellable, listed_cb, task);
}

/**
 * askg_embedder_find_model_finish:
 *
 * Errors: as askg_engine_models_finish()
 *
 * Returns: (transfer full) (nullable): the first that does nothing else; %NULL without an error where there is none
 */
char *
askg_embedder_find_model_finish (AskgEngineLink  *link,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_embedder_find_model_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- Texts become numbers ---------------------------------------------------------------- */

static void
ignore_event (const AskgWireEvent *event,
              gpointer             user_data)
{
}

/* (transfer full) (nullable) (element-type GArray): a vector a text, or nothing */
static GArray *
read_vectors (const AskgFetched *fetched,
              guint              n_texts)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_EMBEDDINGS, ignore_event, NULL);
  const AskgReplyResult *result;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (fetched->body, &n_bytes);

  if (fetched->error != NULL)
    return NULL;
  askg_reply_parser_feed (parser, bytes, n_bytes);
  result = askg_reply_parser_end (parser);

  return result->vectors != NULL && result->vectors->len == n_texts ? g_array_ref (result->vectors) : NULL;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  const guint n_texts = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  GArray *vectors = fetched != NULL ? read_vectors (fetched, n_texts) : NULL;

  if (fetched == NULL)
    g_task_return_error (task, error);
  else if (vectors != NULL)
    g_task_return_pointer (task, vectors, (GDestroyNotify) g_array_unref);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                             _("“%s” gives no embeddings. Earlier turns are found by their words alone."),
                             askg_profile_get_name (askg_engine_link_get_profile (link)));
}

/* An AskgParcelMake; its data is the model. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  const guint n = askg_covered_get_n_pieces (covered);
  g_auto(GStrv) texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      GBytes *bytes = askg_covered_get_piece (covered, i)->bytes;

      texts[i] = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }

  return askg_embeddings_request_new (data, (const char *const *) texts);
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);
  const AskgLinkRequest request = { .endpoint = "embeddings", .content = covered };

  if (covered == NULL)
    g_task_return_error (task, error);
  else
    askg_engine_fetch_async (g_task_get_source_object (task), &request, 0, g_task_get_cancellable (task), fetched_cb,
                             g_object_ref (task));
}

/**
 * askg_embedder_embed_async:
 * @link: open
 * @texts: (array zero-terminated=1): at least one
 */
void
askg_embedder_embed_async (AskgEngineLink      *link,
                           const char          *model,
                           const char *const   *texts,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);
  g_autoptr(AskgParcel) parcel = askg_engine_link_new_parcel (link, NULL, make_body, g_strdup (model), g_free);

  g_task_set_source_tag (task, askg_embedder_embed_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (g_strv_length ((char **) texts)), NULL);
  for (; *texts != NULL; texts++)
    askg_parcel_add_text (parcel, *texts);
  askg_engine_link_cover_async (link, parcel, cancellable, covered_cb, g_steal_pointer (&task));
}

/**
 * askg_embedder_embed_finish:
 *
 * Errors: what the transport reports; %ASKG_ERROR_UNAVAILABLE where it gives none
 *
 * Returns: (transfer full) (element-type GArray): of float, one a text, in their order
 */
GArray *
askg_embedder_embed_finish (AskgEngineLink  *link,
                            GAsyncResult    *result,
                            GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_embedder_embed_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
