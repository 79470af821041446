/* askg-web-socket.c: main thread.
 *
 * libcurl makes the connection, through proxies and TLS, and lends it out: what goes over it is read and written here. An
 * exchange without request and reply stands for it, so that it starts, is cancelled and ends as all others do. */
#include "engine/transport/askg-web-socket-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"

#define GOODBYE_WAIT_MS 1000u

G_DEFINE_FINAL_TYPE (AskgWebSocket, askg_web_socket, G_TYPE_OBJECT)

const char *
askg_web_socket_get_label (AskgWebSocket *self)
{
  return askg_origin_get_label (askg_outbound_get_origin (self->upgrade_request));
}

void
askg_web_socket_clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
askg_web_socket_wipe_asking (AskgWebSocket *self)
{
  if (self->asking == NULL)
    return;
  explicit_bzero (self->asking->str, self->asking->allocated_len);
  g_string_free (g_steal_pointer (&self->asking), TRUE);
}

/* -- End ------------------------------------------------------------------- */

/* Takes @error (nullable): none when the other side has said why. */
void
askg_web_socket_end (AskgWebSocket *self,
                     GError        *error)
{
  if (self->exchange == NULL)
    g_clear_error (&error);
  else
    {
      self->exchange->is_over = error == NULL; /* nothing is missing */
      askg_exchange_end (self->exchange, error);
    }
}

/* Takes @error. As soon as nobody of ours is on the stack. */
void
askg_web_socket_fail_later (AskgWebSocket *self,
                            GError        *error)
{
  askg_web_socket_clear_source (&self->source);
  askg_web_socket_clear_source (&self->again);
  if (self->exchange == NULL)
    g_clear_error (&error);
  else
    askg_exchange_end_later (self->exchange, error);
}

GError *
askg_web_socket_new_lost_error (AskgWebSocket *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("The connection to %s was cut in the middle of the conversation. Look at the network, or at the engine’s own messages, then try again."),
                      askg_web_socket_get_label (self));
}

GError *
askg_web_socket_new_strange_error (AskgWebSocket *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                      _("What answers at %s takes no spoken conversation: it does not speak WebSocket there. Correct the engine’s address; it mostly ends in /v1/realtime."),
                      askg_web_socket_get_label (self));
}

GError *
askg_web_socket_new_redirect_error (AskgWebSocket *self)
{
  g_autofree char *where = askg_error_quote (askg_web_upgrade_get_header (self->upgrade, "location"));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                      _("%s sends elsewhere, to “%s”, and Askglass does not follow with a voice or a key. If that is the right place, write it as the engine’s address."),
                      askg_web_socket_get_label (self), where);
}

/* The exchange is over, whoever ended it. */
static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  g_autoptr(AskgWebSocket) self = user_data; /* the exchange's */
  const gboolean was_refused = !self->is_open && askg_web_upgrade_get_status (self->upgrade) >= 200;
  g_autoptr(GBytes) body = was_refused ? askg_web_upgrade_get_body (self->upgrade) : NULL;
  const AskgWebSocketEnd told = {
    .error = error,
    .code = self->is_open ? askg_web_frames_get_code (self->frames) : 0,
    .reason = askg_web_frames_get_reason (self->frames),
    .http_status = was_refused ? askg_web_upgrade_get_status (self->upgrade) : 0,
    .http_body = body,
  };

  askg_web_socket_clear_source (&self->source);
  askg_web_socket_clear_source (&self->again);
  askg_timer_clear (&self->timer);
  askg_web_socket_wipe_asking (self);
  self->exchange = NULL;
  g_cancellable_cancel (self->inner);
  askg_web_socket_drop_all (self, error == NULL || !askg_error_is_cancelled (error) ? ASKG_SENT_FAILED : ASKG_SENT_CANCELLED);
  if (self->handlers.ended != NULL)
    self->handlers.ended (self, &told, self->user_data);
}

/* -- Start ----------------------------------------------------------------- */

/* The head of the request, key and all: it is wiped as soon as it is written. */
static void
make_asking (AskgWebSocket *self)
{
  AskgOutbound *request = self->exchange->outbound;
  const char *const *headers = askg_outbound_get_headers (request);
  const char *authority = strstr (askg_origin_get_url (askg_outbound_get_origin (request)), "://") + strlen ("://");
  AskgKey *key = askg_outbound_get_key (request);

  self->asking = g_string_sized_new (ASKG_KEY_MAX_BYTES + 4096); /* so that no part of it stays where it grew */
  g_string_append_printf (self->asking, "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Askglass/" ASKG_VERSION "\r\n",
                          askg_outbound_get_target (request), authority);
  for (gsize i = 0; headers[i] != NULL; i++)
    g_string_append_printf (self->asking, "%s\r\n", headers[i]);
  if (key != NULL)
    {
      char *header = askg_key_dup_header (key);

      g_string_append_printf (self->asking, "%s\r\n", header);
      askg_key_wipe (header);
    }
  askg_web_upgrade_ask (self->upgrade, self->asking);
  g_string_append (self->asking, "\r\n");
}

static void
connected_cb (AskgExchange *exchange,
              gpointer      user_data)
{
  g_autoptr(AskgWebSocket) self = g_object_ref (user_data);
  curl_socket_t fd = CURL_SOCKET_BAD;

  curl_easy_getinfo (exchange->easy, CURLINFO_ACTIVESOCKET, &fd);
  if (fd == CURL_SOCKET_BAD)
    {
      askg_web_socket_end (self, askg_web_socket_new_lost_error (self));
      return;
    }
  self->fd = fd;
  askg_exchange_set_stage (exchange, ASKG_EXCHANGE_SENDING);
  askg_exchange_pay_row (exchange);
  make_asking (self);
  askg_web_socket_write (self);
  askg_web_socket_read (self);
}

