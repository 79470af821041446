/* askg-named-judge.c: whether what stands behind a name is the secret it announces. One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define JUDGED_KINDS (ASKG_WORD_AWS | ASKG_WORD_CLOUD | ASKG_WORD_PASSWORD | ASKG_WORD_PIN | ASKG_WORD_SECRET | ASKG_WORD_KEY | \
                      ASKG_WORD_SESSION)

static gboolean
has_space (const AskgValue *value)
{
  return memchr (value->text, ' ', value->n) != NULL;
}

static gboolean
is_number (const AskgValue *value)
{
  return value->n > 0 && askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) == value->n;
}

static gboolean
is_hex (const AskgValue *value)
{
  return askg_value_count (value->text, value->n, ASKG_BYTES_HEX) == MIN (value->n, ASKG_VALUE_MAX_BYTES);
}

static gboolean
is_path (const AskgValue *value)
{
  if (value->n >= 40 &&
      askg_value_count (value->text, value->n, ASKG_BYTES_BASE64) == MIN (value->n, ASKG_VALUE_MAX_BYTES) &&
      askg_value_count (value->text, value->n, ASKG_BYTE_PLUS) * 8 < MIN (value->n, ASKG_VALUE_MAX_BYTES) &&
      askg_value_is_random (value->text, value->n))
    return FALSE; /* base64 may begin with a slash; the pieces of paths are shorter */
  return value->n > 0 && (strchr ("/~.", value->text[0]) != NULL || memmem (value->text, value->n, "://", 3) != NULL);
}

/* Short, but of small and capital letters that make no word. */
static gboolean
is_mixed_lot (const AskgValue *value)
{
  return askg_value_count (value->text, value->n, ASKG_BYTES_ALNUM) == MIN (value->n, ASKG_VALUE_MAX_BYTES) &&
         askg_value_count (value->text, value->n, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) > 0 &&
         askg_value_count (value->text, value->n, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP) > 1 &&
         askg_value_is_unspeakable (value->text, value->n);
}

/* web-token-x7k2p: the name of what keeps one. */
static gboolean
is_resource (const AskgValue *value)
{
  static const char * const parts[] = { "-token-", "-secret-", "-tls-", "-credentials-", "-key-" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (value->n < 48 &&
        memmem (value->text, value->n, parts[i], strlen (parts[i])) != NULL &&
        askg_value_count (value->text, value->n, ASKG_BYTES_LOWER36 | ASKG_BYTE_DASH) == value->n)
      return TRUE;

  return FALSE;
}

/* consumer_key: what an application is called at some networks; its secret is told beside it. */
static gboolean
is_consumer (const AskgScan  *scan,
             const AskgWord  *word,
             const AskgValue *value)
{
  return value->n == 25 &&
         word->end - word->start >= 11 &&
         g_ascii_strncasecmp (scan->text + word->start, "consumer", 8) == 0 &&
         g_ascii_tolower (scan->text[word->end - 1]) == 'y' &&
         askg_value_count (value->text, value->n, ASKG_BYTES_ALNUM) == value->n;
}

static gboolean
is_secret (const AskgScan  *scan,
           const AskgWord  *word,
           const AskgGap   *gap,
           const AskgValue *value)
{
  const gboolean is_assigned = gap->kind >= ASKG_GAP_COLON && !gap->is_far;
  const gboolean is_random = askg_value_is_random (value->text, value->n);

  if (value->n < 6 ||
      has_space (value) ||
      is_number (value) ||
      is_consumer (scan, word, value) ||
      (askg_value_is_key_id (value->text, value->n) && value->n < 40) ||
      is_resource (value) ||
      (value->n > 14 && value->text[2] == ':' && value->text[5] == ':' && value->text[8] == ':'))
    return FALSE;
  if (askg_value_is_uuid (value->text, value->n))
    return TRUE;
  if (is_path (value) && (value->n < 36 || askg_value_count (value->text, value->n, ASKG_BYTE_PLUS) > 4))
    return FALSE;
  if (!is_assigned)
    return (is_random && value->n >= 16) ||
           (value->n >= 10 && (askg_value_look (value->text, value->n) == ASKG_PASSWORD_LIKELY || is_mixed_lot (value))) ||
           (value->start > 2 && memcmp (value->text - 3, " 0 ", 3) == 0 && askg_value_is_password (value->text, value->n));
  if ((is_random && value->n >= 12) || (value->n >= 8 && is_mixed_lot (value)))
    return TRUE;
  if (gap->is_option)
    return askg_value_look (value->text, value->n) == ASKG_PASSWORD_LIKELY;
  if (value->quote != '\0' &&
      value->n >= 10 &&
      askg_value_count (value->text, value->n, ASKG_BYTE_MARK) >= 2 &&
      askg_value_look (value->text, value->n) != ASKG_PASSWORD_NO)
    return TRUE;
  if (askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) > 0 && askg_value_look (value->text, value->n) != ASKG_PASSWORD_NO)
    return TRUE;

  return (gap->is_tight || (value->quote != '\0' && value->quote != ']' && value->quote != ')')) &&
         value->n >= 8 &&
         !askg_word_is_of_sentence (value->text, value->n) &&
         askg_value_count (value->text, value->n, ASKG_BYTE_DOT | ASKG_BYTE_PLUS | ASKG_BYTE_COLON) == 0 &&
         (word->kind & ASKG_WORD_KEY) == 0;
}

