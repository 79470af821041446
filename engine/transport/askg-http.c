/* askg-http.c: main thread.
 *
 * Every request goes the same way: policy, gate, ledger, route, libcurl. What stays on this machine
 * does not wait for the ledger: its row is written while the engine works. */
#include "engine/transport/askg-http.h"

#include "engine/base/askg-error.h"
#include "engine/transport/askg-exchange-private.h"

#define WARM_US                (45 * G_USEC_PER_SEC) /* servers close what is idle for longer */

struct _AskgHttp
{
  GObject         parent_instance;

  /* Owned */
  AskgPolicy     *policy;
  AskgGate       *gate;
  AskgLedger     *ledger;
  AskgCurlLoop   *here;    /* (nullable): connections to this machine */
  AskgCurlLoop   *far;     /* (nullable): all others; gone while "local only" holds */
  GHashTable     *running; /* a set of AskgExchange, owned */
  GHashTable     *used;    /* URL of an origin -> when it was last heard of, monotonic */
  GSource        *closing; /* (nullable): closes what local only does not allow */
  AskgHttpShared  shared;
};

G_DEFINE_FINAL_TYPE (AskgHttp, askg_http, G_TYPE_OBJECT)

static void
settled_cb (gpointer user_data)
{
  AskgHttp *self = user_data;
  AskgExchange *exchange;

  while ((exchange = g_queue_pop_head (&self->shared.ripe)) != NULL)
    {
      exchange->is_ripe = FALSE;
      askg_exchange_owe_row (exchange);
      askg_exchange_deliver (exchange);
    }
}

static gboolean
keeps_cb (CURL     *easy,
          CURLcode  code,
          gpointer  user_data)
{
  AskgExchange *exchange = NULL;

  curl_easy_getinfo (easy, CURLINFO_PRIVATE, (char **) &exchange);

  return exchange->connected != NULL && code == CURLE_OK;
}

static void
transfer_ended_cb (CURL     *easy,
                   CURLcode  code,
                   gpointer  user_data)
{
  AskgExchange *exchange = NULL;

  curl_easy_getinfo (easy, CURLINFO_PRIVATE, (char **) &exchange);
  askg_exchange_transfer_ended (exchange, code);
}

static AskgCurlLoop *
get_loop (AskgHttp   *self,
          AskgOrigin *origin)
{
  static const AskgCurlLoopFuncs funcs = { settled_cb, keeps_cb, transfer_ended_cb };
  AskgCurlLoop **loop = askg_origin_is_this_machine (origin) ? &self->here : &self->far;

  if (*loop == NULL)
    *loop = askg_curl_loop_new (&funcs, self);

  return *loop;
}

/* Called at the end of each exchange. */
static void
exchange_ended (AskgExchange *exchange,
                gpointer      owner)
{
  g_autoptr(AskgHttp) self = g_object_ref (owner);

  if (exchange->has_head)
    {
      gint64 *when_us = g_new (gint64, 1);

      *when_us = g_get_monotonic_time ();
      g_hash_table_replace (self->used, g_strdup (askg_origin_get_url (askg_outbound_get_origin (exchange->outbound))), when_us);
    }
  else if (exchange->route != NULL)
    askg_router_forget (self->shared.router, askg_outbound_get_origin (exchange->outbound));
  exchange->shared = NULL;
  if (self->shared.next_easy == NULL && exchange->easy != NULL)
    self->shared.next_easy = askg_exchange_new_easy (&self->shared);
  if (g_hash_table_steal (self->running, exchange))
    {
      g_object_unref (exchange);
      g_object_unref (self); /* the running one's */
    }
}

static void
start (AskgExchange *exchange)
{
  AskgHttp *self = exchange->shared->owner;

  exchange->timings.resolved_us = g_get_monotonic_time ();
  if (!askg_exchange_start (exchange, get_loop (self, askg_outbound_get_origin (exchange->outbound))))
    askg_exchange_end_later (exchange, askg_exchange_new_error (exchange, CURLE_FAILED_INIT));
}

static void
route_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AskgExchange) exchange = user_data;
  GError *error = NULL;
  g_autoptr(AskgRoute) route = askg_router_find_finish (result, &error);

  if (exchange->stage == ASKG_EXCHANGE_ENDED)
    g_clear_error (&error);
  else if (error != NULL)
    askg_exchange_end (exchange, error);
  else
    {
      exchange->route = g_steal_pointer (&route);
      start (exchange);
    }
}

/* Everybody agreed. */
static void
find_route (AskgExchange *exchange)
{
  AskgOrigin *origin = askg_outbound_get_origin (exchange->outbound);
  AskgHttpShared *shared = exchange->shared;

  exchange->timings.agreed_us = g_get_monotonic_time ();
  askg_exchange_set_stage (exchange, ASKG_EXCHANGE_CONNECTING);
  askg_exchange_watch_time (exchange);
  exchange->route = askg_router_find (shared->router, origin);
  if (exchange->route != NULL)
    start (exchange);
  else
    askg_router_find_async (shared->router, origin, exchange->inner, route_found_cb, g_object_ref (exchange));
}

