/* askg-wire-utf8.c */
#include "engine/dialect/askg-wire-utf8.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* How many bytes from @at on form a character, or, with @out_is_valid false, the part of one that one
 * U+FFFD stands for: the longest beginning of a well-formed sequence, as browsers and Python do it. */
static gsize
length_of_next (const guint8 *at,
                const guint8 *end,
                gboolean     *out_is_valid)
{
  guint8 low = 0x80, high = 0xbf;
  gsize n_more, n = 1;

  *out_is_valid = FALSE;
  if (*at < 0x80)
    {
      *out_is_valid = TRUE;
      return 1;
    }
  if (*at < 0xc2 || *at > 0xf4)
    return 1;
  n_more = *at < 0xe0 ? 1 : *at < 0xf0 ? 2 : 3;
  if (*at == 0xe0)
    low = 0xa0;
  else if (*at == 0xed)
    high = 0x9f; /* above are the surrogates */
  else if (*at == 0xf0)
    low = 0x90;
  else if (*at == 0xf4)
    high = 0x8f;

  while (n <= n_more && at + n < end && at[n] >= low && at[n] <= high)
    {
      n++;
      low = 0x80;
      high = 0xbf;
    }
  *out_is_valid = n == n_more + 1;

  return n;
}

/* Most of what comes is ASCII: eight bytes at a time. */
static const char *
skip_ascii (const char *at,
            const char *end)
{
  guint64 eight;

  for (; end - at >= (gssize) sizeof eight; at += sizeof eight)
    {
      memcpy (&eight, at, sizeof eight);
      if ((eight & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }

  return at;
}

/* Unlike g_utf8_validate_len(), a NUL is a character. */
gboolean
askg_wire_utf8_is_valid (const char *bytes,
                         gsize       n_bytes)
{
  const char *end = bytes + n_bytes, *at = skip_ascii (bytes, end);

  while (!g_utf8_validate_len (at, end - at, &at))
    {
      if (*at != '\0')
        return FALSE;
      at++;
    }

  return TRUE;
}

/* Appends @bytes with U+FFFD in place of what is not UTF-8. */
void
askg_wire_utf8_append_repaired (GString    *text,
                                const char *bytes,
                                gsize       n_bytes)
{
  const guint8 *at = (const guint8 *) bytes, *end = at + n_bytes;

  while (at < end)
    {
      gboolean is_valid;
      const gsize n = length_of_next (at, end, &is_valid);

      if (is_valid)
        g_string_append_len (text, (const char *) at, n);
      else
        g_string_append (text, REPLACEMENT);
      at += n;
    }
}

/* A stranger's words in another encoding than all the world's: UTF-16 by its mark, else Latin-1, of which any bytes may be. */
void
askg_wire_utf8_recode (GString *text)
{
  const gboolean is_wide = text->len >= 2 && (memcmp (text->str, "\xff\xfe", 2) == 0 || memcmp (text->str, "\xfe\xff", 2) == 0);
  g_autofree char *recoded = NULL;
  gsize n_bytes;

  if (!is_wide && askg_wire_utf8_is_valid (text->str, text->len))
    return;
  recoded = g_convert (text->str, (gssize) text->len, "UTF-8", is_wide ? "UTF-16" : "ISO-8859-1", NULL, &n_bytes, NULL);
  if (recoded != NULL)
    {
      g_string_truncate (text, 0);
      g_string_append_len (text, recoded, (gssize) n_bytes);
    }
}
