/* askg-markdown-source.c: bytes, cut anywhere, become valid UTF-8 with line feeds. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <string.h>

static void
take_character (AskgSource *self,
                const char *utf8,
                gsize       n_bytes)
{
  const gboolean after_cr = self->after_cr;

  self->after_cr = *utf8 == '\r';
  if (*utf8 == '\r')
    g_string_append_c (self->text, '\n');
  else if (*utf8 == '\0')
    g_string_append (self->text, "\xef\xbf\xbd");
  else if (*utf8 != '\n' || !after_cr)
    g_string_append_len (self->text, utf8, n_bytes);
}

/* How many bytes at BYTES are one character: 0 when its end has not come, and never more than there
 * are. IS_VALID says whether they are one at all. */
static gsize
measure_character (const char *bytes,
                   gsize       n_bytes,
                   gboolean   *is_valid)
{
  const gunichar c = *bytes == '\0' ? 0 : g_utf8_get_char_validated (bytes, n_bytes);

  *is_valid = c != (gunichar) -1 && c != (gunichar) -2;
  if (c == (gunichar) -2 && n_bytes < 4)
    return 0;

  return *is_valid && *bytes != '\0' ? (gsize) (g_utf8_next_char (bytes) - bytes) : 1;
}

/* What is not UTF-8 becomes U+FFFD, as does NUL: nothing behind it is lost. */
void
askg_source_append (AskgSource *self,
                    const char *bytes,
                    gsize       n_bytes)
{
  while (n_bytes > 0)
    {
      gboolean is_valid;
      gsize n;

      if (self->n_partial == 0 && (guchar) *bytes < 0x80)
        {
          take_character (self, bytes++, 1);
          n_bytes--;
          continue;
        }

      self->partial[self->n_partial++] = *bytes++;
      n_bytes--;
      while (self->n_partial > 0 && (n = measure_character (self->partial, self->n_partial, &is_valid)) > 0)
        {
          if (is_valid)
            take_character (self, self->partial, n);
          else
            take_character (self, "\xef\xbf\xbd", 3);
          self->n_partial -= n;
          memmove (self->partial, self->partial + n, self->n_partial);
        }
    }
}

/* No more bytes come: half a character will not become a whole one. */
void
askg_source_end (AskgSource *self)
{
  for (; self->n_partial > 0; self->n_partial--)
    g_string_append (self->text, "\xef\xbf\xbd");
}
