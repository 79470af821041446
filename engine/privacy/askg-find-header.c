/* askg-find-header.c: cookies, and passwords handed to commands. One thread at a time. */
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
  static const char * const starts[] = { "_ga", "_gid", "_gat", "_gcl", "_fbp", "_fbc", "__utm", "_hj", "amp_", "ajs_", "optimizely", "intercom-id", "theme", "lang", "locale",
                                         "path", "domain", "expires", "max-age", "samesite", "tz", "timezone", "consent", "cookieconsent", "version", "priority" };

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
      for (equals = name; askg_scan_is (scan, equals, ASKG_BYTES_DOTTED | ASKG_BYTE_PERCENT) && equals - name < MAX_NAME_BYTES; equals++)
        ;
      if (equals == name || equals >= scan->n || scan->text[equals] != '=')
        {
          while (at < scan->n && scan->text[at] != '\n' && scan->text[at] != ';')
            at++;
          continue;
        }
      for (end = ++equals; end < scan->n && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && strchr (";\"'", scan->text[end]) == NULL; end++)
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

/* -- Commands --------------------------------------------------------------------------- */

static gsize
read_argument (AskgScan *scan,
               gsize     at,
               gsize    *out_end)
{
  char quote = '\0';
  gsize end;

  if (at < scan->n && (scan->text[at] == '"' || scan->text[at] == '\''))
    quote = scan->text[at++];
  for (end = at; end < scan->n && end - at < 512 && scan->text[end] != '\n'; end++)
    if (quote != '\0' ? scan->text[end] == quote : askg_byte_is (scan->text[end], ASKG_BYTE_SPACE))
      break;
  *out_end = end;

  return at;
}

/* -u name:password, --user name:password */
static void
try_user (AskgScan *scan,
          gsize     at)
{
  gsize end;
  const char *colon;
  gsize value;

  at = read_argument (scan, at, &end);
  colon = memchr (scan->text + at, ':', end - at);
  if (colon == NULL || end - at > 400)
    return;
  value = colon - scan->text + 1;
  if (end - value < 3 || scan->text[value] == '/' || askg_value_is_stand_in (scan->text + value, end - value))
    return;
  if (askg_value_count (scan->text + value, end - value, ASKG_BYTE_DIGIT) == end - value && end - value < 6)
    return; /* 1000:1000 */
  askg_scan_add (scan, value, end, ASKG_SECRET_URL_CREDENTIALS);
}

