/* askg-exchange-curl.c: what libcurl is told about an exchange, and what it tells.
 *
 * The callbacks run inside libcurl: they note, count and refuse, and call nobody. */
#include "engine/transport/askg-exchange-private.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>

#define MAX_HEADER_BYTES    (256u * 1024)   /* of all heads of a reply together, interim ones included */
#define LIVELY_BYTES        16384u          /* so many are a sign of life even without an event */
#define READ_BUFFER_BYTES   65536L
#define UPLOAD_BUFFER_BYTES (512L * 1024)
#define KEEPALIVE_IDLE_S    30L
#define KEEPALIVE_PAUSE_S   15L
#define HTTP2_SINCE         0x080200u       /* as libcurl writes 8.2.0 */

static void
ripen (AskgExchange *self)
{
  if (self->is_ripe || self->stage == ASKG_EXCHANGE_ENDED)
    return;
  self->is_ripe = TRUE;
  g_queue_push_tail (&self->shared->ripe, self);
}

/* The last line: no socket is made before the policy has seen where to. */
static curl_socket_t
open_socket_cb (void                 *user_data,
                curlsocktype          purpose,
                struct curl_sockaddr *address)
{
  AskgExchange *self = user_data;
  AskgOrigin *origin = askg_outbound_get_origin (self->outbound);
  g_autoptr(GSocketAddress) where = g_socket_address_new_from_native (&address->addr, address->addrlen);
  GError **first = self->refused == NULL ? &self->refused : NULL;
  gboolean is_allowed;

  if (where == NULL)
    return CURL_SOCKET_BAD;
  if (self->route->proxy_label != NULL)
    is_allowed = askg_policy_check_proxy_address (self->shared->policy, self->route->proxy_label, where, first);
  else
    is_allowed = askg_policy_check_address (self->shared->policy, origin, where, first);

  return is_allowed ? socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol) : CURL_SOCKET_BAD;
}

/* The connection stands, new or used again, and the request is about to be written. */
static int
ready_cb (void *user_data,
          char *remote_ip,
          char *local_ip,
          int   remote_port,
          int   local_port)
{
  AskgExchange *self = user_data;

  self->ready_us = g_get_monotonic_time ();
  askg_exchange_set_stage (self, ASKG_EXCHANGE_SENDING);
  ripen (self);

  return CURL_PREREQFUNC_OK;
}

static int
progress_cb (void       *user_data,
             curl_off_t  n_to_receive,
             curl_off_t  n_received,
             curl_off_t  n_to_send,
             curl_off_t  n_sent)
{
  AskgExchange *self = user_data;
  GBytes *body = askg_outbound_get_body (self->outbound);

  if (self->stage != ASKG_EXCHANGE_SENDING)
    return 0;
  if ((guint64) n_sent != self->timings.n_sent_bytes)
    {
      self->timings.n_sent_bytes = n_sent;
      self->alive_us = g_get_monotonic_time ();
      ripen (self);
    }
  if (body == NULL || (guint64) n_sent >= g_bytes_get_size (body))
    {
      askg_exchange_set_stage (self, ASKG_EXCHANGE_WAITING);
      self->timings.sent_us = self->alive_us;
      ripen (self);
    }

  return 0;
}

static void
begin_head (AskgExchange *self,
            const char   *line)
{
  const char *space = strchr (line, ' ');

  self->status = space != NULL ? (guint) g_ascii_strtoull (space + 1, NULL, 10) : 0;
  g_hash_table_remove_all (self->headers);
}

static void
take_header (AskgExchange *self,
             const char   *line)
{
  const char *colon = strchr (line, ':');
  g_autofree char *name = colon != NULL ? g_ascii_strdown (line, colon - line) : NULL;

  if (name != NULL && !g_hash_table_contains (self->headers, name))
    g_hash_table_insert (self->headers, g_steal_pointer (&name), g_strstrip (g_utf8_make_valid (colon + 1, -1)));
}

static gboolean
end_head (AskgExchange *self)
{
  if (self->status / 100 == 1)
    return TRUE; /* "I am at it": another head follows */

  self->has_head = TRUE;
  if (!self->limits.is_raw)
    {
      self->is_packed = g_hash_table_contains (self->headers, "content-encoding");
      g_hash_table_remove (self->headers, "content-encoding"); /* libcurl unpacks it: that is not how it is handed on */
      g_hash_table_remove (self->headers, "content-length");
    }
  askg_exchange_set_stage (self, ASKG_EXCHANGE_RECEIVING);
  ripen (self);
  if (self->status / 100 != 3 || self->limits.shows_redirects || !g_hash_table_contains (self->headers, "location"))
    return TRUE;
  self->trouble = askg_exchange_new_redirect_error (self);

  return FALSE;
}

