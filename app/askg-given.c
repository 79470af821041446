/* askg-given.c: any thread. Decides by the bytes alone; guesses an encoding only where another is unlikely. */
#include "app/askg-given.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_TEXT_BYTES (1024u * 1024)
#define SAMPLE_BYTES   (64u * 1024) /* tells what something larger is */

typedef struct
{
  const guchar *bytes;
  gsize         n_bytes;
} Span;

/* -- What it is -------------------------------------------------------------- */

static gboolean
begins_with (Span        span,
             const char *magic,
             gsize       n_bytes)
{
  return span.n_bytes >= n_bytes && memcmp (span.bytes, magic, n_bytes) == 0;
}

static gboolean
is_picture (Span span)
{
  return begins_with (span, "\x89PNG", 4) || begins_with (span, "\xff\xd8\xff", 3) || begins_with (span, "GIF89a", 6) ||
         (begins_with (span, "RIFF", 4) && span.n_bytes >= 12 && memcmp (span.bytes + 8, "WEBP", 4) == 0);
}

/**
 * askg_given_is_picture:
 * @bytes: (array length=n_bytes): its beginning; a dozen tell it
 */
gboolean
askg_given_is_picture (const guchar *bytes,
                       gsize         n_bytes)
{
  return is_picture ((Span) { bytes, n_bytes });
}

static gboolean
is_utf8 (Span span)
{
  const char *end;

  if (g_utf8_validate_len ((const char *) span.bytes, span.n_bytes, &end))
    return TRUE;

  /* A sample may end within a character. */
  return span.n_bytes == SAMPLE_BYTES && (const char *) span.bytes + span.n_bytes - end < 4;
}

/* Text of one byte a character or more has no zeros, and of the controls only those of terminals. */
static gboolean
has_binary (Span span)
{
  for (gsize i = 0; i < span.n_bytes; i++)
    if (span.bytes[i] < 0x20 && strchr ("\a\b\t\n\v\f\r\033", span.bytes[i]) == NULL)
      return TRUE;

  return memchr (span.bytes, 0, span.n_bytes) != NULL;
}

/* Returns the name of a two-byte encoding; with its mark, or where every other byte is zero as in no
 * other text. */
static const char *
find_utf16 (Span span)
{
  gsize n_zeros[2] = { 0, 0 };
  const gsize n_pairs = span.n_bytes / 2;

  if (begins_with (span, "\xff\xfe\0\0", 4))
    return "UTF-32";
  if (begins_with (span, "\xff\xfe", 2) || begins_with (span, "\xfe\xff", 2))
    return "UTF-16";
  for (gsize i = 0; i < n_pairs * 2; i++)
    n_zeros[i % 2] += span.bytes[i] == 0;
  if (n_pairs < 4)
    return NULL;
  if (n_zeros[0] == 0 && n_zeros[1] > n_pairs * 9 / 10)
    return "UTF-16LE";
  if (n_zeros[1] == 0 && n_zeros[0] > n_pairs * 9 / 10)
    return "UTF-16BE";

  return NULL;
}

/* -- Eight bits --------------------------------------------------------------- */

/* Valid but for a few bytes, such as a log that was cut: those become U+FFFD. */
static gboolean
is_nearly_utf8 (Span span)
{
  const char *at = (const char *) span.bytes;
  const char *end = at + span.n_bytes;
  gsize n_broken = 0, n_long = 0;

  while (at < end)
    {
      const char *from = at;

      g_utf8_validate_len (from, end - from, &at);
      for (; from < at; from++)
        n_long += ((guchar) *from & 0xC0) == 0xC0;
      if (at < end)
        {
          at++;
          n_broken++;
        }
    }

  return n_long >= n_broken * 4;
}

