/* askg-find-piped.c: passwords that commands are given through a pipe, by "expect" or in a file. One thread at a time. */
#include "engine/privacy/askg-argument-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* echo X > /root/keyfile: into a file whose name says what it is. @end is behind X. */
static gboolean
is_kept (const AskgScan *scan,
         gsize           end)
{
  static const char * const names[] = { "key", "pass", "secret", "cred", "token", ".pw", "pwd", "pin" };
  gsize at = end + (end < scan->n && strchr ("\"'", scan->text[end]) != NULL), stop;

  while (at < scan->n && strchr (" >", scan->text[at]) != NULL && at - end < 6)
    at++;
  if (at == end || scan->text[at - 1] == ' ' ? memchr (scan->text + end, '>', at - end) == NULL : scan->text[at - 1] != '>')
    return FALSE;
  askg_argument_read (scan, at, &stop);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (memmem (scan->text + at, stop - at, names[i], strlen (names[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* echo X | base64 -d, where X is a password in base64. */
static gboolean
is_unpacked (const AskgScan *scan,
             gsize           at,
             gsize           end)
{
  char buffer[65] = { 0 };
  gsize n = end - at;

  if (n < 8 || n > 64 ||
      n % 4 != 0 ||
      end >= scan->n ||
      askg_value_count (scan->text + at, n, ASKG_BYTES_BASE64) != n ||
      !askg_scan_starts_with (scan, end + (scan->text[end] != ' '), " | base64 -"))
    return FALSE;
  memcpy (buffer, scan->text + at, n);
  g_base64_decode_inplace (buffer, &n);

  return askg_value_is_password (buffer, n);
}

/* echo X | sudo -S: what is piped into who waits for a password. @at is behind "echo ". */
void
askg_find_piped (AskgScan *scan,
                 gsize     at)
{
  static const char * const readers[] = { "sudo -S", "--password-stdin", "chpasswd", "--stdin", "passphrase-fd", "cryptsetup",
                                          "kinit", "| su", "openssl", "| passwd", "| ssh-add", "| keepassxc" };
  static const char * const askers[] = { "pass", "Pass", "PASS", "key", "secret", "token" };
  gsize end, stop;

  if (memchr (scan->text + at, '%', MIN (scan->n - at, 4)) != NULL) /* printf '%s\n' X */
    {
      askg_argument_read (scan, at, &end);
      at = end + 1;
      while (at < scan->n && scan->text[at] == ' ')
        at++;
    }
  while (askg_scan_starts_with (scan, at, "-n ") || askg_scan_starts_with (scan, at, "-e "))
    at += 3;
  at = askg_argument_read (scan, at, &end);
  for (stop = end; stop < scan->n && stop - end < 120 && scan->text[stop] != '\n'; stop++)
    ;
  if (at > 8 &&
      (askg_scan_starts_with (scan, at - strlen ("<(echo "), "<(echo ") || strchr ("'\"", scan->text[at - 6]) != NULL) &&
      askg_argument_is_behind (scan, at, askers, G_N_ELEMENTS (askers)))
    {
      gsize closing = at;

      while (closing < end && strchr (")'\"", scan->text[closing]) == NULL)
        closing++;
      if (closing > at + 3 &&
          closing < scan->n &&
          strchr (")'\"", scan->text[closing]) != NULL &&
          !askg_value_is_stand_in (scan->text + at, closing - at))
        askg_scan_add (scan, at, closing, ASKG_SECRET_PASSWORD_CONFIG);
      return;
    }
  if (askg_argument_is_variable (scan->text + at, end - at))
    return;
  if (end > at + 6 && memcmp (scan->text + end - 2, "\\n", 2) == 0)
    end -= 2; /* printf 'X\n' */
  if (is_kept (scan, end) &&
      end - at >= 5 && end - at <= 128 &&
      memchr (scan->text + at, ' ', end - at) == NULL &&
      !askg_value_is_stand_in (scan->text + at, end - at) &&
      (askg_value_is_password (scan->text + at, end - at) || askg_value_is_random (scan->text + at, end - at)))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
  if (is_unpacked (scan, at, end))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
  if (end - at < 4 || end - at > 128 ||
      memchr (scan->text + end, '|', stop - end) == NULL ||
      askg_value_is_stand_in (scan->text + at, end - at))
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
void
askg_find_here_string (AskgScan *scan,
                       gsize     at)
{
  static const char * const readers[] = { "sudo -S", "--password-stdin", "chpasswd", "--stdin", "cryptsetup", "passwd" };
  const gsize from = at > 80 ? at - 80 : 0;
  gsize start, end;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (memmem (scan->text + from, at - from, readers[i], strlen (readers[i])) != NULL)
      {
        start = askg_argument_read (scan, at + 4, &end);
        if (end - start >= 4 && !askg_value_is_stand_in (scan->text + start, end - start))
          askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
        return;
      }
}

/* send "X\r", to what asked for a password; write(b"X\n"), to what may have asked for something else. @at is the quote. */
void
askg_find_sent (AskgScan *scan,
                gsize     at)
{
  const gboolean is_written = at > 8 && memcmp (scan->text + at - 7, "write(b", 7) == 0;
  gsize end;

  if (!is_written &&
      !(at > 8 && memcmp (scan->text + at - 8, "send -- ", 8) == 0) &&
      (at < 5 || memcmp (scan->text + at - 5, "send ", 5) != 0 || !askg_scan_is_word_start (scan, at - 5)))
    return;
  at = askg_argument_read (scan, at, &end);
  if (end - at < 7 || scan->text[end - 2] != '\\' || strchr ("rn", scan->text[end - 1]) == NULL)
    return;
  for (end -= 2; end > at && scan->text[end - 1] == '\\';)
    end--;
  if (askg_value_is_password (scan->text + at, end - at) ||
      (!is_written &&
       (askg_value_look (scan->text + at, end - at) != ASKG_PASSWORD_NO || askg_value_is_made_up (scan->text + at, end - at))))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}
