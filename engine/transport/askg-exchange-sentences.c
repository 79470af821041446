/* askg-exchange-sentences.c: what went wrong between here and there: who, why, and what to do. */
#include "engine/transport/askg-exchange-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* What OpenSSL's verification says, as libcurl passes it on. */
enum
{
  X509_NOT_YET_VALID = 9,
  X509_EXPIRED = 10,
  X509_SELF_SIGNED = 18,
  X509_SELF_SIGNED_IN_CHAIN = 19,
  X509_NO_ISSUER = 20,
  X509_NO_LEAF_ISSUER = 21,
  X509_REVOKED = 23,
  X509_WEAK_KEY = 66,
  X509_WEAK_CA_DIGEST = 68,
};

static const char *
get_label (AskgExchange *self)
{
  return askg_origin_get_label (askg_outbound_get_origin (self->outbound));
}

static char *
quote_detail (AskgExchange *self,
              CURLcode      code)
{
  return askg_error_quote (self->detail[0] != '\0' ? self->detail : curl_easy_strerror (code));
}

static gboolean
detail_has (AskgExchange *self,
            const char   *words)
{
  return strstr (self->detail, words) != NULL;
}

static GError *
certificate_error (AskgExchange *self)
{
  const char *label = get_label (self);
  g_autofree char *detail = quote_detail (self, CURLE_PEER_FAILED_VERIFICATION);
  long result = 0;

  if (detail_has (self, "subject name")) /* libcurl's own check, which has no number */
    return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                        _("Nothing was sent to %s: the certificate there is for another name than %s (wrong host). Look at the engine’s address; somebody may also be in between."),
                        label, askg_origin_get_host (askg_outbound_get_origin (self->outbound)));

  curl_easy_getinfo (self->easy, CURLINFO_SSL_VERIFYRESULT, &result);
  switch (result)
    {
    case X509_EXPIRED:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate has expired. Look whether the clock of this machine is right; if it is, the server’s owner has to renew the certificate."),
                          label);
    case X509_NOT_YET_VALID:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate is not valid yet. Look whether the clock of this machine is right."),
                          label);
    case X509_SELF_SIGNED:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate is self-signed, so it could be anybody’s. If the server is yours, add its certificate to those this machine trusts."),
                          label);
    case X509_SELF_SIGNED_IN_CHAIN:
    case X509_NO_ISSUER:
    case X509_NO_LEAF_ISSUER:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate is from an authority that this machine does not trust. In a company network, ask for the company’s certificate and add it to those this machine trusts."),
                          label);
    case X509_REVOKED:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate was revoked. Do not use this server until its owner has a new one."),
                          label);
    default:
      if (result >= X509_WEAK_KEY && result <= X509_WEAK_CA_DIGEST)
        return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                            _("Nothing was sent to %s: its certificate is too weak to be trusted. The server’s owner has to make a new one."),
                            label);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                          _("Nothing was sent to %s: its certificate does not stand up (%s). The server’s owner has to put it right."),
                          label, detail);
    }
}

static GError *
handshake_error (AskgExchange *self)
{
  g_autofree char *detail = quote_detail (self, CURLE_SSL_CONNECT_ERROR);

  if (detail_has (self, "wrong version number") || detail_has (self, "packet length too long") ||
      detail_has (self, "http request"))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                        _("Nothing was sent to %s: what answers there does not speak TLS. If it is a server on this machine or in your network, write http:// in the engine’s address."),
                        get_label (self));
  if (detail_has (self, "unsupported protocol") || detail_has (self, "protocol version"))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_CERTIFICATE,
                        _("Nothing was sent to %s: it offers only encryption older than TLS 1.2, which is not safe. The server’s owner has to update it."),
                        get_label (self));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("Nothing was sent to %s: an encrypted connection could not be made (%s). Look at the engine’s address and the network, then try again."),
                      get_label (self), detail);
}

static GError *
proxy_error (AskgExchange *self,
             CURLcode      code)
{
  g_autofree char *detail = quote_detail (self, code);
  long status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_HTTP_CONNECTCODE, &status);
  if (status == 407)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s was not reached: the proxy %s asks for a name and a password. Add them to the proxy in the network settings."),
                        get_label (self), self->route->proxy_label);
  if (status >= 300)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s was not reached: the proxy %s refused to pass it on (HTTP %ld). Ask whoever runs the proxy, or except this address from it in the network settings."),
                        get_label (self), self->route->proxy_label, status);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("%s was not reached: the proxy %s did not let it through (%s). Look at the proxy in the network settings."),
                      get_label (self), self->route->proxy_label, detail);
}

static GError *
connect_error (AskgExchange *self)
{
  AskgOrigin *origin = askg_outbound_get_origin (self->outbound);
  long code = 0;

  if (self->refused != NULL)
    return g_steal_pointer (&self->refused);
  if (self->route->proxy_label != NULL)
    return proxy_error (self, CURLE_COULDNT_CONNECT);

  curl_easy_getinfo (self->easy, CURLINFO_OS_ERRNO, &code);
  if (askg_origin_get_socket_path (origin) != NULL)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("Nothing answers at %s (%s). Start the engine’s server, or correct its socket in the engine’s settings."),
                        get_label (self), g_strerror (code != 0 ? (int) code : ENOENT));
  if (askg_origin_is_this_machine (origin))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("Nothing answers at %s on this machine (connection refused). Start the engine’s server, or correct the port in the engine’s address."),
                        get_label (self));
  if (code == ECONNREFUSED)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s refused the connection: no server runs at that port. Look at the engine’s address, and whether the server is running."),
                        get_label (self));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("%s was not reached (%s). Look whether this machine is on the network, then try again."),
                      get_label (self), g_strerror (code != 0 ? (int) code : EHOSTUNREACH));
}

