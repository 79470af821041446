/* askg-value.c: any thread. */
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define LOWER (ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW)
#define UPPER (ASKG_BYTE_HEX_UP | ASKG_BYTE_UP)

/* What people put into passwords and seldom into anything else. */
static const guint8 is_spice[256] = {
  ['!'] = 1, ['@'] = 1, ['#'] = 1, ['$'] = 1, ['%'] = 1, ['^'] = 1, ['&'] = 1, ['*'] = 1, ['?'] = 1,
};

guint
askg_value_count (const char *value,
                  gsize       n_bytes,
                  guint16     kinds)
{
  guint n = 0;

  for (gsize i = 0; i < MIN (n_bytes, ASKG_VALUE_MAX_BYTES); i++)
    n += askg_byte_is (value[i], kinds);

  return n;
}

/* How often small letters, capitals and digits take turns: words and numbers do it at their ends, lots all the time. */
static guint
count_turns (const char *value,
             gsize       n_bytes)
{
  guint n = 0;

  for (gsize i = 1; i < n_bytes; i++)
    {
      const guint16 one = askg_byte_kinds[(guint8) value[i - 1]], other = askg_byte_kinds[(guint8) value[i]];

      if ((one & ASKG_BYTES_ALNUM) != 0 && (other & ASKG_BYTES_ALNUM) != 0 &&
          (((one & LOWER) != 0) != ((other & LOWER) != 0) || ((one & UPPER) != 0) != ((other & UPPER) != 0)))
        n++;
    }

  return n;
}

/* What CamelCase seldom has: capital after capital, one small letter between two, a digit among letters. */
static guint
count_oddities (const char *value,
                gsize       n_bytes)
{
  guint n = 0;

  for (gsize i = 1; i < n_bytes; i++)
    {
      const gboolean is_upper = askg_byte_is (value[i], UPPER);

      n += is_upper && askg_byte_is (value[i - 1], UPPER);
      n += is_upper && i > 1 && askg_byte_is (value[i - 1], LOWER) && askg_byte_is (value[i - 2], UPPER);
      n += askg_byte_is (value[i], ASKG_BYTE_DIGIT) != askg_byte_is (value[i - 1], ASKG_BYTE_DIGIT);
    }

  return n;
}

/* Which letter follows which in the words of English, and of what programs are made of: a row a letter, the lowest bit for 'a'.
 * The pairs that are left out make up one in twelve of words' and three of five of those drawn by lot. */
static const guint32 followers[26] = {
  0x13ebd4e, 0x0164911, 0x01a4d95, 0x0164919, 0x1eef97f, 0x01a4931, 0x0166991, 0x01a4111, 0x22efc7f,
  0x0004000, 0x0040111, 0x11c4919, 0x014d113, 0x03c657d, 0x07efd6f, 0x01ec991, 0x0100000, 0x13e7d5d,
  0x11cdd95, 0x11ec995, 0x00eb95f, 0x0004111, 0x0004111, 0x0088000, 0x0048000, 0x0000010,
};

/**
 * askg_value_is_unspeakable:
 *
 * Returns: whether the letters of @value follow each other as they do in no word
 */
gboolean
askg_value_is_unspeakable (const char *value,
                           gsize       n_bytes)
{
  guint n_pairs = 0, n_rare = 0;

  for (gsize i = 1; i < MIN (n_bytes, ASKG_VALUE_MAX_BYTES); i++)
    {
      const guint one = (guint8) value[i - 1] | 0x20, other = (guint8) value[i] | 0x20;

      if (!g_ascii_isalpha (value[i - 1]) ||
          !g_ascii_isalpha (value[i]) ||
          (g_ascii_islower (value[i - 1]) && g_ascii_isupper (value[i])))
        continue;
      n_pairs++;
      n_rare += (followers[one - 'a'] >> (other - 'a') & 1) == 0;
    }

  return n_pairs >= 5 && (n_rare * 5 >= n_pairs * 2 || askg_value_is_hangul_typed (value, n_bytes));
}

/**
 * askg_value_is_random:
 *
 * Returns: whether @value looks drawn by lot from letters and digits, as machines make keys
 */
gboolean
askg_value_is_random (const char *value,
                      gsize       n_bytes)
{
  const gsize n = MIN (n_bytes, ASKG_VALUE_MAX_BYTES);
  const guint digits = askg_value_count (value, n, ASKG_BYTE_DIGIT);
  const guint lower = askg_value_count (value, n, LOWER);
  const guint upper = askg_value_count (value, n, UPPER);
  const guint turns = count_turns (value, n);

  if (n < 6 || lower + upper == 0)
    return FALSE;
  if (lower * 5 >= n && upper * 5 >= n && n >= 12 && count_oddities (value, n) * 7 >= n)
    return TRUE;
  if (digits * 20 >= n && turns * 7 >= n)
    return TRUE;

  return n >= 10 && (digits > 0 || n >= 16) && digits + lower + upper + 2 >= n && askg_value_is_unspeakable (value, n);
}

