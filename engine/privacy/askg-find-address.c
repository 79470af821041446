/* askg-find-address.c: passwords in addresses, and addresses that are themselves a key. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* How far the '@' may be from "://". */
#define MAX_USERINFO_BYTES 400

/* Also where another begins, so that no byte is part of two. */
static gboolean
ends_address (AskgScan *scan,
              gsize     at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_SPACE) ||
         strchr ("\"'<>`", scan->text[at]) != NULL ||
         askg_scan_starts_with (scan, at, "://");
}

/* "pass", "TOKEN", "<password>": what manuals write. */
gboolean
askg_word_is_manual (const char *value,
                     gsize       n_bytes)
{
  static const char * const words[] = { "password", "pass", "passwd", "pwd", "pw", "secret", "token", "key", "user", "username",
                                        "x", "git", "mypassword", "pat", "access_token", "api_key", "apikey", "x-oauth-basic",
                                        "x-access-token", "oauth2" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == n_bytes && g_ascii_strncasecmp (words[i], value, n_bytes) == 0)
      return TRUE;

  return askg_value_is_stand_in (value, n_bytes);
}

/* An unescaped '/', '#' or '?' may be in a password: then the '@' comes behind what looks like the path. */
static gsize
find_at_sign (AskgScan *scan,
              gsize     start)
{
  gsize at_sign = 0, first_colon = 0;
  gboolean in_path = FALSE;

  for (gsize at = start; at < scan->n && at - start < MAX_USERINFO_BYTES && !ends_address (scan, at); at++)
    {
      const char byte = scan->text[at];

      if (byte == ':' && first_colon == 0)
        first_colon = at;
      if (byte == '@')
        at_sign = at;
      if (strchr ("/?#", byte) != NULL && !in_path)
        {
          if (at_sign != 0 || first_colon == 0 || askg_scan_is (scan, first_colon + 1, ASKG_BYTE_DIGIT))
            return at_sign;
          in_path = TRUE;
        }
      if (in_path && byte == '@')
        return at;
    }

  return at_sign;
}

static gsize
find_userinfo (AskgScan *scan,
               gsize     start)
{
  const gsize at_sign = find_at_sign (scan, start);
  const char *colon;
  gsize password;

  if (at_sign <= start)
    return start;

  colon = memchr (scan->text + start, ':', at_sign - start);
  password = colon != NULL ? (gsize) (colon - scan->text) + 1 : start;
  if (password >= at_sign)
    return at_sign;
  if (colon == NULL && !(at_sign - start >= 16 && askg_value_is_random (scan->text + start, at_sign - start)))
    return at_sign; /* a name alone */
  if (askg_word_is_manual (scan->text + password, at_sign - password))
    return at_sign;
  if (at_sign - password == password - 1 - start && memcmp (scan->text + start, scan->text + password, at_sign - password) == 0)
    return at_sign; /* guest:guest */
  askg_scan_add (scan, password, at_sign, ASKG_SECRET_URL_CREDENTIALS);

  return at_sign;
}

/* -- Hooks: who knows the address may write ------------------------------------------ */

static gboolean
is_hook (AskgScan *scan,
         gsize     at,
         gsize     end)
{
  static const char * const paths[] = { "/api/webhooks/", "/webhookb2/", "/IncomingWebhook/", "/triggers/manual/paths/invoke",
                                        "/hooks/catch/" };
  const char *services = memmem (scan->text + at, end - at, "/services/T", strlen ("/services/T"));

  if (services != NULL && memmem (services, scan->text + end - services, "/B", 2) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *found = memmem (scan->text + at, end - at, paths[i], strlen (paths[i]));

      if (found != NULL && askg_value_is_random (found + strlen (paths[i]), scan->text + end - found - strlen (paths[i])))
        return TRUE;
    }

  return FALSE;
}

static gsize
find_hook (AskgScan *scan,
           gsize     scheme,
           gsize     start)
{
  gsize end = start;

  while (end < scan->n &&
         end - start < MAX_USERINFO_BYTES &&
         !ends_address (scan, end) &&
         strchr (")]},;", scan->text[end]) == NULL)
    end++;
  if (!is_hook (scan, start, end))
    return start;
  askg_scan_add (scan, scheme, end, ASKG_SECRET_CHAT_PLATFORM_TOKEN);

  return end;
}

/* "thin:scott/tiger@", "sqlplus scott/tiger@": a name, a slash, a password. */
static void
find_slashed (AskgScan   *scan,
              const char *head)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memmem (scan->text + at, scan->n - at, head, strlen (head));
      gsize slash = 0, end;

      if (found == NULL)
        return;
      at = found - scan->text + strlen (head);
      for (end = at; end < scan->n && end - at < 128 && !ends_address (scan, end) && scan->text[end] != '@'; end++)
        if (scan->text[end] == '/' && slash == 0)
          slash = end + 1;
      if (slash > at && slash < end &&
          ((end < scan->n && scan->text[end] == '@') || askg_value_is_password (scan->text + slash, end - slash)) &&
          !askg_word_is_manual (scan->text + slash, end - slash))
        askg_scan_add (scan, slash, end, ASKG_SECRET_URL_CREDENTIALS);
    }
}

