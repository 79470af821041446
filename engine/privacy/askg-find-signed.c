/* askg-find-signed.c: tokens known by their parts. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_WRAPPED_LINES 40

/* -- JSON Web Tokens ------------------------------------------------------------------- */

/* The first part says how the token is signed or encrypted. */
static gboolean
has_token_head (AskgScan *scan,
                gsize     at,
                gsize     end)
{
  char head[257] = { 0 };
  gsize n = 0, n_decoded;

  for (; n < 256 && at + n < end && scan->text[at + n] != '.'; n++)
    head[n] = scan->text[at + n] == '-' ? '+' : scan->text[at + n] == '_' ? '/' : scan->text[at + n];
  if (n < 12)
    return FALSE;
  n -= n % 4;
  head[n] = '\0';
  g_base64_decode_inplace (head, &n_decoded);

  return memmem (head, n_decoded, "\"alg\"", 5) != NULL || memmem (head, n_decoded, "\"typ\"", 5) != NULL ||
         memmem (head, n_decoded, "\"enc\"", 5) != NULL || memmem (head, n_decoded, "\"kid\"", 5) != NULL;
}

static guint
count_dots (AskgScan *scan,
            gsize     at,
            gsize     end)
{
  guint n = 0;

  for (; at < end; at++)
    n += scan->text[at] == '.';

  return n;
}

/* A terminal breaks long tokens into lines, and the reading of a picture leaves gaps. */
static gsize
find_token_end (AskgScan *scan,
                gsize     at)
{
  gsize end = askg_scan_run_end (scan, at, ASKG_BYTES_DOTTED);
  guint dots = count_dots (scan, at, end);

  for (guint line = 0; line < MAX_WRAPPED_LINES && askg_scan_is (scan, end, ASKG_BYTE_SPACE); line++)
    {
      const gboolean is_wrapped = scan->text[end] == '\n' || scan->text[end] == '\r';
      gsize next = end, stop;

      while (next - end < 6 && askg_scan_is (scan, next, ASKG_BYTE_SPACE))
        next++;
      stop = next;
      while (stop < scan->n && stop - next < 4096 && askg_byte_is (scan->text[stop], ASKG_BYTES_DOTTED))
        stop++;
      if (stop - next < 4 || askg_scan_is (scan, stop, ASKG_BYTE_EQUALS | ASKG_BYTE_COLON | ASKG_BYTE_HIGH))
        break;
      if (!askg_value_is_random (scan->text + next, stop - next) || (!is_wrapped && dots >= 2) || (dots >= 2 && end - at < 60))
        break;
      if (askg_scan_starts_with (scan, next, "eyJ") && dots >= 2)
        break; /* the next one */
      dots += count_dots (scan, next, stop);
      end = stop;
    }
  while (end > at && scan->text[end - 1] == '.' && dots != 2)
    end--, dots--;

  return dots >= 1 ? end : at;
}

/* "M" to "O": a number of 17 or more digits in base64. A bot's name, the time, a signature. */
static gsize
find_three_parts (AskgScan *scan,
                  gsize     at,
                  gsize     end)
{
  const char *first = memchr (scan->text + at, '.', end - at);
  const char *second = first != NULL ? memchr (first + 1, '.', scan->text + end - first - 1) : NULL;
  const gsize n_first = first != NULL ? first - scan->text - at : 0;

  if (second == NULL || n_first < 22 || n_first > 30 || second - first < 6 || second - first > 8)
    return at;
  if (scan->text + end - second < 26 && second + 8 < scan->text + end && askg_scan_starts_with (scan, end, "\n"))
    for (end++; askg_scan_is (scan, end, ASKG_BYTES_URL64) && scan->text + end - second <= 48;)
      end++; /* a screen broke it */
  if (scan->text + end - second < 26 || scan->text + end - second > 49 ||
      !askg_value_is_random (scan->text + at, n_first) || !askg_value_is_random (second + 1, scan->text + end - second - 1))
    return at;

  return end;
}

