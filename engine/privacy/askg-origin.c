/* askg-origin.c: any thread.
 *
 * The one place that reads an address. What it gives out is put together again from the parts that
 * were understood, so that nobody behind it can understand the same text otherwise. */
#include "engine/privacy/askg-origin.h"

#include <string.h>
#include <sys/un.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgOrigin
{
  char         *url;         /* "https://api.example:443", canonical, without a slash at its end */
  char         *label;       /* what a person calls it */
  char         *host;        /* ASCII, lower case; an IPv6 address without brackets */
  char         *socket_path; /* (nullable) */
  GInetAddress *literal;     /* (nullable): the host, when it is an address */
  guint16       port;
  gboolean      is_encrypted;
};

static gboolean
fail (const char  *url,
      const char  *why,
      GError     **error)
{
  g_autofree char *quoted = askg_error_quote (url);

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS,
               _("“%s” cannot be an engine’s address: %s. Write it like https://api.example/v1 or http://127.0.0.1:8080."),
               quoted, why);

  return FALSE;
}

/* Some read 2130706433, 0x7f.1 and 127.1 as addresses: what ends in a number is one in full, or refused. */
static gboolean
ends_in_number (const char *host)
{
  const char *dot = strrchr (host, '.');
  const char *last = dot != NULL ? dot + 1 : host;

  return *last != '\0' && (strspn (last, "0123456789") == strlen (last) ||
                           g_ascii_strncasecmp (last, "0x", 2) == 0);
}

static char *
canonical_host (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  g_autofree char *lower = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;

  if (lower != NULL && g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  if (lower == NULL || lower[0] == '\0' || lower[0] == '.' || strlen (lower) > 253 ||
      strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789-._") != strlen (lower) || ends_in_number (lower))
    return NULL;

  return g_steal_pointer (&lower);
}

static gboolean
read_host (AskgOrigin  *self,
           GUri        *uri,
           const char  *url,
           GError     **error)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return fail (url, _("it names no host"), error);

  self->literal = g_inet_address_new_from_string (host);
  self->host = self->literal != NULL ? g_inet_address_to_string (self->literal) : canonical_host (host);
  if (self->host == NULL)
    return fail (url, _("its host is no name and no address"), error);

  return TRUE;
}

static gboolean
read_socket (AskgOrigin  *self,
             const char  *path,
             GError     **error)
{
  if (!g_path_is_absolute (path) || strlen (path) >= sizeof ((struct sockaddr_un *) NULL)->sun_path)
    return fail (path, _("the path of a socket is absolute and shorter than 108 bytes"), error);

  self->socket_path = g_strdup (path);

  return TRUE;
}

static void
name_it (AskgOrigin *self)
{
  const char *scheme = self->is_encrypted ? "https" : "http";
  const gboolean is_v6 = self->literal != NULL && g_inet_address_get_family (self->literal) == G_SOCKET_FAMILY_IPV6;
  g_autofree char *host = is_v6 ? g_strdup_printf ("[%s]", self->host) : g_strdup (self->host);
  g_autofree char *shown = g_hostname_is_ascii_encoded (self->host) ? g_hostname_to_unicode (self->host) : NULL;
  const gboolean is_usual_port = self->port == (self->is_encrypted ? 443 : 80);

  self->url = g_strdup_printf ("%s://%s:%u", scheme, host, self->port);
  if (self->socket_path != NULL)
    self->label = g_strdup (self->socket_path);
  else if (shown != NULL) /* both: letters of another script may look like those of a known name */
    self->label = g_strdup_printf ("%s (%s:%u)", shown, host, self->port);
  else
    self->label = is_usual_port ? g_strdup (host) : g_strdup_printf ("%s:%u", host, self->port);
}

/* GUri has written everything but ASCII letters and signs as percent codes. */
static char *
read_target (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);

  return g_strconcat (*path == '\0' ? "/" : path, query != NULL ? "?" : NULL, query, NULL);
}

