/* askg-check-digit.c: any thread. */
#include "engine/privacy/askg-check-digit-private.h"

#include <string.h>

static int
digit (char c)
{
  return c - '0';
}

static int
number (const char *digits,
        gsize       n_digits)
{
  int value = 0;

  for (gsize i = 0; i < n_digits; i++)
    value = value * 10 + digit (digits[i]);

  return value;
}

gboolean
askg_digits_are_luhn (const char *digits,
                      gsize       n_digits)
{
  int sum = 0;

  for (gsize i = 0; i < n_digits; i++)
    {
      int d = digit (digits[n_digits - 1 - i]);

      if (i % 2 == 1)
        d = d > 4 ? 2 * d - 9 : 2 * d;
      sum += d;
    }

  return n_digits > 1 && sum % 10 == 0;
}

/**
 * askg_digits_are_card:
 *
 * Returns: whether they are a payment card's: a brand's first digits, its length, and the check digit
 */
gboolean
askg_digits_are_card (const char *digits,
                      gsize       n_digits)
{
  /* ISO/IEC 7812 ranges of the brands: first and last of the first six digits, and the lengths as bits. */
  static const struct { int first; int last; guint32 lengths; } brands[] = {
    { 400000, 499999, 1u << 13 | 1u << 16 | 1u << 19 }, /* Visa */
    { 510000, 559999, 1u << 16 }, { 222100, 272099, 1u << 16 }, /* Mastercard */
    { 340000, 349999, 1u << 15 }, { 370000, 379999, 1u << 15 }, /* American Express */
    { 300000, 305999, 1u << 14 | 1u << 16 }, { 309500, 309599, 1u << 14 }, { 360000, 369999, 1u << 14 | 1u << 16 },
    { 380000, 399999, 1u << 14 | 1u << 16 }, /* Diners */
    { 352800, 358999, 1u << 16 | 1u << 19 }, /* JCB */
    { 601100, 601199, 1u << 16 | 1u << 19 }, { 644000, 659999, 1u << 16 | 1u << 19 }, /* Discover */
    { 620000, 629999, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19 }, { 810000, 817199, 1u << 16 }, /* UnionPay */
    { 500000, 509999, 1u << 16 | 1u << 18 | 1u << 19 }, { 560000, 589999, 1u << 16 | 1u << 18 | 1u << 19 },
    { 630000, 639999, 1u << 16 | 1u << 18 | 1u << 19 }, { 670000, 679999, 1u << 16 | 1u << 18 | 1u << 19 }, /* Maestro */
    { 220000, 220499, 1u << 16 }, { 979200, 979289, 1u << 16 }, { 606282, 606282, 1u << 16 }, /* Mir, Troy, Hipercard */
    { 940900, 949999, 1u << 16 }, { 910000, 910100, 1u << 16 }, { 655000, 658999, 1u << 16 }, /* Korean domestic */
  };
  int head;

  if (n_digits < 13 || n_digits > 19 || !askg_digits_are_luhn (digits, n_digits))
    return FALSE;
  head = number (digits, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (head >= brands[i].first && head <= brands[i].last && (brands[i].lengths >> n_digits & 1) != 0)
      return TRUE;

  return FALSE;
}

gboolean
askg_digits_are_date (const char *yymmdd)
{
  static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  const int month = number (yymmdd + 2, 2), day = number (yymmdd + 4, 2);

  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/**
 * askg_digits_are_rrn:
 * @digits: 13 of them
 * @out_checked: (out): whether the check digit fits too; numbers given since October 2020 have none
 *
 * Returns: whether they can be a Korean resident's or foreigner's: a date, a century and sex
 */
gboolean
askg_digits_are_rrn (const char *digits,
                     gboolean   *out_checked)
{
  static const int weights[] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
  int sum = 0, check;

  if (!askg_digits_are_date (digits))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * digit (digits[i]);
  check = (11 - sum % 11) % 10;
  *out_checked = check == digit (digits[12]) ||
                 (strchr ("5678", digits[6]) != NULL && (check + 2) % 10 == digit (digits[12]));

  return TRUE;
}

/* Brazil: 11 digits, the last two made of the others. */
gboolean
askg_digits_are_cpf (const char *digits)
{
  for (int n = 9; n <= 10; n++)
    {
      int sum = 0;

      for (int i = 0; i < n; i++)
        sum += digit (digits[i]) * (n + 1 - i);
      if (sum * 10 % 11 % 10 != digit (digits[n]))
        return FALSE;
    }

  return strspn (digits, "0") < 11;
}

/* France: 13 digits, and 97 less what is left of them by 97. */
gboolean
askg_digits_are_nir (const char *digits)
{
  int rest = 0;

  if (strchr ("1234", digits[0]) == NULL)
    return FALSE;
  for (int i = 0; i < 13; i++)
    rest = (rest * 10 + digit (digits[i])) % 97;

  return 97 - rest == number (digits + 13, 2);
}

/* China: region, date, serial, and a check by 11, for which ten is an X. */
gboolean
askg_digits_are_chinese (const char *digits,
                         char        last)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  if ((memcmp (digits + 6, "19", 2) != 0 && memcmp (digits + 6, "20", 2) != 0) || !askg_digits_are_date (digits + 8))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * digit (digits[i]);

  return "10X98765432"[sum % 11] == last;
}

/* ISO 13616: the registry's lengths. */
gsize
askg_iban_get_length (const char *country)
{
  static const struct { char code[3]; guint8 length; } countries[] = {
    { "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 }, { "BA", 20 }, { "BE", 16 }, { "BG", 22 }, { "BH", 22 },
    { "BI", 27 }, { "BR", 29 }, { "BY", 28 }, { "CH", 21 }, { "CR", 22 }, { "CY", 28 }, { "CZ", 24 }, { "DE", 22 }, { "DJ", 27 },
    { "DK", 18 }, { "DO", 28 }, { "EE", 20 }, { "EG", 29 }, { "ES", 24 }, { "FI", 18 }, { "FK", 18 }, { "FO", 18 }, { "FR", 27 },
    { "GB", 22 }, { "GE", 22 }, { "GI", 23 }, { "GL", 18 }, { "GR", 27 }, { "GT", 28 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 },
    { "IL", 23 }, { "IQ", 23 }, { "IS", 26 }, { "IT", 27 }, { "JO", 30 }, { "KW", 30 }, { "KZ", 20 }, { "LB", 28 }, { "LC", 32 },
    { "LI", 21 }, { "LT", 20 }, { "LU", 20 }, { "LV", 21 }, { "LY", 25 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 }, { "MK", 19 },
    { "MN", 20 }, { "MR", 27 }, { "MT", 31 }, { "MU", 30 }, { "NI", 28 }, { "NL", 18 }, { "NO", 15 }, { "OM", 23 }, { "PK", 24 },
    { "PL", 28 }, { "PS", 29 }, { "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 }, { "RU", 33 }, { "SA", 24 }, { "SC", 31 },
    { "SD", 18 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "SO", 23 }, { "ST", 25 }, { "SV", 28 }, { "TL", 23 },
    { "TN", 24 }, { "TR", 26 }, { "UA", 29 }, { "VA", 22 }, { "VG", 24 }, { "XK", 20 }, { "YE", 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_ascii_toupper (country[0]) == countries[i].code[0] && g_ascii_toupper (country[1]) == countries[i].code[1])
      return countries[i].length;

  return 0;
}

/**
 * askg_text_is_iban:
 * @text: letters and digits without spaces
 *
 * Returns: whether the country's length fits and the rest by 97 is one
 */
gboolean
askg_text_is_iban (const char *text,
                   gsize       n_bytes)
{
  int rest = 0;

  if (n_bytes < 15 || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]) || askg_iban_get_length (text) != n_bytes)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    {
      const char c = g_ascii_toupper (text[(i + 4) % n_bytes]);

      rest = g_ascii_isdigit (c) ? (rest * 10 + digit (c)) % 97 : (rest * 100 + c - 'A' + 10) % 97;
    }

  return rest == 1;
}
