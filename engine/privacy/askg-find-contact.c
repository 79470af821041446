/* askg-find-contact.c: mail addresses. One thread at a time. */
#include "engine/privacy/askg-find-private.h"

#include <string.h>

#define MAX_LOCAL_BYTES 64
#define MAX_DOMAIN_BYTES 253
#define LOCAL (ASKG_BYTES_DOTTED | ASKG_BYTE_PLUS | ASKG_BYTE_PERCENT | ASKG_BYTE_HIGH)

/* The domain's last label says that it is one: two letters or more. */
static gsize
find_domain_end (AskgScan *scan,
                 gsize     start)
{
  gsize end = start, label;

  while (end < scan->n &&
         end - start < MAX_DOMAIN_BYTES &&
         askg_byte_is (scan->text[end], ASKG_BYTES_ALNUM | ASKG_BYTE_DASH | ASKG_BYTE_DOT))
    end++;
  while (end > start && !askg_byte_is (scan->text[end - 1], ASKG_BYTES_LETTERS))
    end--;
  for (label = end; label > start && askg_byte_is (scan->text[label - 1], ASKG_BYTES_LETTERS); label--)
    ;
  if (end - label < 2 || end - label > 24 || label < start + 2 || scan->text[label - 1] != '.' || scan->text[label - 2] == '.')
    return start;

  return end;
}

/* ssh name@host */
static gboolean
is_behind_command (AskgScan *scan,
                   gsize     start)
{
  static const char * const commands[] = { "ssh ", "ssh-copy-id ", "sshfs ", "scp ", "sftp ", "rsync ", "mosh " };
  gsize from = start;

  while (from > 0 && start - from < 80 && scan->text[from - 1] != '\n')
    from--;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (memmem (scan->text + from, start - from, commands[i], strlen (commands[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* "git@host:path" and "root@10.0.0.1" are places to log in to. */
static gboolean
is_login (AskgScan *scan,
          gsize     start,
          gsize     at_sign,
          gsize     end)
{
  static const char * const names[] = { "git", "hg", "svn" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (at_sign - start == strlen (names[i]) && askg_scan_starts_with (scan, start, names[i]))
      return TRUE;

  if (is_behind_command (scan, start))
    return TRUE;
  if (end >= scan->n || scan->text[end] != ':')
    return FALSE;
  for (at_sign = end + 1;
       at_sign < scan->n && at_sign - end < 64 && !askg_byte_is (scan->text[at_sign], ASKG_BYTE_SPACE);
       at_sign++)
    if (scan->text[at_sign] == '/' || scan->text[at_sign] == '~')
      return TRUE;

  return FALSE;
}

/* picture@2x.png, package@1.2.3: what ends in a file's name is none. */
static gboolean
is_file (AskgScan *scan,
         gsize     end)
{
  static const char * const endings[] = { ".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".js", ".ts", ".css", ".service",
                                          ".socket", ".timer", ".tgz", ".gz", ".json", ".conf", ".whl" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (end >= strlen (endings[i]) && askg_scan_starts_with (scan, end - strlen (endings[i]), endings[i]))
      return TRUE;

  return FALSE;
}

/* https://user:pass@host: a manual's, or found already; amqp://user@host: who logs in there. */
static gboolean
is_userinfo (AskgScan *scan,
             gsize     start)
{
  gsize at = start;

  if (start > 3 && scan->text[start - 1] == '/' && scan->text[start - 2] == '/' && scan->text[start - 3] == ':')
    return TRUE;
  if (start == 0 || scan->text[start - 1] != ':')
    return FALSE;
  while (at > 0 &&
         start - at < MAX_LOCAL_BYTES &&
         (askg_byte_is (scan->text[at - 1], LOCAL | ASKG_BYTE_COLON)) &&
         scan->text[at - 1] != '/')
    at--;

  return at > 2 && scan->text[at - 1] == '/' && scan->text[at - 2] == '/' && scan->text[at - 3] == ':';
}

/* Message-ID: <X@host>: of a letter, not of a person. */
static gboolean
is_of_letter (AskgScan *scan,
              gsize     start)
{
  static const char * const names[] = { "Message-ID: <", "Message-Id: <", "In-Reply-To: <", "References: <", "Content-ID: <" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (start >= strlen (names[i]) && askg_scan_starts_with (scan, start - strlen (names[i]), names[i]))
      return TRUE;

  return FALSE;
}

/* "SHA256:... name@host (RSA)", "name@host's password:", name@REALM: where a key was made, who logs in where. */
static gboolean
is_of_machine (AskgScan *scan,
               gsize     start,
               gsize     at_sign,
               gsize     end)
{
  static const char * const tails[] = { " (RSA)", " (ED25519)", " (ECDSA)", " (DSA)", "'s password:" };

  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    if (askg_scan_starts_with (scan, end, tails[i]))
      return TRUE;

  for (; start < at_sign && !g_ascii_isupper (scan->text[start]); start++)
    ;
  if (start < at_sign)
    return FALSE; /* in capitals as a whole */
  while (at_sign < end && !g_ascii_islower (scan->text[at_sign]))
    at_sign++;

  return at_sign == end;
}

static void
try_mail (AskgScan *scan,
          gsize     at_sign)
{
  gsize start = at_sign, end;

  while (start > 0 && at_sign - start < MAX_LOCAL_BYTES && askg_byte_is (scan->text[start - 1], LOCAL) &&
         !askg_byte_is (scan->text[start - 1], ASKG_BYTE_HIGH) && scan->text[start - 1] != '/')
    start--;
  while (start < at_sign && !askg_byte_is (scan->text[start], ASKG_BYTES_WORD))
    start++;
  end = find_domain_end (scan, at_sign + 1);
  if (start == at_sign ||
      end == at_sign + 1 ||
      is_file (scan, end) ||
      is_login (scan, start, at_sign, end) ||
      is_userinfo (scan, start) ||
      is_of_letter (scan, start) ||
      is_of_machine (scan, start, at_sign, end))
    return;
  if (start > 1 && scan->text[start - 1] == ':' && askg_scan_is_taken (scan, start - 2))
    return; /* token:x-oauth-basic@host */
  if (askg_scan_is_taken (scan, at_sign) ||
      askg_scan_is_taken (scan, at_sign - 1) ||
      (end < scan->n && scan->text[end] == '/' && askg_scan_is (scan, end + 1, ASKG_BYTES_WORD)))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_EMAIL_ADDRESS);
}

/* name%40host, in an address; @percent is where it stands. */
static void
try_escaped (AskgScan *scan,
             gsize     percent)
{
  gsize start = percent, end;

  while (start > 0 &&
         percent - start < MAX_LOCAL_BYTES &&
         (askg_byte_is (scan->text[start - 1], ASKG_BYTES_DOTTED) || scan->text[start - 1] == '+'))
    start--;
  end = find_domain_end (scan, percent + 3);
  if (start == percent ||
      end == percent + 3 ||
      start == 0 ||
      strchr ("=&?,;", scan->text[start - 1]) == NULL ||
      askg_scan_is_taken (scan, start))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_EMAIL_ADDRESS);
}

void
askg_find_contacts (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memmem (scan->text + at, scan->n - at, "%40", 3);

      if (found == NULL)
        break;
      at = found - scan->text;
      try_escaped (scan, at);
    }
  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memchr (scan->text + at, '@', scan->n - at);

      if (found == NULL)
        return;
      at = found - scan->text;
      try_mail (scan, at);
    }
}
