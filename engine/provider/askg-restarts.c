/* askg-restarts.c: pure; any thread. */
#include "engine/provider/askg-restarts.h"

#include <string.h>

#define WINDOW_US      (10 * 60 * G_USEC_PER_SEC)
#define SHORTEST_MS    250
#define LONGEST_MS     30000

/**
 * askg_restarts_next_ms:
 * @now_us: monotonic time
 *
 * Counts one more restart, unless there were too many of late. Each of a row waits twice as long as
 * the one before.
 *
 * Returns: milliseconds to wait before it; -1 when it is not to be started again
 */
gint64
askg_restarts_next_ms (AskgRestarts *restarts,
                       gint64        now_us)
{
  guint n_old = 0;
  gint64 wait_ms;

  while (n_old < restarts->n && now_us - restarts->at_us[n_old] >= WINDOW_US)
    n_old++;
  memmove (restarts->at_us, restarts->at_us + n_old, (restarts->n - n_old) * sizeof *restarts->at_us);
  restarts->n -= n_old;
  if (restarts->n == ASKG_RESTARTS_MOST)
    return -1;

  wait_ms = MIN ((gint64) SHORTEST_MS << restarts->n, LONGEST_MS);
  restarts->at_us[restarts->n++] = now_us;

  return wait_ms;
}

/* The person asked for a fresh start. */
void
askg_restarts_forget (AskgRestarts *restarts)
{
  restarts->n = 0;
}
