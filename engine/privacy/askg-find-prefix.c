/* askg-find-prefix.c: keys that their makers marked. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-prefix-table-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_WRAPPED_LINES 8
#define MAX_PAIR_BYTES 64

/* -- The table, by first byte --------------------------------------------------- */

typedef struct
{
  guint16 first[257]; /* of the rows that begin with a byte; the next byte's is the end */
  guint16 rows[512];
} Index;

static char
fold_ocr (char byte)
{
  switch (byte)
    {
    case 'I': case '1': case '|':
      return 'l';
    case 'O': case 'o':
      return '0';
    default:
      return byte;
    }
}

static const Index *
get_index (void)
{
  static Index index;
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      gsize n_prefixes, n = 0;
      const AskgPrefix *prefixes = askg_prefix_table (&n_prefixes);

      g_assert (n_prefixes <= G_N_ELEMENTS (index.rows));
      for (guint byte = 0; byte < 256; byte++)
        {
          index.first[byte] = n;
          for (gsize i = 0; i < n_prefixes; i++)
            if ((guint8) fold_ocr (prefixes[i].prefix[0]) == byte)
              index.rows[n++] = i;
        }
      index.first[256] = n;
      g_once_init_leave (&is_ready, 1);
    }

  return &index;
}

/* The length of @prefix at @at, or 0. */
static gsize
match_prefix (const AskgScan   *scan,
              gsize             at,
              const AskgPrefix *prefix)
{
  gsize n = 0;

  if ((prefix->flags & ASKG_PREFIX_OCR) == 0)
    return askg_scan_starts_with (scan, at, prefix->prefix) ? strlen (prefix->prefix) : 0;
  for (; prefix->prefix[n] != '\0'; n++)
    if (at + n >= scan->n || fold_ocr (scan->text[at + n]) != fold_ocr (prefix->prefix[n]))
      return 0;

  return n;
}

/* -- What a screen does to a long key ---------------------------------------------- */

