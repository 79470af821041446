/* askg-wire-json-long.c: jansson looks at every byte of a string several times. A long one is kept from it: a
 * short name is parsed in its place, and then given the long one's content. */
#include "engine/dialect/askg-wire-json-long-private.h"

#include <string.h>

#define MAX_NAME_BYTES 48

static char *
name_of (guint n_document,
         guint index)
{
  return g_strdup_printf ("askg-long-%08x-%u", n_document, index);
}

/* A number whose names occur nowhere in the document. */
static guint
choose_number (const char *text,
               gsize       n_bytes)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *stem = g_strdup_printf ("askg-long-%08x", n);

      if (memmem (text, n_bytes, stem, strlen (stem)) == NULL)
        return n;
    }
}

/* @names holds what each name stands for. Depth is bounded by who looked the document over. */
static void
restore (json_t     *value,
         GHashTable *names)
{
  const AskgWireJsonLong *content;
  const char *key;
  json_t *inner;
  gsize i;

  if (json_is_string (value) && json_string_length (value) < MAX_NAME_BYTES &&
      (content = g_hash_table_lookup (names, json_string_value (value))) != NULL)
    json_string_setn_nocheck (value, content->start, content->n_bytes);
  json_array_foreach (value, i, inner)
    restore (inner, names);
  json_object_foreach (value, key, inner)
    restore (inner, names);
}

/**
 * askg_wire_json_load_with_longs:
 * @text: valid UTF-8, looked over
 * @longs: of #AskgWireJsonLong: strings of @text, in their order
 *
 * Returns: (transfer full) (nullable): the document
 */
json_t *
askg_wire_json_load_with_longs (const char   *text,
                                gsize         n_bytes,
                                const GArray *longs)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) shortened = g_string_new (NULL);
  const guint n_document = choose_number (text, n_bytes);
  const char *at = text;
  json_error_t error;
  json_t *root;

  for (guint i = 0; i < longs->len; i++)
    {
      AskgWireJsonLong *content = &g_array_index (longs, AskgWireJsonLong, i);
      char *name = name_of (n_document, i);

      g_string_append_len (shortened, at, content->start - at);
      g_string_append (shortened, name);
      g_hash_table_insert (names, name, content);
      at = content->start + content->n_bytes;
    }
  g_string_append_len (shortened, at, text + n_bytes - at);
  root = json_loadb (shortened->str, shortened->len, JSON_DECODE_ANY, &error);
  if (root != NULL)
    restore (root, names);

  return root;
}
