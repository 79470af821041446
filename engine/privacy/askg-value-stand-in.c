/* askg-value-stand-in.c: what only keeps the place of a secret. Pure; any thread. */
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define LOWER (ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW)

/* Here, where it is asked of every byte, a call would be most of the time. */
static inline char
to_lower (char byte)
{
  return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

static gboolean
starts_with_word (const char *value,
                  gsize       n_bytes,
                  const char *word)
{
  gsize i = 0;

  while (i < n_bytes && word[i] != '\0' && to_lower (value[i]) == word[i])
    i++;

  return word[i] == '\0';
}

static gboolean
has_repetition (const char *value,
                gsize       n_bytes)
{
  guint same = 1;

  for (gsize i = 1; i < n_bytes; i++)
    {
      const char lower = to_lower (value[i]);

      same = lower == to_lower (value[i - 1]) ? same + 1 : 1;
      if (same >= ((lower == 'x' || lower == '*' || lower == '_') ? 4 : lower == '.' ? 3 : n_bytes < 48 ? 8 : 40))
        return TRUE;
    }

  return FALSE;
}

/* $6$salt$..., $2b$12$...: what a password is checked with. */
static gboolean
is_crypt_hash (const char *value,
               gsize       n_bytes)
{
  gsize i = 1;

  if (value[0] != '$' || n_bytes < 12)
    return FALSE;
  while (i < n_bytes && i < 10 && (g_ascii_isdigit (value[i]) || g_ascii_islower (value[i])))
    i++;

  return i > 1 && i < 10 &&
         value[i] == '$' &&
         (g_ascii_isdigit (value[1]) || memcmp (value + 1, "apr1", 4) == 0 || memcmp (value + 1, "argon", 5) == 0);
}

/* ${NAME}, $(command), $NAME, %NAME%, {{ name }}, <name>, [name 1]: what will be there, not what is. */
static gboolean
is_reference (const char *value,
              gsize       n_bytes)
{
  gsize i = 1;

  if (n_bytes < 2)
    return FALSE;
  if (value[0] == '$' && strchr ("{([", value[1]) != NULL && value[1] != '\0')
    return TRUE;
  if ((value[0] == '{' && value[1] == '{') || (value[0] == '#' && value[1] == '{') || (value[0] == '%' && value[1] == '{'))
    return TRUE;
  if (value[0] == '$' && value[1] == '_' && n_bytes > 3 && g_ascii_isupper (value[2]))
    return TRUE; /* $_POST['...'] */
  if (n_bytes > 4 && memcmp (value, "ENC[", 4) == 0)
    return TRUE; /* sealed */
  if (value[0] == '!' &&
      n_bytes <= 7 &&
      (memcmp (value + 1, "secret", MIN (n_bytes - 1, 6)) == 0 ||
       memcmp (value + 1, "Ref", MIN (n_bytes - 1, 3)) == 0 ||
       memcmp (value + 1, "vault", MIN (n_bytes - 1, 5)) == 0))
    return TRUE; /* of files that are filled in later */
  if (value[0] == '{' &&
      (memcmp (value + 1, "SS", MIN (n_bytes - 1, 2)) == 0 || memcmp (value + 1, "SH", MIN (n_bytes - 1, 2)) == 0 ||
       memcmp (value + 1, "CRYPT}", MIN (n_bytes - 1, 6)) == 0 || memcmp (value + 1, "PBKDF2", MIN (n_bytes - 1, 6)) == 0 ||
       memcmp (value + 1, "ARGON2", MIN (n_bytes - 1, 6)) == 0 || memcmp (value + 1, "bcrypt}", MIN (n_bytes - 1, 7)) == 0))
    return TRUE; /* {SSHA}...: what a password is checked with */
  if (value[0] == '!' && (value[1] == '0' || value[1] == '1') && (n_bytes == 2 || !g_ascii_isalnum (value[2])))
    return TRUE; /* false and true, as programs shorten them */
  if (value[0] == '1' && value[1] == ':' && ((memmem (value, n_bytes, ":web:", 5) != NULL || memmem (value, n_bytes, ":android:", 9) != NULL ||
       memmem (value, n_bytes, ":ios:", 5) != NULL)))
    return TRUE; /* of an application */
  if (is_crypt_hash (value, n_bytes) || (n_bytes > 40 && (memcmp (value, "SHA256:", 7) == 0 || memcmp (value, "MD5:", 4) == 0)))
    return TRUE;
  if (value[0] == '<' || value[0] == '[')
    return TRUE;
  if (n_bytes > 6 && memcmp (value, "iv:", 3) == 0)
    return TRUE; /* of what is sealed */
  if (value[0] != '$' && value[0] != '%')
    return FALSE;

  while (i < n_bytes && (g_ascii_isupper (value[i]) || value[i] == '_' || (i > 1 && g_ascii_isdigit (value[i]))))
    i++;

  return i > 2 && (i == n_bytes || (value[0] == '%' && value[i] == '%'));
}

/* "4lD12iYOuRAfg8": letters that make a word by chance, in capitals and small ones as no person writes it. */
static gboolean
is_part_of_lot (const char *value,
                gsize       n_bytes,
                gsize       at,
                gsize       n_word)
{
  guint n_changes = 0;

  if (n_bytes < 20 || n_word > 6)
    return FALSE;
  for (gsize i = MAX (at, 1); i < at + n_word + 1 && i < n_bytes; i++)
    n_changes += askg_byte_is (value[i], ASKG_BYTES_ALNUM) && askg_byte_is (value[i - 1], LOWER) != askg_byte_is (value[i], LOWER);

  return n_changes >= 2 && askg_value_is_random (value, n_bytes);
}

/**
 * askg_value_is_stand_in:
 *
 * Returns: whether @value only keeps the place of a secret: stars, YOUR_KEY_HERE, ${NAME}
 */
gboolean
askg_value_is_stand_in (const char *value,
                        gsize       n_bytes)
{
  /* Those of one first byte stand together, so that most bytes of a value cost one look. */
  static const char * const words[] = {
    "aaaab3nzac1", "aaaac3nzac1", "aaaae2vjzhn", "change_me", "changeme", "change-me", "changeit", "config.", "dummy", "example", "env.", "fake", "filtered", "getenv",
    "goes-here", "goes_here", "hidden", "insert", "key_here", "masked", "omitted", "os.environ", "placeholder", "process.env",
    "redacted", "removed", "replace", "sample", "sanitized", "secret_here", "secrets.", "settings.", "token_here", "vault:",
    "your", "<", "{{", "}}", "\u2026", "\u2022", "\u25cf",
  };
  static guint8 firsts[256]; /* one more than the first word with that first byte */
  static gsize is_ready;
  const gsize n = MIN (n_bytes, ASKG_VALUE_MAX_BYTES);

  if (g_once_init_enter (&is_ready))
    {
      for (gsize i = G_N_ELEMENTS (words); i > 0; i--)
        firsts[(guint8) words[i - 1][0]] = i;
      g_once_init_leave (&is_ready, 1);
    }

  if (is_reference (value, n) ||
      has_repetition (value, n) ||
      (n_bytes >= 90 && starts_with_word (value + 1, n - 1, "pub") && strchr ("xyztuv", value[0]) != NULL) ||
      starts_with_word (value, n, "pk_live_") ||
      starts_with_word (value, n, "pk_test_"))
    return TRUE; /* also keys that are meant to be seen */
  for (gsize at = 0; at < n; at++)
    {
      const char first = to_lower (value[at]);

      for (gsize i = firsts[(guint8) first]; i > 0 && i <= G_N_ELEMENTS (words) && words[i - 1][0] == first; i++)
        if ((words[i - 1][1] == '\0' || (at + 1 < n && to_lower (value[at + 1]) == words[i - 1][1])) &&
            starts_with_word (value + at, n - at, words[i - 1]) &&
            !is_part_of_lot (value, n, at, strlen (words[i - 1])))
          return TRUE;
    }

  return FALSE;
}