static GError *
cut_error (AskgExchange *self,
           CURLcode      code)
{
  GBytes *body = askg_outbound_get_body (self->outbound);

  if (self->timings.n_received_bytes > 0 || self->has_head)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s stopped in the middle of its reply: the connection was cut. What came so far is kept; try again."),
                        get_label (self));
  if (body != NULL && self->timings.n_sent_bytes < g_bytes_get_size (body))
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s closed the connection while the question was being sent; perhaps it is too large for it. Try again with a smaller picture."),
                        get_label (self));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      _("%s closed the connection without a reply. The engine may have crashed; look at its own messages, then try again."),
                      get_label (self));
}

GError *
askg_exchange_new_headers_error (AskgExchange *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("%s began its reply with more headers than any engine has, so it was stopped. Correct the engine’s address, or look at the server."),
                      get_label (self));
}

/**
 * askg_exchange_new_error:
 * @code: how libcurl ended
 *
 * Returns: (transfer full): the sentence for it
 */
GError *
askg_exchange_new_error (AskgExchange *self,
                         CURLcode      code)
{
  g_autofree char *detail = NULL;
  long proxy_status = 0;

  if (self->trouble != NULL)
    return g_steal_pointer (&self->trouble);

  curl_easy_getinfo (self->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  if (proxy_status >= 300)
    return proxy_error (self, code);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"
  switch (code)
    {
    case CURLE_COULDNT_CONNECT:
      return connect_error (self);
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return proxy_error (self, code);
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate_error (self);
    case CURLE_SSL_CONNECT_ERROR:
      return handshake_error (self);
    case CURLE_OPERATION_TIMEDOUT:
      return askg_exchange_new_late_error (self);
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return cut_error (self, code);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                          _("What answers at %s does not speak HTTP, so it is no engine. Correct the port in the engine’s address."),
                          get_label (self));
    case CURLE_OUT_OF_MEMORY: /* what libcurl 7.88 says of a header line without end */
      return askg_exchange_new_headers_error (self);
    case CURLE_BAD_CONTENT_ENCODING:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                          _("The reply of %s is packed in a way that cannot be unpacked. Switch compression off in the server or in the proxy before it."),
                          get_label (self));
    default:
      detail = quote_detail (self, code);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                          _("The exchange with %s broke off (%s). Look at the network and the engine’s address, then try again."),
                          get_label (self), detail);
    }
#pragma GCC diagnostic pop
}

/* Which wait was too long stands in the stage. */
GError *
askg_exchange_new_late_error (AskgExchange *self)
{
  const char *label = get_label (self);
  guint seconds;

  switch (askg_exchange_has_yet_to_begin (self) ? ASKG_EXCHANGE_WAITING : self->stage)
    {
    case ASKG_EXCHANGE_WAITING:
      seconds = MAX (1, self->limits.first_byte_ms / 1000);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                          ngettext ("%s took the question and said nothing for %u second. It may be overloaded or still loading its model; try again, or allow it more time in the engine’s settings.",
                                    "%s took the question and said nothing for %u seconds. It may be overloaded or still loading its model; try again, or allow it more time in the engine’s settings.",
                                    seconds),
                          label, seconds);
    case ASKG_EXCHANGE_SENDING:
      seconds = MAX (1, self->limits.quiet_ms / 1000);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                          ngettext ("%s stopped taking the question for %u second. Look at the network, or try again with a smaller picture.",
                                    "%s stopped taking the question for %u seconds. Look at the network, or try again with a smaller picture.",
                                    seconds),
                          label, seconds);
    case ASKG_EXCHANGE_RECEIVING:
      seconds = MAX (1, self->limits.quiet_ms / 1000);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                          ngettext ("%s fell silent in the middle of its reply, for %u second. What came so far is kept; try again, or allow it more time in the engine’s settings.",
                                    "%s fell silent in the middle of its reply, for %u seconds. What came so far is kept; try again, or allow it more time in the engine’s settings.",
                                    seconds),
                          label, seconds);
    case ASKG_EXCHANGE_ASKING:
    case ASKG_EXCHANGE_CONNECTING:
    case ASKG_EXCHANGE_ENDED:
    default:
      seconds = MAX (1, self->limits.connect_ms / 1000);
      return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                          ngettext ("%s did not take the connection within %u second. Look whether the server is running and this machine is on the network.",
                                    "%s did not take the connection within %u seconds. Look whether the server is running and this machine is on the network.",
                                    seconds),
                          label, seconds);
    }
}

/* Nobody is sent elsewhere with a question and a key: the person says where. */
GError *
askg_exchange_new_redirect_error (AskgExchange *self)
{
  g_autofree char *where = askg_error_quote (g_hash_table_lookup (self->headers, "location"));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                      _("%s sends elsewhere, to “%s”, and Askglass does not follow with a question or a key. If that is the right place, write it as the engine’s address."),
                      get_label (self), where);
}

GError *
askg_exchange_new_size_error (AskgExchange *self)
{
  g_autofree char *size = g_format_size (self->limits.max_bytes);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("The reply of %s was longer than %s, so it was stopped. What came so far is kept; ask for less, or look at the server."),
                      get_label (self), size);
}
