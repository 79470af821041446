/* askg-model-list.c: six kinds of list. What a server leaves out is unknown, and never guessed from a name. */
#include "engine/dialect/askg-model-list.h"

#include <math.h>
#include <string.h>

#include "engine/dialect/askg-wire-json.h"

static void
model_free (AskgModelInfo *model)
{
  g_free (model->id);
  g_free (model->name);
  g_free (model->owner);
  g_free (model->media_marker);
  g_free (model->state);
  g_strfreev (model->inputs);
  g_strfreev (model->outputs);
  g_free (model);
}

void
askg_model_list_free (AskgModelList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->models);
  g_free (self->server);
  g_free (self);
}

/* Returns: (transfer none): a model of @self of which nothing is known but @id */
static AskgModelInfo *
add_model (AskgModelList *self,
           const char    *id)
{
  AskgModelInfo *model = g_new0 (AskgModelInfo, 1);

  model->id = g_strdup (id);
  model->sees = model->hears = model->speaks = model->draws = ASKG_UNKNOWN;
  model->calls_tools = model->thinks = model->embeds = ASKG_UNKNOWN;
  model->n_context = model->n_max_context = -1;
  model->prompt_usd = model->completion_usd = model->cached_usd = model->image_usd = model->audio_usd = NAN;
  g_ptr_array_add (self->models, model);

  return model;
}

