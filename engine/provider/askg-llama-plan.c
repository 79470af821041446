/* askg-llama-plan.c: main thread; the work is done on another. */
#include "engine/provider/askg-llama-plan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-sandbox.h"
#include "engine/local/askg-model-file.h"
#include "engine/provider/askg-llama-arguments.h"

#define HELP_LIMIT_S   "15"
#define MAX_HELP_BYTES (1 << 20)
/* What a conversation with some pictures takes; a model made for a million tokens would take all memory. */
#define CONTEXT_TOKENS 16384

void
askg_llama_plan_free (AskgLlamaPlan *plan)
{
  g_free (plan->program);
  g_free (plan->help);
  g_free (plan->model_path);
  g_free (plan->model_name);
  g_free (plan->projector_path);
  g_strfreev (plan->arguments);
  g_free (plan);
}

/* @program is asked each time: it may have been replaced by another version. */
static char *
ask_for_help (const char  *program,
              GError     **error)
{
  const char *argv[] = { "timeout", "--signal=KILL", HELP_LIMIT_S, program, "--help", NULL };
  g_autofree char *help = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GError) trouble = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &help, &said, &status, &trouble) ||
      strlen (help) > MAX_HELP_BYTES || strstr (help, "--model") == NULL)
    {
      g_autofree char *quoted = askg_error_quote (trouble != NULL ? trouble->message : g_strchomp (said));

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("llama-server does not work on this machine: %s. Install it again, or choose another engine."),
                   *quoted != '\0' ? quoted : _("it says nothing of itself"));
      return NULL;
    }

  return g_steal_pointer (&help);
}

static char *
find_program (const char  *wanted,
              GError     **error)
{
  g_autofree char *program = g_find_program_in_path (wanted != NULL ? wanted : "llama-server");

  if (program == NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                 _("“%s” is not installed, so a model file cannot be served. Install llama.cpp, or connect a server that runs already."),
                 wanted != NULL ? wanted : "llama-server");

  return g_steal_pointer (&program);
}

/* What was given for a model must be one, and what was given for a projector, too. */
static gboolean
check_files (const AskgLlamaModel  *data,
             gint64                *context_tokens,
             GError               **error)
{
  g_autoptr(AskgModelFile) model = askg_model_file_read (data->model_path, NULL, error);
  g_autoptr(AskgModelFile) projector = NULL;

  if (model == NULL)
    return FALSE;
  if (model->is_projector)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                           _("This file is only the eyes or ears of a model (mmproj). Choose the model itself, and this file beside it."));
      return FALSE;
    }
  if (data->projector_path != NULL && (projector = askg_model_file_read (data->projector_path, NULL, error)) == NULL)
    return FALSE;
  if (projector != NULL && !projector->is_projector)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                           _("The second file is no projector (mmproj) for a model. Choose the one that belongs to it, or none."));
      return FALSE;
    }

  *context_tokens = data->context_tokens > 0 ? data->context_tokens : CONTEXT_TOKENS;
  if (model->context_tokens > 0)
    *context_tokens = MIN (*context_tokens, model->context_tokens);

  return askg_model_file_fits (model, projector, *context_tokens, askg_model_file_free_memory (), error);
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const AskgLlamaModel *data = task_data;
  g_autoptr(AskgLlamaPlan) plan = g_new0 (AskgLlamaPlan, 1);
  GError *error = NULL;

  if (!check_files (data, &plan->context_tokens, &error) ||
      (plan->program = find_program (data->program, &error)) == NULL ||
      (plan->help = ask_for_help (plan->program, &error)) == NULL ||
      !askg_llama_arguments_check ((const char *const *) data->arguments, plan->help, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  plan->model_path = g_strdup (data->model_path);
  plan->projector_path = g_strdup (data->projector_path);
  plan->arguments = g_strdupv (data->arguments);
  plan->model_name = g_path_get_basename (data->model_path);
  if (g_str_has_suffix (plan->model_name, ".gguf"))
    plan->model_name[strlen (plan->model_name) - strlen (".gguf")] = '\0';
  plan->has_walls = askg_sandbox_get_kind () == ASKG_SANDBOX_BUBBLEWRAP;
  g_task_return_pointer (task, g_steal_pointer (&plan), (GDestroyNotify) askg_llama_plan_free);
}

/**
 * askg_llama_plan_make_async:
 * @model: copied
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL, %ASKG_ERROR_TOO_LARGE, %ASKG_ERROR_UNAVAILABLE, %ASKG_ERROR_USAGE,
 *   %G_IO_ERROR_CANCELLED
 */
void
askg_llama_plan_make_async (const AskgLlamaModel *model,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_llama_plan_make_async);
  g_task_set_task_data (task, askg_llama_model_copy (model), (GDestroyNotify) askg_llama_model_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, make_thread);
}

AskgLlamaPlan *
askg_llama_plan_make_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