static gboolean
read_url (AskgOrigin  *self,
          const char  *url,
          const char  *socket_path,
          char       **out_target,
          GError     **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (uri == NULL)
    return fail (url, _("it is not a complete address"), error);
  if (!g_str_equal (g_uri_get_scheme (uri), "http") && !g_str_equal (g_uri_get_scheme (uri), "https"))
    return fail (url, _("it begins with neither http:// nor https://"), error);
  if (g_uri_get_userinfo (uri) != NULL)
    return fail (g_uri_get_host (uri), _("a name or a password does not belong into it"), error); /* unsaid */
  if (g_uri_get_fragment (uri) != NULL)
    return fail (url, _("it has a # in it"), error);
  if (g_uri_get_port (uri) == 0 || g_uri_get_port (uri) > G_MAXUINT16)
    return fail (url, _("its port is not between 1 and 65535"), error);

  self->is_encrypted = g_str_equal (g_uri_get_scheme (uri), "https");
  self->port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : self->is_encrypted ? 443 : 80;
  if (!read_host (self, uri, url, error) || (socket_path != NULL && !read_socket (self, socket_path, error)))
    return FALSE;

  if (out_target != NULL)
    *out_target = read_target (uri);

  return TRUE;
}

/**
 * askg_origin_new:
 * @url: with http:// or https://, with or without a path
 * @socket_path: (nullable): a Unix socket to speak through; the host of @url then stands only in the request
 * @out_target: (out) (optional): path and query of @url, beginning with a slash
 *
 * Errors: %ASKG_ERROR_ADDRESS, with the reason. A password in @url is refused and not repeated elsewhere.
 *
 * Returns: (transfer full): the origin, or %NULL with @error set
 */
AskgOrigin *
askg_origin_new (const char  *url,
                 const char  *socket_path,
                 char       **out_target,
                 GError     **error)
{
  g_autoptr(AskgOrigin) self = g_atomic_rc_box_new0 (AskgOrigin);

  g_return_val_if_fail (url != NULL, NULL);

  if (!read_url (self, url, socket_path, out_target, error))
    return NULL;
  name_it (self);

  return g_steal_pointer (&self);
}

AskgOrigin *
askg_origin_ref (AskgOrigin *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
askg_origin_clear (AskgOrigin *self)
{
  g_free (self->url);
  g_free (self->label);
  g_free (self->host);
  g_free (self->socket_path);
  g_clear_object (&self->literal);
}

void
askg_origin_unref (AskgOrigin *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) askg_origin_clear);
}

/* Exactly the same scheme, host and port (and socket); no beginning of a name counts as the name. */
gboolean
askg_origin_equal (AskgOrigin *self,
                   AskgOrigin *other)
{
  return g_str_equal (self->url, other->url) && g_strcmp0 (self->socket_path, other->socket_path) == 0;
}

/**
 * askg_origin_get_url:
 *
 * Returns: (transfer none): "https://api.example:443", always with its port and without a path
 */
const char *
askg_origin_get_url (AskgOrigin *self)
{
  return self->url;
}

/**
 * askg_origin_get_label:
 *
 * Returns: (transfer none): what a person calls it: "api.example", "127.0.0.1:8080", or the socket's path;
 *   a name in another script comes with the ASCII form it is looked up by
 */
const char *
askg_origin_get_label (AskgOrigin *self)
{
  return self->label;
}

const char *
askg_origin_get_host (AskgOrigin *self)
{
  return self->host;
}

guint16
askg_origin_get_port (AskgOrigin *self)
{
  return self->port;
}

/**
 * askg_origin_get_socket_path:
 *
 * Returns: (transfer none) (nullable): the Unix socket it is spoken to through
 */
const char *
askg_origin_get_socket_path (AskgOrigin *self)
{
  return self->socket_path;
}

/**
 * askg_origin_get_literal:
 *
 * Returns: (transfer none) (nullable): the host, when it was given as an address
 */
GInetAddress *
askg_origin_get_literal (AskgOrigin *self)
{
  return self->literal;
}

gboolean
askg_origin_is_encrypted (AskgOrigin *self)
{
  return self->is_encrypted;
}

/**
 * askg_origin_is_this_machine:
 *
 * Told from what was written, before any name is looked up: a Unix socket, a loopback address, or
 * "localhost". Whoever connects holds it to that: askg_policy_check_address().
 */
gboolean
askg_origin_is_this_machine (AskgOrigin *self)
{
  if (self->socket_path != NULL)
    return TRUE;
  if (self->literal != NULL)
    return g_inet_address_get_is_loopback (self->literal) || g_inet_address_get_is_any (self->literal);

  return g_str_equal (self->host, "localhost") || g_str_has_suffix (self->host, ".localhost");
}
