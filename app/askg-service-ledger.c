/* askg-service-ledger.c: main thread. What was sent, for a command: listed, opened, purged. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-json-ledger.h"
#include "engine/base/askg-error.h"

#define MAX_ROWS 1000

static gint64
get_number (AskgServiceCall *call,
            const char      *key)
{
  return json_integer_value (json_object_get (call->request, key));
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  AskgLedgerSum sum;
  g_autoptr(GPtrArray) entries = askg_store_list_sent_finish (ASKG_STORE (object), result, &sum, &error);
  json_t *event;

  if (entries == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  event = askg_json_for_ledger (entries, &sum);
  json_object_set_new (event, "event", json_string ("done"));
  askg_service_call_end (call, event);
}

static void
list (AskgServiceCall *call,
      AskgStore       *store)
{
  const AskgLedgerFilter filter = {
    .host = askg_json_get_string (call->request, "host"),
    .engine = askg_json_get_string (call->request, "engine"),
    .since_us = get_number (call, "since_us"),
    .until_us = get_number (call, "until_us"),
    .only_left = json_is_true (json_object_get (call->request, "left")),
    .before_id = get_number (call, "before_id"),
  };

  askg_store_list_sent_async (store, &filter, (guint) CLAMP (get_number (call, "most"), 1, MAX_ROWS), call->cancellable,
                              listed_cb, call);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgLedgerEntry) entry = askg_store_load_sent_finish (ASKG_STORE (object), result, &error);
  g_autofree char *body = NULL;

  if (entry == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  if (entry->row->body != NULL)
    body = g_base64_encode (g_bytes_get_data (entry->row->body, NULL), g_bytes_get_size (entry->row->body));
  askg_service_call_end (call, json_pack ("{s:s, s:o, s:s*}", "event", "done", "row", askg_json_for_ledger_entry (entry),
                                          "body", body));
}

static void
purged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;
  guint n_rows;

  if (askg_store_purge_sent_finish (ASKG_STORE (object), result, &n_rows, &error))
    askg_service_call_end (call, json_pack ("{s:s, s:i}", "event", "done", "purged", (int) n_rows));
  else
    askg_service_call_fail (call, error);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgStore *store = askg_session_get_store (ASKG_SESSION (object));
  const char *what = askg_json_get_string (call->request, "do");
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    askg_service_call_fail (call, error);
  else if (g_strcmp0 (what, "open") == 0)
    askg_store_load_sent_async (store, get_number (call, "id"), call->cancellable, opened_cb, call);
  else if (g_strcmp0 (what, "purge") == 0)
    askg_store_purge_sent_async (store, json_object_get (call->request, "before_us") != NULL ? get_number (call, "before_us")
                                                                                            : G_MAXINT64,
                                 call->cancellable, purged_cb, call);
  else
    list (call, store);
}

/* Reads or purges the ledger, and ends @call. */
void
askg_service_call_ledger (AskgServiceCall *call)
{
  askg_session_open_async (call->service->session, call->cancellable, open_cb, call);
}