/* -p X, -pX, -P X, -a X: only what looks like one. */
static void
try_password (AskgScan *scan,
              gsize     at,
              gboolean  is_name_first)
{
  gsize end;

  at = read_argument (scan, at, &end);
  if (is_name_first) /* name%password */
    {
      const char *percent = memchr (scan->text + at, '%', end - at);

      if (percent == NULL)
        return;
      at = percent - scan->text + 1;
    }
  if (end - at >= 5 && askg_value_look (scan->text + at, end - at) != ASKG_PASSWORD_NO && !askg_value_is_stand_in (scan->text + at, end - at) &&
      memchr (scan->text + at, ':', end - at) == NULL &&
      (memchr (scan->text + at, '=', end - at) == NULL || (at > 0 && strchr ("\"'", scan->text[at - 1]) != NULL)) && memchr (scan->text + at, '/', end - at) == NULL &&
      askg_value_count (scan->text + at, end - at, ASKG_BYTE_DASH | ASKG_BYTE_UNDER) < 2)
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

static gboolean
is_command_with_password (AskgScan *scan,
                          gsize     at)
{
  static const char * const commands[] = { "mysql", "mysqldump", "mysqladmin", "mariadb", "sshpass", "docker login", "podman login", "redis-cli", "az login", "htpasswd", "oathtool", "ldapsearch", "smbclient",
                                           "mongo", "mongosh", "twine", "sqlcmd", "7z", "rar", "unzip", "zip", "helm", "skopeo", "impdp", "psql", "oc login", "wget", "ftp", "curl", "nmcli", "cf login", "ipmitool", "xfreerdp", "clickhouse-client", "keytool", "openssl", "bcp" };
  gsize start = at;

  while (start > 0 && at - start < 160 && scan->text[start - 1] != '\n')
    start--;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (memmem (scan->text + start, at - start, commands[i], strlen (commands[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* echo X | sudo -S: what is piped into who waits for a password. @at is behind "echo ". */
static void
try_piped (AskgScan *scan,
           gsize     at)
{
  static const char * const readers[] = { "sudo -S", "--password-stdin", "chpasswd", "--stdin", "passphrase-fd", "cryptsetup" };
  gsize end, stop;

  while (askg_scan_starts_with (scan, at, "-n ") || askg_scan_starts_with (scan, at, "-e "))
    at += 3;
  at = read_argument (scan, at, &end);
  for (stop = end; stop < scan->n && stop - end < 120 && scan->text[stop] != '\n'; stop++)
    ;
  if (at > 8 && askg_scan_starts_with (scan, at - strlen ("<(echo "), "<(echo ") && memmem (scan->text + (at > 40 ? at - 40 : 0), MIN (at, 40), "pass", 4) != NULL)
    {
      const char *closing = memchr (scan->text + at, ')', end - at);

      if (closing != NULL && closing - scan->text > (gssize) at + 3)
        askg_scan_add (scan, at, closing - scan->text, ASKG_SECRET_PASSWORD_CONFIG);
      return;
    }
  if (end - at < 4 || end - at > 128 || memchr (scan->text + end, '|', stop - end) == NULL || askg_value_is_stand_in (scan->text + at, end - at))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (memmem (scan->text + end, stop - end, readers[i], strlen (readers[i])) != NULL)
      {
        const char *colon = memchr (scan->text + at, ':', end - at);

        askg_scan_add (scan, colon != NULL ? (gsize) (colon - scan->text) + 1 : at, end, ASKG_SECRET_PASSWORD_CONFIG);
        return;
      }
}

/* sudo -S <<< X */
static void
try_here (AskgScan *scan,
          gsize     at)
{
  static const char * const readers[] = { "sudo -S", "--password-stdin", "chpasswd", "--stdin", "cryptsetup", "passwd" };
  const gsize from = at > 80 ? at - 80 : 0;
  gsize start, end;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (memmem (scan->text + from, at - from, readers[i], strlen (readers[i])) != NULL)
      {
        start = read_argument (scan, at + 4, &end);
        if (end - start >= 4 && !askg_value_is_stand_in (scan->text + start, end - start))
          askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
        return;
      }
}

/* send "X\r", to what asked for a password. */
static void
try_sent (AskgScan *scan,
          gsize     at)
{
  gsize end;

  at = read_argument (scan, at, &end);
  if (end - at < 7 || scan->text[end - 2] != '\\' || strchr ("rn", scan->text[end - 1]) == NULL)
    return;
  for (end -= 2; end > at && scan->text[end - 1] == '\\';)
    end--;
  if (askg_value_look (scan->text + at, end - at) != ASKG_PASSWORD_NO || askg_value_is_made_up (scan->text + at, end - at))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* net use Z: \\host\share /user:name X; @at is behind "/user:". */
static void
try_net_use (AskgScan *scan,
             gsize     at)
{
  gsize end;

  read_argument (scan, at, &end);
  if (end < scan->n && scan->text[end] == ' ')
    try_password (scan, end + 1, FALSE);
}

/* htpasswd -b file name X, oathtool -b X: the last of up to three. */
static void
try_last (AskgScan *scan,
          gsize     at)
{
  gsize start = at, end;

  for (guint i = 0; i < 3; i++)
    {
      const gsize argument = read_argument (scan, at, &end);

      if (end == argument || scan->text[argument] == '-')
        break;
      start = at;
      at = end + (end < scan->n && strchr ("\"'", scan->text[end]) != NULL);
      if (at >= scan->n || scan->text[at] != ' ')
        break;
      at++;
    }
  try_password (scan, start, FALSE);
}

static void
try_option (AskgScan *scan,
            gsize     at)
{
  if (askg_scan_starts_with (scan, at, "-u "))
    try_user (scan, at + 3);
  else if (askg_scan_starts_with (scan, at, "--user ") || askg_scan_starts_with (scan, at, "--user="))
    try_user (scan, at + 7);
  else if (askg_scan_starts_with (scan, at, "--plaintext "))
    try_password (scan, at + 12, FALSE);
  else if (askg_scan_starts_with (scan, at, "--creds ") || askg_scan_starts_with (scan, at, "--creds="))
    try_user (scan, at + 8);
  else if (askg_scan_starts_with (scan, at, "--proxy-user "))
    try_user (scan, at + 13);
  else if (askg_scan_starts_with (scan, at, "-b ") && is_command_with_password (scan, at))
    try_last (scan, at + 3);
  else if (at + 3 < scan->n && scan->text[at] == '-' && strchr ("pPawWkU", scan->text[at + 1]) != NULL && is_command_with_password (scan, at))
    try_password (scan, scan->text[at + 2] == ' ' ? at + 3 : at + 2, scan->text[at + 1] == 'U');
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
  if (n < G_N_ELEMENTS (starts) || starts[1] - at < 2 || end - starts[4] < 4 || askg_value_is_stand_in (scan->text + starts[4], end - starts[4]))
    return;
  if (!(scan->text[starts[1]] == '*' ||
        (starts[2] - starts[1] >= 5 && askg_value_count (scan->text + starts[1], starts[2] - 1 - starts[1], ASKG_BYTE_DIGIT) == starts[2] - 1 - starts[1])))
    return;
  if (starts[3] == starts[2] + 1 || !askg_scan_is (scan, starts[3], ASKG_BYTES_LETTERS) || memchr (scan->text + starts[4], ':', end - starts[4]) != NULL)
    return;
  askg_scan_add (scan, starts[4], end, ASKG_SECRET_PASSWORD_CONFIG);
}

void
askg_find_headers (AskgScan *scan)
{
  gboolean is_line_head = TRUE;

  for (gsize at = 0; at < scan->n; at++)
    {
      gsize end;

      if (at == 0 || scan->text[at - 1] == '\n')
        is_line_head = TRUE;
      if (is_line_head && strchr (" \t>\"'`*-#$", scan->text[at]) == NULL)
        {
          try_pgpass (scan, at);
          is_line_head = FALSE;
        }
      if (scan->text[at] == '<' && askg_scan_starts_with (scan, at, "<<< "))
        try_here (scan, at);
      else if (scan->text[at] == 's' && askg_scan_starts_with (scan, at, "send \"") && askg_scan_is_word_start (scan, at))
        try_sent (scan, at + 5);
      else if ((scan->text[at] == 'c' || scan->text[at] == 'C') && is_cookie_head (scan, at, &end))
        at = find_cookies (scan, end) - 1;
      else if (scan->text[at] == 'e' && askg_scan_starts_with (scan, at, "echo ") && askg_scan_is_word_start (scan, at))
        try_piped (scan, at + 5);
      else if (scan->text[at] == '/' && askg_scan_starts_with (scan, at, "/user:"))
        try_net_use (scan, at + 6);
      else if (scan->text[at] == 'W' && askg_scan_is_word_start (scan, at))
        try_wifi (scan, at);
      else if (scan->text[at] == '-' && (at == 0 || askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE)))
        try_option (scan, at);
    }
}
