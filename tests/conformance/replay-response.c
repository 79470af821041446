/* replay-response.c: a whole HTTP/1.1 reply as it was on the wire, taken apart. */
#include <stdlib.h>
#include <string.h>

#include "tests/conformance/replay.h"

/* Chunk by chunk; a reply that was cut ends where it was cut. */
static GBytes *
join_chunks (const char *at,
             const char *end)
{
  GByteArray *body = g_byte_array_new ();

  while (at < end)
    {
      char *after;
      const gsize n_told = strtoul (at, &after, 16);
      const char *start = g_strstr_len (after, end - after, "\r\n");
      gsize n;

      if (start == NULL || n_told == 0)
        break;
      start += 2;
      n = MIN (n_told, (gsize) (end - start));
      g_byte_array_append (body, (const guint8 *) start, n);
      at = start + MIN (n + 2, (gsize) (end - start));
    }

  return g_byte_array_free_to_bytes (body);
}

static json_t *
read_head (const char *head)
{
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);
  json_t *headers = json_object ();

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      g_autofree char *name = colon != NULL ? g_ascii_strdown (lines[i], colon - lines[i]) : NULL;

      if (name != NULL)
        json_object_set_new (headers, name, json_string (g_strstrip (colon + 1)));
    }

  return json_pack ("{s:i, s:o}", "status", atoi (strchr (head, ' ') + 1), "headers", headers);
}

/**
 * replay_open_response:
 * @out_meta: (out) (transfer full): status and headers
 *
 * Returns: (transfer full): the body
 */
GBytes *
replay_open_response (GBytes  *response,
                      json_t **out_meta)
{
  gsize n_bytes;
  const char *start = g_bytes_get_data (response, &n_bytes);
  const char *body = g_strstr_len (start, n_bytes, "\r\n\r\n");
  g_autofree char *head = NULL;
  const char *coding;

  g_assert (body != NULL && g_str_has_prefix (start, "HTTP/1."));
  head = g_strndup (start, body - start);
  body += strlen ("\r\n\r\n");
  *out_meta = read_head (head);
  coding = json_string_value (json_object_get (json_object_get (*out_meta, "headers"), "transfer-encoding"));

  return g_strcmp0 (coding, "chunked") == 0 ? join_chunks (body, start + n_bytes)
                                            : g_bytes_new (body, start + n_bytes - body);
}