/* "key" and "token" name many things: only what nobody would write by hand. */
static gboolean
is_key (const AskgScan  *scan,
        const AskgWord  *word,
        const AskgGap   *gap,
        const AskgValue *value)
{
  const gboolean is_in_header = gap->kind == ASKG_GAP_SPACE &&
                                askg_words_near (scan, word->start, word->end, ASKG_WORD_SESSION, 4, 0);

  if (askg_value_is_uuid (value->text, value->n))
    return g_ascii_tolower (scan->text[word->start]) == 't' && !gap->is_far; /* a token, not a key of a table */
  if (gap->is_option && is_hex (value) && g_ascii_tolower (scan->text[word->start]) == 'k')
    return FALSE; /* --recv-keys and the name of one */
  if (has_space (value) || is_path (value) || !is_secret (scan, word, gap, value))
    return FALSE;
  if (gap->kind >= ASKG_GAP_IS || is_in_header)
    return value->n >= 16 && askg_value_is_random (value->text, value->n);
  if (is_hex (value))
    return value->n >= 32 && !askg_words_near (scan, word->start, word->end, ASKG_WORD_DECOY, 16, 0);

  return value->n >= 20;
}

/* "SSID kestrel-guest, key sunrise8773" */
static gboolean
is_network_key (const AskgScan  *scan,
                const AskgWord  *word,
                const AskgValue *value)
{
  return value->n >= 8 && value->n <= 63 &&
         !has_space (value) &&
         askg_words_near (scan, word->start, word->end, ASKG_WORD_NETWORK, 48, 0) &&
         (is_number (value) || askg_value_look (value->text, value->n) != ASKG_PASSWORD_NO);
}

/* 01HZ270TT8935YKR8SX6ZZZH9M: when something was made, and a number. */
static gboolean
is_ulid (const AskgValue *value)
{
  return value->n == 26 &&
         value->text[0] == '0' && value->text[1] == '1' &&
         askg_value_count (value->text, value->n, ASKG_BYTES_UPPER36) == value->n;
}

static gboolean
fills_line (const AskgScan  *scan,
            const AskgValue *value)
{
  gsize at = value->end;

  while (at < scan->n && (scan->text[at] == ' ' || scan->text[at] == '\t'))
    at++;

  return at >= scan->n ||
         scan->text[at] == '\n' || scan->text[at] == '\r' || scan->text[at] == '"' || scan->text[at] == '`' ||
         scan->text[at] == '<';
}

/* auth: X, alone behind its name in a line: of a database that asks for nothing else. */
static gboolean
is_auth (const AskgScan  *scan,
         const AskgWord  *word,
         const AskgGap   *gap,
         const AskgValue *value)
{
  return word->end - word->start == 4 &&
         memcmp (scan->text + word->start, "auth", 4) == 0 &&
         gap->kind == ASKG_GAP_COLON &&
         !gap->is_far &&
         fills_line (scan, value) &&
         askg_value_is_password (value->text, value->n);
}

static gboolean
is_session (const AskgScan  *scan,
            const AskgWord  *word,
            const AskgGap   *gap,
            const AskgValue *value)
{
  if (value->n < 10 || has_space (value) || is_path (value) || is_ulid (value) || askg_value_is_key_id (value->text, value->n))
    return FALSE;
  if (askg_value_is_uuid (value->text, value->n)) /* also "Bearer X" */
    return gap->kind == ASKG_GAP_EQUALS || (gap->kind == ASKG_GAP_SPACE && g_ascii_tolower (scan->text[word->start]) == 'b') ||
           (gap->kind >= ASKG_GAP_COLON && g_ascii_strncasecmp (scan->text + word->end - 5, "token", 5) == 0);

  return askg_value_is_random (value->text, value->n) && !(gap->kind == ASKG_GAP_SPACE && is_hex (value) && value->n < 32);
}

/* "Basic" and what "name:password" is in base64. */
static gboolean
is_basic (const AskgValue *value)
{
  char buffer[ASKG_VALUE_MAX_BYTES + 1] = { 0 };
  gsize n = MIN (value->n, ASKG_VALUE_MAX_BYTES) / 4 * 4;

  if (n < 8 || askg_value_count (value->text, value->n, ASKG_BYTES_BASE64) != MIN (value->n, ASKG_VALUE_MAX_BYTES))
    return FALSE;
  memcpy (buffer, value->text, n);
  g_base64_decode_inplace (buffer, &n);
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isprint (buffer[i]) && (guint8) buffer[i] < 0x80)
      return FALSE;

  return memchr (buffer, ':', n) != NULL;
}

static gboolean
is_cloud (const AskgValue *value)
{
  return value->n >= 20 && !has_space (value) && askg_value_is_random (value->text, value->n) && !is_path (value);
}

