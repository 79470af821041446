/* askg-find-wallet.c: recovery phrases and keys of coins. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-seed-word-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_PHRASE_WORDS 25
#define MIN_STREAK_WORDS 12
#define NEAR_BYTES 96

/* -- Phrases --------------------------------------------------------------------------- */

/* The lists that phrases are drawn from have no word of fewer than three letters and none of these. */
static gboolean
is_common_word (const char *word,
                gsize       n_bytes)
{
  static const char * const words[] = { "the", "and", "for", "are", "was", "with", "from", "this", "your", "you", "not", "but",
                                        "have", "has", "its", "his", "her", "our", "they", "them", "were", "been", "which",
                                        "these", "those", "then", "than", "into", "also", "please", "would", "should", "could" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == n_bytes && memcmp (words[i], word, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* Space, commas, line breaks, "3." and "3)". Sets @out_is_numbered for a number. */
static gsize
skip_between_words (const AskgScan *scan,
                    gsize           at,
                    gboolean       *out_is_numbered)
{
  const gsize start = at;

  while (at < scan->n && at - start < 24 && strchr (" \t\r\n,|\"'[](){}", scan->text[at]) != NULL && scan->text[at] != '\0')
    at++;
  if (askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
    {
      gsize end = at;

      while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT) && end - at < 2)
        end++;
      if (end < scan->n && strchr (".):-", scan->text[end]) != NULL)
        end++;
      while (askg_scan_is (scan, end, ASKG_BYTE_SPACE) && end - at < 8)
        end++;
      if (askg_scan_is (scan, end, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW))
        {
          *out_is_numbered = TRUE;
          return end;
        }
    }

  return at;
}

static gsize
read_phrase_word (const AskgScan *scan,
                  gsize           at)
{
  gsize end = at;

  while (askg_scan_is (scan, end, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) && end - at < 9)
    end++;
  if (end - at < 3 || end - at > 8 ||
      askg_scan_is (scan, end, ASKG_BYTES_WORD | ASKG_BYTE_HIGH) ||
      is_common_word (scan->text + at, end - at))
    return at;

  return end;
}

/* Words of the list that wallets draw from, one after another: twelve of them nobody writes for another reason. */
typedef struct
{
  gsize start;
  gsize end;
  guint n;
} Streak;

/* Returns: whether to go on */
static gboolean
streak_add (Streak         *self,
            const AskgScan *scan,
            gsize           at,
            gsize           end)
{
  if (!askg_word_is_of_seed (scan->text + at, end - at))
    {
      if (self->n >= MIN_STREAK_WORDS)
        return FALSE;
      self->n = 0;
      return TRUE;
    }
  if (self->n++ == 0)
    self->start = at;
  self->end = end;

  return TRUE;
}

/* "secret recovery phrase": the word from @at to @end only speaks of what follows, and so does the one before it. */
static gboolean
ends_lead (const AskgScan *scan,
           gsize           start,
           gsize           at,
           gsize           end)
{
  static const char * const leads[] = { "recovery phrase", "seed phrase", "secret phrase", "backup phrase", "recovery words",
                                        "seed words", "recovery seed" };

  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      const gsize n = strlen (leads[i]);

      if (end >= start + n && end - at < n && memcmp (scan->text + end - n, leads[i], n) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A run of such words that is as long as a phrase. Returns where to go on. */
static gsize
try_phrase (AskgScan *scan,
            gsize     start)
{
  gsize at = start, end = start, stop;
  gboolean is_numbered = FALSE, is_lead;
  Streak streak = { 0 };
  guint n = 0;

  while ((n < MAX_PHRASE_WORDS + 1 || (streak.n >= MIN_STREAK_WORDS && streak.n < MAX_PHRASE_WORDS)) && (stop = read_phrase_word (scan, at)) > at)
    {
      const gboolean was_numbered = is_numbered;

      n++;
      if (!streak_add (&streak, scan, at, stop))
        break;
      end = stop;
      is_lead = ends_lead (scan, start, at, stop);
      at = skip_between_words (scan, end, &is_numbered);
      if (is_lead && at > end)
        {
          start = at;
          n = 0;
          streak.n = 0;
          continue;
        }
      if (is_numbered && !was_numbered && n > 1)
        {
          start = at; /* what came before only speaks of it */
          n = 0;
          streak.n = 0;
        }
      if (at == end)
        break;
    }
  if (streak.n >= MIN_STREAK_WORDS && streak.n <= MAX_PHRASE_WORDS && !is_numbered)
    {
      askg_scan_add (scan, streak.start, streak.end, ASKG_SECRET_WALLET_SECRET);
      return end;
    }
  if (n < 11 || n > MAX_PHRASE_WORDS)
    return MAX (end, start + 1);

  if (askg_words_near (scan, start, end, ASKG_WORD_SEED, NEAR_BYTES, NEAR_BYTES / 2) || is_numbered)
    {
      gsize first = start;

      /* "1." before the first word. */
      while (is_numbered &&
             first > 0 &&
             start - first < 5 &&
             strchr ("0123456789.) ", scan->text[first - 1]) != NULL &&
             scan->text[first - 1] != '\0')
        first--;
      while (first < start && scan->text[first] == ' ')
        first++;
      askg_scan_add (scan, first, end, ASKG_SECRET_WALLET_SECRET);
    }
  else
    {
      /* The word may stand in the line before. */
      const gsize from = start > NEAR_BYTES ? start - NEAR_BYTES : 0;

      for (gsize i = askg_words_from (scan, from); i < scan->words->len; i++)
        {
          const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

          if (word->start >= end)
            break;
          if ((word->kind & ASKG_WORD_SEED) != 0)
            {
              askg_scan_add (scan, start, end, ASKG_SECRET_WALLET_SECRET);
              break;
            }
        }
    }

  return end;
}

/* -- Keys --------------------------------------------------------------------------------- */

/* Base58 with four bytes of a double hash at its end: wallet import format and its like. */
static gboolean
is_base58_checked (const char *text,
                   gsize       n_bytes)
{
  static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  guint8 bytes[40] = { 0 }, once[32], twice[32];
  gsize n = sizeof once;
  const gsize n_payload = n_bytes == 51 ? 33 : 34;
  const gsize offset = sizeof bytes - n_payload - 4;

  for (gsize i = 0; i < n_bytes; i++)
    {
      const char *digit = strchr (alphabet, text[i]);
      guint carry;

      if (digit == NULL || *digit == '\0')
        return FALSE;
      carry = digit - alphabet;
      for (gsize k = sizeof bytes; k-- > 0;)
        {
          carry += bytes[k] * 58u;
          bytes[k] = carry & 0xff;
          carry >>= 8;
        }
    }

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      g_checksum_update (checksum, round == 0 ? bytes + offset : once, round == 0 ? n_payload : sizeof once);
      g_checksum_get_digest (checksum, round == 0 ? once : twice, &n);
    }

  return memcmp (twice, bytes + offset + n_payload, 4) == 0;
}

/* None of the letters that base58 leaves out: of as many letters of another alphabet some would be among them. */
static gboolean
is_base58 (const char *text,
           gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (text[i]) || strchr ("0OIl", text[i]) != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_owned (const AskgScan *scan,
          gsize           start,
          gsize           end)
{
  return askg_words_near (scan, start, end, ASKG_WORD_WALLET, 64, 32) &&
         !askg_words_near (scan, start, end, ASKG_WORD_DECOY, 12, 0);
}

/* Of transactions, blocks and what is proved about them: 64 digits that everybody may see. */
static gboolean
is_public_number (const AskgScan *scan,
                  gsize           start,
                  gsize           end)
{
  static const char * const words[] = { "tx", "hash", "block", "topic", "root", "proof", "salt", "bytes32", "keccak", "slot",
                                        "data", "input", "nonce", "commit", "digest", "sha", "signature", "event", "code" };
  gsize from = start;
  char before[161];
  gsize n;

  if ((start > 0 && scan->text[start - 1] == '/') || askg_words_near (scan, start, end, ASKG_WORD_DECOY, 40, 20))
    return TRUE;
  while (from > 0 && start - from < sizeof before - 1 && scan->text[from - 1] != '\n')
    from--;
  for (n = 0; from + n < start; n++)
    before[n] = g_ascii_tolower (scan->text[from + n]);
  before[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (before, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* The rest of a key in the next line, when both together are as long as one. */
static gsize
find_key_rest (AskgScan *scan,
               gsize     start,
               gsize     end)
{
  gsize rest = end + 1, n;

  if (!askg_scan_starts_with (scan, end, "\n"))
    return end;
  while (askg_scan_is (scan, rest, ASKG_BYTES_ALNUM) && rest - start < 70)
    rest++;
  n = rest - start - 1;
  if (rest == end + 1)
    return end;
  if (n == 64)
    return askg_value_count (scan->text + start, end - start, ASKG_BYTES_HEX) == end - start &&
           askg_value_count (scan->text + end + 1, rest - end - 1, ASKG_BYTES_HEX) == rest - end - 1
           ? rest
           : end;

  return (n == 51 || n == 52) && strchr ("5KLc9", scan->text[start]) != NULL ? rest : end;
}

static gsize
try_key (AskgScan *scan,
         gsize     at)
{
  const gboolean has_0x = askg_scan_starts_with (scan, at, "0x");
  const gsize start = has_0x ? at + 2 : at;
  const gsize end = askg_scan_run_end (scan, start, ASKG_BYTES_ALNUM);
  const gsize n = end - start;
  gsize rest;

  if (end == start)
    return at;
  if (n == 64 &&
      askg_value_count (scan->text + start, n, ASKG_BYTES_HEX) == n &&
      (is_owned (scan, at, end) || (has_0x && !is_public_number (scan, at, end))))
    askg_scan_add (scan, at, end, ASKG_SECRET_WALLET_SECRET);
  else if (n >= 16 &&
           (rest = find_key_rest (scan, start, end)) > end &&
           (is_owned (scan, at, end) || (has_0x && !is_public_number (scan, at, end))))
    askg_scan_add (scan, at, rest, ASKG_SECRET_WALLET_SECRET);
  else if ((n == 51 || n == 52) &&
           !has_0x &&
           strchr ("5KLc9", scan->text[at]) != NULL &&
           (is_base58_checked (scan->text + at, n) ||
            ((is_owned (scan, at, end) || is_base58 (scan->text + at, n)) && askg_value_is_random (scan->text + at, n))))
    askg_scan_add (scan, at, end, ASKG_SECRET_WALLET_SECRET);
  else if (n >= 86 && n <= 88 && !has_0x && is_owned (scan, at, end) && askg_value_is_random (scan->text + at, n))
    askg_scan_add (scan, at, end, ASKG_SECRET_WALLET_SECRET);

  return end;
}

void
askg_find_wallets (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n;)
    {
      gsize next = at + 1;

      if (askg_scan_is_word_start (scan, at) && !askg_scan_is_taken (scan, at))
        {
          if (askg_byte_is (scan->text[at], ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW))
            next = MAX (next, try_phrase (scan, at));
          if (!askg_scan_is_taken (scan, at) && askg_byte_is (scan->text[at], ASKG_BYTES_ALNUM))
            {
              const gsize end = try_key (scan, at);

              next = MAX (next, end);
            }
        }
      at = next;
    }
}
