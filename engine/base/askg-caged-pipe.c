/* askg-caged-pipe.c: only calls that every cage allows. */
#include "engine/base/askg-caged-pipe.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Returns: %FALSE when so many do not come: whoever asked has gone */
gboolean
askg_caged_pipe_read (void *to,
                      gsize n_bytes)
{
  guint8 *bytes = to;

  while (n_bytes > 0)
    {
      const ssize_t n_read = read (STDIN_FILENO, bytes, n_bytes);

      if (n_read == 0 || (n_read < 0 && errno != EINTR))
        return FALSE;
      bytes += MAX (n_read, 0);
      n_bytes -= MAX (n_read, 0);
    }

  return TRUE;
}

/* Ends the helper when nobody listens any more. */
void
askg_caged_pipe_write (const void *data,
                       gsize       n_bytes)
{
  const guint8 *bytes = data;

  while (n_bytes > 0)
    {
      const ssize_t n_written = write (STDOUT_FILENO, bytes, n_bytes);

      if (n_written < 0 && errno != EINTR)
        exit (EXIT_SUCCESS);
      bytes += MAX (n_written, 0);
      n_bytes -= MAX (n_written, 0);
    }
}
