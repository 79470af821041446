/* askg-json-outbound.c: what would be sent, as `ask --preview` prints it. Any thread. */
#include "app/askg-json-outbound.h"

#include <string.h>

static json_t *
json_for_found (const AskgFoundSecret *found)
{
  json_t *object = json_pack ("{s:b}", "shown", found->is_shown);

  if (found->is_unread)
    json_object_set_new (object, "unread", json_true ());
  else
    {
      json_object_set_new (object, "category", json_string (askg_secret_category_get_nick (found->category)));
      json_object_set_new (object, "tier", json_string (askg_secret_tier_get_nick (found->tier)));
    }
  if (found->name != NULL)
    json_object_set_new (object, "name", json_string (found->name));
  if (found->line > 0)
    json_object_set_new (object, "line", json_integer (found->line));
  if (found->n_pictures > 0)
    json_object_set_new (object, "pictures", json_integer (found->n_pictures));

  return object;
}

/* A piece as it leaves; words as words, all else as base64. */
static json_t *
json_for_piece (const AskgCoveredPiece *piece)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (piece->bytes, &n_bytes);
  json_t *object = json_pack ("{s:s, s:I}", "mime", piece->mime, "bytes", (json_int_t) n_bytes);

  if (piece->kind == ASKG_CONTENT_TEXT)
    json_object_set_new (object, "text", json_stringn (bytes, n_bytes));
  else
    {
      g_autofree char *packed = g_base64_encode ((const guchar *) bytes, n_bytes);

      json_object_set_new (object, "base64", json_string (packed));
    }

  return object;
}

/**
 * askg_json_for_outbound:
 *
 * Returns: (transfer full): where it goes, what was found in it, its pieces, and its body byte for byte; the key is
 *   not in it. Hashes the body.
 */
json_t *
askg_json_for_outbound (AskgOutbound *outbound)
{
  AskgCovered *content = askg_outbound_get_content (outbound);
  GBytes *body = askg_outbound_get_body (outbound);
  g_autofree char *what = askg_outbound_describe (outbound);
  json_t *pieces = json_array (), *found = json_array ();
  json_t *object = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:I}", "engine", askg_outbound_get_engine_name (outbound),
                              "host", askg_origin_get_label (askg_outbound_get_origin (outbound)), "what", what,
                              "request", askg_outbound_get_target (outbound), "sha256", askg_outbound_get_sha256 (outbound),
                              "bytes", (json_int_t) (body != NULL ? g_bytes_get_size (body) : 0));

  for (guint i = 0; i < askg_outbound_get_n_pieces (outbound); i++)
    json_array_append_new (pieces, json_for_piece (askg_covered_get_piece (content, i)));
  for (guint i = 0; content != NULL && i < askg_covered_get_n_findings (content); i++)
    json_array_append_new (found, json_for_found (askg_covered_get_finding (content, i)));
  json_object_set_new (object, "found", found);
  json_object_set_new (object, "pieces", pieces);
  if (body != NULL)
    json_object_set_new (object, "body", json_stringn (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));

  return object;
}