static void
row_written_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  AskgExchange *exchange = ASKG_EXCHANGE (object);
  GError *error = NULL;

  askg_exchange_row_written (result, &error);
  if (exchange->stage == ASKG_EXCHANGE_ENDED)
    g_clear_error (&error);
  else if (error != NULL)
    askg_exchange_end (exchange, error);
  else
    {
      find_route (exchange);
      askg_exchange_deliver (exchange);
    }
}

static void
write_row (AskgExchange *exchange)
{
  if (!askg_origin_is_this_machine (askg_outbound_get_origin (exchange->outbound)))
    askg_exchange_write_row (exchange, row_written_cb, NULL);
  else
    {
      exchange->row = -1; /* owed */
      find_route (exchange);
    }
}

static void
passed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgExchange) exchange = user_data;
  GError *error = NULL;
  g_autoptr(AskgOutbound) agreed = askg_gate_pass_finish (ASKG_GATE (object), result, &error);

  if (exchange->stage == ASKG_EXCHANGE_ENDED)
    g_clear_error (&error);
  else if (agreed == NULL)
    askg_exchange_end (exchange, error);
  else
    {
      askg_outbound_unref (exchange->outbound);
      exchange->outbound = g_steal_pointer (&agreed);
      write_row (exchange);
    }
}

/**
 * askg_http_send:
 * @limits: (nullable): copied; %NULL for the usual ones
 * @handlers: (nullable): copied
 * @cancellable: (nullable): stops it wherever it is; `done` then gets %G_IO_ERROR_CANCELLED
 *
 * Asks the policy, the gate and the ledger, then sends @outbound. A reply with any status is a reply. `done` gets:
 * %ASKG_ERROR_LOCAL_ONLY, %ASKG_ERROR_NOT_SENT, %ASKG_ERROR_STORAGE (no row, no request), %ASKG_ERROR_NETWORK,
 * %ASKG_ERROR_CERTIFICATE, %ASKG_ERROR_ADDRESS (also for a redirect), %ASKG_ERROR_ENGINE_SILENT,
 * %ASKG_ERROR_ENGINE_FAILED. No handler is called before this function has returned.
 *
 * Returns: (transfer none): the exchange, good until `done` has run
 */
AskgExchange *
askg_http_send (AskgHttp                   *self,
                AskgOutbound               *outbound,
                const AskgExchangeLimits   *limits,
                const AskgExchangeHandlers *handlers,
                gpointer                    user_data,
                GCancellable               *cancellable)
{
  return askg_http_begin (self, outbound, limits, handlers, NULL, user_data, cancellable);
}

/* As askg_http_send(); with @connected there is no request and no reply, only a connection. */
AskgExchange *
askg_http_begin (AskgHttp                   *self,
                 AskgOutbound               *outbound,
                 const AskgExchangeLimits   *limits,
                 const AskgExchangeHandlers *handlers,
                 AskgExchangeConnectedFunc   connected,
                 gpointer                    user_data,
                 GCancellable               *cancellable)
{
  AskgExchangeLimits usual;
  AskgExchange *exchange;
  GError *error = NULL;

  g_return_val_if_fail (ASKG_IS_HTTP (self), NULL);
  g_return_val_if_fail (outbound != NULL, NULL);

  askg_exchange_limits_init (&usual, outbound);
  exchange = askg_exchange_new (&self->shared, outbound, limits != NULL ? limits : &usual, handlers, connected, user_data,
                                cancellable);
  exchange->ledger = g_object_ref (self->ledger);
  g_hash_table_add (self->running, exchange);
  g_object_ref (self); /* until it has ended */

  if (g_cancellable_set_error_if_cancelled (cancellable, &error) ||
      !askg_policy_check_origin (self->policy, askg_outbound_get_origin (outbound), &error))
    askg_exchange_end_later (exchange, error);
  else if (askg_gate_pass_now (self->gate, outbound))
    write_row (exchange);
  else
    askg_gate_pass_async (self->gate, outbound, exchange->inner, passed_cb, g_object_ref (exchange));

  return exchange;
}

/* Whether the person agreed to ask the engine that @outbound is for; without, nothing is sent to it but what they see
 * first. What stays on this machine needs no agreement. */
gboolean
askg_http_has_agreed (AskgHttp     *self,
                      AskgOutbound *outbound)
{
  g_return_val_if_fail (ASKG_IS_HTTP (self), FALSE);

  return askg_gate_has_agreed (self->gate, outbound);
}

/**
 * askg_http_prewarm:
 * @outbound: something small without content, such as a GET of the list of models
 *
 * Opens a connection that the next request will find, when somebody is about to ask. Does nothing where there is
 * one, or where the engine may not yet send without a question.
 *
 * Returns: whether anything is being sent
 */
