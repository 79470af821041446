/* askg-proxy.c: any thread. */
#include "engine/transport/askg-proxy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* What a proxy is called in settings, and how libcurl is told to let it look up the names. */
static const struct
{
  const char *scheme;
  const char *curl_scheme;
  guint16     port;
} kinds[] = {
  { "http", "http", 1080 },
  { "https", "https", 443 },
  { "socks", "socks5h", 1080 },
  { "socks5", "socks5h", 1080 },
  { "socks5h", "socks5h", 1080 },
  { "socks4", "socks4a", 1080 },
  { "socks4a", "socks4a", 1080 },
};

void
askg_proxy_free (AskgProxy *proxy)
{
  g_free (proxy->url);
  g_free (proxy->login);
  g_free (proxy->label);
  g_free (proxy->host);
  g_free (proxy);
}

static gboolean
names_this_host (const char *entry,
                 const char *host)
{
  g_autoptr(GInetAddressMask) mask = NULL;
  g_autoptr(GInetAddress) address = NULL;
  const char *name = *entry == '.' ? entry + 1 : entry;

  if (g_str_equal (entry, "*") || g_ascii_strcasecmp (name, host) == 0)
    return TRUE;
  if (strlen (host) > strlen (name) && *name != '\0' &&
      g_ascii_strcasecmp (host + strlen (host) - strlen (name), name) == 0)
    return host[strlen (host) - strlen (name) - 1] == '.';

  address = g_inet_address_new_from_string (host);
  mask = address != NULL && strchr (entry, '/') != NULL ? g_inet_address_mask_new_from_string (entry, NULL) : NULL;

  return mask != NULL && g_inet_address_mask_matches (mask, address);
}

static gboolean
is_exempt (const char *host)
{
  const char *list = g_getenv ("no_proxy") != NULL ? g_getenv ("no_proxy") : g_getenv ("NO_PROXY");
  g_auto(GStrv) entries = g_strsplit_set (list != NULL ? list : "", ", ", -1);

  for (gsize i = 0; entries[i] != NULL; i++)
    if (names_this_host (entries[i], host))
      return TRUE;

  return FALSE;
}

/**
 * askg_proxy_from_environment:
 * @host: an address or a name, ASCII
 * @out_is_said: (out): whether the environment says anything about it; if not, the desktop may
 *
 * HTTP_PROXY in capitals is left alone, as everybody does: a web server sets it to what its visitors say.
 *
 * Returns: (transfer full) (nullable): the proxy's address as it was set, or %NULL for none
 */
char *
askg_proxy_from_environment (const char *host,
                             gboolean    is_encrypted,
                             gboolean   *out_is_said)
{
  static const char * const encrypted[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL };
  static const char * const plain[] = { "http_proxy", "all_proxy", "ALL_PROXY", NULL };
  const char * const *names = is_encrypted ? encrypted : plain;

  *out_is_said = is_exempt (host);
  for (gsize i = 0; !*out_is_said && names[i] != NULL; i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        {
          *out_is_said = TRUE;
          return g_strdup (value);
        }
    }

  return NULL;
}

/**
 * askg_proxy_parse:
 * @url: "http://proxy.example:3128", with or without http://, or of a SOCKS proxy
 *
 * Errors: %ASKG_ERROR_ADDRESS; the message does not repeat @url, there may be a password in it.
 *
 * Returns: (transfer full): its parts, or %NULL with @error set
 */
AskgProxy *
askg_proxy_parse (const char  *url,
                  GError     **error)
{
  g_autofree char *full = strstr (url, "://") != NULL ? g_strdup (url) : g_strconcat ("http://", url, NULL);
  g_autoptr(GUri) uri = g_uri_parse (full, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  AskgProxy *proxy;

  for (gsize i = 0; host != NULL && *host != '\0' && i < G_N_ELEMENTS (kinds); i++)
    {
      const gboolean is_v6 = strchr (host, ':') != NULL;

      if (!g_str_equal (g_uri_get_scheme (uri), kinds[i].scheme) || strpbrk (host, "\r\n %") != NULL)
        continue;
      proxy = g_new0 (AskgProxy, 1);
      proxy->host = g_strdup (host);
      proxy->port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : kinds[i].port;
      proxy->label = g_strdup_printf (is_v6 ? "[%s]:%u" : "%s:%u", host, proxy->port);
      proxy->url = g_strdup_printf ("%s://%s", kinds[i].curl_scheme, proxy->label);
      if (g_uri_get_user (uri) != NULL)
        proxy->login = g_strdup_printf ("%s:%s", g_uri_get_user (uri),
                                        g_uri_get_password (uri) != NULL ? g_uri_get_password (uri) : "");
      return proxy;
    }
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
                       _("The proxy of the network settings or of the environment (https_proxy) is written in a way Askglass does not understand. Write it like http://proxy.example:3128."));

  return NULL;
}