/**
 * askg_web_socket_open:
 * @upgrade: a GET without content
 * @limits: (nullable): @connect_ms until the connection stands, then @first_byte_ms until it is a web socket, and
 *   @quiet_ms while something is expected: see askg_web_socket_expect()
 * @max_message_bytes: a longer one is refused
 * @handlers: copied
 * @cancellable: (nullable): ends it at once, wherever it is
 *
 * Returns: (transfer full): a new one. `ended` tells %ASKG_ERROR_LOCAL_ONLY, %ASKG_ERROR_NETWORK, %ASKG_ERROR_CERTIFICATE,
 *   %ASKG_ERROR_ADDRESS (also for a redirect), %ASKG_ERROR_ENGINE_SILENT, %ASKG_ERROR_STORAGE, %ASKG_ERROR_NOT_SENT,
 *   %G_IO_ERROR_CANCELLED.
 */
AskgWebSocket *
askg_web_socket_open (AskgHttp                    *http,
                      AskgOutbound                *upgrade,
                      const AskgExchangeLimits    *limits,
                      gsize                        max_message_bytes,
                      const AskgWebSocketHandlers *handlers,
                      gpointer                     user_data,
                      GCancellable                *cancellable)
{
  static const AskgExchangeHandlers exchange_handlers = { .done = done_cb };
  g_autofree char *key = askg_web_upgrade_new_key ();
  AskgWebSocket *self;

  g_return_val_if_fail (ASKG_IS_HTTP (http), NULL);
  g_return_val_if_fail (askg_outbound_get_body (upgrade) == NULL, NULL);

  self = g_object_new (ASKG_TYPE_WEB_SOCKET, NULL);
  self->handlers = *handlers;
  self->user_data = user_data;
  self->upgrade_request = askg_outbound_ref (upgrade);
  self->upgrade = askg_web_upgrade_new (key);
  self->frames = askg_web_frames_new (max_message_bytes, askg_web_socket_take_message, self);
  self->exchange = askg_http_begin (http, upgrade, limits, &exchange_handlers, connected_cb, g_object_ref (self), cancellable);
  self->ledger = g_object_ref (self->exchange->ledger);

  return self;
}

gboolean
askg_web_socket_is_open (AskgWebSocket *self)
{
  g_return_val_if_fail (ASKG_IS_WEB_SOCKET (self), FALSE);

  return self->is_open && self->exchange != NULL && !self->is_closing;
}

/* So much was given to be sent and is not written: the network, or the other side, is slow. */
gsize
askg_web_socket_get_n_waiting_bytes (AskgWebSocket *self)
{
  g_return_val_if_fail (ASKG_IS_WEB_SOCKET (self), 0);

  return askg_web_frames_get_n_waiting_bytes (self->frames);
}

/* While something is expected, silence has a limit; else it may be quiet for as long as it likes. */
void
askg_web_socket_expect (AskgWebSocket *self,
                        gboolean       is_something_expected)
{
  g_return_if_fail (ASKG_IS_WEB_SOCKET (self));

  if (self->exchange == NULL || !self->is_open || self->exchange->is_idle == !is_something_expected)
    return;
  self->exchange->is_idle = !is_something_expected;
  self->exchange->alive_us = g_get_monotonic_time ();
  if (self->exchange->deadline != NULL)
    askg_exchange_watch_time (self->exchange);
}

/* Nothing is read until askg_web_socket_resume(): soon the server has to wait. A message that has come may still be told. */
void
askg_web_socket_pause (AskgWebSocket *self)
{
  g_return_if_fail (ASKG_IS_WEB_SOCKET (self));

  self->is_paused = TRUE;
  askg_web_socket_watch_anew (self);
}

void
askg_web_socket_resume (AskgWebSocket *self)
{
  g_return_if_fail (ASKG_IS_WEB_SOCKET (self));

  if (!self->is_paused)
    return;
  self->is_paused = FALSE;
  askg_web_socket_watch_anew (self);
}

static gboolean
no_goodbye_cb (gpointer user_data)
{
  askg_web_socket_end (user_data, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * askg_web_socket_close:
 *
 * Ends it in order: after what has been said the goodbye, and theirs is waited for, a second at most. Messages come no
 * more. One that is not open yet ends as if it was cancelled.
 */
void
askg_web_socket_close (AskgWebSocket *self)
{
  g_return_if_fail (ASKG_IS_WEB_SOCKET (self));

  if (self->exchange == NULL || self->is_closing)
    return;
  self->is_closing = TRUE;
  self->handlers.message = NULL;
  if (!self->is_open)
    {
      askg_web_socket_fail_later (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed before it was open"));
      return;
    }
  if (self->is_paused)
    askg_web_socket_resume (self);
  askg_timer_set (&self->timer, GOODBYE_WAIT_MS, "[askg] web socket goodbye", no_goodbye_cb, self);
  askg_web_socket_write (self);
}

static void
askg_web_socket_finalize (GObject *object)
{
  AskgWebSocket *self = ASKG_WEB_SOCKET (object);

  g_clear_object (&self->ledger);
  g_clear_object (&self->inner);
  g_clear_pointer (&self->upgrade_request, askg_outbound_unref);
  g_clear_pointer (&self->upgrade, askg_web_upgrade_free);
  g_clear_pointer (&self->frames, askg_web_frames_free);

  G_OBJECT_CLASS (askg_web_socket_parent_class)->finalize (object);
}

static void
askg_web_socket_class_init (AskgWebSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_web_socket_finalize;
}

static void
askg_web_socket_init (AskgWebSocket *self)
{
  self->inner = g_cancellable_new ();
  self->fd = -1;
  g_queue_init (&self->outgoing);
}
