/* askg-service-search.c: finds earlier questions for another process, or for the command line. Main thread. */
#include "app/askg-service-private.h"

static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgStore *store = ASKG_STORE (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = askg_store_search_finish (store, result, &error);

  if (hits == NULL)
    askg_service_call_fail (call, error);
  else
    askg_service_call_end (call, json_pack ("{s:s, s:f, s:o}", "event", "done",
                                            "share", askg_store_get_search_share (store),
                                            "hits", askg_json_for_hits (hits)));
}

static void
search (AskgServiceCall *call,
        AskgStore       *store)
{
  g_autoptr(AskgSearch) wanted = askg_json_read_search (call->request);

  askg_store_search_async (store, wanted, call->cancellable, search_cb, call);
}

static void
share_changed_cb (AskgStore       *store,
                  AskgServiceCall *call)
{
  const double share = askg_store_get_search_share (store);

  if (askg_store_is_preparing (store) && !g_cancellable_is_cancelled (call->cancellable))
    {
      askg_service_call_reply (call, json_pack ("{s:s, s:f}", "event", "preparing", "share", share));
      return;
    }
  g_signal_handlers_disconnect_by_func (store, share_changed_cb, call);
  search (call, store);
}

/* The resident program prepares the search while it is used, and answers with what it has. A command
 * that is alone would end before it is through, and never find what is old: it waits. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  AskgStore *store = askg_session_get_store (ASKG_SESSION (object));
  g_autoptr(GError) error = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    askg_service_call_fail (call, error);
  else if (call->service->desk == NULL && askg_store_is_preparing (store))
    g_signal_connect (store, "search-share-changed", G_CALLBACK (share_changed_cb), call);
  else
    search (call, store);
}

/**
 * askg_service_call_search:
 *
 * Ends @call with what is found.
 */
void
askg_service_call_search (AskgServiceCall *call)
{
  askg_session_open_async (call->service->session, call->cancellable, open_cb, call);
}
