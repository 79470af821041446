/* askg-llama-kind.c: any thread. llama-server: what a model file that answers questions is served by. */
#include "engine/provider/askg-server-kind.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-model-file.h"
#include "engine/provider/askg-llama-arguments.h"
#include "engine/provider/askg-llama-command.h"

/* What a conversation with some pictures takes; a model made for a million tokens would take all memory. */
#define CONTEXT_TOKENS 16384

static const char *const variables[] = { "LLAMA_", "HF_", NULL };

/* What was given for a model must be one, and what was given for a projector, too. */
static gboolean
look_at (const AskgServedModel  *data,
         AskgServerPlan         *plan,
         GError                **error)
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

  plan->context_tokens = data->context_tokens > 0 ? data->context_tokens : CONTEXT_TOKENS;
  if (model->context_tokens > 0)
    plan->context_tokens = MIN (plan->context_tokens, model->context_tokens);

  return askg_model_file_fits (model, projector, plan->context_tokens, askg_model_file_free_memory (), error);
}

static AskgServerGuard
get_guard (const char *help)
{
  return askg_llama_help_has_sockets (help) ? ASKG_GUARD_SOCKET : ASKG_GUARD_KEY;
}

static char **
new_argv (const AskgServerPlan  *plan,
          const AskgServerPlace *place)
{
  const AskgLlamaCommand command = {
    .program = plan->program, .help = plan->help, .model_path = plan->model_path,
    .projector_path = plan->projector_path, .alias = plan->model_name,
    .socket_path = place->socket_path, .port = place->port, .key_path = place->key_path,
    .context_tokens = plan->context_tokens, .arguments = (const char *const *) plan->arguments,
    .is_walled = plan->has_walls && place->socket_path != NULL,
  };

  return askg_llama_command_new_argv (&command);
}

const AskgServerKind askg_llama_kind = {
  .program = "llama-server", .project = "llama.cpp", .variables = variables, .look_at = look_at,
  .check_arguments = askg_llama_arguments_check, .get_guard = get_guard, .new_argv = new_argv, .explain = askg_llama_explain,
};
