/* askg-engine-fetch.c: main thread. */
#include "engine/provider/askg-engine-fetch.h"

typedef struct
{
  GByteArray          *bytes;   /* owned */
  AskgFetched         *fetched; /* owned until it is returned */
  AskgExchangeTimings  timings;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->fetched, askg_fetched_free);
  g_free (self);
}

void
askg_fetched_free (AskgFetched *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->error, askg_wire_error_free);
  g_free (self);
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  Fetch *self = g_task_get_task_data (user_data);

  self->fetched->http_status = http_status;
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  Fetch *self = g_task_get_task_data (user_data);

  g_byte_array_append (self->bytes, bytes, n_bytes);
}

static AskgWireError *
read_error (AskgExchange *exchange,
            guint         http_status,
            GByteArray   *bytes)
{
  const AskgWireHead head = {
    .content_type = askg_exchange_get_header (exchange, "content-type"),
    .retry_after = askg_exchange_get_header (exchange, "retry-after"),
    .retry_after_ms = askg_exchange_get_header (exchange, "retry-after-ms"),
    .should_retry = askg_exchange_get_header (exchange, "x-should-retry"),
    .date = askg_exchange_get_header (exchange, "date"),
  };
  AskgWireError *error = askg_wire_error_new_from_body (http_status, (const char *) bytes->data, bytes->len);

  askg_wire_error_take_head (error, http_status, &head);

  return error;
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetch *self = g_task_get_task_data (task);

  self->timings = *timings;
  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  if (self->fetched->http_status >= 300)
    self->fetched->error = read_error (exchange, self->fetched->http_status, self->bytes);
  self->fetched->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  g_task_return_pointer (task, g_steal_pointer (&self->fetched), (GDestroyNotify) askg_fetched_free);
}

/**
 * askg_engine_fetch_async:
 * @link: open
 * @time_limit_ms: how long the engine may be silent; 0 for the usual time
 */
void
askg_engine_fetch_async (AskgEngineLink         *link,
                         const AskgLinkRequest  *request,
                         guint                   time_limit_ms,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  static const AskgExchangeHandlers handlers = { .head = head_cb, .body = body_cb, .done = done_cb };
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);
  g_autoptr(AskgOutbound) outbound = NULL;
  AskgExchangeLimits limits;
  GError *error = NULL;
  Fetch *self = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, askg_engine_fetch_async);
  g_task_set_task_data (task, self, (GDestroyNotify) fetch_free);
  self->bytes = g_byte_array_new ();
  self->fetched = g_new0 (AskgFetched, 1);
  outbound = askg_engine_link_make (link, request, &error);
  if (outbound == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  askg_engine_link_set_limits (link, outbound, &limits);
  limits.max_bytes = ASKG_FETCH_MAX_BYTES;
  if (time_limit_ms > 0)
    limits.first_byte_ms = limits.quiet_ms = time_limit_ms;
  askg_http_send (askg_engine_link_get_http (link), outbound, &limits, &handlers, g_object_ref (task), cancellable);
}

/**
 * askg_engine_fetch_finish:
 *
 * Errors: what the transport reports; a status of 400 or more is none of them
 *
 * Returns: (transfer full): the reply
 */
AskgFetched *
askg_engine_fetch_finish (AskgEngineLink  *link,
                          GAsyncResult    *result,
                          GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* How far it got, also when it failed. */
void
askg_engine_fetch_get_timings (GAsyncResult        *result,
                               AskgExchangeTimings *out_timings)
{
  const Fetch *self;

  g_return_if_fail (g_async_result_is_tagged (result, askg_engine_fetch_async));

  self = g_task_get_task_data (G_TASK (result));
  *out_timings = self->timings;
}
