/* bench-shown: from a key or a command to pixels that a person sees, by a second pair of eyes.
 *
 *   bench-shown [--all | --colour RRGGBB] [--back KEYS] --key KEYS
 *   bench-shown [--all] [--back KEYS] [--end] COMMAND [ARGUMENT]...
 *
 * KEYS are X names joined by "+" (Super_L+Alt_L+a) and pressed through XTEST. "Shown" is a hundred
 * changed pixels in one of a few lines of the screen; with --all it is a change at all of five places
 * from corner to corner; with --colour it is some pixels of just that colour in the middle of the screen,
 * from top to bottom. Prints the milliseconds. Then --back presses KEYS, --end ends the command, and both
 * wait until the screen is as before, so that the next round finds it so. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <glib.h>

#define N_LINES 12
#define LEAST_CHANGED_PX 100
#define LEAST_COLOURED_PX 5
#define PATIENCE_US (10 * G_USEC_PER_SEC)
#define REST_US   400000 /* between two gestures: nobody presses sooner */
#define WRITTEN_US 1000000 /* the same of one that goes on to write an answer */
#define SETTLE_US 300000 /* what comes after the first frame is over before the way back begins */

typedef struct
{
  Display  *x11;
  int       width;
  int       height;
  gboolean  everywhere;
  char     *colour; /* (nullable) */
  XImage   *before[N_LINES];
  gulong    points_before[5];
} Eye;

static XImage *
fetch_line (Eye *eye,
            int  index)
{
  return XGetImage (eye->x11, DefaultRootWindow (eye->x11), 0, (2 * index + 1) * eye->height / (2 * N_LINES), eye->width, 1,
                    AllPlanes, ZPixmap);
}

static gulong
fetch_point (Eye *eye,
             int  index)
{
  const int x[] = { 2, eye->width - 3, 2, eye->width - 3, eye->width / 2 };
  const int y[] = { 2, 2, eye->height - 3, eye->height - 3, eye->height / 2 };
  XImage *image = XGetImage (eye->x11, DefaultRootWindow (eye->x11), x[index], y[index], 1, 1, AllPlanes, ZPixmap);
  const gulong pixel = XGetPixel (image, 0, 0);

  XDestroyImage (image);

  return pixel;
}

static void
remember (Eye *eye)
{
  for (int i = 0; i < N_LINES; i++)
    eye->before[i] = fetch_line (eye, i);
  for (int i = 0; i < 5; i++)
    eye->points_before[i] = fetch_point (eye, i);
}

static int
count_changed (Eye *eye,
               int  index)
{
  XImage *now = fetch_line (eye, index);
  const guint32 *a = (const guint32 *) eye->before[index]->data, *b = (const guint32 *) now->data;
  int n_changed = 0;

  for (int x = 0; x < eye->width; x++)
    n_changed += a[x] != b[x];
  XDestroyImage (now);

  return n_changed;
}

static gboolean
is_coloured (Eye *eye)
{
  XImage *column = XGetImage (eye->x11, DefaultRootWindow (eye->x11), eye->width / 2, 0, 1, eye->height, AllPlanes, ZPixmap);
  const gulong wanted = (gulong) g_ascii_strtoull (eye->colour, NULL, 16);
  int n = 0;

  for (int y = 0; y < eye->height; y++)
    n += (XGetPixel (column, 0, y) & 0xffffff) == wanted;
  XDestroyImage (column);

  return n >= LEAST_COLOURED_PX;
}

static gboolean
is_shown (Eye *eye)
{
  if (eye->colour != NULL)
    return is_coloured (eye);
  if (eye->everywhere)
    {
      for (int i = 0; i < 5; i++)
        if (fetch_point (eye, i) == eye->points_before[i])
          return FALSE;

      return TRUE;
    }
  for (int i = 0; i < N_LINES; i++)
    if (count_changed (eye, i) >= LEAST_CHANGED_PX)
      return TRUE;

  return FALSE;
}

static gboolean
is_as_before (Eye *eye)
{
  for (int i = 0; i < N_LINES; i++)
    if (count_changed (eye, i) > 0)
      return FALSE;

  return TRUE;
}

static gboolean
wait_until (Eye      *eye,
            gboolean (*is_so) (Eye *),
            guint     pause_us)
{
  const gint64 patience_ends_at_us = g_get_monotonic_time () + PATIENCE_US;

  while (!is_so (eye))
    {
      if (g_get_monotonic_time () > patience_ends_at_us)
        return FALSE;
      g_usleep (pause_us);
    }

  return TRUE;
}

static void
press (Eye        *eye,
       const char *keys)
{
  g_auto(GStrv) names = g_strsplit (keys, "+", -1);
  const int n = g_strv_length (names);

  for (int i = 0; i < 2 * n; i++)
    {
      const KeySym symbol = XStringToKeysym (names[i < n ? i : 2 * n - 1 - i]);

      if (symbol == NoSymbol)
        g_error ("no key is named so: %s", keys);
      XTestFakeKeyEvent (eye->x11, XKeysymToKeycode (eye->x11, symbol), i < n, CurrentTime);
    }
  XFlush (eye->x11);
}

static pid_t
start (char **command)
{
  const pid_t pid = fork ();

  if (pid == 0)
    {
      dup2 (STDERR_FILENO, STDOUT_FILENO); /* what it prints is no measurement */
      execvp (command[0], command);
      _exit (127);
    }

  return pid;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *keys = NULL;
  g_autofree char *back = NULL;
  gboolean ends = FALSE;
  Eye eye = { 0 };
  GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &eye.everywhere, "The whole screen has to change", NULL },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &eye.colour, "This colour has to be seen", "RRGGBB" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &keys, "Keys that show it", "KEYS" },
    { "back", 0, 0, G_OPTION_ARG_STRING, &back, "Keys that put it away again", "KEYS" },
    { "end", 0, 0, G_OPTION_ARG_NONE, &ends, "End the command afterwards", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("[COMMAND]");
  gint64 started_at_us;
  pid_t pid = 0;

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || (keys == NULL) != (argc > 1))
    return 2;
  eye.x11 = XOpenDisplay (NULL);
  if (eye.x11 == NULL)
    return 2;
  eye.width = DisplayWidth (eye.x11, DefaultScreen (eye.x11));
  eye.height = DisplayHeight (eye.x11, DefaultScreen (eye.x11));
  remember (&eye);

  started_at_us = g_get_monotonic_time ();
  if (keys != NULL)
    press (&eye, keys);
  else
    pid = start (argv + 1);
  if (!wait_until (&eye, is_shown, 300))
    {
      fputs ("bench-shown: nothing was shown\n", stderr);
      return 1;
    }
  printf ("%.2f\n", (g_get_monotonic_time () - started_at_us) / 1000.0);

  g_usleep (eye.colour != NULL ? WRITTEN_US : SETTLE_US);
  if (back != NULL)
    press (&eye, back);
  if (ends && pid > 0)
    kill (pid, SIGTERM);
  if ((back != NULL || ends) && !wait_until (&eye, is_as_before, 5000))
    {
      fputs ("bench-shown: it did not go away\n", stderr);
      return 1;
    }
  if (pid > 0)
    waitpid (pid, NULL, 0);
  g_usleep (REST_US);

  return 0;
}
