/* askg-engine-url.c: any thread. */
#include "engine/provider/askg-engine-url.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_TYPED_BYTES  2048
#define MAX_SOCKET_BYTES 107 /* what a sockaddr_un holds */

/* What people copy out of a manual: the engine is at what stands before. */
static const char *const endpoints[] = {
  "/chat/completions", "/completions", "/responses", "/messages", "/models", "/embeddings",
  "/audio/transcriptions", "/audio/speech", "/inference", "/realtime",
};

void
askg_engine_url_free (AskgEngineUrl *self)
{
  if (self == NULL)
    return;

  g_free (self->scheme);
  g_free (self->host);
  g_free (self->socket);
  g_free (self->path);
  g_free (self);
}

static AskgEngineUrl *
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE, sentence);

  return NULL;
}

static AskgEngineUrl *
parse_socket (const char  *path,
              GError     **error)
{
  AskgEngineUrl *self;

  while (g_str_has_prefix (path, "//"))
    path++;
  if (!g_path_is_absolute (path) || strlen (path) > MAX_SOCKET_BYTES)
    return refuse (error, _("That is no Unix socket. Give its whole path, at most 107 bytes long, "
                            "like unix:/run/user/1000/engine.sock."));

  self = g_new0 (AskgEngineUrl, 1);
  self->scheme = g_strdup ("http");
  self->host = g_strdup ("localhost");
  self->port = 80;
  self->socket = g_strdup (path);
  self->path = g_strdup ("");
  self->is_here = TRUE;

  return self;
}

static gboolean
is_private_ip (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL && (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
                             g_inet_address_get_is_link_local (address));
}

/* Without a scheme: encrypted, unless it can only be a machine of the person's own. */
static char *
add_scheme (const char *typed)
{
  const char *bracket = typed[0] == '[' ? strchr (typed, ']') : NULL;
  g_autofree char *host = bracket != NULL ? g_strndup (typed + 1, bracket - typed - 1)
                                          : g_strndup (typed, strcspn (typed, ":/?#"));
  const gboolean is_own = strchr (host, '.') == NULL || g_str_has_suffix (host, ".local") || is_private_ip (host);

  return g_strconcat (is_own ? "http://" : "https://", typed, NULL);
}

/* "/v1/chat/completions/" is at "/v1". */
static char *
tidy_path (const char *path)
{
  g_autoptr(GString) tidy = g_string_new (NULL);

  for (const char *at = path; *at != '\0'; at++)
    if (*at != '/' || (at[1] != '/' && at[1] != '\0'))
      g_string_append_c (tidy, *at);
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_has_suffix (tidy->str, endpoints[i]))
      {
        g_string_truncate (tidy, tidy->len - strlen (endpoints[i]));
        break;
      }

  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

/* Also "::1" and "localhost"; a name that only says so is not believed. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_str_equal (host, "localhost") || g_str_has_suffix (host, ".localhost");
}

/* A web socket begins as a request like another. */
static const char *
plain_scheme (const char *scheme)
{
  return g_str_equal (scheme, "ws") ? "http" : g_str_equal (scheme, "wss") ? "https" : scheme;
}

static AskgEngineUrl *
from_uri (GUri    *uri,
          GError **error)
{
  const char *scheme = plain_scheme (g_uri_get_scheme (uri));
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;
  AskgEngineUrl *self;

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return refuse (error, _("An engine is reached by http:// or https://, or by a Unix socket: unix:/path. "
                            "Give its address like https://api.example/v1."));
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("The address holds a name or a password. Leave it out, and give the key with "
                            "--key-file FILE."));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _("The address holds a “?” or a “#”. Leave out what follows it; a key is given with "
                            "--key-file FILE."));
  if (ascii == NULL || *ascii == '\0' || strpbrk (ascii, " %/\\@") != NULL || g_uri_get_port (uri) == 0)
    return refuse (error, _("The address names no host, or a port that there is not. Give it like "
                            "http://127.0.0.1:8080 or https://api.example/v1."));

  self = g_new0 (AskgEngineUrl, 1);
  self->scheme = g_strdup (scheme);
  self->host = g_ascii_strdown (ascii, -1);
  self->port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : g_str_equal (scheme, "https") ? 443 : 80;
  self->path = tidy_path (g_uri_get_path (uri));
  self->is_here = is_loopback (self->host);

  return self;
}

