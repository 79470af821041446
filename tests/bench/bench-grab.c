/* bench-grab.c: how long until the screen is an AskgFrame, against the barest code that gets the pixels.
 *
 *   bench-grab [RUNS]          in an X11 or a wlroots session
 *
 * Both are resident and take turns in one run. One line: what, medians in ms, ratio. */
#include <stdio.h>
#include <stdlib.h>

#include "capture/screen/askg-grabber.h"
#include "tests/bench/bare-grab.h"

#define LEAST_RUNS 20

static void
grabbed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (ASKG_GRABBER (source), result, &error);

  if (frames == NULL)
    g_error ("%s", error->message);
  *(gboolean *) user_data = TRUE;
}

static double
grab_ms (AskgGrabber *grabber)
{
  const gint64 started_at_us = g_get_monotonic_time ();
  gboolean is_done = FALSE;

  askg_grabber_grab_async (grabber, NULL, grabbed_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);

  return (g_get_monotonic_time () - started_at_us) / 1000.0;
}

static double
bare_ms (BareGrab *bare)
{
  const gint64 started_at_us = g_get_monotonic_time ();

  if (!bare_grab (bare))
    g_error ("the bare grab failed");

  return (g_get_monotonic_time () - started_at_us) / 1000.0;
}

static int
compare (const void *a, const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
median (double *values, int n_values)
{
  qsort (values, n_values, sizeof *values, compare);

  return n_values % 2 == 1 ? values[n_values / 2] : (values[n_values / 2 - 1] + values[n_values / 2]) / 2;
}

int
main (int argc, char **argv)
{
  const int n_runs = MAX (LEAST_RUNS, argc > 1 ? atoi (argv[1]) : 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgGrabber) grabber = askg_grabber_new_for_session (&error);
  g_autofree double *ours = g_new (double, n_runs);
  g_autofree double *theirs = g_new (double, n_runs);
  BareGrab *bare = bare_grab_open ();
  double our_median, their_median;

  if (grabber == NULL || bare == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "no bare grab in this session");
      return 1;
    }

  for (int i = -3; i < n_runs; i++) /* the first three warm both up */
    {
      /* Who is second finds warm what the first has warmed: each is as often. */
      const double first_took = i % 2 == 0 ? bare_ms (bare) : grab_ms (grabber);
      const double second_took = i % 2 == 0 ? grab_ms (grabber) : bare_ms (bare);

      if (i < 0)
        continue;
      theirs[i] = i % 2 == 0 ? first_took : second_took;
      ours[i] = i % 2 == 0 ? second_took : first_took;
    }
  our_median = median (ours, n_runs);
  their_median = median (theirs, n_runs);
  printf ("grab %s %s: %.2f ms, bare %.2f ms, ratio %.2f (bar 1.50, %d runs)\n", askg_grabber_get_kind (grabber),
          bare_grab_describe (bare), our_median, their_median, our_median / their_median, n_runs);
  bare_grab_close (bare);

  return our_median <= 1.5 * their_median ? 0 : 2;
}
