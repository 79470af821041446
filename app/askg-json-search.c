/* askg-json-search.c: a search and what it found. Any thread. */
#include "app/askg-json.h"

/* 0 where @key is not a number. */
static gint64
get_number (json_t     *object,
            const char *key)
{
  return json_integer_value (json_object_get (object, key));
}

static AskgSearchKinds
read_kinds (json_t *names)
{
  AskgSearchKinds kinds = 0;
  gsize i;
  json_t *name;

  json_array_foreach (names, i, name)
    if (json_is_string (name))
      kinds |= askg_search_kind_from_name (json_string_value (name));

  return kinds;
}

/**
 * askg_json_read_search:
 * @request: as askg-service.h tells; what is missing in it, or is of another type, asks for nothing
 *
 * Returns: (transfer full): the search
 */
AskgSearch *
askg_json_read_search (json_t *request)
{
  const char *text = askg_json_get_string (request, "text");
  AskgSearch *search = askg_search_new (text != NULL ? text : "",
                                        CLAMP (get_number (request, "most"), 1, ASKG_SEARCH_MOST));

  search->order = json_is_true (json_object_get (request, "newest_first")) ? ASKG_SEARCH_NEWEST_FIRST
                                                                           : ASKG_SEARCH_BEST_FIRST;
  search->kinds = read_kinds (json_object_get (request, "kinds"));
  search->app = g_strdup (askg_json_get_string (request, "app"));
  search->app_in_front = g_strdup (askg_json_get_string (request, "app_in_front"));
  search->since_us = get_number (request, "since_us");
  search->until_us = get_number (request, "until_us");

  return search;
}

static json_t *
list_marks (const AskgHit *hit)
{
  json_t *list = json_array ();

  for (guint i = 0; hit->marks != NULL && i < hit->marks->len; i++)
    {
      const AskgMark *mark = &g_array_index (hit->marks, AskgMark, i);

      json_array_append_new (list, json_pack ("{s:I, s:I}", "start", (json_int_t) mark->start,
                                              "length", (json_int_t) mark->length));
    }

  return list;
}

static json_t *
list_boxes (const AskgHit *hit)
{
  json_t *list = json_array ();

  for (guint i = 0; hit->boxes != NULL && i < hit->boxes->len; i++)
    {
      const AskgRect *box = &g_array_index (hit->boxes, AskgRect, i);

      json_array_append_new (list, json_pack ("{s:i, s:i, s:i, s:i}", "x", box->x, "y", box->y,
                                              "width", box->width, "height", box->height));
    }

  return list;
}

static json_t *
json_for_hit (const AskgHit *hit)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc (hit->asked_at_us / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format_iso8601 (at);
  json_t *object = json_pack ("{s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:o, s:s?, s:i, s:i, s:f}",
                              "conversation", (json_int_t) hit->conversation_id,
                              "turn", (json_int_t) hit->turn_id,
                              "asked_at", when,
                              "title", hit->conversation_title,
                              "question", hit->question,
                              "where", hit->where,
                              "snippet", hit->snippet,
                              "hit_start", (json_int_t) hit->hit_start,
                              "hit_length", (json_int_t) hit->hit_length,
                              "marks", list_marks (hit),
                              "app", hit->app,
                              "found", (int) hit->n_found,
                              "wanted", (int) hit->n_wanted,
                              "score", hit->score);

  if (hit->attachment >= 0)
    json_object_set_new (object, "attachment", json_integer (hit->attachment));
  if (hit->boxes != NULL)
    json_object_set_new (object, "boxes", list_boxes (hit));

  return object;
}

/**
 * askg_json_for_hits:
 * @hits: (element-type AskgHit): what a search found
 *
 * Returns: (transfer full): an array; times are ISO 8601 in UTC, offsets are bytes, boxes are pixels
 */
json_t *
askg_json_for_hits (GPtrArray *hits)
{
  json_t *list = json_array ();

  for (guint i = 0; i < hits->len; i++)
    json_array_append_new (list, json_for_hit (g_ptr_array_index (hits, i)));

  return list;
}
