/* bench-live.c: what a live session adds to a spoken conversation, over loopback, with an engine that answers at once.
 *
 *     bench-live [N]
 *
 * "there": from the call with the last 20 ms of speech to the moment the engine has them (its clock is ours). "back": from
 * the moment the engine writes the first sound of its reply to the signal that tells it. "loop": from the call that says the
 * person has spoken to that signal. The engine is a Python program: its own time is in all three. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/provider/live-rig.h"

static int
compare (const void *a,
         const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
print (const char *name,
       double     *times_ms,
       guint       n)
{
  qsort (times_ms, n, sizeof *times_ms, compare);
  g_print ("%s median %.2f p95 %.2f max %.2f ms, %u\n", name, times_ms[n / 2], times_ms[n * 95 / 100], times_ms[n - 1], n);
}

/* The time at the end of the last line that holds @word, in microseconds. */
static gint64
last_time (LiveRig    *rig,
           const char *word)
{
  g_autofree char *log = NULL;
  const char *at;

  g_assert_true (g_file_get_contents (rig->log, &log, NULL, NULL));
  at = g_strrstr (log, word);
  if (at == NULL)
    return 0;
  at = strchr (at, '\n') - 1;
  while (g_ascii_isdigit (at[-1]))
    at--;

  return g_ascii_strtoll (at, NULL, 10);
}

int
main (int   argc,
      char *argv[])
{
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : 50;
  g_autofree double *there = g_new0 (double, n);
  g_autofree double *back = g_new0 (double, n);
  g_autofree double *loop = g_new0 (double, n);
  LiveRig rig = { 0 };

  live_rig_set_up (&rig, NULL);
  live_rig_open (&rig, "first");
  for (guint i = 0; i < n; i++)
    {
      gint64 said_us;

      live_rig_speak (&rig, 480, FALSE);
      wire_rig_turn_loop (30); /* what was said before is there */
      rig.n_sounds = 0;
      said_us = g_get_monotonic_time ();
      live_rig_speak (&rig, 20, FALSE);
      askg_live_session_commit (rig.session);
      while (rig.n_ends <= i)
        g_main_context_iteration (NULL, TRUE);
      there[i] = (last_time (&rig, " append ") - said_us) / 1000.0;
      back[i] = (rig.sound_us - last_time (&rig, " sound ")) / 1000.0;
      loop[i] = (rig.sound_us - said_us) / 1000.0;
    }
  print ("there", there, n);
  print ("back", back, n);
  print ("loop", loop, n);
  live_rig_tear_down (&rig, NULL);
  live_rig_stop_server ();

  return 0;
}