gboolean
askg_value_is_uuid (const char *value,
                    gsize       n_bytes)
{
  return n_bytes == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-' &&
         askg_value_count (value, 36, ASKG_BYTES_HEX) == 32;
}

/* Piripazi71Dopevifa57: words and numbers by turns, ending in a number. */
static gboolean
is_by_turns (const char *value,
             gsize       n_bytes)
{
  guint n_turns = 0;

  for (gsize i = 0; i < n_bytes; n_turns++)
    {
      const gsize word = i;
      gsize number;

      for (; i < n_bytes && g_ascii_isalpha (value[i]) && (i == word || g_ascii_islower (value[i])); i++)
        ;
      for (number = i; i < n_bytes && g_ascii_isdigit (value[i]); i++)
        ;
      if (number - word < 4 || i == number || i - number > 4)
        return FALSE;
    }

  return n_turns > 1;
}

/* q1w2e3r4: fingers that walk over the keys. */
static gboolean
is_walk (const char *value,
         gsize       n_bytes)
{
  static const char * const steps[] = { "1q2w3e", "q1w2e3", "qwer12", "qwe123", "asdf12", "asdf43", "zaq12w", "zaq1xs", "1qaz2w", "1qazxs",
                                        "qazwsx", "qazxsw", "zxcv12", "a1s2d3", "1a2s3d", "qwerty1" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (n_bytes >= strlen (steps[i]) && g_ascii_strncasecmp (value, steps[i], strlen (steps[i])) == 0)
      return n_bytes <= 16 && askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT) > 0 &&
             askg_value_count (value, n_bytes, ASKG_BYTES_ALNUM) == n_bytes;

  return FALSE;
}

/* gksrnrdls47 */
static gboolean
is_typed_and_numbered (const char *value,
                       gsize       n_bytes)
{
  const guint n_digits = askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT);

  return n_digits > 0 &&
         n_digits <= 6 &&
         askg_value_count (value, n_bytes, ASKG_BYTES_LETTERS) + n_digits == n_bytes &&
         g_ascii_isdigit (value[n_bytes - 1]) &&
         askg_value_count (value, n_bytes - n_digits, ASKG_BYTE_DIGIT) == 0 &&
         askg_value_is_hangul_typed (value, n_bytes);
}

/* -- Passwords --------------------------------------------------------------------- */

/**
 * askg_value_is_made_up:
 *
 * Returns: whether @value is of words and a number, as people make passwords: coral-ember64, Swift4904, wren-sage-kelp-fern. Names
 *   of machines and versions may look the same, so this says something only where a password is spoken of.
 */
gboolean
askg_value_is_made_up (const char *value,
                       gsize       n_bytes)
{
  guint n_words = 0, n_digits = 0;
  gsize i = 0;

  if (n_bytes < 7 || n_bytes > 64)
    return FALSE;
  if (askg_value_is_keychain (value, n_bytes) || is_by_turns (value, n_bytes) || is_typed_and_numbered (value, n_bytes) ||
      is_walk (value, n_bytes))
    return TRUE;
  while (i < n_bytes && g_ascii_isalpha (value[i]))
    {
      const gsize start = i++;

      while (i < n_bytes && g_ascii_islower (value[i]))
        i++;
      if (i - start < 3)
        return FALSE;
      n_words++;
      if (i + 1 < n_bytes && strchr ("-_", value[i]) != NULL && (g_ascii_isalpha (value[i + 1]) || g_ascii_isdigit (value[i + 1])))
        i++;
      else if (i + 1 < n_bytes && value[i] == '.' && g_ascii_isupper (value[start]) &&
               (g_ascii_isupper (value[i + 1]) || (n_words > 1 && i + 3 > n_bytes - 1)))
        i++; /* Vanilla.Compass.3 */
    }
  if (i + 1 < n_bytes && n_words > 0 && strchr ("=~+", value[i]) != NULL)
    i++;
  while (i < n_bytes && g_ascii_isdigit (value[i]))
    n_digits++, i++;
  if (i != n_bytes || n_digits > 8)
    return FALSE;

  return (n_words >= 4 && (n_digits > 0 || memchr (value, '-', n_bytes) != NULL || memchr (value, '_', n_bytes) != NULL)) ||
         (n_words >= 3 && n_digits >= 1) ||
         (n_words == 2 && n_digits >= 1 && n_bytes >= 8) ||
         (n_words == 1 && n_digits >= 3);
}

/* 192.168.0.1, 2026-01-02, 12:30, 3.5, 40us, 1,024, 12.5%, 90kg */
static gboolean
is_quantity (const char *value,
             gsize       n_bytes)
{
  gsize i = 0, letters = 0;

  while (i < n_bytes && (g_ascii_isdigit (value[i]) || strchr (".,:-+/", value[i]) != NULL))
    i++;
  if (i == 0 || !g_ascii_isdigit (value[0]))
    return FALSE;
  while (i < n_bytes && (g_ascii_isalpha (value[i]) || value[i] == '%'))
    i++, letters++;

  return i == n_bytes && letters <= 3;
}

