/* askg-find-below.c: what a line announces that ends in a colon, alone in the next one or the one after that: "Use this
 * password:", an empty line, X. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_LINE_BYTES 120
#define MAX_BREAK_BYTES 32

#define KINDS (ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_KEY)

/* A line break, also as strings of programs write it. */
static gsize
skip_break (const AskgScan *scan,
            gsize           at)
{
  if (askg_scan_starts_with (scan, at, "\r\n") || askg_scan_starts_with (scan, at, "\\n"))
    return at + 2;

  return at < scan->n && scan->text[at] == '\n' ? at + 1 : at;
}

/* How far the text was looked through for a line's end: no byte twice. */
typedef struct
{
  gsize at;
  char  last; /* the last byte before @at that tells something */
} Cursor;

/* Where the line of @word breaks behind a colon, or behind a word that alone says that a key follows ("genkey"); or 0. */
static gsize
find_colon_end (const AskgScan *scan,
                const AskgWord *word,
                Cursor         *cursor)
{
  const gsize limit = MIN (scan->n, word->end + MAX_LINE_BYTES);
  gsize at = word->end;

  while (at < scan->n && scan->text[at] == ' ' && at - word->end < 4)
    at++;
  if ((word->kind & (ASKG_WORD_SECRET | ASKG_WORD_WALLET)) != 0 && skip_break (scan, at) > at)
    return at;

  if ((word->kind & ASKG_WORD_PASSWORD) != 0 &&
      askg_scan_starts_with (scan, at, "\\n") &&
      (word->start == 0 || strchr ("\"'n>", scan->text[word->start - 1]) != NULL))
    return at; /* a form's label, as strings of programs write it */

  if (cursor->at < word->end)
    *cursor = (Cursor) { word->end, '\0' };
  for (; cursor->at < limit; cursor->at++)
    {
      if (skip_break (scan, cursor->at) > cursor->at)
        return cursor->last == ':' ? cursor->at : 0;
      if (strchr (" \t*`", scan->text[cursor->at]) == NULL)
        cursor->last = scan->text[cursor->at];
    }

  return 0;
}

/* What stands alone in the line at @at: neither space nor anything else beside it but marks of lists and quotes. */
static gboolean
read_alone (const AskgScan *scan,
            gsize           at,
            gsize          *out_start,
            gsize          *out_end)
{
  gsize end;

  while (at < scan->n && strchr (" \t>|#*`\"'-", scan->text[at]) != NULL && scan->text[at] != '\0')
    at++;
  for (end = at;
       end < scan->n &&
       end - at < 256 &&
       !askg_scan_is (scan, end, ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) &&
       skip_break (scan, end) == end &&
       strchr ("\"`", scan->text[end]) == NULL;
       end++)
    ;
  *out_start = at;
  *out_end = end;
  while (end < scan->n && strchr (" \t`\"'|*", scan->text[end]) != NULL && scan->text[end] != '\0')
    end++;

  return *out_end > at && (end >= scan->n || skip_break (scan, end) > end || scan->text[end] == '}' || scan->text[end] == '\r');
}

static gboolean
is_secret (const char *value,
           gsize       n,
           guint       kind)
{
  if (n < 6 || n > 200 || askg_value_is_stand_in (value, n))
    return FALSE;
  if ((kind & ASKG_WORD_PASSWORD) != 0)
    return askg_value_look (value, n) == ASKG_PASSWORD_LIKELY ||
           askg_value_is_made_up (value, n) ||
           (n >= 8 && askg_value_is_random (value, n)) ||
           askg_value_is_uuid (value, n);

  if (value[2] == ':' && value[5] == ':')
    return FALSE; /* C3:FF:DB:...: a fingerprint */

  return n >= 20 && (askg_value_is_uuid (value, n) || askg_value_is_random (value, n)) && memchr (value, '/', MIN (n, 8)) == NULL;
}

/* "API 키가 생성되었습니다", and in the next line a key as nobody writes another thing. */
static gboolean
is_plain_lot (const char *value,
              gsize       n)
{
  return n >= 32 &&
         askg_value_count (value, n, ASKG_BYTES_URL64) == MIN (n, ASKG_VALUE_MAX_BYTES) &&
         askg_value_count (value, n, ASKG_BYTES_HEX) < MIN (n, ASKG_VALUE_MAX_BYTES) / 2 + 8 &&
         askg_value_count (value, n, ASKG_BYTE_UP) > 2 &&
         askg_value_count (value, n, ASKG_BYTE_LOW) > 2 &&
         askg_value_is_random (value, n) &&
         !askg_value_is_stand_in (value, n);
}

static void
try_next_line (AskgScan       *scan,
               const AskgWord *word)
{
  const char *end = memchr (scan->text + word->end, '\n', MIN (scan->n - word->end, MAX_BREAK_BYTES * 2));
  gsize start, stop;

  if (end != NULL &&
      (word->kind & ASKG_WORD_SECRET) != 0 &&
      read_alone (scan, end + 1 - scan->text, &start, &stop) &&
      !askg_scan_is_taken (scan, start) &&
      is_plain_lot (scan->text + start, stop - start))
    askg_scan_add (scan, start, stop, ASKG_SECRET_GENERIC_API_KEY);
}

/* auth-user-pass: a name in the next line, and then X. */
static gsize
skip_name_line (const AskgScan *scan,
                const AskgWord *word,
                gsize           at)
{
  gsize start, end;

  if (word->end < 14 || !askg_scan_starts_with (scan, word->end - 14, "auth-user-pass") || !read_alone (scan, at, &start, &end))
    return at;

  return skip_break (scan, end);
}

static void
try_word (AskgScan       *scan,
          const AskgWord *word,
          Cursor         *cursor)
{
  const gboolean is_file = word->end >= 14 && askg_scan_starts_with (scan, word->end - 14, "auth-user-pass");
  gsize at = is_file
             ? word->end + (word->end < scan->n && scan->text[word->end] == '>')
             : find_colon_end (scan, word, cursor), start, end;
  const gsize first = at;

  if (at == 0 || skip_break (scan, at) == at)
    return;
  while (at - first < MAX_BREAK_BYTES)
    {
      const gsize next = skip_break (scan, at);

      if (next == at && !(at < scan->n && strchr (" \t>", scan->text[at]) != NULL && scan->text[at] != '\0'))
        break;
      at = MAX (next, at + 1);
    }
  at = skip_name_line (scan, word, at);
  if (read_alone (scan, at, &start, &end) &&
      !askg_scan_is_taken (scan, start) &&
      is_secret (scan->text + start, end - start, word->kind))
    askg_scan_add (scan, start, end,
                   (word->kind & ASKG_WORD_PASSWORD) != 0 ? ASKG_SECRET_PASSWORD_CONFIG : ASKG_SECRET_GENERIC_API_KEY);
}

void
askg_find_belows (AskgScan *scan)
{
  Cursor cursor = { 0 };

  for (guint i = 0; i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

      if ((word->kind & KINDS) != 0 && (word->kind & ASKG_WORD_DECOY) == 0)
        {
          try_word (scan, word, &cursor);
          try_next_line (scan, word);
        }
    }
}
