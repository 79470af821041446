/* askg-find-spoilt.c: passwords in addresses whose "://" is written or was read otherwise: with the escapes of JSON or of
 * addresses within addresses, or as a screen reader gives it. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_USERINFO_BYTES 200
#define MAX_SLASHES_BYTES 6

static gboolean
starts_with_any_case (const AskgScan *scan,
                      gsize           at,
                      const char     *head)
{
  const gsize n = strlen (head);

  return at + n <= scan->n && g_ascii_strncasecmp (scan->text + at, head, n) == 0;
}

/* -- Escaped: whatever the scheme ------------------------------------------------- */

/* Where an escaped "://" that begins at @at ends, or @at. */
static gsize
skip_escaped (const AskgScan *scan,
              gsize           at)
{
  static const char * const forms[] = { ":\\/\\/", ":\\\\/\\\\/", ":\\u002f\\u002f", "%3a%2f%2f", "%253a%252f%252f" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (starts_with_any_case (scan, at, forms[i]))
      return at + strlen (forms[i]);

  return at;
}

/* -- Spoilt: of what has passwords in its addresses -------------------------------- */

/* The end of the scheme of a service that is logged in to, which begins at @at, or @at. */
static gsize
skip_scheme (const AskgScan *scan,
             gsize           at)
{
  static const char * const schemes[] = { "rediss", "redis", "postgresql", "postgres", "mysql", "mariadb", "mongodb+srv", "mongodb",
                                          "amqps", "amqp", "mqtts", "mqtt", "clickhouse", "mssql", "sqlserver", "smtps", "smtp",
                                          "imaps", "imap", "ftps", "sftp", "ftp", "ldaps", "ldap", "nats" };

  if (memchr ("rRpPmMaAcCsSiIfFlLnN", scan->text[at], 20) == NULL || !askg_scan_is_word_start (scan, at))
    return at;
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (starts_with_any_case (scan, at, schemes[i]))
      return at + strlen (schemes[i]);

  return at;
}

/* ":/", "//", ": //", ";//", also "://": where what was two slashes ends, or @at. */
static gsize
skip_slashes (const AskgScan *scan,
              gsize           at)
{
  guint n_slashes = 0, n_colons = 0;
  gsize end = at;

  if (askg_scan_starts_with (scan, at, "s"))
    end++; /* read twice */
  for (; end < scan->n && end - at < MAX_SLASHES_BYTES && memchr (":;/\\ ", scan->text[end], 5) != NULL; end++)
    {
      if (n_slashes > 0 && scan->text[end] == ':')
        break; /* of ":password@" */
      n_slashes += scan->text[end] == '/' || scan->text[end] == '\\';
      n_colons += scan->text[end] == ':' || scan->text[end] == ';';
    }

  return n_slashes > 1 || (n_slashes == 1 && n_colons == 1) ? end : at;
}

/* -- Who logs in -------------------------------------------------------------------- */

/* Where a ':' or a '@', or the escape of one, ends that begins at @at; or @at. */
static gsize
skip_sign (const AskgScan *scan,
           gsize           at,
           const char     *plain,
           const char     *escape)
{
  if (askg_scan_starts_with (scan, at, plain))
    return at + 1;

  return starts_with_any_case (scan, at, escape) ? at + strlen (escape) : at;
}

/* name:X@ from @start on. What was read wrongly is taken for a password only if it looks like one. */
static void
find_userinfo (AskgScan *scan,
               gsize     start,
               gboolean  is_surely)
{
  gsize value = 0, end = start;
  gsize n;

  for (; end < scan->n && end - start < MAX_USERINFO_BYTES; end++)
    {
      if (askg_scan_is (scan, end, ASKG_BYTE_SPACE) || memchr ("\"'<>`", scan->text[end], 5) != NULL)
        return;
      if ((is_surely || value > 0) && (skip_sign (scan, end, "/", "%2f") > end || scan->text[end] == '?'))
        return; /* behind the host */
      if (value == 0 && skip_sign (scan, end, ":", "%3a") > end)
        value = skip_sign (scan, end, ":", "%3a");
      else if (skip_sign (scan, end, "@", "%40") > end)
        break;
    }
  n = end - value;
  if (value == 0 || end >= scan->n || end - start >= MAX_USERINFO_BYTES || n < 4 || askg_scan_is_taken (scan, value) ||
      askg_word_is_manual (scan->text + value, n))
    return;
  if (is_surely ||
      askg_value_look (scan->text + value, n) != ASKG_PASSWORD_NO ||
      askg_value_is_random (scan->text + value, n))
    askg_scan_add (scan, value, end, ASKG_SECRET_URL_CREDENTIALS);
}

void
askg_find_spoilt_addresses (AskgScan *scan)
{
  for (gsize at = 0; at + 8 < scan->n; at++)
    {
      const char byte = scan->text[at];
      gsize end = at;

      if (byte == ':' || byte == '%')
        {
          end = skip_escaped (scan, at);
          if (end > at)
            find_userinfo (scan, end, TRUE);
        }
      else if (askg_byte_is (byte, ASKG_BYTES_LETTERS) && (end = skip_scheme (scan, at)) > at)
        {
          const gsize start = skip_slashes (scan, end);

          if (start > end)
            find_userinfo (scan, start, FALSE);
        }
      at = MAX (at, end - (end > at));
    }
}