static gboolean
is_name_of_something (const char *value,
                      gsize       n_bytes)
{
  guint dots = 0, slashes = 0;

  if (value[0] == '0' && n_bytes > 2 && (value[1] == 'x' || value[1] == 'X'))
    return TRUE; /* a number */
  if (value[0] == '#' && (n_bytes == 4 || n_bytes == 7) && askg_value_count (value, n_bytes, ASKG_BYTES_HEX) == n_bytes - 1)
    return TRUE; /* a colour */

  if (value[0] == '*' &&
      memchr (value, '_', n_bytes) != NULL &&
      askg_value_count (value + 1, n_bytes - 1, ASKG_BYTES_WORD) == n_bytes - 1)
    return TRUE; /* *get_name of C */
  if (memmem (value, n_bytes, "&&", 2) != NULL || memmem (value, n_bytes, ".html", 5) != NULL)
    return TRUE;

  for (gsize i = 0; i < n_bytes; i++)
    {
      dots += value[i] == '.';
      slashes += value[i] == '/';
      if (value[i] == ':' && i + 2 < n_bytes && value[i + 1] == '/' && value[i + 2] == '/')
        return TRUE; /* an address */
      if ((value[i] == '(' || value[i] == ')' || value[i] == '{' || value[i] == '}' || value[i] == '<' || value[i] == '>') &&
          askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT | ASKG_BYTE_MARK) * 5 < n_bytes)
        return TRUE; /* code */
      if (value[i] == ':' && i + 1 < n_bytes && value[i + 1] == ':')
        return TRUE;
      if (value[i] == '@' &&
          i > 1 &&
          i + 3 < n_bytes &&
          memchr (value + i, '-', n_bytes - i) != NULL &&
          askg_value_count (value, i, ASKG_BYTES_LOWER36 | ASKG_BYTE_DASH | ASKG_BYTE_UNDER | ASKG_BYTE_DOT) == i &&
          askg_value_count (value + i + 1, n_bytes - i - 1, ASKG_BYTES_LOWER36 | ASKG_BYTE_DASH) == n_bytes - i - 1)
        return TRUE; /* name@web-3 */
      if (value[i] == '@' && i > 0 && i + 3 < n_bytes && memchr (value + i, '.', n_bytes - i) != NULL &&
          askg_value_count (value + i + 1, n_bytes - i - 1, ASKG_BYTE_MARK) == 0)
        return TRUE; /* a mail address */
    }

  return slashes >= 2 || (n_bytes > 1 && strchr ("/.~", value[0]) != NULL && slashes > 0) || dots >= 3;
}

static gboolean
is_one_piece (const char *value,
              gsize       n_bytes)
{
  return askg_value_count (value, n_bytes, ASKG_BYTES_ALNUM) == n_bytes;
}

/**
 * askg_value_look:
 *
 * Returns: how much @value, which has no space in it, looks like a password
 */
AskgPasswordLook
askg_value_look (const char *value,
                 gsize       n_bytes)
{
  const gsize n = MIN (n_bytes, ASKG_VALUE_MAX_BYTES);
  guint digits = 0, lower = 0, upper = 0, spice = 0, others = 0;

  if (n < 4 || n_bytes > 128)
    return ASKG_PASSWORD_NO;
  if (n > 6 && n == n_bytes && value[n - 1] == '.')
    return askg_value_look (value, n - 1);
  for (gsize i = 0; i < n; i++)
    {
      const guint16 kind = askg_byte_kinds[(guint8) value[i]];

      digits += (kind & ASKG_BYTE_DIGIT) != 0;
      lower += (kind & LOWER) != 0;
      upper += (kind & UPPER) != 0;
      spice += is_spice[(guint8) value[i]];
      others += (kind & ASKG_BYTE_HIGH) != 0;
    }
  if (spice == 1 && lower + upper + 1 == n && strchr ("!?*", value[n - 1]) != NULL && !askg_value_is_hangul_typed (value, n - 1))
    return ASKG_PASSWORD_NO; /* "thanks!" */
  if (others > 0 || is_quantity (value, n) || is_name_of_something (value, n))
    return ASKG_PASSWORD_NO;
  if (lower + upper == 0)
    return spice > 0 && digits > 0 && n >= 6 ? ASKG_PASSWORD_MAYBE : ASKG_PASSWORD_NO;

  if (spice > 0 && digits > 0 && n >= 6)
    return ASKG_PASSWORD_LIKELY;
  if (spice > 1 && n >= 12 && lower > 2 && upper > 2 && askg_value_is_unspeakable (value, n))
    return ASKG_PASSWORD_LIKELY;
  if (digits > 0 && lower > 0 && upper > 0 && n >= 8 && (n >= 12 ? askg_value_is_random (value, n) : is_one_piece (value, n)))
    return ASKG_PASSWORD_LIKELY;

  return (digits > 0 && n >= 5) || spice > 0 || (lower > 0 && upper > 1 && n >= 6) ? ASKG_PASSWORD_MAYBE : ASKG_PASSWORD_NO;
}