/**
 * askg_engine_url_parse:
 * @typed: with or without a scheme, "/v1", a prefix, an endpoint, a slash at its end; or `unix:PATH`
 *
 * Errors: %ASKG_ERROR_USAGE; the sentence never repeats @typed, which may hold a key.
 *
 * Returns: (transfer full): where the engine is, or %NULL with @error set
 */
AskgEngineUrl *
askg_engine_url_parse (const char  *typed,
                       GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *whole = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  stripped = g_strstrip (g_strndup (typed, MAX_TYPED_BYTES + 1));
  if (*stripped == '\0' || strlen (stripped) > MAX_TYPED_BYTES)
    return refuse (error, _("There is no address, or one that is too long. Give it like "
                            "http://127.0.0.1:8080 or https://api.example/v1."));
  if (g_ascii_strncasecmp (stripped, "unix:", 5) == 0)
    return parse_socket (stripped + 5, error);

  whole = strstr (stripped, "://") != NULL ? g_steal_pointer (&stripped) : add_scheme (stripped);
  uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri == NULL)
    return refuse (error, _("That is no address. Give it like http://127.0.0.1:8080 or https://api.example/v1."));

  return from_uri (uri, error);
}

/**
 * askg_engine_url_find_endpoint:
 *
 * Returns: (nullable) (transfer none): what @typed ends with that is no part of the base, such as
 *   "/chat/completions": it tells how the engine is spoken to
 */
const char *
askg_engine_url_find_endpoint (const char *typed)
{
  g_autofree char *tidy = g_strstrip (g_strdup (typed));

  while (g_str_has_suffix (tidy, "/"))
    tidy[strlen (tidy) - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_has_suffix (tidy, endpoints[i]))
      return endpoints[i];

  return NULL;
}

/**
 * askg_engine_url_get_origin:
 *
 * Returns: (transfer full): what a key is bound to, such as "https://api.example:443" or "unix:/run/engine.sock"
 */
char *
askg_engine_url_get_origin (const AskgEngineUrl *self)
{
  const gboolean is_ipv6 = strchr (self->host, ':') != NULL;

  if (self->socket != NULL)
    return g_strconcat ("unix:", self->socket, NULL);

  return g_strdup_printf (is_ipv6 ? "%s://[%s]:%u" : "%s://%s:%u", self->scheme, self->host, self->port);
}

/**
 * askg_engine_url_get_place:
 *
 * Returns: (transfer full): how a sentence names it: the host, with a port that is not the usual one,
 *   or the socket's path
 */
char *
askg_engine_url_get_place (const AskgEngineUrl *self)
{
  const gboolean is_usual = self->port == (g_str_equal (self->scheme, "https") ? 443 : 80);
  const gboolean is_ipv6 = strchr (self->host, ':') != NULL;

  if (self->socket != NULL)
    return g_strdup (self->socket);
  if (is_usual)
    return g_strdup (self->host);

  return g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", self->host, self->port);
}

/* Whether the path says by itself that it is the whole base: ".../v1", ".../v1beta/openai". */
gboolean
askg_engine_url_is_versioned (const AskgEngineUrl *self)
{
  const char *last = strrchr (self->path, '/');

  if (last == NULL)
    return FALSE;
  if (last[1] == 'v' && g_ascii_isdigit (last[2]))
    return TRUE;

  return g_str_equal (last, "/openai") && g_strrstr (self->path, "/v") != NULL;
}

/**
 * askg_engine_url_join:
 * @base_path: what takes the place of the own path, such as "/v1"
 * @endpoint: such as "chat/completions"
 *
 * Returns: (transfer full): the whole URL of a request; over a socket it is one of http://localhost
 */
char *
askg_engine_url_join (const AskgEngineUrl *self,
                      const char          *base_path,
                      const char          *endpoint)
{
  g_autofree char *place = self->socket != NULL ? g_strdup ("localhost") : NULL;
  const gboolean is_ipv6 = strchr (self->host, ':') != NULL;
  const gboolean is_usual = self->port == (g_str_equal (self->scheme, "https") ? 443 : 80);

  if (place == NULL && is_usual)
    place = g_strdup_printf (is_ipv6 ? "[%s]" : "%s", self->host);
  else if (place == NULL)
    place = g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", self->host, self->port);

  return g_strconcat (self->scheme, "://", place, base_path, "/", endpoint, NULL);
}
