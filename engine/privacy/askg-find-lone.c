/* askg-find-lone.c: what stands alone between spaces or quotes and is so much drawn by lot that nobody writes it for another reason;
 * "name:X" and "machine name X". One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_BYTES 64
#define MIN_SPICED_BYTES 12
#define MIN_MIXED_BYTES 14

#define UPPER (ASKG_BYTE_HEX_UP | ASKG_BYTE_UP)
#define LOWER (ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW)

static gboolean
ends_token (const AskgScan *scan,
            gsize           at)
{
  return at >= scan->n ||
         askg_scan_is (scan, at, ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) ||
         strchr ("\"'`,;|<>()[]{}", scan->text[at]) != NULL;
}

/* Small and capital letters and digits, and one of the signs that passwords are spiced with. */
static gboolean
is_spiced (const char *value,
           gsize       n)
{
  guint n_spice = 0, n_others = 0;

  for (gsize i = 0; i < n; i++)
    if (strchr ("!@#$%^&*?~", value[i]) != NULL)
      n_spice++;
    else if (!askg_byte_is (value[i], ASKG_BYTES_URL64 | ASKG_BYTE_EQUALS | ASKG_BYTE_PLUS) || value[i] == '/')
      n_others++;

  return n >= MIN_SPICED_BYTES &&
         n_spice > 0 &&
         n_others == 0 &&
         askg_value_count (value, n, ASKG_BYTE_DIGIT) > 0 &&
         askg_value_count (value, n, UPPER) > 1 &&
         askg_value_count (value, n, LOWER) > 1 &&
         !(*value == '*' && memchr (value, '_', n) != NULL) &&
         *value != '$' && *value != '#' && *value != '@' && *value != '%' &&
         askg_value_is_random (value, n);
}

/* Letters and digits alone: as many capitals as one finds in no name, all through it. */
static gboolean
is_mixed (const char *value,
          gsize       n)
{
  if (n >= 26 && n <= 35 && (*value == '1' || *value == '3'))
    return FALSE; /* an address of coins */

  return n >= MIN_MIXED_BYTES &&
         askg_value_count (value, n, ASKG_BYTES_ALNUM) == n &&
         askg_value_count (value, n, ASKG_BYTE_DIGIT) > 0 &&
         askg_value_count (value, n, UPPER) * 4 >= n &&
         askg_value_count (value, n, LOWER) * 4 >= n &&
         askg_value_is_random (value, n) &&
         askg_value_is_unspeakable (value, n);
}

/* A word that tells of a secret in this line, or an option: -p, --key. */
static gboolean
is_announced (const AskgScan *scan,
              gsize           at,
              gsize           end)
{
  return askg_words_near (scan, at, end,
                          ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_KEY | ASKG_WORD_SESSION | ASKG_WORD_PIN |
                          ASKG_WORD_HINT,
                          80, 40) ||
         (at > 3 &&
          scan->text[at - 1] == ' ' &&
          askg_byte_is (scan->text[at - 2], ASKG_BYTES_LETTERS) &&
          (scan->text[at - 3] == '-' || scan->text[at - 4] == '-'));
}

/* "pg-main root X": behind a machine's name and a person's, at the line's end. */
static gboolean
is_third (const AskgScan *scan,
          gsize           at)
{
  gsize i = at;

  for (guint word = 0; word < 2; word++)
    {
      const gsize end = i - 1;

      if (i < 4 || scan->text[i - 1] != ' ')
        return FALSE;
      for (i = end;
           i > 0 &&
           end - i < 32 &&
           askg_byte_is (scan->text[i - 1], ASKG_BYTES_LOWER36 | ASKG_BYTE_DOT | ASKG_BYTE_DASH | ASKG_BYTE_UNDER);
           i--)
        ;
      if (end - i < 2)
        return FALSE;
    }

  return i == 0 ||
         askg_byte_is (scan->text[i - 1], ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) ||
         strchr ("\"'`>:(|", scan->text[i - 1]) != NULL;
}

/* "[smtp.host]:587 name:X" */
static gboolean
is_behind_port (const AskgScan *scan,
                gsize           at)
{
  gsize i = at;

  while (i > 1 && at - i < 7 && strchr (" 0123456789", scan->text[i - 1]) != NULL)
    i--;

  return at - i >= 3 && scan->text[i - 1] == ':' && i > 1 && strchr ("]mtpo", scan->text[i - 2]) != NULL;
}

/* "stats auth name:X" */
static gboolean
is_behind_auth (const AskgScan *scan,
                gsize           at)
{
  return at >= 5 && memcmp (scan->text + at - 5, "auth ", 5) == 0;
}

