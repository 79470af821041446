/* askg-base64-stream.c */
#include "engine/dialect/askg-base64-stream.h"

#include <string.h>

enum { IS_BAD = 64, IS_SPACE, IS_PAD };

/* Both alphabets: "+/" and "-_". */
static guint8
value_of (char byte)
{
  if (byte >= 'A' && byte <= 'Z')
    return byte - 'A';
  if (byte >= 'a' && byte <= 'z')
    return byte - 'a' + 26;
  if (byte >= '0' && byte <= '9')
    return byte - '0' + 52;

  switch (byte)
    {
    case '+':
    case '-':
      return 62;
    case '/':
    case '_':
      return 63;
    case '=':
      return IS_PAD;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v':
      return IS_SPACE;
    default:
      return IS_BAD;
    }
}

static void
start_group (AskgBase64Stream *self)
{
  self->bits = 0;
  self->n_chars = 0;
  self->n_pads = 0;
}

/* Whether the padding is where it may be. */
static gboolean
take_pad (AskgBase64Stream *self,
          GByteArray       *bytes)
{
  const guint8 two[] = { self->bits >> 10, self->bits >> 2 };
  const guint8 one[] = { self->bits >> 4 };

  if (self->n_chars < 2)
    return FALSE;
  if (self->n_chars == 2 && self->n_pads == 0)
    {
      self->n_pads = 1;
      return TRUE;
    }
  if (self->n_chars == 3)
    g_byte_array_append (bytes, two, sizeof two);
  else
    g_byte_array_append (bytes, one, sizeof one);
  start_group (self);

  return TRUE;
}

static void
take_value (AskgBase64Stream *self,
            guint8            value,
            GByteArray       *bytes)
{
  self->bits = self->bits << 6 | value;
  if (++self->n_chars == 4)
    {
      const guint8 three[] = { self->bits >> 16, self->bits >> 8, self->bits };

      g_byte_array_append (bytes, three, sizeof three);
      start_group (self);
    }
}

/* Whole groups at once, as long as nothing else comes. Returns what is left. */
static const char *
take_groups (const char *piece,
             const char *end,
             GByteArray *bytes)
{
  static guint8 values[256];
  static gsize is_made;
  const gsize n_groups = (end - piece) / 4;
  const guint8 *in = (const guint8 *) piece;
  const guint n_before = bytes->len;
  guint8 *out;
  gsize n = 0;

  if (g_once_init_enter (&is_made))
    {
      for (int i = 0; i < 256; i++)
        values[i] = value_of ((char) i);
      g_once_init_leave (&is_made, 1);
    }
  g_byte_array_set_size (bytes, n_before + n_groups * 3);
  for (out = bytes->data + n_before; n < n_groups; n++, in += 4, out += 3)
    {
      const guint8 a = values[in[0]], b = values[in[1]], c = values[in[2]], d = values[in[3]];

      if ((a | b | c | d) >= IS_BAD)
        break;
      out[0] = a << 2 | b >> 4;
      out[1] = b << 4 | c >> 2;
      out[2] = c << 6 | d;
    }
  g_byte_array_set_size (bytes, n_before + n * 3);

  return (const char *) in;
}

/**
 * askg_base64_stream_feed:
 * @piece: the next of the text
 * @bytes: what is decoded is appended to it
 */
void
askg_base64_stream_feed (AskgBase64Stream *self,
                         const char       *piece,
                         GByteArray       *bytes)
{
  const char *end = piece + strlen (piece);

  while (piece < end)
    {
      guint8 value;

      if (self->n_chars == 0)
        piece = take_groups (piece, end, bytes);
      if (piece == end)
        break;
      value = value_of (*piece++);
      if (value == IS_SPACE)
        continue;
      if (value == IS_BAD || (value == IS_PAD && !take_pad (self, bytes)) || (value < IS_BAD && self->n_pads > 0))
        {
          self->is_bad = TRUE;
          start_group (self);
          return;
        }
      if (value < IS_BAD)
        take_value (self, value, bytes);
    }
}

/* Whether all that came was base64, and nothing of it is still waited for. */
gboolean
askg_base64_stream_is_whole (AskgBase64Stream *self)
{
  return !self->is_bad && self->n_chars == 0;
}

/* Returns: (transfer full): what of @text could be decoded */
GBytes *
askg_base64_decode_whole (const char *text)
{
  AskgBase64Stream stream = { 0 };
  GByteArray *bytes = g_byte_array_new ();

  askg_base64_stream_feed (&stream, text, bytes);

  return g_byte_array_free_to_bytes (bytes);
}