/* How long keys of one make are that all have one length; 0 for others. */
static gsize
usual_bytes (const AskgPrefix *prefix)
{
  static const struct { const char *prefix; gsize n; } usual[] = {
    { "sk-", 48 }, { "ghp_", 36 }, { "npm_", 36 }, { "hf_", 34 }, { "gsk_", 52 }, { "glpat-", 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (strcmp (usual[i].prefix, prefix->prefix) == 0)
      return usual[i].n;

  return 0;
}

/* The rest of a key in the next line, or behind a gap that the reading of a picture left. Returns where it ends, or 0. */
static gsize
find_rest (AskgScan         *scan,
           gsize             end,
           gsize             n_so_far,
           const AskgPrefix *prefix)
{
  const gboolean is_wrapped = end < scan->n && (scan->text[end] == '\n' || scan->text[end] == '\r');
  gsize at = end, rest_end, n;

  if (is_wrapped)
    while (at < scan->n && at - end < 8 && askg_byte_is (scan->text[at], ASKG_BYTE_SPACE))
      at++;
  else if (askg_scan_is (scan, at, ASKG_BYTE_SPACE))
    at++;
  if (at == end || !askg_scan_is (scan, at, prefix->kinds))
    return 0;

  rest_end = askg_scan_run_end (scan, at, prefix->kinds);
  n = rest_end - at;
  if (prefix->max_bytes > 0 && n_so_far + n > prefix->max_bytes)
    return 0;
  if (askg_scan_is (scan, rest_end, ASKG_BYTE_EQUALS | ASKG_BYTE_COLON | ASKG_BYTES_ALNUM | ASKG_BYTE_HIGH))
    return 0; /* a name of its own */
  if (!is_wrapped && n_so_far + n == usual_bytes (prefix))
    return rest_end;
  if (is_wrapped ? n < 4 : n_so_far + n < prefix->min_bytes || n_so_far >= prefix->min_bytes)
    return 0;
  if (prefix->max_bytes > 0 && n_so_far + n >= prefix->min_bytes && n_so_far < prefix->min_bytes)
    return rest_end;

  return n >= 6 && askg_value_is_random (scan->text + at, n) ? rest_end : 0;
}

static gboolean
try_prefix (AskgScan         *scan,
            gsize             at,
            const AskgPrefix *prefix,
            gsize            *out_end)
{
  gsize n_prefix = match_prefix (scan, at, prefix);
  gsize end, n, rest;

  if (n_prefix > 0 && (prefix->flags & ASKG_PREFIX_OCR) != 0 && askg_scan_starts_with (scan, at + n_prefix, " "))
    n_prefix++; /* a gap that the reading of a picture left */
  if (n_prefix == 0 || !askg_scan_is (scan, at + n_prefix, prefix->kinds))
    return FALSE;

  end = askg_scan_run_end (scan, at + n_prefix, prefix->kinds);
  while (end > at + n_prefix && (scan->text[end - 1] == '.' || scan->text[end - 1] == '-'))
    end--;
  n = end - at - n_prefix;
  if (prefix->max_bytes > 0 && n > prefix->max_bytes)
    return FALSE;
  for (guint line = 0; line < MAX_WRAPPED_LINES && (rest = find_rest (scan, end, n, prefix)) > 0; line++)
    {
      n += rest - end;
      end = rest;
    }
  if (n < prefix->min_bytes)
    return FALSE;
  if ((prefix->flags & ASKG_PREFIX_WHOLE) != 0 && askg_scan_is (scan, end, ASKG_BYTES_WORD))
    return FALSE;
  if ((prefix->flags & ASKG_PREFIX_RANDOM) != 0 && !askg_value_is_random (scan->text + at + n_prefix, n))
    return FALSE;
  if (askg_value_is_stand_in (scan->text + at + n_prefix, n))
    return FALSE;

  *out_end = end;
  return TRUE;
}

/* "acme_live_...": a maker's name before what is marked. */
static gsize
find_head (const AskgScan *scan,
           gsize           at)
{
  gsize head = at;

  if (at == 0 || scan->text[at - 1] != '_')
    return at;
  while (head > 0 &&
         at - head < 12 &&
         askg_byte_is (scan->text[head - 1], ASKG_BYTES_LOWER36 | ASKG_BYTE_UNDER) &&
         !askg_scan_is_taken (scan, head - 1))
    head--;

  return askg_scan_is_word_start (scan, head) && head < at - 2 ? head : at;
}

/* An access key's id has its secret beside it: 40 of base64, in the next cell, line or argument. */
static void
find_other_half (AskgScan *scan,
                 gsize     at)
{
  const gsize limit = MIN (scan->n, at + MAX_PAIR_BYTES);

  while (at < limit)
    {
      const gsize end = askg_scan_is (scan, at, ASKG_BYTES_BASE64) ? askg_scan_run_end (scan, at, ASKG_BYTES_BASE64) : at + 1;

      if (end - at == 40 && !askg_scan_is_taken (scan, at) && askg_value_is_random (scan->text + at, 40) &&
          askg_value_count (scan->text + at, 40, ASKG_BYTES_HEX) < 40)
        {
          askg_scan_add (scan, at, end, ASKG_SECRET_AWS_SECRET_ACCESS_KEY);
          return;
        }
      at = end;
    }
}

void
askg_find_prefixes (AskgScan *scan)
{
  const Index *index = get_index ();
  gsize n_prefixes;
  const AskgPrefix *prefixes = askg_prefix_table (&n_prefixes);

  for (gsize at = 0; at < scan->n; at++)
    {
      const guint8 first = (guint8) fold_ocr (scan->text[at]);
      const AskgPrefix *best = NULL;
      gsize best_end = 0;

      if (index->first[first] == index->first[first + 1] || askg_scan_is_taken (scan, at) || !askg_scan_is_word_start (scan, at))
        continue;
      for (guint i = index->first[first]; i < index->first[first + 1]; i++)
        {
          const AskgPrefix *prefix = &prefixes[index->rows[i]];
          gsize end;

          if (try_prefix (scan, at, prefix, &end) && end > best_end)
            {
              best = prefix;
              best_end = end;
            }
        }
      if (best != NULL)
        {
          askg_scan_add (scan, find_head (scan, at), best_end, best->category);
          if (best->category == ASKG_SECRET_AWS_ACCESS_KEY_ID)
            find_other_half (scan, best_end);
          at = best_end - 1;
        }
    }
}
