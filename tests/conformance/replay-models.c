/* replay-models.c: lists of models and of files, as JSON. */
#include <math.h>

#include "engine/dialect/askg-model-files.h"
#include "engine/dialect/askg-model-list.h"
#include "tests/conformance/replay-result.h"

static json_t *
words_to_json (char **words)
{
  json_t *told;

  if (words == NULL)
    return json_null ();
  told = json_array ();
  for (; *words != NULL; words++)
    json_array_append_new (told, json_string (*words));

  return told;
}

static json_t *
truth_to_json (AskgTruth truth)
{
  return truth == ASKG_UNKNOWN ? json_null () : json_boolean (truth == ASKG_YES);
}

static json_t *
count_to_json (gint64 count)
{
  return count < 0 ? json_null () : json_integer (count);
}

static json_t *
model_to_json (const AskgModelInfo *model)
{
  json_t *told = json_object ();

  json_object_set_new (told, "in", words_to_json (model->inputs));
  json_object_set_new (told, "out", words_to_json (model->outputs));
  json_object_set_new (told, "tools", truth_to_json (model->calls_tools));
  json_object_set_new (told, "thinking", truth_to_json (model->thinks));
  json_object_set_new (told, "embedding", truth_to_json (model->embeds));
  json_object_set_new (told, "sees", truth_to_json (model->sees));
  json_object_set_new (told, "hears", truth_to_json (model->hears));
  json_object_set_new (told, "ctx", count_to_json (model->n_max_context));
  json_object_set_new (told, "n_ctx", count_to_json (model->n_context));
  if (model->media_marker != NULL)
    json_object_set_new (told, "marker", json_string (model->media_marker));
  if (model->state != NULL)
    json_object_set_new (told, "state", json_string (model->state));
  if (isfinite (model->prompt_usd))
    json_object_set_new (told, "prompt_usd", json_real (model->prompt_usd));

  return told;
}

json_t *
replay_models_to_json (const char *json,
                       gsize       n_bytes)
{
  g_autoptr(AskgModelList) list = askg_model_list_parse (json, n_bytes);
  json_t *told = json_object ();

  for (guint i = 0; i < list->models->len; i++)
    {
      const AskgModelInfo *model = g_ptr_array_index (list->models, i);

      json_object_set_new (told, list->kind == ASKG_MODELS_OLLAMA_SHOW ? "ollama" : model->id, model_to_json (model));
    }

  return told;
}

json_t *
replay_files_to_json (const char *json,
                      gsize       n_bytes)
{
  g_autoptr(AskgModelFiles) files = askg_model_files_parse (json, n_bytes);
  json_t *models = json_object ();
  json_t *projectors = json_array ();

  for (guint i = 0; i < files->models->len; i++)
    {
      const AskgModelChoice *choice = g_ptr_array_index (files->models, i);
      json_t *digests = json_array ();

      for (guint j = 0; j < choice->parts->len; j++)
        {
          const AskgModelFile *part = g_ptr_array_index (choice->parts, j);

          json_array_append_new (digests, part->sha256 != NULL ? json_string (part->sha256) : json_null ());
        }
      json_object_set_new (models, choice->name, json_pack ("{s:i, s:I, s:o}", "parts", choice->parts->len, "size",
                                                            (json_int_t) choice->n_bytes, "sha256", digests));
    }
  for (guint i = 0; i < files->projectors->len; i++)
    json_array_append_new (projectors, json_string (((AskgModelFile *) g_ptr_array_index (files->projectors, i))->path));

  return json_pack ("{s:o, s:o}", "models", models, "mmproj", projectors);
}
