/* askg-find-encoded.c: text that was put into base64 and has a secret in it: files in a cluster's secrets, bodies of requests. What
 * it says is looked through as any text is, once, and no more of it than a screen holds. One thread at a time. */
#include "engine/privacy/askg-find-private.h"

#include <string.h>

#define MIN_BYTES 24
#define HEAD_BYTES 24               /* decoded first: pictures and keys show at once that they are no text */
#define MAX_TEXT_BYTES (16 * 1024)  /* of one */
#define MAX_BYTES (64 * 1024)       /* of all in one text */

static gboolean
is_text (const char *bytes,
         gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isprint (bytes[i]) && strchr ("\n\r\t", bytes[i]) == NULL)
      return FALSE;

  return n > 0 && memchr (bytes, '\0', n) == NULL;
}

/* Decodes @n bytes of @text, a multiple of four. Returns how many bytes of text they are, 0 if they are none. */
static gsize
decode (const char *text,
        gsize       n,
        char       *buffer)
{
  gint state = 0;
  guint save = 0;
  const gsize n_decoded = g_base64_decode_step (text, n, (guchar *) buffer, &state, &save);

  return is_text (buffer, n_decoded) ? n_decoded : 0;
}

/**
 * askg_find_encoded:
 * @has_secret: looks through what was decoded
 */
void
askg_find_encoded (AskgScan      *scan,
                   AskgHasSecret  has_secret)
{
  char buffer[MAX_TEXT_BYTES];
  gsize n_looked_at = 0;

  for (gsize at = 0; at < scan->n && n_looked_at < MAX_BYTES; at++)
    {
      gsize end, n;

      if (!askg_byte_is (scan->text[at], ASKG_BYTES_ALNUM))
        continue;
      end = askg_scan_run_end (scan, at, ASKG_BYTES_BASE64);
      n = MIN (end - at, MAX_TEXT_BYTES) / 4 * 4;
      if (n >= MIN_BYTES &&
          !askg_scan_is_taken (scan, at) &&
          !askg_scan_is_taken (scan, end - 1) &&
          decode (scan->text + at, HEAD_BYTES, buffer) > 0 &&
          (n = decode (scan->text + at, n, buffer)) > 0)
        {
          n_looked_at += n;
          if (has_secret (buffer, n))
            askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
        }
      at = end;
    }
}
