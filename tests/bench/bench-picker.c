/* bench-picker: from "choose" to the frozen frame on the screen, and the cost of a drag on it.
 * Run it in tests/rigs/desktop/x11-session; a second connection watches the pixels that a person would see. */
#include <stdlib.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <adwaita.h>

#include "ui/region/askg-region-picker.h"

#define BACKGROUND 0x204060ul

typedef struct
{
  GtkApplication *app;
  Display        *eye;      /* the watcher's own connection */
  int             width;
  int             height;
  int             rounds;
  GArray         *shown_ms; /* double */
  GArray         *paint_ms; /* double: what a frame of a drag took the main loop */
  gint64          frame_began_at_us;
  gboolean        is_dragging;
  GPtrArray      *frames;
  GCancellable   *cancellable;
  gint64          asked_at_us;
} Bench;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, values->len / 2);
}

static gulong
look (Display *eye,
      int      x,
      int      y)
{
  XImage *image = XGetImage (eye, DefaultRootWindow (eye), x, y, 1, 1, AllPlanes, ZPixmap);
  const gulong pixel = XGetPixel (image, 0, 0) & 0xffffff;

  XDestroyImage (image);

  return pixel;
}

/* Whether the four corners and the middle are (or are not) the bare background. */
static gboolean
is_background (Bench    *bench,
               gboolean  wanted)
{
  const int x[] = { 2, bench->width - 3, 2, bench->width - 3, bench->width / 2 };
  const int y[] = { 2, 2, bench->height - 3, bench->height - 3, bench->height / 2 };

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    if ((look (bench->eye, x[i], y[i]) == BACKGROUND) != wanted)
      return FALSE;

  return TRUE;
}

static void
frame_begins_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  bench->frame_began_at_us = g_get_monotonic_time ();
}

static void
frame_ends_cb (GdkFrameClock *clock,
               Bench         *bench)
{
  const double ms = (g_get_monotonic_time () - bench->frame_began_at_us) / 1000.0;

  if (bench->is_dragging)
    g_array_append_val (bench->paint_ms, ms);
}

static void
dragged_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Bench *bench = data;

  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, NULL))
    g_error ("the drag needs xdotool");
  bench->is_dragging = FALSE;
  g_cancellable_cancel (bench->cancellable);
}

/* From a quarter of the screen to nearly all of it and back, a step a frame. */
static gboolean
drag_cb (gpointer data)
{
  Bench *bench = data;
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GSubprocess) drag = NULL;
  g_autoptr(GtkWidget) window = g_list_model_get_item (windows, 0);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends_cb), bench);
  g_ptr_array_add (words, g_strdup ("xdotool"));
  for (int i = 0; i <= 120; i++)
    {
      const double at = (i <= 60 ? i : 120 - i) / 60.0;
      g_auto(GStrv) step = g_strsplit ("mousemove X Y sleep 0.016", " ", -1);

      g_free (step[1]);
      g_free (step[2]);
      step[1] = g_strdup_printf ("%d", (int) (bench->width * (0.25 + 0.7 * at)));
      step[2] = g_strdup_printf ("%d", (int) (bench->height * (0.25 + 0.7 * at)));
      for (guint j = 0; step[j] != NULL; j++)
        g_ptr_array_add (words, g_strdup (step[j]));
      if (i == 0)
        {
          g_ptr_array_add (words, g_strdup ("mousedown"));
          g_ptr_array_add (words, g_strdup ("1"));
        }
    }
  g_ptr_array_add (words, NULL);

  bench->is_dragging = TRUE;
  drag = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_subprocess_wait_check_async (drag, NULL, dragged_cb, bench);

  return G_SOURCE_REMOVE;
}