static size_t
header_cb (char   *bytes,
           size_t  size,
           size_t  n_bytes,
           void   *user_data)
{
  AskgExchange *self = user_data;
  g_autofree char *line = g_strndup (bytes, n_bytes);

  if (self->timings.first_byte_us == 0)
    self->timings.first_byte_us = g_get_monotonic_time ();
  if (self->has_head)
    return n_bytes; /* a trailer behind the body */

  g_strchomp (line);
  self->n_header_bytes += n_bytes;
  if (self->n_header_bytes > MAX_HEADER_BYTES)
    {
      self->trouble = askg_exchange_new_headers_error (self);
      return 0;
    }
  if (g_ascii_strncasecmp (line, "HTTP/", 5) == 0)
    begin_head (self, line);
  else if (*line == '\0')
    return end_head (self) ? n_bytes : 0;
  else
    take_header (self, line);

  return n_bytes;
}

/* libcurl unpacks all it has read before it rests: what is packed would only pile up elsewhere. */
static gboolean
is_full (AskgExchange *self,
         gsize         n_more)
{
  return !self->is_packed && self->pending->len + n_more > ASKG_EXCHANGE_MAX_PENDING_BYTES;
}

static size_t
write_cb (char   *bytes,
          size_t  size,
          size_t  n_bytes,
          void   *user_data)
{
  AskgExchange *self = user_data;

  if (self->is_over)
    return n_bytes;
  if (self->pending->len > 0 && (self->is_paused || is_full (self, n_bytes)))
    {
      self->is_curl_paused = TRUE;
      return CURL_WRITEFUNC_PAUSE; /* the same bytes come again */
    }
  if (self->timings.n_received_bytes + n_bytes > self->limits.max_bytes)
    {
      self->trouble = askg_exchange_new_size_error (self);
      return CURL_WRITEFUNC_ERROR;
    }

  self->timings.n_received_bytes += n_bytes;
  self->alive_us = g_get_monotonic_time ();
  if (self->timings.n_received_bytes - self->n_sense_bytes >= LIVELY_BYTES)
    askg_exchange_alive (self);
  g_byte_array_append (self->pending, (const guint8 *) bytes, n_bytes);
  ripen (self);

  return n_bytes;
}

static void
set_lines (AskgExchange *self)
{
  const char *const *headers = askg_outbound_get_headers (self->outbound);
  AskgKey *key = askg_outbound_get_key (self->outbound);

  for (gsize i = 0; headers[i] != NULL; i++)
    self->lines = curl_slist_append (self->lines, headers[i]);
  if (key != NULL)
    {
      char *header = askg_key_dup_header (key);

      self->lines = curl_slist_append (self->lines, header);
      askg_key_wipe (header);
    }
  self->lines = curl_slist_append (self->lines, "User-Agent: Askglass/" ASKG_VERSION);
  self->lines = curl_slist_append (self->lines, "Expect:");
  /* A packed stream comes late. What is packed all the same is unpacked, and counted as such. */
  self->lines = curl_slist_append (self->lines, "Accept-Encoding: identity");
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, self->lines);
}

static void
set_request (AskgExchange *self)
{
  AskgOrigin *origin = askg_outbound_get_origin (self->outbound);
  const char *method = askg_outbound_get_method (self->outbound);
  GBytes *body = askg_outbound_get_body (self->outbound);
  g_autofree char *url = g_strconcat (askg_origin_get_url (origin), askg_outbound_get_target (self->outbound), NULL);

  curl_easy_setopt (self->easy, CURLOPT_URL, url);
  if (g_str_equal (method, "HEAD"))
    curl_easy_setopt (self->easy, CURLOPT_NOBODY, 1L);
  else if (body != NULL)
    {
      curl_easy_setopt (self->easy, CURLOPT_POST, 1L);
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) g_bytes_get_size (body));
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDS, g_bytes_get_data (body, NULL)); /* not copied */
    }
  else if (g_str_equal (method, "POST"))
    {
      curl_easy_setopt (self->easy, CURLOPT_POST, 1L);
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDS, "");
    }
  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, method);
}

