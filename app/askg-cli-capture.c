/* askg-cli-capture.c: `askglass capture`: a picture of the screen into a file. */
#include "app/askg-cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-capture-guard.h"
#include "app/askg-exit.h"
#include "capture/screen/askg-grabber.h"
#include "capture/screen/askg-shot.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"
#include "engine/base/askg-window-place.h"

typedef struct
{
  char     *output;
  char     *region;
  char     *file;
  gboolean  screen;
  gboolean  window;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->region);
  g_free (options->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* -- What to take ----------------------------------------------------------- */

static AskgFrame *
take_window (AskgGrabber  *grabber,
             GError      **error)
{
  g_autoptr(GPtrArray) windows = askg_grabber_list_windows (grabber);
  const AskgWindowPlace *window;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  if (windows->len == 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("This desktop does not tell which windows there are. Use --region X,Y,WxH."));
      return NULL;
    }
  window = g_ptr_array_index (windows, 0);
  askg_grabber_grab_window_async (grabber, window->handle, askg_cli_get_cancellable (), askg_wait_cb, &wait);

  return askg_grabber_grab_window_finish (grabber, askg_wait_for (&wait), error);
}

/* What is missing in the picture, and why. */
static void
tell_note (AskgGrabber    *grabber,
           const AskgRect *within)
{
  g_autofree char *note = askg_capture_guard_dup_note (grabber, within);

  if (note != NULL)
    askg_exit_say (note);
}

static AskgFrame *
take (Options  *options,
      GError  **error)
{
  g_autoptr(AskgGrabber) grabber = NULL;
  g_autoptr(GPtrArray) frames = NULL;
  AskgRect region;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  if (options->region != NULL && !askg_shot_parse_region (options->region, &region, error))
    return NULL;
  grabber = askg_capture_guard_open_now (error);
  if (grabber == NULL)
    return NULL;
  if (options->window)
    return take_window (grabber, error);

  askg_grabber_grab_async (grabber, askg_cli_get_cancellable (), askg_wait_cb, &wait);
  frames = askg_grabber_grab_finish (grabber, askg_wait_for (&wait), error);
  if (frames == NULL)
    return NULL;
  tell_note (grabber, options->region != NULL ? &region : NULL);
  if (options->region != NULL)
    return askg_shot_of_region (frames, &region, error);
  if (options->output != NULL)
    return askg_shot_of_output (frames, options->output, error);

  return askg_shot_of_screen (frames, error);
}

/* -- Where to put it -------------------------------------------------------- */

/* A picture for who has left is no failure: see askg_exit_close_output(). */
static gboolean
write_to_output (GBytes  *bytes,
                 GError **error)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      const gssize n = write (STDOUT_FILENO, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EPIPE)
        {
          askg_exit_note_output (errno);
          return TRUE;
        }
      if (n < 0)
        {
          g_set_error (error, ASKG_ERROR, errno == ENOSPC || errno == EFBIG ? ASKG_ERROR_STORAGE_FULL
                                                                             : ASKG_ERROR_STORAGE,
                       _("Standard output cannot be written: %s. Send it somewhere else, then try again."),
                       g_strerror (errno));
          return FALSE;
        }
      data += n;
      left -= n;
    }

  return TRUE;
}

/* The system's part of a message of GLib, which names files that the person never saw. */
static const char *
reason_of (const GError *trouble)
{
  const char *colon = strrchr (trouble->message, ':');

  return colon != NULL ? colon + strspn (colon, ": ") : trouble->message;
}

/* A new file takes the place of the old one only when it is whole; only then is the disk waited for. */
static gboolean
write_file (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GError) trouble = NULL;

  if (strcmp (path, "-") == 0)
    return write_to_output (bytes, error);
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_ONLY_EXISTING, 0600, &trouble))
    return TRUE;

  g_set_error (error, ASKG_ERROR,
               g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ASKG_ERROR_STORAGE_FULL : ASKG_ERROR_STORAGE,
               _("%s cannot be written: %s. Choose another place with -o."), name, reason_of (trouble));

  return FALSE;
}

static gboolean
check_usage (const Options  *options,
             int             n_words,
             GError        **error)
{
  const int n_chosen = (options->output != NULL) + (options->region != NULL) + options->screen + options->window;

  if (options->file != NULL && n_words == 1 && n_chosen <= 1)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("Say where to and at most one thing to take: askglass capture "
                         "[--output NAME | --region X,Y,WxH | --window | --screen] -o FILE.png."));

  return FALSE;
}

int
askg_cli_capture (int    argc,
                  char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &options.output, N_("One output"), N_("NAME") },
    { "region", 'r', 0, G_OPTION_ARG_STRING, &options.region, N_("A part of the desktop"), N_("X,Y,WxH") },
    { "window", 'w', 0, G_OPTION_ARG_NONE, &options.window, N_("The window in use"), NULL },
    { "screen", 's', 0, G_OPTION_ARG_NONE, &options.screen, N_("Everything, as it is laid out"), NULL },
    { "file", 'o', 0, G_OPTION_ARG_FILENAME, &options.file, N_("Where to; - for standard output"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  g_autoptr(GBytes) png = NULL;

  if (!askg_cli_parse (entries, "capture", &argc, &argv, &error) || !check_usage (&options, argc, &error))
    return askg_exit_with_error (error);

  frame = take (&options, &error);
  if (frame != NULL)
    png = askg_png_encode (frame, &error);
  if (png == NULL || !write_file (options.file, png, &error))
    return askg_exit_with_error (error);

  return ASKG_EXIT_OK;
}