/* -- Others ------------------------------------------------------------------------------ */

/* 7317892843:AA..., a bot's number and its key; @at is the colon. */
static void
try_bot (AskgScan *scan,
         gsize     at)
{
  gsize start = at, end = at + 1;

  while (start > 0 && at - start < 12 && g_ascii_isdigit (scan->text[start - 1]))
    start--;
  while (end < scan->n && end - at < 48 && askg_byte_is (scan->text[end], ASKG_BYTES_URL64))
    end++;
  /* A screen broke it. */
  if (end - at > 12 && end - at < 31 && askg_scan_starts_with (scan, end, "\n") && askg_scan_is (scan, end + 1, ASKG_BYTES_URL64))
    for (end++; end < scan->n && end - at < 48 && askg_byte_is (scan->text[end], ASKG_BYTES_URL64);)
      end++;
  if (at - start >= 8 && at - start <= 11 && end - at >= 31 && end - at <= 40 && scan->text[at + 1] == 'A' &&
      (start == 0 || !askg_byte_is (scan->text[start - 1], ASKG_BYTE_DIGIT)))
    askg_scan_add (scan, start, end, ASKG_SECRET_CHAT_PLATFORM_TOKEN);
}

/* abc8Q~..., a client secret: three letters, a digit and this mark; @at is the tilde. */
static void
try_client_secret (AskgScan *scan,
                   gsize     at)
{
  gsize end = at + 1;

  while (end < scan->n && end - at < 44 && askg_byte_is (scan->text[end], ASKG_BYTES_DOTTED | ASKG_BYTE_TILDE))
    end++;
  if (at >= 5 && scan->text[at - 1] == 'Q' && g_ascii_isdigit (scan->text[at - 2]) && end - at >= 30 && end - at <= 40)
    askg_scan_add (scan, at - 5, end, ASKG_SECRET_CLOUD_CONNECTION_SECRET);
}

/* abcdefghijklmn.atlasv1.xxxx; @at is the first dot. */
static void
try_atlas (AskgScan *scan,
           gsize     at)
{
  static const char middle[] = ".atlasv1.";
  gsize end = at + strlen (middle);

  if (at < 14 || !askg_scan_starts_with (scan, at, middle))
    return;
  while (end < scan->n && end - at < 120 && askg_byte_is (scan->text[end], ASKG_BYTES_URL64))
    end++;
  if (end - at > 48)
    askg_scan_add (scan, at - 14, end, ASKG_SECRET_GENERIC_API_KEY);
}

void
askg_find_signed (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      gsize end = at;

      switch (scan->text[at])
        {
        case ':':
          try_bot (scan, at);
          continue;
        case '~':
          try_client_secret (scan, at);
          continue;
        case '.':
          try_atlas (scan, at);
          continue;
        case 'e':
          if (!askg_scan_is_word_start (scan, at) || !askg_scan_starts_with (scan, at, "eyJ") || askg_scan_is_taken (scan, at))
            continue;
          end = askg_scan_run_end (scan, at, ASKG_BYTES_DOTTED);
          if (!has_token_head (scan, at, end))
            continue;
          if (memchr (scan->text + at, '.', end - at) == NULL && !askg_scan_is (scan, end, ASKG_BYTE_SPACE))
            {
              at = end - 1; /* no part of it is one either */
              continue;
            }
          end = find_token_end (scan, at);
          break;
        case 'M': case 'N': case 'O':
          if (!askg_scan_is_word_start (scan, at))
            continue;
          end = askg_scan_run_end (scan, at, ASKG_BYTES_DOTTED);
          end = end - at < 100 ? find_three_parts (scan, at, end) : at;
          break;
        default:
          continue;
        }
      if (end > at)
        {
          askg_scan_add (scan, at, end, scan->text[at] == 'e' ? ASKG_SECRET_JWT : ASKG_SECRET_CHAT_PLATFORM_TOKEN);
          at = end - 1;
        }
    }
}
