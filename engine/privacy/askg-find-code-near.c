/* askg-find-code-near.c: codes that stand somewhere before or behind the word for them. One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_HINT_BYTES 48
#define MAX_LINES_ABOVE 16
#define MAX_LINE_BYTES 96

static gboolean
is_four_to_eight_digits (const AskgScan *scan,
                         gsize           at,
                         gsize           n)
{
  return n >= 4 && n <= 8 && askg_value_count (scan->text + at, n, ASKG_BYTE_DIGIT) == n;
}

/* "482913 is your harbour code", "482913 is the code" */
gboolean
askg_find_code_before (AskgScan *scan,
                       guint     i_word)
{
  static const char * const links[] = { " is your ", " is the " };
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize floor = word->start > MAX_HINT_BYTES ? word->start - MAX_HINT_BYTES : 0;

  if (memmem (scan->text + floor, word->start - floor, " is ", 4) == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const char *link = memmem (scan->text + floor, word->start - floor, links[i], strlen (links[i]));
      gsize at, end;

      if (link == NULL)
        continue;
      at = end = link - scan->text;
      while (at > floor && askg_byte_is (scan->text[at - 1], ASKG_BYTE_DIGIT))
        at--;
      if (end - at < 5 || end - at > 8 ||
          (at > 0 && askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD | ASKG_BYTE_DOT)) ||
          memchr (link, '\n', scan->text + word->start - link) != NULL)
        continue;
      askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);
      return TRUE;
    }

  return FALSE;
}

/* A code somewhere near its name: digits that stand alone. */
static gboolean
try_digits (AskgScan *scan,
            guint     i_word,
            gsize     at,
            gsize     end)
{
  if (!is_four_to_eight_digits (scan, at, end - at) ||
      askg_scan_is_taken (scan, at) ||
      askg_scan_is (scan, end, ASKG_BYTE_PERCENT | ASKG_BYTES_WORD) ||
      askg_value_is_counted (scan, end) ||
      askg_words_near (scan, at, end, ASKG_WORD_DECOY | ASKG_WORD_NUMBER, 16, 0))
    return FALSE;
  askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);

  return TRUE;
}

gboolean
askg_find_code_near (AskgScan *scan,
                     guint     i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize floor = askg_words_before (scan, word, word->kind,
                                         word->start > MAX_HINT_BYTES / 2 ? word->start - MAX_HINT_BYTES / 2 : 0);
  const gsize limit = askg_words_next (scan, word, word->kind, word->end + MAX_HINT_BYTES);
  gsize end;

  for (gsize at = word->end; at < limit && scan->text[at] != '\n'; at = end + 1)
    {
      for (end = at; askg_scan_is (scan, end, ASKG_BYTES_DOTTED); end++)
        ;
      if (end > at && try_digits (scan, i_word, at, end - (scan->text[end - 1] == '.')))
        return TRUE;
    }
  for (gsize at = word->start; at > floor && scan->text[at - 1] != '\n';)
    {
      for (end = at; end > floor && !askg_byte_is (scan->text[end - 1], ASKG_BYTES_DOTTED); end--)
        if (scan->text[end - 1] == '\n')
          return FALSE;
      for (at = end; at > floor && askg_byte_is (scan->text[at - 1], ASKG_BYTES_DOTTED); at--)
        ;
      if (at == end)
        return FALSE;
      if ((at == 0 || at > floor) && try_digits (scan, i_word, at, end))
        return TRUE;
    }

  return FALSE;
}

/* -- Above their name --------------------------------------------------------------- */

/* Where the line begins that ends at @end, or @end when it is too long. */
static gsize
find_line_start (const AskgScan *scan,
                 gsize           end)
{
  gsize at = end;

  while (at > 0 && end - at < MAX_LINE_BYTES && scan->text[at - 1] != '\n')
    at--;

  return at == 0 || scan->text[at - 1] == '\n' ? at : end;
}

/* The next code of a line: letters and digits with dashes; two of digits alone with one space between are one. */
static gboolean
read_listed_code (const AskgScan *scan,
                  gsize           line_end,
                  gsize          *at,
                  gsize          *out_start)
{
  gsize end;

  while (*at < line_end && strchr (" \t,|*>\r`\"-", scan->text[*at]) != NULL)
    (*at)++;
  for (end = *at; end < line_end && askg_scan_is (scan, end, ASKG_BYTES_ALNUM | ASKG_BYTE_DASH); end++)
    ;
  if (end == *at + 4 && end + 5 <= line_end && scan->text[end] == ' ' &&
      askg_value_count (scan->text + *at, 4, ASKG_BYTE_DIGIT) == 4 &&
      askg_value_count (scan->text + end + 1, 4, ASKG_BYTE_DIGIT) == 4)
    end += 5;
  *out_start = *at;
  *at = end;

  return end > *out_start;
}

/* Whether the line holds nothing but codes as long as @n_code, which is set by the first; adds them when @adds. */
static gboolean
take_codes (AskgScan *scan,
            gsize     at,
            gsize     line_end,
            gsize    *n_code,
            guint    *n_codes,
            gboolean  adds)
{
  gsize start;

  while (read_listed_code (scan, line_end, &at, &start))
    {
      const gsize n = at - start;

      if (n < 8 || n > 30 || (*n_code != 0 && n != *n_code) || askg_scan_is_taken (scan, start) ||
          askg_value_count (scan->text + start, n, ASKG_BYTE_DIGIT) == 0)
        return FALSE;
      *n_code = n;
      (*n_codes)++;
      if (adds)
        askg_scan_add (scan, start, at, ASKG_SECRET_OTP_RECOVERY);
    }

  return at >= line_end;
}

/* Codes in the lines above "Keep these recovery codes somewhere safe." */
gboolean
askg_find_codes_above (AskgScan *scan,
                       guint     i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize last = find_line_start (scan, word->start);
  gsize first = last, n_code = 0;
  guint n_codes = 0;

  if (last == word->start || g_ascii_tolower (scan->text[word->end - 1]) != 's')
    return FALSE;
  for (guint i = 0; i < MAX_LINES_ABOVE && first > 0; i++)
    {
      const gsize end = first - 1, start = find_line_start (scan, end);

      if (start == end || !take_codes (scan, start, end, &n_code, &n_codes, FALSE))
        break;
      first = start;
    }
  if (n_codes < 2)
    return FALSE;
  for (gsize at = first; at < last;)
    {
      const gsize end = askg_scan_line_end (scan, at);

      take_codes (scan, at, end, &n_code, &n_codes, TRUE);
      at = end + 1;
    }

  return TRUE;
}