static gpointer
watch_thread (gpointer data)
{
  Bench *bench = data;
  double ms;

  while (!is_background (bench, FALSE))
    g_usleep (200);
  ms = (g_get_monotonic_time () - bench->asked_at_us) / 1000.0;
  g_array_append_val (bench->shown_ms, ms);
  g_usleep (150 * 1000); /* let it settle before what comes next */
  if (bench->shown_ms->len <= (guint) bench->rounds)
    g_cancellable_cancel (bench->cancellable);
  else
    g_idle_add (drag_cb, bench);

  return NULL;
}

static void start_round (Bench *bench);

static gboolean
next_round_cb (gpointer data)
{
  Bench *bench = data;

  if (!is_background (bench, TRUE))
    return G_SOURCE_CONTINUE;
  if (bench->shown_ms->len < (guint) bench->rounds || bench->paint_ms->len == 0)
    start_round (bench);
  else
    g_application_release (G_APPLICATION (bench->app));

  return G_SOURCE_REMOVE;
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_auto(AskgRegionChoice) choice = { 0 };

  askg_region_picker_choose_finish (ASKG_REGION_PICKER (object), result, &choice, NULL);
  g_timeout_add (200, next_round_cb, data);
}

static void
start_round (Bench *bench)
{
  g_autoptr(AskgRegionPicker) picker = askg_region_picker_new (bench->app, bench->frames, NULL);

  g_clear_object (&bench->cancellable);
  bench->cancellable = g_cancellable_new ();
  bench->asked_at_us = g_get_monotonic_time ();
  g_thread_unref (g_thread_new ("eye", watch_thread, bench));
  askg_region_picker_choose_async (picker, bench->cancellable, chosen_cb, bench);
}

static gboolean
begin_cb (gpointer data)
{
  start_round (data);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *app,
             Bench          *bench)
{
  guint32 *pixels = g_new (guint32, (gsize) bench->width * bench->height);
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = 0; i < (gsize) bench->width * bench->height; i++)
    pixels[i] = 0x808080u + (guint32) ((i * 2654435761u) >> 8 & 0x3f3f3f);
  bytes = g_bytes_new_take (pixels, (gsize) bench->width * bench->height * 4);
  bench->frames = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (bench->frames, askg_frame_new (bytes, bench->width, bench->height, (gsize) bench->width * 4, TRUE, 0));
  if (g_getenv ("BENCH_UNPREPARED") == NULL)
    askg_region_picker_prepare (app);
  g_application_hold (G_APPLICATION (app));
  g_timeout_add (500, begin_cb, bench);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) app = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  Bench bench = { 0 };

  bench.app = GTK_APPLICATION (app);
  bench.eye = XOpenDisplay (NULL);
  bench.rounds = argc > 1 ? atoi (argv[1]) : 20;
  if (bench.eye == NULL)
    g_error ("no display");
  bench.width = DisplayWidth (bench.eye, DefaultScreen (bench.eye));
  bench.height = DisplayHeight (bench.eye, DefaultScreen (bench.eye));
  XSetWindowBackground (bench.eye, DefaultRootWindow (bench.eye), BACKGROUND);
  XClearWindow (bench.eye, DefaultRootWindow (bench.eye));
  XSync (bench.eye, False);
  bench.shown_ms = g_array_new (FALSE, FALSE, sizeof (double));
  bench.paint_ms = g_array_new (FALSE, FALSE, sizeof (double));

  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &bench);
  g_application_run (G_APPLICATION (app), 1, argv);

  g_print ("%dx%d: first %.1f ms", bench.width, bench.height, g_array_index (bench.shown_ms, double, 0));
  g_array_remove_index (bench.shown_ms, 0);
  g_print (", median of %u later %.1f ms", bench.shown_ms->len, median (bench.shown_ms));
  g_print (", worst %.1f ms\n", g_array_index (bench.shown_ms, double, bench.shown_ms->len - 1));
  g_print ("a frame of a drag: median of %u %.1f ms", bench.paint_ms->len, median (bench.paint_ms));
  g_print (", 95 %% below %.1f ms\n", g_array_index (bench.paint_ms, double, bench.paint_ms->len * 95 / 100));

  return 0;
}