/* root:X, as lists of who may log in have it. */
static void
try_named (AskgScan *scan,
           gsize     start,
           gsize     end)
{
  static const char * const heads[] = { "login=", "user=", "auth=", "-u" };
  gboolean is_login = FALSE;
  const char *colon = memchr (scan->text + start, ':', end - start);
  const gsize value = colon != NULL ? (gsize) (colon - scan->text) + 1 : end;
  const gsize n = end - value;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (askg_scan_starts_with (scan, start, heads[i]))
      {
        is_login = TRUE;
        start += strlen (heads[i]);
      }
  if (colon == NULL ||
      value < start + 4 ||
      n < 7 || n > MAX_BYTES ||
      askg_value_count (scan->text + start, value - 1 - start,
                        ASKG_BYTES_LOWER36 | ASKG_BYTE_UNDER | ASKG_BYTE_DASH | ASKG_BYTE_DOT) != value - 1 - start ||
      !askg_scan_is (scan, start, LOWER) ||
      memchr (scan->text + value, ':', n) != NULL ||
      memchr (scan->text + value, '/', n) != NULL ||
      askg_scan_is_taken (scan, value) ||
      askg_value_is_stand_in (scan->text + value, n))
    return;
  if (is_spiced (scan->text + value, n) ||
      (is_behind_auth (scan, start) && askg_value_is_password (scan->text + value, n)) ||
      (is_login && askg_value_look (scan->text + value, n) != ASKG_PASSWORD_NO) ||
      (is_behind_port (scan, start) && askg_value_look (scan->text + value, n) != ASKG_PASSWORD_NO) ||
      (is_mixed (scan->text + value, n) && is_announced (scan, start, end)) ||
      (value > 120 ? memmem (scan->text + value - 120, 120, "chpasswd", 8) : memmem (scan->text, value, "chpasswd", 8)) != NULL)
    askg_scan_add (scan, value, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* {PLAIN}X */
static void
try_scheme (AskgScan *scan,
            gsize     at)
{
  static const char * const schemes[] = { "{PLAIN}", "{CLEARTEXT}", "{CLEAR}", "{noop}" };
  gsize end;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (askg_scan_starts_with (scan, at, schemes[i]))
      {
        at += strlen (schemes[i]);
        for (end = at; !ends_token (scan, end); end++)
          ;
        if (end > at + 3)
          askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
        return;
      }
}

/* 32, 48 or 64 bytes in base64, as commands that draw lots print them; checksums of that length are told by their name. */
static gboolean
is_padded_lot (const AskgScan *scan,
               gsize           at,
               gsize           end)
{
  const char *value = scan->text + at;
  const gsize n = end - at;

  return (n == 44 || n == 64) &&
         (n == 64 || value[43] == '=') &&
         askg_value_count (value, n - 1, ASKG_BYTES_BASE64) == n - 1 &&
         askg_value_count (value, n, ASKG_BYTES_HEX) < n &&
         askg_value_is_random (value, n) &&
         !askg_words_near (scan, at, end, ASKG_WORD_DECOY, 48, 24) &&
         askg_words_near (scan, at, end, ASKG_WORD_SECRET | ASKG_WORD_PASSWORD, 48, 24);
}

static void
try_token (AskgScan *scan,
           gsize     start,
           gsize     end)
{
  const char *value = scan->text + start;

  while (end > start && strchr (".,:?", scan->text[end - 1]) != NULL)
    end--;
  if (start > 1 && strchr ("\"'`", scan->text[start - 1]) != NULL && strchr ("=:", scan->text[start - 2]) != NULL)
    return; /* judged by its name elsewhere */
  if ((start > 3 && scan->text[start - 1] == '}' && g_ascii_isupper (scan->text[start - 2])) ||
      (start > 4 && memcmp (scan->text + start - 4, "ENC ", 4) == 0))
    return; /* {SSHA}X, ENC X: a hash, or sealed */
  if (end - start < 7 ||
      askg_scan_is_taken (scan, start) ||
      askg_scan_is_taken (scan, end - 1) ||
      askg_scan_is (scan, end, ASKG_BYTE_HIGH))
    return;
  if (end - start <= MAX_BYTES && !askg_value_is_stand_in (value, end - start) &&
      !askg_words_near (scan, start, end, ASKG_WORD_DECOY | ASKG_WORD_NUMBER, 32, 0) &&
      (askg_value_is_keychain (value, end - start) ||
       is_padded_lot (scan, start, end) ||
       (is_spiced (value, end - start) && (is_announced (scan, start, end) || is_third (scan, start))) ||
       (is_mixed (value, end - start) && (is_announced (scan, start, end) || is_third (scan, start)))))
    askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_PROSE);
  else
    try_named (scan, start, end);
}

void
askg_find_lones (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n;)
    {
      gsize end = at;

      while (!ends_token (scan, end))
        end++;
      if (end - at >= 7 && end - at <= 2 * MAX_BYTES)
        try_token (scan, at, end);
      if (end < scan->n && scan->text[end] == '{')
        try_scheme (scan, end);
      at = end + 1;
    }
}
