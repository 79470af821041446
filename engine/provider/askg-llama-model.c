/* askg-llama-model.c: any thread. */
#include "engine/provider/askg-llama-model.h"

/* Returns: (transfer full): the strings are its own */
AskgLlamaModel *
askg_llama_model_copy (const AskgLlamaModel *model)
{
  AskgLlamaModel *copy = g_new0 (AskgLlamaModel, 1);

  copy->program = g_strdup (model->program);
  copy->model_path = g_strdup (model->model_path);
  copy->projector_path = g_strdup (model->projector_path);
  copy->context_tokens = model->context_tokens;

  return copy;
}

gboolean
askg_llama_model_equal (const AskgLlamaModel *a,
                        const AskgLlamaModel *b)
{
  return g_strcmp0 (a->program, b->program) == 0 && g_strcmp0 (a->model_path, b->model_path) == 0 &&
         g_strcmp0 (a->projector_path, b->projector_path) == 0 && a->context_tokens == b->context_tokens;
}

/* One that was copied. */
void
askg_llama_model_free (AskgLlamaModel *model)
{
  if (model == NULL)
    return;

  g_free ((char *) model->program);
  g_free ((char *) model->model_path);
  g_free ((char *) model->projector_path);
  g_free (model);
}
