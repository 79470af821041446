/* askg-spoken-name.c: pure; any thread. */
#include "engine/voice/askg-spoken-name.h"

#include <string.h>

#define MIN_HUMPS 2 /* "getElementById"; "GitHub" is a word */

/* "askg_speaker_sayAsync()" is said "askg speaker say Async". */
char *
askg_spoken_name_split (const char *name,
                        gsize       n_bytes)
{
  GString *out = g_string_new (NULL);
  gunichar before = 0;

  for (const char *at = name; at < name + n_bytes; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);
      const gboolean is_word = g_unichar_isalnum (c) || c == '.' || c == ',' || c == '+' || c == '#' || c == '%' || c == '\'';
      const gboolean is_hump = g_unichar_isupper (c) && g_unichar_islower (before);

      if ((!is_word || is_hump) && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      if (is_word && g_unichar_isgraph (c))
        g_string_append_unichar (out, c);
      before = c;
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

/* Whether a word in prose is an identifier all the same. */
gboolean
askg_spoken_name_is_one (const char *token,
                         gsize       n_bytes)
{
  guint n_humps = 0;

  for (gsize i = 1; i + 1 < n_bytes; i++)
    {
      if (token[i] == '_' && g_ascii_isalnum (token[i - 1]) && g_ascii_isalnum (token[i + 1]))
        return TRUE;
      n_humps += g_ascii_isupper (token[i]) && g_ascii_islower (token[i - 1]);
    }

  return n_humps >= MIN_HUMPS || (n_bytes > 2 && memcmp (token + n_bytes - 2, "()", 2) == 0);
}

/* (nullable): of an address in the web its host is enough: the rest is for the eye */
char *
askg_spoken_name_address (const char *token,
                          gsize       n_bytes)
{
  const char *colon = g_strstr_len (token, n_bytes, "://");
  const char *start = colon != NULL ? colon + 3 : token;
  const char *end = token + n_bytes;
  gsize n;

  if (colon == NULL && !(n_bytes > 4 && g_ascii_strncasecmp (token, "www.", 4) == 0))
    return NULL;
  n = 0;
  while (start + n < end && strchr ("/?#", start[n]) == NULL)
    n++;
  if (memchr (start, '@', n) != NULL) /* never a name or password of somebody */
    {
      const char *at = (const char *) memchr (start, '@', n) + 1;

      n -= at - start;
      start = at;
    }
  if (n > 4 && g_ascii_strncasecmp (start, "www.", 4) == 0)
    {
      start += 4;
      n -= 4;
    }

  return g_strndup (start, n);
}

static gboolean
is_path (const char *token,
         gsize       n_bytes)
{
  guint n_slashes = 0;

  if (n_bytes > 3 && g_ascii_isalpha (token[0]) && token[1] == ':' && token[2] == '\\')
    return TRUE;
  if (n_bytes < 4 || memchr (token, '/', n_bytes) == NULL)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    n_slashes += token[i] == '/';
  if (token[0] == '/' || token[0] == '~' || (token[0] == '.' && (token[1] == '/' || token[1] == '.')))
    return TRUE;

  return n_slashes >= 2 && !g_ascii_isdigit (token[0]);
}

/* (nullable): of a path the last name: who reads along sees where that is */
char *
askg_spoken_name_path (const char *token,
                       gsize       n_bytes)
{
  gsize end = n_bytes;
  gsize start;

  if (!is_path (token, n_bytes))
    return NULL;
  while (end > 0 && (token[end - 1] == '/' || token[end - 1] == '\\'))
    end--;
  start = end;
  while (start > 0 && token[start - 1] != '/' && token[start - 1] != '\\')
    start--;

  return askg_spoken_name_split (token + start, end - start);
}