/* Returns: (transfer full) (nullable): the texts of @array */
static char **
read_words (json_t *array)
{
  g_autoptr(GPtrArray) words = NULL;
  json_t *word;
  gsize i;

  if (array == NULL)
    return NULL;
  words = g_ptr_array_new ();
  json_array_foreach (array, i, word)
    if (json_is_string (word))
      g_ptr_array_add (words, g_strdup (json_string_value (word)));
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static AskgTruth
holds (char       **words,
       const char  *a,
       const char  *b)
{
  if (words == NULL)
    return ASKG_UNKNOWN;

  return g_strv_contains ((const char *const *) words, a) || (b != NULL && g_strv_contains ((const char *const *) words, b));
}

static AskgTruth
truth_of (json_t     *object,
          const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_boolean (value) ? json_is_true (value) : ASKG_UNKNOWN;
}

/* Decimal texts in OpenRouter's list, so that nothing is rounded. */
static double
read_price (json_t     *pricing,
            const char *key)
{
  const char *text = askg_wire_json_get_filled (pricing, key);
  const double price = text != NULL ? g_ascii_strtod (text, NULL) : askg_wire_json_get_number (pricing, key);

  return price >= 0 && isfinite (price) ? price : NAN; /* -1 is "it depends" */
}

static gint64
first_count (gint64 a,
             gint64 b,
             gint64 c)
{
  return a > 0 ? a : b > 0 ? b : c > 0 ? c : -1;
}

static void
read_senses (AskgModelInfo *model)
{
  model->sees = holds (model->inputs, "image", "vision");
  model->hears = holds (model->inputs, "audio", NULL);
  model->draws = holds (model->outputs, "image", NULL);
  model->speaks = holds (model->outputs, "audio", NULL);
}

/* LM Studio's older list and Mistral's say what they say in places of their own. */
static void
read_extras (AskgModelInfo *model,
             json_t        *entry)
{
  json_t *capabilities = askg_wire_json_get_object (entry, "capabilities");
  const char *type = askg_wire_json_get_string (entry, "type");

  if (capabilities != NULL)
    {
      if (model->sees == ASKG_UNKNOWN)
        model->sees = truth_of (capabilities, "vision");
      if (model->hears == ASKG_UNKNOWN)
        model->hears = truth_of (capabilities, "audio");
      if (model->calls_tools == ASKG_UNKNOWN)
        model->calls_tools = truth_of (capabilities, "function_calling");
    }
  if (g_strcmp0 (type, "vlm") == 0)
    model->sees = ASKG_YES;
  else if (g_strcmp0 (type, "llm") == 0)
    model->sees = ASKG_NO;
  if (g_strcmp0 (type, "embeddings") == 0 || g_strcmp0 (type, "embedding") == 0)
    model->embeds = ASKG_YES;
}

static void
read_entry (AskgModelList *self,
            json_t        *entry)
{
  json_t *architecture = askg_wire_json_get_object (entry, "architecture");
  json_t *meta = askg_wire_json_get_object (entry, "meta");
  json_t *parameters = askg_wire_json_get_array (entry, "supported_parameters");
  json_t *pricing = askg_wire_json_get_object (entry, "pricing");
  const char *id = askg_wire_json_get_filled (entry, "id");
  AskgModelInfo *model;

  if (id == NULL)
    return;
  model = add_model (self, id);
  model->name = g_strdup (askg_wire_json_get_filled (entry, "name"));
  model->owner = g_strdup (askg_wire_json_get_filled (entry, "owned_by"));
  model->inputs = read_words (askg_wire_json_get_array (architecture, "input_modalities"));
  model->outputs = read_words (askg_wire_json_get_array (architecture, "output_modalities"));
  read_senses (model);
  if (parameters != NULL)
    {
      g_auto(GStrv) words = read_words (parameters);

      model->calls_tools = holds (words, "tools", NULL);
      model->thinks = holds (words, "reasoning", NULL);
    }
  read_extras (model, entry);
  model->n_context = first_count (askg_wire_json_get_count (meta, "n_ctx"), askg_wire_json_get_count (entry, "loaded_context_length"), -1);
  model->n_max_context = first_count (askg_wire_json_get_count (entry, "context_length"),
                                      first_count (askg_wire_json_get_count (entry, "max_model_len"),
                                                   askg_wire_json_get_count (entry, "max_context_length"), -1),
                                      askg_wire_json_get_count (meta, "n_ctx_train"));
  model->state = g_strdup (askg_wire_json_get_filled (askg_wire_json_get_object (entry, "status"), "value"));
  if (model->state == NULL)
    model->state = g_strdup (askg_wire_json_get_filled (entry, "state"));
  model->prompt_usd = read_price (pricing, "prompt");
  model->completion_usd = read_price (pricing, "completion");
  model->cached_usd = read_price (pricing, "input_cache_read");
  model->image_usd = read_price (pricing, "image");
  model->audio_usd = read_price (pricing, "audio");
}

static int
compare_words (const void *a,
               const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* "text", and those of @named that hold; sorted. */
static char **
collect_senses (json_t *modalities,
                char  **capabilities)
{
  static const char *const names[] = { "vision", "audio", "video", "image" };
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, g_strdup ("text"));
  if (modalities != NULL)
    {
      const char *key;
      json_t *value;

      json_object_foreach (modalities, key, value)
        if (json_is_true (value) && strcmp (key, "text") != 0)
          g_ptr_array_add (words, g_strdup (key));
    }
  for (gsize i = 0; capabilities != NULL && i < 2; i++)
    if (g_strv_contains ((const char *const *) capabilities, names[i]))
      g_ptr_array_add (words, g_strdup (names[i]));
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static void
read_props (AskgModelList *self,
            json_t        *root)
{
  json_t *modalities = askg_wire_json_get_object (root, "modalities");
  json_t *settings = askg_wire_json_get_object (root, "default_generation_settings");
  json_t *caps = askg_wire_json_get_object (root, "chat_template_caps");
  const char *path = askg_wire_json_get_filled (root, "model_path");
  const gboolean is_router = g_strcmp0 (askg_wire_json_get_string (root, "role"), "router") == 0;
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : g_strdup ("model");
  AskgModelInfo *model;

  self->kind = ASKG_MODELS_LLAMA_PROPS;
  self->server = g_strdup (askg_wire_json_get_filled (root, "build_info"));
  if (is_router)
    return; /* it speaks for no model */
  model = add_model (self, base);
  model->name = g_strdup (askg_wire_json_get_filled (root, "model_alias"));
  model->inputs = modalities != NULL ? collect_senses (modalities, NULL) : NULL;
  read_senses (model);
  model->calls_tools = truth_of (caps, "supports_tools");
  model->speaks = model->draws = ASKG_NO;
  model->n_context = first_count (askg_wire_json_get_count (settings, "n_ctx"), -1, -1);
  model->media_marker = g_strdup (askg_wire_json_get_filled (root, "media_marker"));
  if (truth_of (root, "is_sleeping") == ASKG_YES)
    model->state = g_strdup ("sleeping");
}

static void
read_show (AskgModelList *self,
           json_t        *root)
{
  g_auto(GStrv) capabilities = read_words (askg_wire_json_get_array (root, "capabilities"));
  AskgModelInfo *model = add_model (self, "");
  const char *key;
  json_t *value;

  self->kind = ASKG_MODELS_OLLAMA_SHOW;
  model->inputs = collect_senses (NULL, capabilities);
  read_senses (model);
  model->draws = holds (capabilities, "image", NULL);
  model->calls_tools = holds (capabilities, "tools", NULL);
  model->thinks = holds (capabilities, "thinking", NULL);
  model->embeds = holds (capabilities, "embedding", NULL) && !holds (capabilities, "completion", NULL);
  json_object_foreach (askg_wire_json_get_object (root, "model_info"), key, value)
    if (g_str_has_suffix (key, ".context_length") && json_is_integer (value) && json_integer_value (value) > 0)
      model->n_max_context = json_integer_value (value);
}

/* Ollama's tags, LM Studio's and Google's lists are all called "models". */
static void
read_named (AskgModelList *self,
            json_t        *entry)
{
  json_t *capabilities = askg_wire_json_get_object (entry, "capabilities");
  json_t *loaded = askg_wire_json_get_array (entry, "loaded_instances");
  const char *id = askg_wire_json_get_filled (entry, "key");
  AskgModelInfo *model;

  if (id != NULL)
    self->kind = ASKG_MODELS_LM_STUDIO;
  else if ((id = askg_wire_json_get_filled (entry, "name")) == NULL)
    return;
  else if (g_str_has_prefix (id, "models/"))
    self->kind = ASKG_MODELS_GEMINI;

  model = add_model (self, self->kind == ASKG_MODELS_GEMINI ? id + strlen ("models/") : id);
  model->name = g_strdup (askg_wire_json_get_filled (entry, self->kind == ASKG_MODELS_GEMINI ? "displayName" : "display_name"));
  model->sees = truth_of (capabilities, "vision");
  model->calls_tools = truth_of (capabilities, "trained_for_tool_use");
  model->n_max_context = first_count (askg_wire_json_get_count (entry, "max_context_length"),
                                      askg_wire_json_get_count (entry, "inputTokenLimit"), -1);
  if (loaded != NULL)
    model->state = g_strdup (json_array_size (loaded) > 0 ? "loaded" : "unloaded");
  if (g_strcmp0 (askg_wire_json_get_string (entry, "type"), "embedding") == 0)
    model->embeds = ASKG_YES;
}

static void
read_root (AskgModelList *self,
           json_t        *root)
{
  json_t *entries = json_is_array (root) ? root : askg_wire_json_get_array (root, "data");
  json_t *entry;
  gsize i;

  if (json_object_get (root, "capabilities") != NULL && askg_wire_json_get_object (root, "model_info") != NULL)
    {
      read_show (self, root);
      return;
    }
  if (json_object_get (root, "model_path") != NULL || json_object_get (root, "media_marker") != NULL)
    {
      read_props (self, root);
      return;
    }
  if (entries == NULL)
    {
      if (askg_wire_json_get_array (root, "models") == NULL)
        return;
      self->kind = ASKG_MODELS_OLLAMA_TAGS;
      json_array_foreach (askg_wire_json_get_array (root, "models"), i, entry)
        if (i < ASKG_MODEL_LIST_MAX)
          read_named (self, entry);
      return;
    }

  json_array_foreach (entries, i, entry)
    if (i < ASKG_MODEL_LIST_MAX)
      read_entry (self, entry);
  /* A server without models lists none; a list of other things is no list of models. */
  if (self->models->len > 0 || (json_is_object (root) && json_array_size (entries) == 0))
    self->kind = ASKG_MODELS_LIST;
}

/**
 * askg_model_list_parse:
 * @json: the body of a reply with status 200
 *
 * Returns: (transfer full): what it lists; of kind %ASKG_MODELS_UNKNOWN where that is nothing
 */
AskgModelList *
askg_model_list_parse (const char *json,
                       gsize       n_bytes)
{
  AskgModelList *self = g_new0 (AskgModelList, 1);
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = askg_wire_json_load (json, n_bytes, &traits);

  self->models = g_ptr_array_new_with_free_func ((GDestroyNotify) model_free);
  if (root != NULL)
    read_root (self, root);

  return self;
}

/* Returns: (transfer none) (nullable): the model that a request would name @id */
const AskgModelInfo *
askg_model_list_find (const AskgModelList *self,
                      const char          *id)
{
  for (guint i = 0; i < self->models->len; i++)
    {
      const AskgModelInfo *model = g_ptr_array_index (self->models, i);

      if (strcmp (model->id, id) == 0)
        return model;
    }

  return NULL;
}
