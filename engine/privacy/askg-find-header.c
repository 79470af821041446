/* askg-find-header.c: cookies, what lets somebody in at the head of a request, files of passwords. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-reading-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_NAME_BYTES 48

/* -- Cookies -------------------------------------------------------------------------- */

/* Cookies of statistics and of what the page looks like tell nothing. */
static gboolean
is_harmless_cookie (const char *name,
                    gsize       n_bytes)
{
  static const char * const starts[] = { "_ga", "_gid", "_gat", "_gcl", "_fbp", "_fbc", "__utm", "_hj", "amp_", "ajs_",
                                         "optimizely", "intercom-id", "theme", "lang", "locale", "path", "domain", "expires",
                                         "max-age", "samesite", "tz", "timezone", "consent", "cookieconsent", "version",
                                         "priority" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (n_bytes >= strlen (starts[i]) && g_ascii_strncasecmp (name, starts[i], strlen (starts[i])) == 0)
      return TRUE;

  return FALSE;
}

/* The pairs of one "Cookie:" line from @at on; returns the line's end. */
static gsize
find_cookies (AskgScan *scan,
              gsize     at)
{
  while (at < scan->n && scan->text[at] != '\n')
    {
      gsize name, equals, end;

      while (at < scan->n && strchr (" ;\t\"'", scan->text[at]) != NULL && scan->text[at] != '\0')
        at++;
      name = at;
      for (equals = name;
           askg_scan_is (scan, equals, ASKG_BYTES_DOTTED | ASKG_BYTE_PERCENT) && equals - name < MAX_NAME_BYTES;
           equals++)
        ;
      if (equals == name || equals >= scan->n || scan->text[equals] != '=')
        {
          while (at < scan->n && scan->text[at] != '\n' && scan->text[at] != ';')
            at++;
          continue;
        }
      for (end = ++equals;
           end < scan->n && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && strchr (";\"'", scan->text[end]) == NULL;
           end++)
        ;
      if (end - equals >= 10 && !is_harmless_cookie (scan->text + name, equals - 1 - name) &&
          askg_value_is_random (scan->text + equals, end - equals) && !askg_value_is_stand_in (scan->text + equals, end - equals))
        askg_scan_add (scan, equals, end, ASKG_SECRET_AUTH_HEADER_OR_COOKIE);
      at = end;
    }

  return at;
}

static gboolean
is_cookie_head (AskgScan *scan,
                gsize     at,
                gsize    *out_end)
{
  static const char * const heads[] = { "cookie:", "cookie\":", "cookie :", "cookie=", "cookie' :", "cookie':" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (at + strlen (heads[i]) <= scan->n && g_ascii_strncasecmp (scan->text + at, heads[i], strlen (heads[i])) == 0)
      {
        *out_end = at + strlen (heads[i]);
        return TRUE;
      }

  return FALSE;
}

/* -- Who is let in ------------------------------------------------------------------------- */

static gsize
skip_bytes (const AskgScan *scan,
            gsize           at,
            const char     *bytes,
            gsize           max)
{
  const gsize start = at;

  while (at < scan->n && at - start < max && scan->text[at] != '\0' && strchr (bytes, scan->text[at]) != NULL)
    at++;

  return at;
}

/* "Authorization: AnyScheme X": whatever the scheme is called. */
static void
try_authorization (AskgScan *scan,
                   gsize     at)
{
  static const char * const signed_schemes[] = { "Digest", "AWS4", "AWS", "Signature", "OAuth", "Hawk", "Credential" };
  gsize scheme, end, value;

  if (at + 16 > scan->n || g_ascii_strncasecmp (scan->text + at, "authorization", strlen ("authorization")) != 0)
    return;
  at += strlen ("authorization");
  scheme = skip_bytes (scan, at, "\"' :=>,\\[", 8);
  for (end = scheme; askg_scan_is (scan, end, ASKG_BYTES_URL64) && end - scheme < 24; end++)
    ;
  if (scheme == at || end == scheme || end >= scan->n || scan->text[end] != ' ')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (signed_schemes); i++)
    if (askg_scan_starts_with (scan, scheme, signed_schemes[i]))
      return;
  value = skip_bytes (scan, end, " ", 4);
  for (end = value; end < scan->n && end - value < 512 && askg_scan_is (scan, end, ASKG_BYTES_TOKEN | ASKG_BYTE_COLON); end++)
    ;
  while (end > value && scan->text[end - 1] == '.')
    end--;
  if (end - value >= 16 && !askg_value_is_stand_in (scan->text + value, end - value) &&
      (askg_value_is_uuid (scan->text + value, end - value) || askg_value_is_random (scan->text + value, end - value)))
    askg_scan_add (scan, value, end, ASKG_SECRET_AUTH_HEADER_OR_COOKIE);
}

/* ?code=X&state=...: what a login is exchanged for. */
static void
try_grant (AskgScan *scan,
           gsize     at)
{
  const gsize end = askg_scan_run_end (scan, at + (askg_scan_starts_with (scan, at, "4/0") ? 2 : 0), ASKG_BYTES_DOTTED);

  if (end - at >= 20 && askg_value_is_random (scan->text + at, end - at))
    askg_scan_add (scan, at, end, ASKG_SECRET_AUTH_HEADER_OR_COOKIE);
}

/* WIFI:T:WPA;S:name;P:password;; as in a picture code. */
static void
try_wifi (AskgScan *scan,
          gsize     at)
{
  gsize end = at + strlen ("WIFI:"), start = 0;

  if (!askg_scan_starts_with (scan, at, "WIFI:"))
    return;
  for (; end < scan->n && end - at < 300 && scan->text[end] != '\n' && !askg_scan_starts_with (scan, end, "WIFI:"); end++)
    {
      if (start == 0 && askg_scan_starts_with (scan, end, ";P:"))
        start = end + 3;
      else if (start != 0 && end > start && scan->text[end] == ';' && scan->text[end - 1] != '\\')
        {
          askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
          return;
        }
    }
}

/* -- Files of passwords ------------------------------------------------------------------- */

/* "name" * "X" *, of who may dial in. */
static void
try_dialled (AskgScan *scan,
             gsize     at)
{
  gsize end = at;

  while (end < scan->n && end - at < 128 && scan->text[end] != '\n' && scan->text[end] != '"')
    end++;
  if (at > 5 &&
      scan->text[at - 4] == ' ' &&
      strchr ("\"\\", scan->text[at - 5]) != NULL &&
      end - at >= 4 &&
      end < scan->n &&
      scan->text[end] == '"')
    askg_scan_add (scan, at, end - (scan->text[end - 1] == '\\'), ASKG_SECRET_PASSWORD_CONFIG);
}

/* name * X *; with tabs between, X may be the last */
static void
try_dialled_bare (AskgScan *scan,
                  gsize     at,
                  gboolean  is_tabbed)
{
  gsize end = at;

  while (end < scan->n && end - at < 128 && !askg_byte_is (scan->text[end], ASKG_BYTE_SPACE))
    end++;
  if (end - at >= 6 &&
      memchr (scan->text + at, '(', end - at) == NULL &&
      (is_tabbed || (askg_scan_starts_with (scan, end, " *") && askg_scan_is (scan, at - 4, ASKG_BYTES_ALNUM))) &&
      (askg_value_look (scan->text + at, end - at) == ASKG_PASSWORD_LIKELY ||
       askg_value_is_made_up (scan->text + at, end - at) ||
       askg_value_is_random (scan->text + at, end - at)))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* host:5432:database:user:password, as in .pgpass */
static void
try_pgpass (AskgScan *scan,
            gsize     at)
{
  gsize starts[5] = { at }, end;
  guint n = 1;

  for (end = at; end < scan->n && end - at < 300 && !askg_byte_is (scan->text[end], ASKG_BYTE_SPACE); end++)
    if (scan->text[end] == ':' && n < G_N_ELEMENTS (starts))
      starts[n++] = end + 1;
  if (n < G_N_ELEMENTS (starts) ||
      starts[1] - at < 2 ||
      end - starts[4] < 4 ||
      askg_value_is_stand_in (scan->text + starts[4], end - starts[4]))
    return;
  if (!(scan->text[starts[1]] == '*' ||
        (starts[2] - starts[1] >= 5 &&
         askg_value_count (scan->text + starts[1], starts[2] - 1 - starts[1], ASKG_BYTE_DIGIT) == starts[2] - 1 - starts[1])))
    return;
  if (starts[3] == starts[2] + 1 ||
      !askg_scan_is (scan, starts[3], ASKG_BYTES_LETTERS) ||
      memchr (scan->text + starts[4], ':', end - starts[4]) != NULL)
    return;
  askg_scan_add (scan, starts[4], end, ASKG_SECRET_PASSWORD_CONFIG);
}

void
askg_find_headers (AskgScan *scan)
{
  gboolean is_word_head = TRUE;

  for (gsize at = 0; at < scan->n; at++)
    {
      gsize end;

      if (is_word_head && (strchr ("\"'`*-#$", scan->text[at]) == NULL || askg_scan_starts_with (scan, at, "*:")))
        try_pgpass (scan, at);
      is_word_head = askg_scan_is (scan, at, ASKG_BYTE_SPACE) ||
                     (is_word_head && strchr ("\"'`*-#$", scan->text[at]) != NULL) ||
                     scan->text[at] == '"';
      if ((scan->text[at] == 'c' || scan->text[at] == 'C') && is_cookie_head (scan, at, &end))
        at = find_cookies (scan, end) - 1;
      else if (scan->text[at] == 'W' && askg_scan_is_word_start (scan, at))
        try_wifi (scan, at);
      else if (scan->text[at] == '*' && askg_scan_starts_with (scan, at, "* \""))
        try_dialled (scan, at + 3);
      else if (scan->text[at] == '*' && askg_scan_starts_with (scan, at, "* ") && at > 3 && scan->text[at - 1] == ' ')
        try_dialled_bare (scan, at + 2, FALSE);
      else if (scan->text[at] == '*' && askg_scan_starts_with (scan, at, "*\t") && at > 2 && scan->text[at - 1] == '\t')
        try_dialled_bare (scan, at + 2, TRUE);
      else if (scan->text[at] == 'a' || scan->text[at] == 'A')
        try_authorization (scan, at);
      else if ((scan->text[at] == '?' || scan->text[at] == '&') && askg_scan_starts_with (scan, at + 1, "code="))
        try_grant (scan, at + strlen ("?code="));
    }
}
