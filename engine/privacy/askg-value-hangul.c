/* askg-value-hangul.c: Korean words typed with the keyboard in English, as people in Korea make passwords: "gksrnrdls" is 한국인.
 * Pure; any thread. */
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MIN_LETTERS 6
#define MIN_SYLLABLES 3

static gboolean
is_consonant (char key)
{
  return key != '\0' && strchr ("rRseEfaqQtTdwWczxvg", key) != NULL;
}

/* Two keys that make one: of @pairs, which are written one behind the other. */
static gboolean
is_pair (const char *keys,
         const char *pairs)
{
  for (; *pairs != '\0'; pairs += 2)
    if (keys[0] == pairs[0] && keys[1] == pairs[1])
      return TRUE;

  return FALSE;
}

/* How many keys the vowel at @keys has; 0 for none. */
static gsize
read_vowel (const char *keys,
            gsize       n)
{
  if (n == 0 || *keys == '\0' || strchr ("koiOjpuPhynbml", *keys) == NULL)
    return 0;

  return n > 1 && is_pair (keys, "hkhohlnjnpnlml") ? 2 : 1;
}

/**
 * askg_value_is_hangul_typed:
 *
 * Returns: whether the letters that @value begins with are whole Korean syllables, three or more: hardly any word of another
 *   language is
 */
gboolean
askg_value_is_hangul_typed (const char *value,
                            gsize       n_bytes)
{
  const gsize limit = MIN (n_bytes, ASKG_VALUE_MAX_BYTES);
  gsize n = 0, at = 1;
  guint n_syllables = 0;

  while (n < limit && g_ascii_isalpha (value[n]))
    n++;
  if (n < MIN_LETTERS || n > 40 || !is_consonant (value[0]))
    return FALSE;

  /* Behind a syllable's first consonant. */
  while (at < n)
    {
      const gsize n_vowel = read_vowel (value + at, n - at);
      gsize end = at + n_vowel, n_between = 0;

      if (n_vowel == 0)
        return FALSE;
      while (end + n_between < n && is_consonant (value[end + n_between]))
        n_between++;
      n_syllables++;
      if (end + n_between == n) /* the last one's own */
        return n_syllables >= MIN_SYLLABLES &&
               (n_between < 2 || (n_between == 2 && is_pair (value + end, "rtswsgfrfafqftfxfvfgqt")));
      if (n_between == 0 || n_between > 3 || (n_between == 3 && !is_pair (value + end, "rtswsgfrfafqftfxfvfgqt")))
        return FALSE;
      at = end + n_between;
    }

  return FALSE;
}
