/* askg-find-number.c: cards, registration numbers, accounts, phones: by how they are grouped, their check digits, and the words
 * around them. One thread at a time. */
#include "engine/privacy/askg-check-digit-private.h"
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-number-private.h"

#include <string.h>

/* -- Reading ------------------------------------------------------------------------------ */

static gsize
skip_group_gap (const AskgScan *scan,
                gsize           at)
{
  if (at >= scan->n || strchr (" -.)/", scan->text[at]) == NULL || scan->text[at] == '\0')
    return at;
  if (askg_scan_starts_with (scan, at, " (") && askg_scan_is (scan, at + 2, ASKG_BYTE_DIGIT))
    return at + 2;
  if (askg_scan_starts_with (scan, at, "  ") && askg_scan_is (scan, at + 2, ASKG_BYTE_DIGIT))
    return at + 2; /* the reading of a picture */
  if (askg_scan_starts_with (scan, at, " - ") || askg_scan_starts_with (scan, at, ") - "))
    return at + (scan->text[at] == ')' ? 4 : 3);
  if (askg_scan_starts_with (scan, at, ") "))
    return at + 2;

  return at + 1;
}

static void
read_number (const AskgScan *scan,
             gsize           at,
             AskgNumber     *number)
{
  *number = (AskgNumber) { .start = at };
  if (scan->text[at] == '+' || scan->text[at] == '(')
    {
      number->has_plus = scan->text[at] == '+' || askg_scan_starts_with (scan, at, "(+");
      while (at < scan->n && (scan->text[at] == '+' || scan->text[at] == '('))
        at++;
    }
  while (number->n_groups < ASKG_NUMBER_MAX_GROUPS && askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
    {
      AskgDigitGroup *group = &number->groups[number->n_groups];

      *group = (AskgDigitGroup) { .start = at, .first = number->n_digits };
      while (askg_scan_is (scan, at, ASKG_BYTE_DIGIT) && number->n_digits < ASKG_NUMBER_MAX_DIGITS)
        number->digits[number->n_digits++] = scan->text[at++];
      if (askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
        break; /* too long for anything */
      group->n = number->n_digits - group->first;
      group->end = at;
      group->gap = at < scan->n ? scan->text[at] : '\0';
      number->n_groups++;
      at = skip_group_gap (scan, at);
    }
}

gboolean
askg_number_has_shape (const AskgNumber *number,
                       const char       *shape)
{
  guint i = 0;

  for (; shape[i] != '\0'; i++)
    if (i >= number->n_groups || number->groups[i].n != (guint) (shape[i] - '0'))
      return FALSE;

  return TRUE;
}

/* Whether the first @n_groups are held together by @gaps. */
gboolean
askg_number_has_gaps (const AskgNumber *number,
                      guint             n_groups,
                      const char       *gaps)
{
  for (guint i = 0; i + 1 < n_groups; i++)
    if (strchr (gaps, number->groups[i].gap) == NULL)
      return FALSE;

  return TRUE;
}

/* Nothing goes on behind the group: no letter, no digit after a dash or point. */
gboolean
askg_number_ends_at (const AskgScan   *scan,
                     const AskgNumber *number,
                     guint             n_groups)
{
  const AskgDigitGroup *last = &number->groups[n_groups - 1];

  if (askg_scan_is (scan, last->end, ASKG_BYTES_WORD))
    return FALSE;

  return !(askg_scan_is (scan, last->end, ASKG_BYTE_DASH | ASKG_BYTE_DOT) && askg_scan_is (scan, last->end + 1, ASKG_BYTES_ALNUM));
}

/* Digits in the first @n_groups. */
guint
askg_number_count (const AskgNumber *number,
                   guint             n_groups)
{
  return number->groups[n_groups - 1].first + number->groups[n_groups - 1].n;
}

/* A word in the same line, or in the line above when the number begins its own. */
gboolean
askg_number_is_near (const AskgScan *scan,
                     gsize           start,
                     gsize           end,
                     guint           kinds,
                     gsize           n_before,
                     gsize           n_after)
{
  gsize line = start, above;

  if (askg_words_near (scan, start, end, kinds, n_before, n_after))
    return TRUE;
  while (line > 0 && start - line < 6 && (scan->text[line - 1] == ' ' || scan->text[line - 1] == '\t'))
    line--;
  if (line == 0 || scan->text[line - 1] != '\n')
    return FALSE;
  above = line - 1;
  while (above > 0 && scan->text[above - 1] != '\n' && line - above < 40)
    above--;
  if (line - above < 2 || (above > 0 && scan->text[above - 1] != '\n'))
    return FALSE;

  return askg_words_near (scan, line - 1, line - 1, kinds, line - above, 0);
}

/* -- Judging ------------------------------------------------------------------------------ */

static gboolean
add (AskgScan           *scan,
     const AskgNumber   *number,
     guint               n_groups,
     AskgSecretCategory  category,
     gsize              *out_end)
{
  *out_end = number->groups[n_groups - 1].end;
  askg_scan_add (scan, number->groups[0].start, *out_end, category);

  return TRUE;
}

static gboolean
is_named_otherwise (const AskgScan   *scan,
                    const AskgNumber *number,
                    guint             kinds)
{
  const gsize end = number->groups[0].end;

  return askg_words_near (scan, number->start, end, ASKG_WORD_NUMBER, 20, 0) &&
         !askg_words_near (scan, number->start, end, kinds, 32, 0);
}

static gboolean
try_card (AskgScan         *scan,
          const AskgNumber *number,
          gsize            *out_end)
{
  for (guint n_groups = MIN (number->n_groups, 6); n_groups >= 1; n_groups--)
    {
      const guint n = askg_number_count (number, n_groups);

      if (n_groups > 1 && (number->groups[0].n != 4 || !askg_number_has_gaps (number, n_groups, " -.")))
        continue;
      if (n >= 13 && n <= 19 && !askg_scan_is (scan, number->groups[n_groups - 1].end, ASKG_BYTES_WORD) &&
          askg_digits_are_card (number->digits, n) && !is_named_otherwise (scan, number, ASKG_WORD_CARD))
        return add (scan, number, n_groups, ASKG_SECRET_CREDIT_CARD, out_end);
    }

  return FALSE;
}

static gboolean
try_resident (AskgScan         *scan,
              const AskgNumber *number,
              gsize            *out_end)
{
  const gboolean is_split = askg_number_has_shape (number, "67") && askg_number_has_gaps (number, 2, "- ");
  const guint n_groups = is_split ? 2 : 1;
  gboolean is_checked, is_named;

  if ((!is_split && number->groups[0].n != 13) || !askg_number_ends_at (scan, number, n_groups) ||
      !askg_digits_are_rrn (number->digits, &is_checked))
    return FALSE;
  is_named = askg_number_is_near (scan, number->start, number->groups[n_groups - 1].end, ASKG_WORD_RESIDENT, 64, 24);
  if (!is_named &&
      (strchr ("12345678", number->digits[6]) == NULL || !is_checked || is_named_otherwise (scan, number, ASKG_WORD_RESIDENT)))
    return FALSE;
  if (!is_named && !is_split && number->digits[0] == '1' && strchr ("5678", number->digits[1]) != NULL)
    return FALSE; /* milliseconds since 1970 */

  return add (scan, number, n_groups, ASKG_SECRET_KR_RRN, out_end);
}

/* Region, year, serial, check: 11-76-768235-51 */
static gboolean
try_licence (AskgScan         *scan,
             const AskgNumber *number,
             gsize            *out_end)
{
  const gboolean is_split = askg_number_has_shape (number, "2262") && askg_number_has_gaps (number, 4, "- ");
  const gboolean is_named = askg_number_is_near (scan, number->start, number->groups[0].end, ASKG_WORD_LICENCE, 40, 24);

  if (is_split &&
      askg_number_ends_at (scan, number, 4) &&
      (is_named ||
       (number->groups[0].gap == '-' && memcmp (number->digits, "11", 2) >= 0 && memcmp (number->digits, "28", 2) <= 0)))
    return add (scan, number, 4, ASKG_SECRET_KR_ID_DOCUMENT, out_end);
  if (is_named && askg_number_has_shape (number, "262") && askg_number_ends_at (scan, number, 3))
    return add (scan, number, 3, ASKG_SECRET_KR_ID_DOCUMENT, out_end);
  if (is_named && (number->groups[0].n == 12 || number->groups[0].n == 10) && askg_number_ends_at (scan, number, 1))
    return add (scan, number, 1, ASKG_SECRET_KR_ID_DOCUMENT, out_end);

  return FALSE;
}

/* 1,000 or 12 million won are no account. */
static gboolean
is_amount (const AskgScan *scan,
           gsize           start,
           gsize           end)
{
  return askg_scan_starts_with (scan, end, "원") || askg_scan_starts_with (scan, end, " 원") ||
         (end + 1 < scan->n && scan->text[end] == ',' && askg_scan_is (scan, end + 1, ASKG_BYTE_DIGIT)) ||
         (start > 1 && scan->text[start - 1] == ',' && askg_scan_is (scan, start - 2, ASKG_BYTE_DIGIT));
}

static gboolean
is_year (const AskgNumber *number)
{
  return number->groups[0].n == 4 && (memcmp (number->digits, "19", 2) == 0 || memcmp (number->digits, "20", 2) == 0);
}

static gboolean
try_account (AskgScan         *scan,
             const AskgNumber *number,
             gsize            *out_end)
{
  const guint words = ASKG_WORD_ACCOUNT | ASKG_WORD_BANK;

  for (guint n_groups = MIN (number->n_groups, 5); n_groups >= 1; n_groups--)
    {
      const guint n = askg_number_count (number, n_groups);
      const gsize end = number->groups[n_groups - 1].end;

      if (n < (n_groups == 1 && askg_words_near (scan, number->start, end, ASKG_WORD_ACCOUNT, 6, 0) ? 7 : 10) ||
          n > 16 ||
          !askg_number_has_gaps (number, n_groups, n_groups <= 4 && number->groups[0].gap == ' ' ? " " : "-") ||
          !askg_number_ends_at (scan, number, n_groups) ||
          is_amount (scan, number->start, end))
        continue;
      if (number->groups[0].gap == ' ' && n_groups > 1 && !askg_words_near (scan, number->start, end, words, 24, 0))
        continue;
      if (number->start > 0 && scan->text[number->start - 1] == ':' && askg_scan_is (scan, end, ASKG_BYTE_COLON))
        continue; /* arn:aws:iam::123456789012:user */
      if ((askg_number_is_near (scan, number->start, end, words, 56, 0) ||
           askg_words_near (scan, number->start, end, ASKG_WORD_BANK, 0, 28) ||
           (n_groups >= 3 &&
            n >= 11 &&
            !is_year (number) &&
            askg_words_near (scan, number->start, end, ASKG_WORD_TELLER, 16, 12))) &&
          !is_named_otherwise (scan, number, words))
        return add (scan, number, n_groups, ASKG_SECRET_KR_BANK_ACCOUNT, out_end);
    }

  return FALSE;
}

static gboolean
try_national (AskgScan         *scan,
              const AskgNumber *number,
              gsize            *out_end)
{
  const gsize first_end = number->groups[0].end;
  const gboolean is_named = askg_number_is_near (scan, number->start, first_end, ASKG_WORD_NATIONAL, 40, 12);

  if (number->has_plus)
    return FALSE; /* "my number is +1 ...": a phone's */

  /* Social security: 123-45-6789. */
  if (askg_number_has_shape (number, "324") &&
      askg_number_ends_at (scan, number, 3) &&
      askg_number_has_gaps (number, 3, is_named ? "- " : "-") &&
      memcmp (number->digits, "000", 3) != 0 &&
      memcmp (number->digits, "666", 3) != 0 &&
      !is_named_otherwise (scan, number, ASKG_WORD_NATIONAL))
    return add (scan, number, 3, ASKG_SECRET_NATIONAL_ID_OTHER, out_end);
  if (askg_number_has_shape (number, "3332") && askg_digits_are_cpf (number->digits) && askg_number_ends_at (scan, number, 4))
    return add (scan, number, 4, ASKG_SECRET_NATIONAL_ID_OTHER, out_end);
  if (number->groups[0].n == 18 &&
      askg_digits_are_chinese (number->digits, number->digits[17]) &&
      askg_number_ends_at (scan, number, 1))
    return add (scan, number, 1, ASKG_SECRET_NATIONAL_ID_OTHER, out_end);
  for (guint n_groups = MIN (number->n_groups, 7); n_groups >= 1; n_groups--)
    {
      const guint n = askg_number_count (number, n_groups);

      if (n == 15 &&
          askg_digits_are_nir (number->digits) &&
          askg_number_ends_at (scan, number, n_groups) &&
          (is_named || n_groups >= 5))
        return add (scan, number, n_groups, ASKG_SECRET_NATIONAL_ID_OTHER, out_end);
      if (is_named &&
          n >= 8 && n <= 15 &&
          askg_number_has_gaps (number, n_groups, "- ./") &&
          askg_number_ends_at (scan, number, n_groups) &&
          !(n_groups == 3 && askg_number_has_shape (number, "422")) && /* a date */
          askg_words_near (scan, number->start, first_end, ASKG_WORD_NATIONAL, 20, 0))
        return add (scan, number, n_groups, ASKG_SECRET_NATIONAL_ID_OTHER, out_end);
    }

  return FALSE;
}

typedef gboolean (*Judge) (AskgScan         *scan,
                           const AskgNumber *number,
                           gsize            *out_end);

/* The first that claims a number has it. */
static const Judge judges[] = { try_card, try_resident, try_licence, try_national, askg_number_try_phone, try_account };

static gboolean
begins_number (const AskgScan *scan,
               gsize           at)
{
  if (askg_scan_is_taken (scan, at))
    return FALSE;
  if (scan->text[at] == '+' || scan->text[at] == '(')
    return (at == 0 || !askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD)) &&
           (askg_scan_is (scan, at + 1, ASKG_BYTE_DIGIT) || askg_scan_starts_with (scan, at, "(+"));
  if (!askg_byte_is (scan->text[at], ASKG_BYTE_DIGIT) || at == 0)
    return askg_byte_is (scan->text[at], ASKG_BYTE_DIGIT);

  if (at >= 2 && (askg_scan_is_behind_escape (scan, at) || (scan->text[at - 1] == 'B' && scan->text[at - 2] == '%')))
    return TRUE; /* also a card's magnetic stripe */

  return !askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD) &&
         scan->text[at - 1] != '+' &&
         !(strchr (".,", scan->text[at - 1]) != NULL &&
           at > 1 &&
           askg_scan_is (scan, at - 2, ASKG_BYTE_DIGIT) &&
           !askg_scan_is_taken (scan, at - 2));
}

void
askg_find_numbers (AskgScan *scan)
{
  askg_find_papers (scan);
  for (gsize at = 0; at < scan->n; at++)
    {
      AskgNumber number;
      gsize end = at;

      if (!begins_number (scan, at))
        continue;
      read_number (scan, at, &number);
      for (gsize i = 0; number.n_groups > 0 && number.n_digits >= 7 && i < G_N_ELEMENTS (judges); i++)
        if (judges[i] (scan, &number, &end))
          break;
      if (end > at)
        at = end - 1;
    }
}
