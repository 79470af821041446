/* askg-server-health.c: main thread. */
#include "engine/provider/askg-server-health.h"

#include "engine/base/askg-error.h"

#define ANSWER_LIMIT_MS 5000 /* a server that works answers in one, also while it computes */
#define MAX_REPLY_BYTES 65536

static void
done (AskgExchange              *exchange,
      const GError              *error,
      const AskgExchangeTimings *timings,
      gpointer                   user_data)
{
  g_autoptr(GTask) task = user_data;
  const guint status = askg_exchange_get_status (exchange);

  if (error != NULL && askg_error_is_cancelled (error))
    g_task_return_error (task, g_error_copy (error));
  else if (error != NULL && status == 0)
    g_task_return_int (task, ASKG_HEALTH_SILENT);
  else
    g_task_return_int (task, status == 200 ? ASKG_HEALTH_READY : ASKG_HEALTH_LOADING);
}

/**
 * askg_server_health_ask_async:
 * @url: what it listens on; with a @socket_path, that
 * @socket_path: (nullable): a Unix socket
 * @key: (nullable)
 *
 * It listens before the model is loaded, and says 503 until then.
 */
void
askg_server_health_ask_async (AskgHttp             *http,
                              const char           *engine_id,
                              const char           *engine_name,
                              const char           *url,
                              const char           *socket_path,
                              AskgKey              *key,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  static const AskgExchangeHandlers handlers = { .done = done };
  g_autoptr(GTask) task = g_task_new (http, cancellable, callback, user_data);
  g_autofree char *address = g_strconcat (url, "/health", NULL);
  const AskgOutboundParts parts = {
    .method = "GET", .url = address, .socket_path = socket_path, .key = key,
    .engine_id = engine_id, .engine_name = engine_name,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (askg_http_get_policy (http), &parts, &error);
  AskgExchangeLimits limits;

  g_task_set_source_tag (task, askg_server_health_ask_async);
  if (outbound == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  askg_exchange_limits_init (&limits, outbound);
  limits.connect_ms = ANSWER_LIMIT_MS;
  limits.first_byte_ms = ANSWER_LIMIT_MS;
  limits.max_bytes = MAX_REPLY_BYTES;
  askg_http_send (http, outbound, &limits, &handlers, g_steal_pointer (&task), cancellable);
}

AskgHealth
askg_server_health_ask_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