static gboolean
is_aws (const AskgScan  *scan,
        const AskgValue *value)
{
  /* The rest is in the next line. */
  const gboolean is_broken = value->end < scan->n && scan->text[value->end] == '\n' && value->n >= 20;

  return (value->n >= 36 || is_broken) &&
         value->n <= 44 &&
         askg_value_count (value->text, value->n, ASKG_BYTES_BASE64) == value->n &&
         askg_value_is_random (value->text, value->n);
}

/* "g_new0 (": a function. */
static gboolean
is_called (const AskgScan  *scan,
           const AskgValue *value)
{
  return value->quote == '\0' &&
         (askg_scan_starts_with (scan, value->end, "(") ||
          (askg_scan_starts_with (scan, value->end, " (") && !askg_scan_is (scan, value->end + 2, ASKG_BYTE_HIGH))) &&
         askg_value_count (value->text, value->n, ASKG_BYTES_WORD | ASKG_BYTE_DOT) == MIN (value->n, ASKG_VALUE_MAX_BYTES) &&
         memchr (value->text, '_', value->n) != NULL;
}

/**
 * askg_value_judge:
 * @out_category: (out): what it is
 *
 * Returns: whether @value, behind @gap, is the secret that @word announces
 */
gboolean
askg_value_judge (const AskgScan     *scan,
                  const AskgWord     *word,
                  const AskgGap      *gap,
                  const AskgValue    *value,
                  AskgSecretCategory *out_category)
{
  const guint kind = word->kind;

  if ((gap->is_below ||
       (value->start > word->end &&
        memchr (scan->text + word->end, '\n', value->start - word->end) != NULL &&
        value->quote == '\0')) &&
      !fills_line (scan, value))
    return FALSE;
  if (gap->kind <= ASKG_GAP_SPACE && askg_word_is_named (scan, value->start, value->n))
    return FALSE; /* grep -i pass, and in the next line DB_PASSWORD=X */
  if (gap->kind == ASKG_GAP_NONE ||
      value->n < 3 ||
      (kind & (ASKG_WORD_DECOY | ASKG_WORD_NUMBER)) != 0 ||
      (kind & JUDGED_KINDS) == 0 ||
      askg_value_is_stand_in (value->text, value->n) ||
      askg_value_is_code (value) ||
      askg_word_is_cmdlet (value->text, value->n) ||
      is_called (scan, value))
    return FALSE;
  if ((kind & ASKG_WORD_AWS) != 0 && is_aws (scan, value))
    *out_category = ASKG_SECRET_AWS_SECRET_ACCESS_KEY;
  else if ((kind & ASKG_WORD_AWS) != 0 && gap->kind >= ASKG_GAP_COLON && is_cloud (value))
    *out_category = ASKG_SECRET_GENERIC_API_KEY;
  else if ((kind & ASKG_WORD_CLOUD) != 0 &&
           (gap->kind >= ASKG_GAP_COLON || (gap->kind == ASKG_GAP_SPACE && word->end - word->start >= 12 && value->n >= 40)) &&
           is_cloud (value))
    *out_category = ASKG_SECRET_CLOUD_CONNECTION_SECRET;
  else if ((kind & ASKG_WORD_PASSWORD) != 0 && askg_named_is_password (scan, word, gap, value))
    *out_category = gap->kind == ASKG_GAP_EQUALS || (gap->kind == ASKG_GAP_COLON && value->quote != '\0')
                    ? ASKG_SECRET_PASSWORD_CONFIG
                    : ASKG_SECRET_PASSWORD_PROSE;
  else if ((kind & ASKG_WORD_PIN) != 0 && askg_named_is_pin (scan, word, gap, value))
    *out_category = ASKG_SECRET_PASSWORD_PROSE;
  else if ((kind & ASKG_WORD_SECRET) != 0 && is_secret (scan, word, gap, value))
    *out_category = (kind & ASKG_WORD_SESSION) != 0 ? ASKG_SECRET_AUTH_HEADER_OR_COOKIE : ASKG_SECRET_GENERIC_API_KEY;
  else if ((kind & ASKG_WORD_KEY) != 0 && is_auth (scan, word, gap, value))
    *out_category = ASKG_SECRET_PASSWORD_CONFIG;
  else if ((kind & ASKG_WORD_KEY) != 0 && is_network_key (scan, word, value))
    *out_category = ASKG_SECRET_PASSWORD_PROSE;
  else if ((kind & ASKG_WORD_KEY) != 0 && is_key (scan, word, gap, value))
    *out_category = (kind & ASKG_WORD_SESSION) != 0 ? ASKG_SECRET_AUTH_HEADER_OR_COOKIE : ASKG_SECRET_GENERIC_API_KEY;
  else if ((kind & ASKG_WORD_SESSION) != 0 &&
           (kind & ASKG_WORD_KEY) == 0 &&
           (is_session (scan, word, gap, value) || is_basic (value)))
    *out_category = ASKG_SECRET_AUTH_HEADER_OR_COOKIE;
  else
    return FALSE;

  return TRUE;
}
