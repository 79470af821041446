/* askg-find-paper.c: numbers with letters in them: accounts by IBAN, passports, national identities. One thread at a time. */
#include "engine/privacy/askg-check-digit-private.h"
#include "engine/privacy/askg-number-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define CAPITALS (ASKG_BYTE_HEX_UP | ASKG_BYTE_UP)

/* -- IBAN -------------------------------------------------------------------------------- */

static gsize
try_iban (const AskgScan *scan,
          gsize           at)
{
  char text[40];
  gsize n = 0, end = at, length;

  if (!askg_scan_is (scan, at, CAPITALS | ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) ||
      !askg_scan_is (scan, at + 1, CAPITALS | ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) ||
      !(askg_scan_is (scan, at + 2, ASKG_BYTE_DIGIT) || askg_scan_starts_with (scan, at + 2, " ")) ||
      (length = askg_iban_get_length (scan->text + at)) == 0)
    return at;
  while (n < length && end < scan->n)
    {
      if (askg_byte_is (scan->text[end], ASKG_BYTES_ALNUM))
        text[n++] = scan->text[end++];
      else if ((scan->text[end] == ' ' || scan->text[end] == '-' || scan->text[end] == '.') &&
               askg_scan_is (scan, end + 1, ASKG_BYTES_ALNUM))
        end++;
      else
        break;
    }

  return n == length && !askg_scan_is (scan, end, ASKG_BYTES_WORD) && askg_text_is_iban (text, n) ? end : at;
}

/* -- Shapes ------------------------------------------------------------------------------- */

/* @shape: 'A' a capital letter, '9' a digit, '_' a space that may be there. Returns the end, or @at. */
static gsize
match (const AskgScan *scan,
       gsize           at,
       const char     *shape)
{
  gsize end = at;

  for (; *shape != '\0'; shape++)
    {
      if (*shape == '_')
        end += end < scan->n && (scan->text[end] == ' ' || scan->text[end] == '-');
      else if (askg_scan_is (scan, end, *shape == '9' ? ASKG_BYTE_DIGIT : CAPITALS))
        end++;
      else
        return at;
    }

  return askg_scan_is (scan, end, ASKG_BYTES_WORD) ? at : end;
}

static gboolean
is_named (const AskgScan *scan,
          gsize           start,
          gsize           end,
          guint           kinds)
{
  return askg_number_is_near (scan, start, end, kinds, 72, 32);
}

/* Whatever stands right behind "passport": seven to nine letters and digits, most of them digits. */
static gsize
match_any_passport (const AskgScan *scan,
                    gsize           at)
{
  gsize end = at;
  guint n_digits = 0;

  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT | CAPITALS) && end - at < 12)
    n_digits += askg_byte_is (scan->text[end++], ASKG_BYTE_DIGIT);

  return end - at >= 7 && end - at <= 10 && n_digits >= 4 && !askg_scan_is (scan, end, ASKG_BYTES_WORD) &&
         askg_words_near (scan, at, end, ASKG_WORD_PASSPORT, 20, 0) ? end : at;
}

static gsize
try_passport (const AskgScan *scan,
              gsize           at)
{
  gsize end = match (scan, at, "A_99999999"); /* Korea, before 2021 */

  if (end == at)
    end = match (scan, at, "A999A9999"); /* and since */
  if (end > at && is_named (scan, at, end, ASKG_WORD_PASSPORT))
    return end;

  return match_any_passport (scan, at);
}

/* -- National identities ---------------------------------------------------------------------- */

/* Spain: the letter is the number by 23. X, Y and Z begin foreigners'. */
static gboolean
is_spanish (const AskgScan *scan,
            gsize           start,
            gsize           end)
{
  static const char letters[] = "TRWAGMYFPDXBNJZSQVHLCKE";
  guint number = 0;

  for (gsize at = start; at < end; at++)
    if (g_ascii_isdigit (scan->text[at]))
      number = number * 10 + scan->text[at] - '0';
    else if (at == start)
      number = scan->text[at] - 'X';

  return scan->text[end - 1] == letters[number % 23];
}