/* Bytes over 0x7F stand in pairs, nearly all of them Hangul syllables. */
static gboolean
is_korean (Span span)
{
  gsize n_pairs = 0, n_syllables = 0;

  for (gsize i = 0; i < span.n_bytes; i++)
    {
      if (span.bytes[i] < 0x80)
        continue;
      if (i + 1 == span.n_bytes || span.bytes[i] < 0xA1 || span.bytes[i] > 0xFD || span.bytes[i + 1] < 0xA1)
        return FALSE;
      n_pairs++;
      n_syllables += span.bytes[i] >= 0xB0 && span.bytes[i] <= 0xC8;
      i++;
    }

  return n_syllables >= 2 && n_syllables * 10 >= n_pairs * 8;
}

/* Few accents among ASCII letters, never many in a row as in Cyrillic or Greek. */
static gboolean
is_western (Span span)
{
  gsize n_high = 0, run = 0;

  for (gsize i = 0; i < span.n_bytes; i++)
    {
      const guchar c = span.bytes[i];

      run = c < 0x80 ? 0 : run + 1;
      n_high += c >= 0x80;
      if (run > 2 || c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D)
        return FALSE;
    }

  return n_high * 6 <= span.n_bytes;
}

/* -- Text --------------------------------------------------------------------- */

static char *
convert (Span         span,
         const char  *encoding,
         const char  *name,
         GError     **error)
{
  gsize n_bytes = 0;
  g_autofree char *text = encoding == NULL ? NULL : g_convert ((const char *) span.bytes, span.n_bytes, "UTF-8", encoding,
                                                               NULL, &n_bytes, NULL);

  if (text != NULL && strlen (text) == n_bytes)
    return g_steal_pointer (&text);

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
               _("%s is text in an encoding that is not known. Save it as UTF-8, or convert it with "
                 "iconv -f ENCODING -t UTF-8, then give it again."), name);

  return NULL;
}

static char *
from_eight_bits (Span         span,
                 const char  *name,
                 GError     **error)
{
  if (is_nearly_utf8 (span))
    return g_utf8_make_valid ((const char *) span.bytes, span.n_bytes);

  return convert (span, is_korean (span) ? "CP949" : is_western (span) ? "WINDOWS-1252" : NULL, name, error);
}

/**
 * askg_given_to_text:
 * @bytes: not empty
 * @name: what it is called in a sentence
 *
 * Errors: %ASKG_ERROR_TOO_LARGE for text over a megabyte; %ASKG_ERROR_NOTHING_THERE for text in an
 *   encoding that cannot be told with some certainty
 *
 * Returns: (transfer full) (nullable): its text as UTF-8 without a byte order mark; %NULL without an error
 *   when it is no text: a picture, or nothing that is known
 */
char *
askg_given_to_text (GBytes      *bytes,
                    const char  *name,
                    GError     **error)
{
  gsize n_bytes;
  const guchar *data = g_bytes_get_data (bytes, &n_bytes);
  Span whole = { data, n_bytes };
  Span sample = { data, MIN (n_bytes, SAMPLE_BYTES) };
  const char *utf16 = is_picture (sample) ? NULL : find_utf16 (sample);

  if (is_picture (sample) || (utf16 == NULL && !is_utf8 (sample) && has_binary (sample)) ||
      (utf16 == NULL && memchr (sample.bytes, 0, sample.n_bytes) != NULL))
    return NULL;
  if (n_bytes > MAX_TEXT_BYTES * (utf16 != NULL ? 2 : 1))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("%s is more than a megabyte of text. Give the part that matters, for example its last lines."), name);
      return NULL;
    }
  if (utf16 != NULL)
    return convert (whole, utf16, name, error);
  if (begins_with (whole, "\xef\xbb\xbf", 3))
    whole = (Span) { data + 3, n_bytes - 3 };
  if (g_utf8_validate_len ((const char *) whole.bytes, whole.n_bytes, NULL))
    return g_strndup ((const char *) whole.bytes, whole.n_bytes);
  if (has_binary (whole))
    return NULL;

  return from_eight_bits (whole, name, error);
}
