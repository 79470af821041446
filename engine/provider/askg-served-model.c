/* askg-served-model.c: any thread. */
#include "engine/provider/askg-served-model.h"

/* Returns: (transfer full): the strings are its own */
AskgServedModel *
askg_served_model_copy (const AskgServedModel *model)
{
  AskgServedModel *copy = g_new0 (AskgServedModel, 1);

  copy->kind = model->kind;
  copy->program = g_strdup (model->program);
  copy->model_path = g_strdup (model->model_path);
  copy->projector_path = g_strdup (model->projector_path);
  copy->context_tokens = model->context_tokens;
  copy->arguments = g_strdupv (model->arguments);

  return copy;
}

static gboolean
is_same_list (char **a,
              char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
askg_served_model_equal (const AskgServedModel *a,
                         const AskgServedModel *b)
{
  return a->kind == b->kind && g_strcmp0 (a->program, b->program) == 0 && g_strcmp0 (a->model_path, b->model_path) == 0 &&
         g_strcmp0 (a->projector_path, b->projector_path) == 0 && a->context_tokens == b->context_tokens &&
         is_same_list (a->arguments, b->arguments);
}

/* One that was copied. */
void
askg_served_model_free (AskgServedModel *model)
{
  if (model == NULL)
    return;

  g_free ((char *) model->program);
  g_free ((char *) model->model_path);
  g_free ((char *) model->projector_path);
  g_strfreev (model->arguments);
  g_free (model);
}
