/* askg-find-shape.c: keys of providers nobody has heard of: a word or two, and then letters and digits drawn by lot.
 * One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MIN_TAIL_BYTES 20
#define MAX_HEAD_BYTES 24

/* Words in front of what is random and no secret. */
static gboolean
is_harmless_head (AskgScan *scan,
                  gsize     start,
                  gsize     end)
{
  static const char * const heads[] = {
    "sha1", "sha256", "sha384", "sha512", "sha", "md5", "h1", "nonce", "boundary", "webkitformboundary", "req", "request",
    "trace", "span", "evt", "event", "msg", "message", "cus", "build", "chunk", "commit", "rev", "digest", "etag", "cache",
    "uuid", "id", "run", "job", "img", "image", "file", "v", "v1", "v2", "deps", "cache", "modules", "g", "pk", "pub",
    "publishable", "public", "blob", "layer", "crc32", "bundle", "vendors", "main", "index", "app", "modules", "page", "order",
    "user", "acct", "tx", "block", "hash", "checksum", "integrity", "object", "snapshot", "version", "ref", "ver", "thread",
    "session-name", "trk", "utm", "dpl", "deployment", "pod", "node", "i", "vol", "subnet", "vpc", "sg", "ami", "snap", "eni",
    "arn", "toolu", "call", "chatcmpl", "resp", "fp", "asst", "in", "ch", "pi", "prod", "price", "sub", "ord", "txn", "tok-id",
    "bc1", "0x", "tmp", "temp",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strlen (heads[i]) == end - start && g_ascii_strncasecmp (scan->text + start, heads[i], end - start) == 0)
      return TRUE;

  return FALSE;
}

static gsize
find_first_end (const AskgScan *scan,
                gsize           at)
{
  while (askg_scan_is (scan, at, ASKG_BYTES_ALNUM))
    at++;

  return at;
}

/* Behind @at's '_' or '-': something long, small and capital letters and digits mixed, or 32 and more hexadecimal digits. */
static gboolean
is_lot (AskgScan *scan,
        gsize     start,
        gsize     end)
{
  gsize n = end - start;
  const char *tail = scan->text + start;
  gsize piece = start, longest = 0;

  /* Of words with lines between, the longest speaks for all. */
  for (gsize at = start; n >= MIN_TAIL_BYTES && at <= end && at - start < 4 * ASKG_VALUE_MAX_BYTES; at++)
    if (at == end || !askg_byte_is (scan->text[at], ASKG_BYTES_ALNUM))
      {
        if (at - piece > longest)
          {
            longest = at - piece;
            tail = scan->text + piece;
          }
        piece = at + 1;
      }
  if (n < MIN_TAIL_BYTES || longest < 12)
    return FALSE;
  n = longest;
  if ( !askg_value_is_random (tail, n) || askg_value_is_stand_in (tail, n))
    return FALSE;
  if (askg_value_count (tail, n, ASKG_BYTES_HEX) == MIN (n, ASKG_VALUE_MAX_BYTES))
    return n >= 32;

  return askg_value_count (tail, n, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) > 0 &&
         askg_value_count (tail, n, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP) > 0;
}

/* "sk_live", "acme-prod-key": what says itself that a key follows. */
static gboolean
is_key_head (AskgScan *scan,
             gsize     start,
             gsize     end)
{
  static const char * const words[] = { "sk", "secret", "token", "key", "apikey", "pat", "live", "api", "auth", "tok", "rk",
                                        "priv", "private", "access", "prod", "secretkey" };

  for (gsize at = start; at < end;)
    {
      gsize stop = at;

      while (stop < end && askg_byte_is (scan->text[stop], ASKG_BYTES_ALNUM))
        stop++;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (strlen (words[i]) == stop - at && askg_scan_starts_with (scan, at, words[i]))
          return TRUE;
      at = stop + 1;
    }

  return FALSE;
}

