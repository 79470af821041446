/* askg-find-phone.c: phone numbers, as countries write them. One thread at a time. */
#include "engine/privacy/askg-number-private.h"
#include "engine/privacy/askg-scan-private.h"

#include <string.h>

static gboolean
begins_with (const AskgNumber *number,
             const char       *digits)
{
  return strncmp (number->digits, digits, strlen (digits)) == 0;
}

static gboolean
is_one_of (const char *digits,
           const char * const *heads)
{
  for (; *heads != NULL; heads++)
    if (strncmp (digits, *heads, strlen (*heads)) == 0)
      return TRUE;

  return FALSE;
}

/* "00 01 02 03 04 05": two digits before or behind. */
static gboolean
is_in_dump (const AskgScan   *scan,
            const AskgNumber *number)
{
  const gsize start = number->start, end = number->groups[4].end;

  return number->n_groups > 5 ||
         (start >= 3 &&
          askg_byte_is (scan->text[start - 2], ASKG_BYTES_HEX) &&
          askg_byte_is (scan->text[start - 3], ASKG_BYTES_HEX)) ||
         (askg_scan_is (scan, end + 1, ASKG_BYTES_HEX) &&
          askg_scan_is (scan, end + 2, ASKG_BYTES_HEX) &&
          !askg_scan_is (scan, end + 3, ASKG_BYTES_ALNUM));
}

/* Groups that nobody writes for another reason. Returns how many belong to it, or 0. */
static guint
match_shape (const AskgScan   *scan,
             const AskgNumber *number)
{
  static const char * const korean_mobile[] = { "010", "011", "016", "017", "018", "019", NULL };
  static const char * const korean_line[] = { "02", "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054",
                                              "055", "061", "062", "063", "064", "070", "080", "050", NULL };
  const gboolean dashed = askg_number_has_gaps (number, 3, "-.) ");
  const gboolean is_bracketed = scan->text[number->start] == '(';

  if (number->n_groups >= 3 && dashed)
    {
      if ((askg_number_has_shape (number, "344") || askg_number_has_shape (number, "334")) &&
          is_one_of (number->digits, korean_mobile))
        return 3;
      if (is_one_of (number->digits, korean_line) &&
          (askg_number_has_gaps (number, 3, "-).") || is_bracketed) &&
          (askg_number_has_shape (number, "244") ||
           askg_number_has_shape (number, "234") ||
           askg_number_has_shape (number, "344") ||
           askg_number_has_shape (number, "334")))
        return 3;
      if (askg_number_has_shape (number, "334") && number->digits[0] >= '2' && (number->digits[3] >= '2' || is_bracketed) &&
          (is_bracketed || askg_number_has_gaps (number, 3, "-") || askg_number_has_gaps (number, 3, ".")))
        return 3; /* North America */
      if (askg_number_has_shape (number, "344") &&
          (begins_with (number, "020") ||
           begins_with (number, "090") ||
           begins_with (number, "080") ||
           begins_with (number, "070")))
        return 3; /* London, Japan */
      if (askg_number_has_shape (number, "344") &&
          number->digits[0] == '1' &&
          number->digits[1] >= '3' &&
          askg_number_has_gaps (number, 3, "- "))
        return 3; /* China */
      if (askg_number_has_shape (number, "533") && begins_with (number, "07"))
        return 3;
      if (askg_number_has_shape (number, "433") && begins_with (number, "04"))
        return 3; /* Australia, mobile */
      if (askg_number_has_shape (number, "244") &&
          (begins_with (number, "03") || begins_with (number, "06")) &&
          askg_number_has_gaps (number, 3, "-"))
        return 3; /* Tokyo, Osaka */
      if (askg_number_has_shape (number, "1334") && number->digits[0] == '1' && number->n_groups >= 4 && number->digits[1] >= '2')
        return 4;
    }
  if (number->n_groups >= 5 && askg_number_has_shape (number, "22222") && number->digits[0] == '0' && number->digits[1] > '0' &&
      askg_number_has_gaps (number, 5, " .-") && !is_in_dump (scan, number))
    return 5; /* France */
  if (askg_number_has_shape (number, "56") && begins_with (number, "07"))
    return 2; /* United Kingdom, mobile */
  if (number->n_groups >= 2 &&
      (askg_number_has_shape (number, "47") || askg_number_has_shape (number, "48")) &&
      (begins_with (number, "015") || begins_with (number, "016") || begins_with (number, "017")) &&
      askg_number_has_gaps (number, 2, " -/"))
    return 2; /* Germany, mobile */
  if (number->groups[0].n == 11 && is_one_of (number->digits, korean_mobile) && number->groups[0].gap != '.')
    return 1;

  return 0;
}

/* +82 10 1234 5678, +14155550101 */
static guint
match_international (const AskgNumber *number)
{
  if (!number->has_plus)
    return 0;
  for (guint n_groups = number->n_groups; n_groups >= 1; n_groups--)
    {
      const guint n = askg_number_count (number, n_groups);

      if (n >= 9 && n <= 15 && number->digits[0] != '0' && (n_groups > 1 || n >= 10))
        return n_groups;
    }

  return 0;
}

/* Whatever is called a phone's. */
static guint
match_named (const AskgScan   *scan,
             const AskgNumber *number)
{
  if (!askg_words_near (scan, number->start, number->groups[0].end, ASKG_WORD_PHONE, 14, 0) ||
      askg_words_near (scan, number->start, number->groups[0].end,
                       ASKG_WORD_ACCOUNT | ASKG_WORD_BANK | ASKG_WORD_NUMBER | ASKG_WORD_CARD, 24, 0))
    return 0;
  for (guint n_groups = MIN (number->n_groups, 6); n_groups >= 1; n_groups--)
    {
      const guint n = askg_number_count (number, n_groups);

      if (n >= (n_groups > 1 ? 7 : 9) &&
          n <= 13 &&
          (number->digits[0] == '0' || (n_groups > 1 && number->groups[0].n <= 5 && number->groups[0].gap != '.')) &&
          askg_number_has_gaps (number, n_groups, "- /).") &&
          askg_number_ends_at (scan, number, n_groups))
        return n_groups;
    }

  return 0;
}

/* 2026-11-21: no phone's. */
static gboolean
is_date (const AskgNumber *number)
{
  return askg_number_has_shape (number, "422") && (begins_with (number, "19") || begins_with (number, "20"));
}

gboolean
askg_number_try_phone (AskgScan         *scan,
                       const AskgNumber *number,
                       gsize            *out_end)
{
  guint n_groups;

  if (is_date (number) || (number->start >= 3 && askg_scan_starts_with (scan, number->start - 3, "\uc81c")))
    return FALSE; /* also 제2026-123456호 */
  n_groups = match_international (number);
  if (n_groups == 0)
    n_groups = match_shape (scan, number);
  if (n_groups == 0)
    n_groups = match_named (scan, number);
  if (n_groups == 0 || !askg_number_ends_at (scan, number, n_groups))
    return FALSE;
  if (askg_words_near (scan, number->start, number->groups[0].end, ASKG_WORD_NUMBER | ASKG_WORD_ACCOUNT | ASKG_WORD_BANK, 20, 0) &&
      !askg_words_near (scan, number->start, number->groups[0].end, ASKG_WORD_PHONE, 14, 0))
    return FALSE;
  *out_end = number->groups[n_groups - 1].end;
  askg_scan_add (scan, number->start, *out_end, ASKG_SECRET_PHONE_NUMBER);

  return TRUE;
}
