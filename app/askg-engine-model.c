/* askg-engine-model.c: main thread.
 *
 * fetch the model -> fetch its projector -> look at both -> connect */
#include "app/askg-engine-model.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-engine-change.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-server-plan.h"

typedef struct
{
  /* Owned */
  AskgProfile      *profile;
  char             *model_path;      /* (nullable) until it is fetched */
  char             *model_url;
  char             *model_sha256;
  char             *projector_path;
  char             *projector_url;
  char             *folder;

  AskgDownloadFunc  progress;
  gpointer          progress_data;
} Adding;

static void fetch_next (GTask *task);

static void
adding_free (Adding *adding)
{
  g_clear_object (&adding->profile);
  g_free (adding->model_path);
  g_free (adding->model_url);
  g_free (adding->model_sha256);
  g_free (adding->projector_path);
  g_free (adding->projector_url);
  g_free (adding->folder);
  g_free (adding);
}

/* -- Connecting ----------------------------------------------------------- */

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_engine_connect_finish (ASKG_ENGINE_ROOM (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_at_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgServerPlan) plan = askg_server_plan_make_finish (result, &error);

  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_object_set (adding->profile, "kind", ASKG_PROFILE_CHILD, "model-file", adding->model_path,
                "projector-file", adding->projector_path, NULL);
  askg_engine_connect_async (g_task_get_source_object (task), adding->profile, NULL, ASKG_KEY_NONE,
                             g_task_get_cancellable (task), connected_cb, g_object_ref (task));
}

/* What can never be served is refused now, not at the first question. */
static void
look_at_files (GTask *task)
{
  Adding *adding = g_task_get_task_data (task);
  AskgServedModel model;

  askg_model_servers_describe (askg_engine_room_get_servers (g_task_get_source_object (task)), adding->profile, &model);
  model.model_path = adding->model_path;
  model.projector_path = adding->projector_path;

  askg_server_plan_make_async (&model, g_task_get_cancellable (task), looked_at_cb, g_object_ref (task));
}

/* -- Fetching ------------------------------------------------------------- */

/* The last part of the address; what could lead out of the folder is refused by the download. */
static char *
name_of (const char  *url,
         GError     **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY, NULL);
  const char *last = uri != NULL ? strrchr (g_uri_get_path (uri), '/') : NULL;
  g_autofree char *name = last != NULL ? g_uri_unescape_string (last + 1, NULL) : NULL;

  if (name == NULL || *name == '\0')
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("That is no address of a file. Give the model’s address, like https://models.example/small.gguf."));
      return NULL;
    }

  return askg_download_check_name (name, error) ? g_steal_pointer (&name) : NULL;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;
  char *path = askg_download_finish (result, &error);

  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (adding->model_path == NULL)
    adding->model_path = path;
  else
    adding->projector_path = path;
  fetch_next (task);
}

static void
fetch (GTask      *task,
       const char *url,
       const char *sha256)
{
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *name = name_of (url, &error);
  const AskgDownloadManifest manifest = {
    .url = url, .folder = adding->folder, .name = name, .sha256 = sha256, .magic = "GGUF",
    .purpose = askg_profile_get_id (adding->profile),
  };

  if (name == NULL)
    g_task_return_error (task, error);
  else
    askg_download_async (askg_engine_room_get_http (g_task_get_source_object (task)), &manifest, adding->progress,
                         adding->progress_data, g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

static void
fetch_next (GTask *task)
{
  Adding *adding = g_task_get_task_data (task);

  if (adding->model_path == NULL)
    fetch (task, adding->model_url, adding->model_sha256);
  else if (adding->projector_path == NULL && adding->projector_url != NULL)
    fetch (task, adding->projector_url, NULL);
  else
    look_at_files (task);
}

/**
 * askg_engine_add_model_async:
 * @profile: of an id that is not taken; becomes one of kind %ASKG_PROFILE_CHILD. One that speaks %ASKG_SPEAKS_INFERENCE is
 *   served by whisper-server
 * @source: copied
 * @folder: where what is fetched is kept; made when it is not there
 * @progress: (nullable): while something is fetched; never after the callback
 */
void
askg_engine_add_model_async (AskgEngineRoom         *room,
                             AskgProfile            *profile,
                             const AskgModelSource  *source,
                             const char             *folder,
                             AskgDownloadFunc        progress,
                             gpointer                progress_data,
                             GCancellable           *cancellable,
                             GAsyncReadyCallback     callback,
                             gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  Adding *adding = g_new0 (Adding, 1);

  g_return_if_fail (ASKG_IS_ENGINE_ROOM (room));
  g_return_if_fail (source->model_path != NULL || source->model_url != NULL);

  task = g_task_new (room, cancellable, callback, user_data);
  adding->profile = g_object_ref (profile);
  adding->model_path = g_strdup (source->model_path);
  adding->model_url = g_strdup (source->model_url);
  adding->model_sha256 = g_strdup (source->model_sha256);
  adding->projector_path = g_strdup (source->projector_path);
  adding->projector_url = g_strdup (source->projector_url);
  adding->folder = g_strdup (folder);
  adding->progress = progress;
  adding->progress_data = progress_data;
  g_task_set_source_tag (task, askg_engine_add_model_async);
  g_task_set_task_data (task, adding, (GDestroyNotify) adding_free);
  if (source->model_url != NULL || source->projector_url != NULL)
    g_mkdir_with_parents (folder, 0700); /* the download tells when it is not there */
  fetch_next (task);
}

/**
 * askg_engine_add_model_finish:
 *
 * Errors: those of askg_download_finish(), askg_server_plan_make_finish() and askg_engine_connect_finish()
 */
gboolean
askg_engine_add_model_finish (AskgEngineRoom  *room,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_add_model_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