/* No more than to make it: what is written on it is not libcurl's. */
static void
set_connection (AskgExchange *self)
{
  curl_easy_setopt (self->easy, CURLOPT_URL, askg_origin_get_url (askg_outbound_get_origin (self->outbound)));
  curl_easy_setopt (self->easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt (self->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
}

static void
set_way (AskgExchange *self)
{
  const char *socket_path = askg_origin_get_socket_path (askg_outbound_get_origin (self->outbound));

  if (self->route->addresses != NULL)
    self->addresses = curl_slist_append (NULL, self->route->addresses);
  curl_easy_setopt (self->easy, CURLOPT_RESOLVE, self->addresses);
  curl_easy_setopt (self->easy, CURLOPT_PROXY, self->route->proxy); /* never what the environment says to libcurl */
  curl_easy_setopt (self->easy, CURLOPT_PROXYUSERPWD, self->route->proxy_login);
  if (socket_path != NULL)
    curl_easy_setopt (self->easy, CURLOPT_UNIX_SOCKET_PATH, socket_path);
  /* Ours is earlier, and counts the lookup. */
  curl_easy_setopt (self->easy, CURLOPT_CONNECTTIMEOUT_MS, (long) self->limits.connect_ms + 10000L);
}

/* Before 8.2 libcurl loses or stalls HTTP/2 streams that are paused. */
long
askg_exchange_http_version (gboolean is_http2_wanted,
                            guint    libcurl_version)
{
  return is_http2_wanted && libcurl_version >= HTTP2_SINCE ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1;
}

/* Of this libcurl; to ask it writes a page of text. */
static guint
get_libcurl_version (void)
{
  static guint version;

  if (version == 0)
    version = curl_version_info (CURLVERSION_NOW)->version_num;

  return version;
}

static void
set_rules (CURL           *easy,
           AskgHttpShared *shared)
{
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt (easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_PROXY_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (shared->ca_file != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_CAINFO, shared->ca_file); /* the system's folder counts as well */
      curl_easy_setopt (easy, CURLOPT_PROXY_CAINFO, shared->ca_file);
    }
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPIDLE, KEEPALIVE_IDLE_S);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPINTVL, KEEPALIVE_PAUSE_S);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_BUFFERSIZE, READ_BUFFER_BYTES);
  curl_easy_setopt (easy, CURLOPT_UPLOAD_BUFFERSIZE, UPLOAD_BUFFER_BYTES);
  curl_easy_setopt (easy, CURLOPT_NOPROGRESS, 0L);
}

static void
set_callbacks (CURL *easy)
{
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_cb);
  curl_easy_setopt (easy, CURLOPT_PREREQFUNCTION, ready_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (easy, CURLOPT_XFERINFOFUNCTION, progress_cb);
}

/* With what is the same for every request, so that it can be made while nobody waits for it. */
CURL *
askg_exchange_new_easy (AskgHttpShared *shared)
{
  CURL *easy = curl_easy_init ();

  if (easy == NULL)
    g_error ("No memory for a transfer");
  set_rules (easy, shared);
  set_callbacks (easy);

  return easy;
}

static void
set_data (AskgExchange *self)
{
  curl_easy_setopt (self->easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (self->easy, CURLOPT_ERRORBUFFER, self->detail);
  curl_easy_setopt (self->easy, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_PREREQDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_XFERINFODATA, self);
}

/* Makes the handle, from what everybody has agreed to. */
void
askg_exchange_make_easy (AskgExchange *self)
{
  AskgHttpShared *shared = self->shared;

  self->easy = shared->next_easy != NULL ? g_steal_pointer (&shared->next_easy) : askg_exchange_new_easy (shared);
  set_data (self);
  if (self->connected != NULL)
    set_connection (self);
  else
    {
      set_request (self);
      set_lines (self);
    }
  set_way (self);
  curl_easy_setopt (self->easy, CURLOPT_HTTP_VERSION,
                    askg_exchange_http_version (shared->http2 && self->connected == NULL, get_libcurl_version ()));
  if (!self->limits.is_raw)
    curl_easy_setopt (self->easy, CURLOPT_ACCEPT_ENCODING, "");
}

/* libcurl counts from its own start: put that on our clock by the instant both know, the standing connection. */
void
askg_exchange_read_timings (AskgExchange *self)
{
  curl_off_t connect_us = 0, tls_us = 0, ready_us = 0;
  long n_connects = 0;
  gint64 zero_us;

  curl_easy_getinfo (self->easy, CURLINFO_CONNECT_TIME_T, &connect_us);
  curl_easy_getinfo (self->easy, CURLINFO_APPCONNECT_TIME_T, &tls_us);
  curl_easy_getinfo (self->easy, CURLINFO_PRETRANSFER_TIME_T, &ready_us);
  curl_easy_getinfo (self->easy, CURLINFO_NUM_CONNECTS, &n_connects);

  zero_us = self->ready_us != 0 ? self->ready_us - ready_us : self->started_us;
  self->timings.was_reused = self->ready_us != 0 && n_connects == 0;
  if (self->timings.was_reused)
    return;
  /* The two clocks are not quite one: what came later is not earlier by that. */
  if (connect_us > 0)
    self->timings.connected_us = MAX (zero_us + connect_us, self->timings.resolved_us);
  if (tls_us > 0)
    self->timings.secured_us = MAX (zero_us + tls_us, self->timings.connected_us);
}