static void
try_shape (AskgScan *scan,
           gsize     at,
           gsize     end)
{
  gsize head = at, last = at;

  while (head > 0 &&
         at - head < MAX_HEAD_BYTES &&
         askg_byte_is (scan->text[head - 1], ASKG_BYTES_LOWER36 | ASKG_BYTE_UNDER | ASKG_BYTE_DASH))
    head--;
  while (last > head && askg_byte_is (scan->text[last - 1], ASKG_BYTES_LOWER36))
    last--;
  if (at - head < 2 || (!g_ascii_isalpha (scan->text[head]) && at - head < 4) || !askg_scan_is_word_start (scan, head) ||
      (head > 0 && strchr ("/.:@", scan->text[head - 1]) != NULL) ||
      (head > 2 && memcmp (scan->text + head - 3, "W/\"", 3) == 0) || askg_scan_is (scan, end, ASKG_BYTE_DOT | ASKG_BYTE_PLUS))
    return;
  if (is_harmless_head (scan, head, find_first_end (scan, head)) || is_harmless_head (scan, head, at) ||
      (is_harmless_head (scan, last, at) && !is_key_head (scan, head, at)))
    return;
  if (is_lot (scan, at + 1, end) && (g_ascii_isalpha (scan->text[head]) || is_key_head (scan, head, at)))
    askg_scan_add (scan, head, end, ASKG_SECRET_GENERIC_API_KEY);
}

/* Five groups of five capitals and digits: a product's. */
static gsize
try_product (AskgScan *scan,
             gsize     at)
{
  gsize end = at;
  guint n_digits = 0, n_letters = 0;

  for (guint i = 0; i < 5; i++)
    {
      for (guint k = 0; k < 5; k++, end++)
        {
          if (!askg_scan_is (scan, end, ASKG_BYTES_UPPER36))
            return at;
          if (askg_byte_is (scan->text[end], ASKG_BYTE_DIGIT))
            n_digits++;
          else
            n_letters++;
        }
      if (i < 4 && (end >= scan->n || scan->text[end++] != '-'))
        return at;
    }
  if (n_digits < 2 || n_letters < 5 || askg_scan_is (scan, end, ASKG_BYTES_URL64) || askg_scan_is_taken (scan, at))
    return at;
  askg_scan_add (scan, at, end, ASKG_SECRET_GENERIC_API_KEY);

  return end;
}

/* Eight groups of six digits: what opens a locked disk. */
static gsize
try_disk_key (AskgScan *scan,
              gsize     at)
{
  gsize end = at;

  for (guint i = 0; i < 8; i++)
    {
      if (i > 0 && (end >= scan->n || scan->text[end++] != '-'))
        return at;
      for (guint k = 0; k < 6; k++, end++)
        if (!askg_scan_is (scan, end, ASKG_BYTE_DIGIT))
          return at;
    }
  if (askg_scan_is (scan, end, ASKG_BYTES_URL64))
    return at;
  askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);

  return end;
}

/* =X==, 64 bytes in base64: so long is the key of an account of stored files. Checksums of that length are told by their name. */
static void
try_account_key (AskgScan *scan,
                 gsize     at)
{
  const gsize end = askg_scan_run_end (scan, at, ASKG_BYTES_ALNUM | ASKG_BYTE_PLUS);

  if (end - at == 86 &&
      askg_scan_starts_with (scan, end, "==") &&
      !askg_scan_is (scan, end + 2, ASKG_BYTES_BASE64) &&
      askg_value_is_random (scan->text + at, 86) &&
      !askg_words_near (scan, at, end, ASKG_WORD_DECOY, 32, 0))
    askg_scan_add (scan, at, end + 2, ASKG_SECRET_CLOUD_CONNECTION_SECRET);
}

void
askg_find_shapes (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      gsize end;

      if (at > 0 &&
          strchr ("=:", scan->text[at - 1]) != NULL &&
          askg_scan_is (scan, at, ASKG_BYTES_ALNUM | ASKG_BYTE_PLUS) &&
          !askg_scan_is_taken (scan, at))
        try_account_key (scan, at);
      if (askg_byte_is (scan->text[at], ASKG_BYTES_UPPER36) &&
          askg_scan_is_word_start (scan, at) &&
          (end = try_product (scan, at)) > at)
        at = end - 1;
      else if (askg_byte_is (scan->text[at], ASKG_BYTE_DIGIT) &&
               askg_scan_is_word_start (scan, at) &&
               (end = try_disk_key (scan, at)) > at)
        at = end - 1;
      if (at == 0 || (scan->text[at] != '_' && scan->text[at] != '-') || askg_scan_is_taken (scan, at))
        continue;
      end = askg_scan_run_end (scan, at + 1, ASKG_BYTES_URL64);
      if (end - at - 1 < MIN_TAIL_BYTES ||
          !askg_byte_is (scan->text[at - 1], ASKG_BYTES_LOWER36) ||
          !askg_byte_is (scan->text[at + 1], ASKG_BYTES_ALNUM))
        continue;
      try_shape (scan, at, end);
      if (askg_scan_is_taken (scan, at + 1))
        at = end - 1;
    }
}
