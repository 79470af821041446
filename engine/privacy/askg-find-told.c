/* askg-find-told.c: what a command was asked for and told in the next line, what a program wrote down that draws passwords, and a
 * name and a password below the word for both. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_LINE_BYTES 400
#define MAX_TOKEN_BYTES 200

/* The only word of the line at @at, without what quotes and lists put before it. */
static gboolean
read_only_word (AskgScan *scan,
                gsize     at,
                gsize    *out_start,
                gsize    *out_end)
{
  const gsize limit = MIN (scan->n, at + MAX_TOKEN_BYTES);
  gsize end;

  while (at < limit && strchr (" \t>|", scan->text[at]) != NULL && scan->text[at] != '\0')
    at++;
  for (end = at; end < limit && !askg_byte_is (scan->text[end], ASKG_BYTE_SPACE); end++)
    ;
  *out_start = at;
  *out_end = end;
  while (end < limit && strchr (" \t\r", scan->text[end]) != NULL && scan->text[end] != '\0')
    end++;

  return *out_end > at && (end >= scan->n || scan->text[end] == '\n');
}

/* -- Told by commands ------------------------------------------------------------------- */

/* What makes a command tell a secret and nothing else. */
static const char * const askers[] = {
  "pass show ", "gopass show ", "gopass cat ", "bw get password", "bw get totp", "op read ", "op item get ", "find-generic-password",
  "find-internet-password", "secret-tool lookup", "keyring get ", "kv get -field", "read -field", "secrets versions access",
  "keyvault secret show", "get-secret-value", "--with-decryption", "secrets get ", "base64 -d", "base64 --decode", "rand -base64",
  "rand -hex", "pwgen", "makepasswd", "apg -", "genpasswd", "config:get ", "print-access-token", "get-access-token", "auth token",
  "get-login-password", "create token ", "token create", "cat /run/secrets/", "get_admin_password", "initialAdminPassword",
  "reset-password", "wg genkey", "genpsk", "account keys list", "lpass show ", "chezmoi secret", "kwallet-query",
};

static gboolean
is_asker (const AskgScan *scan,
          gsize           from,
          gsize           end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (askers); i++)
    if (memmem (scan->text + from, end - from, askers[i], strlen (askers[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* No prompt, path, number or word: nothing else is told in one word alone. */
static gboolean
is_told (const char *value,
         gsize       n)
{
  if (n < 7 || n > MAX_TOKEN_BYTES || askg_value_is_stand_in (value, n) || askg_word_is_plain (value, n) ||
      memmem (value, n, "://", 3) != NULL || strchr ("/~$#[{<", *value) != NULL)
    return FALSE;

  return askg_value_is_uuid (value, n) || askg_value_is_random (value, n) || askg_value_is_made_up (value, n) ||
         askg_value_look (value, n) != ASKG_PASSWORD_NO;
}

static void
try_asker (AskgScan *scan,
           gsize     from,
           gsize     line_end)
{
  gsize start, end;

  if (line_end - from > MAX_LINE_BYTES ||
      line_end >= scan->n ||
      !read_only_word (scan, line_end + 1, &start, &end) ||
      askg_scan_is_taken (scan, start) ||
      !is_told (scan->text + start, end - start) ||
      !is_asker (scan, from, line_end))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* -- A name and a password ------------------------------------------------------------- */

/* "here are the creds", a name alone in the next line, X alone in the one after it. */
static void
try_pair (AskgScan       *scan,
          const AskgWord *word)
{
  gsize at = word->end, start, end, name_start, name_end;

  while (at < scan->n && at - word->end < 24 && scan->text[at] != '\n')
    at++;
  if (at >= scan->n ||
      scan->text[at] != '\n' ||
      !read_only_word (scan, at + 1, &name_start, &name_end) ||
      name_end >= scan->n ||
      askg_value_count (scan->text + name_start, name_end - name_start, ASKG_BYTES_DOTTED) < name_end - name_start)
    return;
  for (at = name_end; at < scan->n && scan->text[at] != '\n'; at++)
    ;
  if (at < scan->n &&
      read_only_word (scan, at + 1, &start, &end) &&
      !askg_scan_is_taken (scan, start) &&
      (askg_value_is_password (scan->text + start, end - start) ||
       askg_value_look (scan->text + start, end - start) == ASKG_PASSWORD_LIKELY) &&
      !askg_value_is_stand_in (scan->text + start, end - start))
    askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_PROSE);
}

/* -- Written down ---------------------------------------------------------------------- */

/* "result": "X" of a random_password, which has "special" and "bcrypt_hash" beside it. */
static void
find_results (AskgScan *scan)
{
  static const char head[] = "\"result\": \"";

  for (const char *at = scan->text; (at = memmem (at, scan->text + scan->n - at, head, strlen (head))) != NULL; at++)
    {
      const gsize start = at - scan->text + strlen (head), from = start - MIN (start, MAX_LINE_BYTES);
      const char *quote = memchr (scan->text + start, '"', MIN (scan->n - start, 256));
      const gsize limit = MIN (scan->n, start + MAX_LINE_BYTES);

      if (quote != NULL &&
          quote - scan->text >= (gssize) start + 8 &&
          (memmem (scan->text + from, limit - from, "\"special\"", 9) != NULL ||
           memmem (scan->text + from, limit - from, "bcrypt_hash", 11) != NULL))
        askg_scan_add (scan, start, quote - scan->text, ASKG_SECRET_PASSWORD_CONFIG);
    }
}

void
askg_find_tolds (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n;)
    {
      const gsize end = askg_scan_line_end (scan, at);

      try_asker (scan, at, end);
      at = end + 1;
    }
  for (guint i = 0; i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

      if ((word->kind & ASKG_WORD_PASSWORD) != 0 && g_ascii_strncasecmp (scan->text + word->start, "cred", 4) == 0)
        try_pair (scan, word);
    }
  find_results (scan);
}
