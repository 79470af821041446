/* askg-embeddings-reader.c: texts as numbers, from OpenAI's shape, Ollama's, and llama.cpp's own. */
#include "engine/dialect/askg-reply-reader-private.h"

#include <string.h>

#include "engine/dialect/askg-base64-stream.h"

#define MAX_VECTORS 4096
#define MAX_NUMBERS 65536

typedef struct
{
  gboolean is_over;
} EmbeddingsState;

/* Little-endian floats in base64. */
static GArray *
decode_vector (const char *base64)
{
  g_autoptr(GBytes) bytes = askg_base64_decode_whole (base64);
  const gsize n = MIN (g_bytes_get_size (bytes) / sizeof (guint32), MAX_NUMBERS);
  GArray *vector = g_array_sized_new (FALSE, FALSE, sizeof (float), n);

  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;
      float number;

      memcpy (&bits, (const char *) g_bytes_get_data (bytes, NULL) + i * sizeof bits, sizeof bits);
      bits = GUINT32_FROM_LE (bits);
      memcpy (&number, &bits, sizeof number);
      g_array_append_val (vector, number);
    }

  return vector;
}

/* Returns: (transfer full) (nullable): %NULL for what is no vector */
static GArray *
read_vector (json_t *told)
{
  GArray *vector;
  json_t *value;
  gsize i;

  if (json_is_string (told))
    return decode_vector (json_string_value (told));
  if (json_is_array (json_array_get (told, 0)))
    told = json_array_get (told, 0); /* llama.cpp wraps what is pooled */
  if (!json_is_array (told) || json_array_size (told) > MAX_NUMBERS)
    return NULL;
  vector = g_array_sized_new (FALSE, FALSE, sizeof (float), json_array_size (told));
  json_array_foreach (told, i, value)
    {
      const float number = json_number_value (value);

      g_array_append_val (vector, number);
    }

  return vector;
}

static void
vector_clear (GArray **vector)
{
  g_clear_pointer (vector, g_array_unref);
}

static void
embeddings_take_whole (gpointer          data,
                       AskgReplyBuilder *builder,
                       json_t           *root)
{
  EmbeddingsState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);
  json_t *list = json_is_array (root) ? root : askg_wire_json_get_array (root, "data");
  json_t *told;
  gsize i;

  if (list == NULL)
    list = askg_wire_json_get_array (root, "embeddings");
  if (list == NULL || json_array_size (list) > MAX_VECTORS)
    return;
  state->is_over = TRUE;
  result->vectors = g_array_sized_new (FALSE, TRUE, sizeof (GArray *), json_array_size (list));
  g_array_set_clear_func (result->vectors, (GDestroyNotify) vector_clear);
  g_array_set_size (result->vectors, json_array_size (list));
  json_array_foreach (list, i, told)
    {
      const gint64 index = askg_wire_json_get_count (told, "index");
      const gsize place = index >= 0 ? (gsize) index : i;
      GArray *vector = read_vector (json_is_object (told) ? json_object_get (told, "embedding") : told);

      if (vector != NULL && place < result->vectors->len && g_array_index (result->vectors, GArray *, place) == NULL)
        g_array_index (result->vectors, GArray *, place) = g_steal_pointer (&vector);
      g_clear_pointer (&vector, g_array_unref);
    }
  for (guint j = 0; j < result->vectors->len; j++)
    state->is_over &= g_array_index (result->vectors, GArray *, j) != NULL;
  if (!state->is_over)
    g_clear_pointer (&result->vectors, g_array_unref);
  askg_reply_builder_set_model (builder, askg_wire_json_get_string (root, "model"));
  askg_reply_builder_set_usage (builder, askg_wire_json_get_object (root, "usage"), FALSE);
}

/* There is no stream of these. */
static void
embeddings_take_event (gpointer          data,
                       AskgReplyBuilder *builder,
                       const char       *name,
                       json_t           *root)
{
}

static void
embeddings_end (gpointer          data,
                AskgReplyBuilder *builder,
                AskgReplyEnding   ending)
{
  const EmbeddingsState *state = data;
  AskgReplyResult *result = askg_reply_builder_get_result (builder);

  result->outcome = state->is_over ? ASKG_REPLY_COMPLETE : ending.was_whole ? ASKG_REPLY_OTHER : ASKG_REPLY_TRUNCATED;
}

const AskgReplyReader askg_embeddings_reader = {
  .n_bytes = sizeof (EmbeddingsState),
  .take_event = embeddings_take_event,
  .take_whole = embeddings_take_whole,
  .end = embeddings_end,
};