gboolean
askg_http_prewarm (AskgHttp     *self,
                   AskgOutbound *outbound)
{
  AskgOrigin *origin = askg_outbound_get_origin (outbound);
  const gint64 *used_us;

  g_return_val_if_fail (ASKG_IS_HTTP (self), FALSE);
  g_return_val_if_fail (askg_outbound_get_n_pieces (outbound) == 0, FALSE);

  used_us = g_hash_table_lookup (self->used, askg_origin_get_url (origin));
  if ((used_us != NULL && g_get_monotonic_time () - *used_us < WARM_US) ||
      !askg_policy_check_origin (self->policy, origin, NULL) || !askg_gate_has_agreed (self->gate, outbound))
    return FALSE;
  askg_http_send (self, outbound, NULL, NULL, NULL, NULL);

  return TRUE;
}

static gboolean
close_far_cb (gpointer user_data)
{
  AskgHttp *self = user_data;
  g_autoptr(GPtrArray) running = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer exchange;

  g_object_ref (self);
  g_clear_pointer (&self->closing, g_source_unref);
  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, &exchange, NULL))
    g_ptr_array_add (running, g_object_ref (exchange));
  for (guint i = 0; i < running->len && askg_policy_get_local_only (self->policy); i++)
    {
      AskgExchange *one = running->pdata[i];
      GError *error = NULL;

      if (!askg_policy_check_origin (self->policy, askg_outbound_get_origin (one->outbound), &error))
        askg_exchange_end (one, error);
    }
  if (askg_policy_get_local_only (self->policy) && self->far != NULL && !askg_curl_loop_is_inside (self->far))
    g_clear_pointer (&self->far, askg_curl_loop_free);
  g_object_unref (self);

  return G_SOURCE_REMOVE;
}

/* Ends what is on its way elsewhere, and closes the connections that wait. Soon: this may be inside a handler. */
static void
local_only_cb (AskgHttp *self)
{
  if (self->closing != NULL || !askg_policy_get_local_only (self->policy))
    return;
  self->closing = g_idle_source_new ();
  g_source_set_priority (self->closing, G_PRIORITY_HIGH);
  g_source_set_callback (self->closing, close_far_cb, self, NULL);
  g_source_attach (self->closing, g_main_context_get_thread_default ());
}

AskgPolicy *
askg_http_get_policy (AskgHttp *self)
{
  g_return_val_if_fail (ASKG_IS_HTTP (self), NULL);

  return self->policy;
}

/**
 * askg_http_set_ca_file:
 * @path: (nullable): a PEM file of authorities to trust besides the system's, such as a company's
 *
 * Holds for connections made from now on.
 */
void
askg_http_set_ca_file (AskgHttp   *self,
                       const char *path)
{
  g_return_if_fail (ASKG_IS_HTTP (self));

  g_free (self->shared.ca_file);
  self->shared.ca_file = g_strdup (path);
  g_clear_pointer (&self->shared.next_easy, curl_easy_cleanup); /* it knows another */
}

/**
 * askg_http_set_http2:
 * @wanted: off from the start; has an effect with libcurl 8.2 and later
 */
void
askg_http_set_http2 (AskgHttp *self,
                     gboolean  wanted)
{
  g_return_if_fail (ASKG_IS_HTTP (self));

  self->shared.http2 = wanted;
}

static void
askg_http_finalize (GObject *object)
{
  AskgHttp *self = ASKG_HTTP (object);

  /* Every running exchange holds a reference to us, so nothing is running here. */
  g_assert (g_hash_table_size (self->running) == 0);
  if (self->closing != NULL)
    g_source_destroy (self->closing);
  g_clear_pointer (&self->closing, g_source_unref);
  g_clear_pointer (&self->here, askg_curl_loop_free);
  g_clear_pointer (&self->far, askg_curl_loop_free);
  g_clear_pointer (&self->shared.next_easy, curl_easy_cleanup);
  g_clear_pointer (&self->shared.router, askg_router_free);
  g_clear_pointer (&self->shared.ca_file, g_free);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_clear_object (&self->policy);
  g_clear_object (&self->gate);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (askg_http_parent_class)->finalize (object);
}

static void
askg_http_class_init (AskgHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_http_finalize;
}

static void
askg_http_init (AskgHttp *self)
{
  self->running = g_hash_table_new (NULL, NULL);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->shared.ripe);
  self->shared.owner = self;
  self->shared.ended = exchange_ended;
}

/**
 * askg_http_new:
 *
 * Works in the main context of its caller. Nothing is sent without a row in @ledger, nor past @gate and @policy.
 *
 * Returns: (transfer full): a new one; a running exchange keeps it alive
 */
AskgHttp *
askg_http_new (AskgPolicy *policy,
               AskgGate   *gate,
               AskgLedger *ledger)
{
  AskgHttp *self;

  g_return_val_if_fail (ASKG_IS_POLICY (policy) && ASKG_IS_GATE (gate) && ASKG_IS_LEDGER (ledger), NULL);

  self = g_object_new (ASKG_TYPE_HTTP, NULL);
  self->policy = g_object_ref (policy);
  self->gate = g_object_ref (gate);
  self->ledger = g_object_ref (ledger);
  self->shared.policy = policy;
  self->shared.gate = gate;
  self->shared.router = askg_router_new (policy);
  g_signal_connect_object (policy, "notify::local-only", G_CALLBACK (local_only_cb), self, G_CONNECT_SWAPPED);

  return self;
}
