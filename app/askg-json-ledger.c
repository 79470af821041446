/* askg-json-ledger.c: main thread. */
#include "app/askg-json-ledger.h"

static json_t *
for_time (gint64 at_us)
{
  g_autoptr(GDateTime) seconds = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) at = seconds != NULL ? g_date_time_add (seconds, at_us % G_USEC_PER_SEC) : NULL;
  g_autofree char *text = at != NULL ? g_date_time_format (at, "%Y-%m-%dT%H:%M:%S.%fZ") : NULL;

  return text != NULL ? json_string (text) : json_null ();
}

static json_t *
for_kinds (AskgContentKinds kinds)
{
  static const struct { AskgContentKinds kind; const char *word; } words[] = {
    { ASKG_CONTENT_TEXT, "text" }, { ASKG_CONTENT_PICTURE, "picture" }, { ASKG_CONTENT_SOUND, "sound" },
  };
  json_t *list = json_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((kinds & words[i].kind) != 0)
      json_array_append_new (list, json_string (words[i].word));

  return list;
}

/* NULL for what is on its way, or was cut off by a crash. */
static const char *
word_for_outcome (const AskgLedgerEntry *entry)
{
  static const char *const words[] = {
    [ASKG_SENT_WHOLE] = "whole", [ASKG_SENT_FAILED] = "failed", [ASKG_SENT_CANCELLED] = "cancelled",
  };

  return entry->has_ended ? words[entry->outcome] : NULL;
}

/* (transfer full): without the bytes; what is not known is null */
json_t *
askg_json_for_ledger_entry (const AskgLedgerEntry *entry)
{
  const AskgLedgerRow *row = entry->row;
  json_t *object = json_pack ("{s:I, s:o, s:s, s:b, s:s?, s:s?, s:s, s:o, s:i, s:I, s:s?, s:s?}",
                              "id", (json_int_t) entry->id, "begun_at", for_time (row->begun_at_us), "host", row->host,
                              "this_machine", row->is_this_machine, "engine", row->engine_id,
                              "engine_name", row->engine_name, "request", row->request, "kinds", for_kinds (row->kinds),
                              "pictures", (int) row->n_pictures, "bytes", (json_int_t) row->n_bytes,
                              "sha256", row->sha256, "window", row->window_title);

  json_object_set_new (object, "hidden", json_integer (row->n_hidden));
  json_object_set_new (object, "off_record", json_boolean (row->is_off_record));
  json_object_set_new (object, "outcome", entry->has_ended ? json_string (word_for_outcome (entry)) : json_null ());
  json_object_set_new (object, "http_status", entry->http_status > 0 ? json_integer (entry->http_status) : json_null ());
  json_object_set_new (object, "sent_bytes", entry->has_ended ? json_integer ((json_int_t) entry->n_sent_bytes) : json_null ());
  json_object_set_new (object, "received_bytes",
                       entry->has_ended ? json_integer ((json_int_t) entry->n_received_bytes) : json_null ());
  json_object_set_new (object, "ended_at", entry->has_ended ? for_time (entry->ended_at_us) : json_null ());
  json_object_set_new (object, "kept", json_boolean (entry->has_bytes));

  return object;
}

/* (transfer full): {"rows":[…],"sum":{…}} */
json_t *
askg_json_for_ledger (GPtrArray           *entries,
                      const AskgLedgerSum *sum)
{
  json_t *rows = json_array ();

  for (guint i = 0; i < entries->len; i++)
    json_array_append_new (rows, askg_json_for_ledger_entry (g_ptr_array_index (entries, i)));

  return json_pack ("{s:o, s:{s:I, s:I, s:I}}", "rows", rows, "sum", "requests", (json_int_t) sum->n_requests,
                    "bytes", (json_int_t) sum->n_bytes, "hidden", (json_int_t) sum->n_hidden);
}
