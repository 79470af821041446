/* askg-hear-teller.c: any thread. */
#include "capture/audio/askg-hear-teller.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define AT_ONCE_BYTES 4096u

static GMutex lock; /* messages are whole */

/* Whoever started it is gone: so is the reason to hear, and to play. */
static void
write_all (gconstpointer bytes,
           gsize         n_bytes)
{
  const guint8 *at = bytes;

  while (n_bytes > 0)
    {
      const gssize n = write (STDOUT_FILENO, at, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        _exit (1);
      at += n;
      n_bytes -= n;
    }
}

void
askg_hear_tell (AskgHearKind  kind,
                gint64        position,
                gconstpointer bytes,
                gsize         n_bytes)
{
  guint8 message[sizeof (AskgHearHead) + AT_ONCE_BYTES];
  const AskgHearHead head = { .kind = kind, .n_bytes = n_bytes, .position = position };
  const gsize n_first = MIN (n_bytes, AT_ONCE_BYTES);

  memcpy (message, &head, sizeof head);
  if (n_first > 0)
    memcpy (message + sizeof head, bytes, n_first);
  g_mutex_lock (&lock);
  write_all (message, sizeof head + n_first);
  write_all ((const guint8 *) bytes + n_first, n_bytes - n_first);
  g_mutex_unlock (&lock);
}

/* @kind: that it failed, or that it is lost; @position: up to which what was heard is vouched for */
void
askg_hear_tell_trouble (AskgHearKind    kind,
                        gint64          position,
                        AskgHearTrouble trouble)
{
  const char *name = askg_hear_trouble_get_name (trouble);

  askg_hear_tell (kind, position, name, strlen (name));
}