/* name:X@10.0.0.2, name:X@host: without a scheme. With a domain behind it, it may be a mail address behind its name. */
static void
try_login (AskgScan *scan,
           gsize     at_sign)
{
  gsize start = at_sign, colon = 0, end = at_sign + 1;
  gboolean is_number = TRUE;

  for (; start > 0 && at_sign - start < 96 && !ends_address (scan, start - 1) && strchr ("/@,;", scan->text[start - 1]) == NULL;
       start--)
    if (scan->text[start - 1] == ':')
      colon = start;
  for (; askg_scan_is (scan, end, ASKG_BYTES_ALNUM | ASKG_BYTE_DASH | ASKG_BYTE_DOT) && end - at_sign < 64; end++)
    is_number &= askg_byte_is (scan->text[end], ASKG_BYTE_DIGIT | ASKG_BYTE_DOT);
  for (gsize at = start; at + 1 < colon; at++)
    if (scan->text[at] == '=')
      start = at + 1; /* DSN=name:X@tcp(host) */
  if (colon < start + 3 || at_sign - colon < 6 || end - at_sign < 3 || !askg_scan_is (scan, start, ASKG_BYTES_LETTERS) ||
      askg_value_count (scan->text + start, colon - 1 - start, ASKG_BYTES_DOTTED) != colon - 1 - start)
    return;
  if (!is_number &&
      (memchr (scan->text + at_sign, '.', end - at_sign) != NULL || askg_scan_starts_with (scan, at_sign + 1, "sha256")))
    return;
  if (askg_value_look (scan->text + colon, at_sign - colon) != ASKG_PASSWORD_NO &&
      !askg_word_is_manual (scan->text + colon, at_sign - colon))
    askg_scan_add (scan, colon, at_sign, ASKG_SECRET_URL_CREDENTIALS);
}

/* DOMAIN/name:'X'@host; @quote is the one behind X. */
static void
try_quoted_login (AskgScan *scan,
                  gsize     quote)
{
  gsize start = quote;

  while (start > 0 &&
         quote - start < 64 &&
         scan->text[start - 1] != scan->text[quote] &&
         !askg_byte_is (scan->text[start - 1], ASKG_BYTE_SPACE))
    start--;
  if (start > 3 &&
      quote - start >= 4 &&
      scan->text[start - 1] == scan->text[quote] &&
      scan->text[start - 2] == ':' &&
      askg_scan_is (scan, start - 3, ASKG_BYTES_ALNUM) &&
      askg_value_look (scan->text + start, quote - start) != ASKG_PASSWORD_NO)
    askg_scan_add (scan, start, quote, ASKG_SECRET_URL_CREDENTIALS);
}

/* https://host/v3/X, /reset/X: behind what says that a key follows, in the path of an address. */
static void
find_path_keys (AskgScan *scan,
                gsize     start)
{
  static const char * const heads[] = { "v1", "v2", "v3", "v4", "reset", "reset-password", "password-reset", "verify", "confirm",
                                        "activate", "invite", "invitation", "magic", "magic-link", "login", "token", "key",
                                        "apikey", "hook", "hooks", "webhook", "webhooks", "rpc", "data", "unsubscribe", "auth",
                                        "sso", "session", "private" };
  const gboolean is_stream = start >= 7 &&
                             (memcmp (scan->text + start - 6, "tmp://", 6) == 0 ||
                              memcmp (scan->text + start - 7, "tmps://", 7) == 0);
  gsize end = start, segment = start, head = start, n_head = 0;

  for (; end <= scan->n && end - start < MAX_USERINFO_BYTES; end++)
    {
      const gboolean is_end = end == scan->n || ends_address (scan, end) || strchr (")]},;?#", scan->text[end]) != NULL;

      if (!is_end && scan->text[end] != '/')
        continue;
      if (end - segment > 28 && askg_scan_starts_with (scan, segment, "private-"))
        segment += strlen ("private-"), head = segment - strlen ("private-"), n_head = strlen ("private");
      if (end - segment >= 20 &&
          n_head > 0 &&
          askg_value_count (scan->text + segment, end - segment, ASKG_BYTES_URL64) == MIN (end - segment, ASKG_VALUE_MAX_BYTES) &&
          askg_value_is_random (scan->text + segment, end - segment) &&
          !askg_scan_is_taken (scan, segment))
        for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
          if (is_stream || (strlen (heads[i]) == n_head && g_ascii_strncasecmp (scan->text + head, heads[i], n_head) == 0))
            askg_scan_add (scan, segment, end - (scan->text[end - 1] == '.'), ASKG_SECRET_AUTH_HEADER_OR_COOKIE);
      if (is_end)
        return;
      head = segment;
      n_head = end - segment;
      segment = end + 1;
    }
}

static void
find_logins (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memchr (scan->text + at, '@', scan->n - at);

      if (found == NULL)
        return;
      at = found - scan->text;
      if (at > 0 && strchr ("\"'", scan->text[at - 1]) != NULL)
        try_quoted_login (scan, at - 1);
      else
        try_login (scan, at);
    }
}

void
askg_find_addresses (AskgScan *scan)
{
  for (gsize at = 0; at + 3 < scan->n;)
    {
      const char *found = memmem (scan->text + at, scan->n - at, "://", 3);
      gsize scheme, start;

      if (found == NULL)
        break;
      scheme = found - scan->text;
      start = scheme + 3;
      if (start < scan->n && (scan->text[start] == '"' || scan->text[start] == '\''))
        start++;
      while (scheme > at &&
             askg_byte_is (scan->text[scheme - 1], ASKG_BYTES_DOTTED | ASKG_BYTE_PLUS) &&
             scan->text[scheme - 1] != '/')
        scheme--;
      find_path_keys (scan, start);
      at = find_userinfo (scan, start);
      at = MAX (at, find_hook (scan, scheme, start));
    }

  find_logins (scan);
  find_slashed (scan, "thin:");
  find_slashed (scan, "sqlplus ");
  find_slashed (scan, "impdp ");
  find_slashed (scan, "expdp ");
  find_slashed (scan, "rman target ");
  find_slashed (scan, "userid=");
}
