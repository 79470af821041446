/* askg-clipboard-bytes.c: worker thread. How long the owner of the clipboard is waited for, and what it sent. */
#include "capture/clipboard/askg-clipboard-private.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#define POLL_MS 50 /* how soon a cancel is seen */

/**
 * askg_clipboard_patience_start:
 * @silence_us: how long the owner may send nothing
 * @whole_us: how long all of it may take: a byte now and then is no reason to wait for ever
 */
void
askg_clipboard_patience_start (AskgClipboardPatience *self,
                               gint64                 silence_us,
                               gint64                 whole_us)
{
  self->silence_us = silence_us;
  self->ends_at_us = g_get_monotonic_time () + whole_us;
  askg_clipboard_patience_renew (self);
}

/* The owner is alive. */
void
askg_clipboard_patience_renew (AskgClipboardPatience *self)
{
  self->until_us = MIN (g_get_monotonic_time () + self->silence_us, self->ends_at_us);
}

/**
 * askg_clipboard_wait_fd:
 *
 * Waits until @fd can be read.
 *
 * Errors: %ASKG_ERROR_TIMED_OUT, also when @fd never rests; %G_IO_ERROR_CANCELLED.
 */
gboolean
askg_clipboard_wait_fd (int                          fd,
                        const AskgClipboardPatience *patience,
                        GCancellable                *cancellable,
                        GError                     **error)
{
  struct pollfd watched = { .fd = fd, .events = POLLIN };

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > patience->until_us)
        {
          g_propagate_error (error, askg_clipboard_too_slow ());
          return FALSE;
        }
      if (poll (&watched, 1, POLL_MS) > 0)
        return TRUE;
    }
}

/**
 * askg_clipboard_read_fd:
 * @fd: what the owner writes into; stays open
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is empty; %ASKG_ERROR_TIMED_OUT when it is too slow or breaks off;
 *   %ASKG_ERROR_TOO_LARGE; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): all of it, or %NULL with @error set
 */
GBytes *
askg_clipboard_read_fd (int                     fd,
                        AskgClipboardPatience  *patience,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 block[64 * 1024];
  gssize n;

  do
    {
      if (!askg_clipboard_wait_fd (fd, patience, cancellable, error))
        return NULL;
      n = read (fd, block, sizeof block);
      if (n < 0 && errno != EINTR && errno != EAGAIN)
        {
          g_propagate_error (error, askg_clipboard_broken_off ());
          return NULL;
        }
      if (n > 0)
        {
          g_byte_array_append (bytes, block, (guint) n);
          askg_clipboard_patience_renew (patience);
        }
      if (bytes->len > ASKG_CLIPBOARD_MAX_BYTES)
        {
          g_propagate_error (error, askg_clipboard_too_large ());
          return NULL;
        }
    }
  while (n != 0);
  if (bytes->len == 0)
    {
      g_propagate_error (error, askg_clipboard_nothing_there ());
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * askg_clipboard_to_utf8:
 * @bytes: (transfer full): what was sent
 * @type: as what
 *
 * STRING is Latin-1 by the book (ICCCM 2.6.2), and text/plain without a charset is in practice whatever its owner
 * likes. Many put UTF-8 into both, and Latin-1 that looks like UTF-8 is not written by people: so that stays.
 *
 * Returns: (transfer full): text in UTF-8; what is no such text is returned as it is
 */
GBytes *
askg_clipboard_to_utf8 (GBytes     *bytes,
                        const char *type)
{
  gsize n_bytes, n_converted;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  char *converted;

  if (g_ascii_strcasecmp (type, "STRING") != 0 && g_ascii_strcasecmp (type, "text/plain") != 0)
    return bytes;
  if (g_utf8_validate_len (data, n_bytes, NULL))
    return bytes;

  converted = g_convert (data, (gssize) n_bytes, "UTF-8", "ISO-8859-1", NULL, &n_converted, NULL);
  if (converted == NULL)
    return bytes;
  g_bytes_unref (bytes);

  return g_bytes_new_take (converted, n_converted);
}
