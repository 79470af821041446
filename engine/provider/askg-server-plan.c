/* askg-server-plan.c: main thread; the work is done on another. */
#include "engine/provider/askg-server-plan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-sandbox.h"
#include "engine/provider/askg-server-kind.h"

#define HELP_LIMIT_S   "15"
#define MAX_HELP_BYTES (1 << 20)

void
askg_server_plan_free (AskgServerPlan *plan)
{
  g_free (plan->program);
  g_free (plan->help);
  g_free (plan->model_path);
  g_free (plan->model_name);
  g_free (plan->projector_path);
  g_strfreev (plan->arguments);
  g_free (plan);
}

/* It is asked each time: it may have been replaced by another version. Some tell it on standard error. */
static char *
ask_for_help (const AskgServerKind  *kind,
              const char            *program,
              GError               **error)
{
  const char *argv[] = { "timeout", "--signal=KILL", HELP_LIMIT_S, program, "--help", NULL };
  g_autofree char *help = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GError) trouble = NULL;
  int status = 0;

  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &help, &said, &status, &trouble) &&
      strlen (help) + strlen (said) <= MAX_HELP_BYTES)
    {
      if (strstr (help, "--model") != NULL)
        return g_steal_pointer (&help);
      if (strstr (said, "--model") != NULL)
        return g_steal_pointer (&said);
    }
  {
    g_autofree char *quoted = askg_error_quote (trouble != NULL ? trouble->message : g_strchomp (said));

    g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                 _("%s does not work on this machine: %s. Install it again, or choose another engine."), kind->program,
                 *quoted != '\0' ? quoted : _("it says nothing of itself"));
  }

  return NULL;
}

static char *
find_program (const AskgServedModel  *model,
              GError                **error)
{
  const char *wanted = model->program != NULL ? model->program : model->kind->program;
  g_autofree char *program = g_find_program_in_path (wanted);

  if (program == NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                 _("“%s” is not installed, so a model file cannot be served. Install %s, or connect a server that runs already."),
                 wanted, model->kind->project);

  return g_steal_pointer (&program);
}

static char *
name_of (const char *model_path)
{
  char *name = g_path_get_basename (model_path);
  char *ending = strrchr (name, '.');

  if (ending != NULL && (g_str_equal (ending, ".gguf") || g_str_equal (ending, ".bin")))
    *ending = '\0';

  return name;
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const AskgServedModel *model = task_data;
  g_autoptr(AskgServerPlan) plan = g_new0 (AskgServerPlan, 1);
  GError *error = NULL;

  plan->kind = model->kind;
  plan->model_path = g_strdup (model->model_path);
  plan->model_name = name_of (model->model_path);
  plan->projector_path = g_strdup (model->projector_path);
  plan->arguments = g_strdupv (model->arguments);
  plan->has_walls = askg_sandbox_get_kind () == ASKG_SANDBOX_BUBBLEWRAP;
  if (model->kind->look_at (model, plan, &error) && (plan->program = find_program (model, &error)) != NULL &&
      (plan->help = ask_for_help (model->kind, plan->program, &error)) != NULL &&
      (model->kind->check_arguments == NULL ||
       model->kind->check_arguments ((const char *const *) plan->arguments, plan->help, &error)))
    g_task_return_pointer (task, g_steal_pointer (&plan), (GDestroyNotify) askg_server_plan_free);
  else
    g_task_return_error (task, error);
}

/**
 * askg_server_plan_make_async:
 * @model: copied
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL, %ASKG_ERROR_TOO_LARGE, %ASKG_ERROR_UNAVAILABLE, %ASKG_ERROR_USAGE,
 *   %G_IO_ERROR_CANCELLED
 */
void
askg_server_plan_make_async (const AskgServedModel *model,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_server_plan_make_async);
  g_task_set_task_data (task, askg_served_model_copy (model), (GDestroyNotify) askg_served_model_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, make_thread);
}

AskgServerPlan *
askg_server_plan_make_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
