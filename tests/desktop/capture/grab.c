/* grab.c: what the grabber of this session sees, on standard output and as PNG files.
 *
 *   grab [--into FOLDER] [--times N] [--windows] [--window TITLE] [--cancel] [--describe]
 *
 * One line a frame: kind, output, place, pixels, scale. One line a window: place, class, title.
 * An error is one line on standard error and its code's name, and status 1. */
#include <locale.h>

#include "capture/screen/askg-grabber.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"
#include "engine/base/askg-window-place.h"

static char *into;
static char *window_title;
static int times = 1;
static gboolean windows, cancel, describe;

static const GOptionEntry entries[] = {
  { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, "Write each frame as OUTPUT.png there", "FOLDER" },
  { "times", 0, 0, G_OPTION_ARG_INT, &times, "Grab so often", "N" },
  { "windows", 0, 0, G_OPTION_ARG_NONE, &windows, "List the windows", NULL },
  { "window", 0, 0, G_OPTION_ARG_STRING, &window_title, "Grab the window of this title", "TITLE" },
  { "cancel", 0, 0, G_OPTION_ARG_NONE, &cancel, "Cancel the grab at once", NULL },
  { "describe", 0, 0, G_OPTION_ARG_NONE, &describe, "Say what the doctor says", NULL },
  { NULL },
};

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static int
fail (GError *error)
{
  g_printerr ("%s: %s\n", askg_error_get_id (error), error->message);
  g_error_free (error);

  return 1;
}

static gboolean
show_frame (AskgGrabber *grabber,
            AskgFrame   *frame)
{
  const AskgRect *place = askg_frame_get_place (frame);
  const char *output = askg_frame_get_output (frame) != NULL ? askg_frame_get_output (frame) : "window";
  g_autofree char *name = g_strconcat (output, ".png", NULL);
  g_autoptr(GBytes) png = NULL;
  g_autofree char *path = NULL;

  g_print ("%s %s %d,%d %dx%d %ux%u %.3f\n", askg_grabber_get_kind (grabber), output,
           place->x, place->y, place->width, place->height,
           askg_frame_get_width_px (frame), askg_frame_get_height_px (frame), askg_frame_get_scale (frame));
  if (into == NULL)
    return TRUE;
  path = g_build_filename (into, name, NULL);
  png = askg_png_encode (frame, NULL);

  return g_file_set_contents (path, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL);
}

static int
grab_outputs (AskgGrabber *grabber)
{
  for (int i = 0; i < times; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GPtrArray) frames = NULL;
      GError *error = NULL;

      askg_grabber_grab_async (grabber, cancellable, result_cb, &result);
      if (cancel)
        g_cancellable_cancel (cancellable);
      frames = askg_grabber_grab_finish (grabber, wait_for (&result), &error);
      if (frames == NULL)
        return fail (error);
      for (guint j = 0; j < frames->len && i == times - 1; j++)
        if (!show_frame (grabber, g_ptr_array_index (frames, j)))
          return 2;
    }

  return 0;
}

static int
grab_window (AskgGrabber *grabber)
{
  g_autoptr(GPtrArray) list = askg_grabber_list_windows (grabber);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  GError *error = NULL;
  guint64 handle = g_ascii_strtoull (window_title, NULL, 0);

  for (guint i = 0; i < list->len; i++)
    {
      AskgWindowPlace *window = g_ptr_array_index (list, i);

      if (g_strcmp0 (window->title, window_title) == 0)
        handle = window->handle;
    }
  askg_grabber_grab_window_async (grabber, handle, NULL, result_cb, &result);
  frame = askg_grabber_grab_window_finish (grabber, wait_for (&result), &error);
  if (frame == NULL)
    return fail (error);

  return show_frame (grabber, frame) ? 0 : 2;
}

static int
list_windows (AskgGrabber *grabber)
{
  g_autoptr(GPtrArray) list = askg_grabber_list_windows (grabber);

  for (guint i = 0; i < list->len; i++)
    {
      AskgWindowPlace *window = g_ptr_array_index (list, i);

      g_print ("%d,%d %dx%d %s %s\n", window->place.x, window->place.y, window->place.width, window->place.height,
               window->app != NULL ? window->app : "-", window->title != NULL ? window->title : "-");
    }

  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr(GOptionContext) options = g_option_context_new (NULL);
  g_autoptr(AskgGrabber) grabber = NULL;
  GError *error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    return fail (error);
  if (describe)
    {
      g_autofree char *lines = askg_grabber_describe_session ();

      g_print ("%s", lines);
      return 0;
    }
  grabber = askg_grabber_new_for_session (&error);
  if (grabber == NULL)
    return fail (error);
  if (windows)
    return list_windows (grabber);
  if (window_title != NULL)
    return grab_window (grabber);

  return grab_outputs (grabber);
}