/* What stands right behind "driver's license": a letter and seven to twelve digits, or eight and nine digits. */
static gsize
match_any_licence (const AskgScan *scan,
                   gsize           at)
{
  const gsize start = askg_scan_is (scan, at, CAPITALS) ? at + 1 : at;
  gsize end = start;

  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT) && end - start < 14)
    end++;

  return end - start >= (start > at ? 7 : 8) &&
         end - start <= (start > at ? 13 : 9) &&
         !askg_scan_is (scan, end, ASKG_BYTES_WORD | ASKG_BYTE_DASH) &&
         askg_words_near (scan, at, end, ASKG_WORD_LICENCE, 12, 0)
         ? end
         : at;
}

static gsize
try_national (const AskgScan *scan,
              gsize           at)
{
  static const char * const named[] = { "AA_99_99_99_A", "A9999999A", "A999999", "A999999_9", "9999999AA", "9999999A",
                                        "AAAA999999AAAAAA99", "AA999999A", "A99999999", "AA9999999", "99999999_A", "AAAAA9999A",
                                        "AAAA999999AAAAAAA9", "AAAA999999AAAAAAAA", "999999_999A", "A99999999A", "A999999999" };
  gsize end;

  if ((end = match (scan, at, "AAAAAA99A99A999A")) > at) /* Italy */
    return end;
  if (((end = match (scan, at, "99999999_A")) > at || ((end = match (scan, at, "A9999999_A")) > at && scan->text[at] >= 'X')) &&
      is_spanish (scan, at, end) &&
      is_named (scan, at, end, ASKG_WORD_NATIONAL))
    return end;
  if ((end = match (scan, at, "99999999999999999A")) > at &&
      scan->text[end - 1] == 'X' &&
      askg_digits_are_chinese (scan->text + at, 'X'))
    return end;
  if ((end = match (scan, at, "AA 99 99 99 A")) > at && memchr ("ABCD", scan->text[end - 1], 4) != NULL)
    return end;
  if ((end = match_any_licence (scan, at)) > at)
    return end;
  if (!askg_number_is_near (scan, at, at + 1, ASKG_WORD_NATIONAL, 32, 0))
    return at;
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if ((end = match (scan, at, named[i])) > at)
      return end;

  return at;
}

/* The lines at the foot of a passport: capitals, digits and '<'. */
static gsize
try_machine_readable (const AskgScan *scan,
                      gsize           at)
{
  gsize end = at, last = at;

  if (strchr ("PIACV", scan->text[at]) == NULL ||
      !(askg_scan_is (scan, at + 1, CAPITALS) || askg_scan_starts_with (scan, at + 1, "<")))
    return at;
  for (guint line = 0; line < 3; line++)
    {
      gsize n = 0, n_fillers = 0;

      while (end < scan->n && n < 48 && (askg_byte_is (scan->text[end], CAPITALS | ASKG_BYTE_DIGIT) || scan->text[end] == '<'))
        {
          n_fillers += scan->text[end] == '<';
          end++;
          n++;
        }
      if (n < 28 || n_fillers < 2)
        break;
      last = end;
      while (end < scan->n && end - last < 4 && askg_byte_is (scan->text[end], ASKG_BYTE_SPACE))
        end++;
    }

  return last;
}

void
askg_find_papers (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    {
      AskgSecretCategory category = ASKG_SECRET_IBAN;
      gsize end = at;

      if (!askg_byte_is (scan->text[at], ASKG_BYTES_ALNUM) ||
          askg_scan_is_taken (scan, at) ||
          !askg_scan_is_word_start (scan, at) ||
          (at > 0 && scan->text[at - 1] == '_'))
        continue;
      if (askg_byte_is (scan->text[at], ASKG_BYTES_LETTERS))
        end = try_iban (scan, at);
      if (end == at && askg_byte_is (scan->text[at], CAPITALS))
        {
          category = ASKG_SECRET_NATIONAL_ID_OTHER;
          end = try_machine_readable (scan, at);
        }
      if (end == at && askg_byte_is (scan->text[at], CAPITALS | ASKG_BYTE_DIGIT))
        {
          category = ASKG_SECRET_KR_ID_DOCUMENT;
          end = try_passport (scan, at);
        }
      if (end == at && askg_byte_is (scan->text[at], CAPITALS | ASKG_BYTE_DIGIT))
        {
          category = ASKG_SECRET_NATIONAL_ID_OTHER;
          end = try_national (scan, at);
        }
      if (end > at)
        {
          askg_scan_add (scan, at, end, category);
          at = end - 1;
        }
    }
}
