/* askg-cli-attach.c: files, pipes, sounds, screens and the clipboard become attachments of a request. */
#include "app/askg-cli-attach.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/askg-capture-guard.h"
#include "app/askg-editor-note.h"
#include "app/askg-exit.h"
#include "app/askg-given.h"
#include "capture/clipboard/askg-clipboard.h"
#include "capture/screen/askg-grabber.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-png.h"
#include "engine/base/askg-wav.h"
#include "engine/base/askg-window-place.h"

#define MAX_INPUT_BYTES (64u * 1024 * 1024)

static void
set_unreadable_error (GError     **error,
                      const char  *name,
                      int          errno_of_read)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
               _("%s cannot be read (%s). Check its name and permissions, or give another."), name,
               g_strerror (errno_of_read));
}

static GBytes *
read_all (int          fd,
          const char  *name,
          GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 block[64 * 1024];

  for (;;)
    {
      const gssize n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_unreadable_error (error, name, errno);
          return NULL;
        }
      if (n == 0)
        break;
      g_byte_array_append (bytes, block, n);
      if (bytes->len > MAX_INPUT_BYTES)
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                       _("%s is larger than 64 MB. Give a smaller picture, a shorter sound or less text."), name);
          return NULL;
        }
    }
  if (bytes->len == 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s is empty. Give a picture or some text."), name);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  struct stat info;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
  GBytes *bytes;

  if (fd < 0)
    {
      set_unreadable_error (error, name, errno);
      return NULL;
    }
  if (fstat (fd, &info) == 0 && S_ISDIR (info.st_mode))
    {
      close (fd);
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("%s is a folder. Name a picture or a text inside it."), name);
      return NULL;
    }
  bytes = read_all (fd, name, error);
  close (fd);

  return bytes;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      path,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = path != NULL ? read_file (path, &error) : read_all (STDIN_FILENO, _("Standard input"), &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* A pipe may be silent, a FIFO not even open: Ctrl-C leaves the thread to the end of the process. */
static GBytes *
read_and_wait (const char  *path,
               GError     **error)
{
  g_autoptr(GTask) task = NULL;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  task = g_task_new (NULL, askg_cli_get_cancellable (), askg_wait_cb, &wait);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_in_thread);
  askg_wait_for (&wait);

  return g_task_propagate_pointer (task, error);
}

/**
 * askg_cli_read_file:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when there is no such file or nothing in it; %ASKG_ERROR_TOO_LARGE
 */
GBytes *
askg_cli_read_file (const char  *path,
                    GError     **error)
{
  return read_and_wait (path, error);
}

/**
 * askg_cli_read_pipe:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE, also when standard input is a terminal; %ASKG_ERROR_TOO_LARGE
 */
GBytes *
askg_cli_read_pipe (GError **error)
{
  if (isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("“-” reads from a pipe, and standard input is a terminal. "
                             "Use: command | askglass ask - TEXT."));
      return NULL;
    }

  return read_and_wait (NULL, error);
}

/* What an editor writes to standard input, see askg-editor-note.h. */
gboolean
askg_cli_attach_note (json_t  *attachments,
                      GError **error)
{
  g_autoptr(GBytes) bytes = askg_cli_read_pipe (error);
  g_autofree char *json = NULL, *title = NULL, *text = NULL;

  if (bytes == NULL)
    return FALSE;
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  text = askg_editor_note_read (json, &title, error);

  return text != NULL && json_array_append_new (attachments, json_pack ("{s:s, s:s, s:s}", "kind", "file", "title", title, "text", text)) == 0;
}

static json_t *
attach_wav (GBytes      *bytes,
            const char  *kind,
            const char  *title,
            GError     **error)
{
  g_autoptr(AskgPcm) sound = askg_wav_read (bytes, error);
  g_autofree char *base64 = NULL;

  if (sound == NULL)
    return NULL;
  base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return json_pack ("{s:s, s:s*, s:s}", "kind", kind, "title", title, "sound", base64);
}

/**
 * askg_cli_attach_sound:
 * @path: a WAV file
 *
 * Errors: %ASKG_ERROR_UNREADABLE_SOUND for every other kind of file, %ASKG_ERROR_NOTHING_THERE,
 * %ASKG_ERROR_TOO_LARGE
 */
gboolean
askg_cli_attach_sound (json_t      *attachments,
                       const char  *path,
                       GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GBytes) bytes = askg_cli_read_file (path, error);
  json_t *attachment = bytes != NULL ? attach_wav (bytes, "file", name, error) : NULL;

  return attachment != NULL && json_array_append_new (attachments, attachment) == 0;
}

/**
 * askg_cli_attach_bytes:
 * @bytes: a picture, a WAV file or text
 * @kind: where it came from; see #AskgAttachmentKind
 * @title: (nullable): such as its name
 *
 * Errors: see askg_given_to_text()
 *
 * Returns: (transfer full): an attachment as requests have it
 */
json_t *
askg_cli_attach_bytes (GBytes      *bytes,
                       const char  *kind,
                       const char  *title,
                       GError     **error)
{
  const char *name = title != NULL ? title : g_str_equal (kind, "pipe") ? _("Standard input") : _("The clipboard");
  g_autoptr(GError) trouble = NULL;
  g_autofree char *text = NULL;
  g_autofree char *picture = NULL;

  if (askg_wav_is_one (bytes))
    return attach_wav (bytes, kind, title, error);
  text = askg_given_to_text (bytes, name, &trouble);
  if (text != NULL)
    return json_pack ("{s:s, s:s*, s:s}", "kind", kind, "title", title, "text", text);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  picture = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return json_pack ("{s:s, s:s*, s:s}", "kind", kind, "title", title, "picture", picture);
}

/* @began_us: monotonic: when it was asked for; it is there by now */
static gboolean
attach_frame (json_t      *attachments,
              AskgFrame   *frame,
              gint64       began_us,
              const char  *kind,
              const char  *title,
              const char  *app,
              GError     **error)
{
  const gint64 ended_us = g_get_monotonic_time ();
  g_autoptr(GBytes) png = askg_png_encode (frame, error);
  json_t *attachment;

  if (png == NULL)
    return FALSE;
  attachment = askg_cli_attach_bytes (png, kind, title, error);
  if (app != NULL)
    json_object_set_new (attachment, "app", json_string (app));
  json_object_set_new (attachment, "captured_us", json_pack ("[I, I]", (json_int_t) began_us, (json_int_t) ended_us));

  return json_array_append_new (attachments, attachment) == 0;
}

/* A picture for every output: what a person calls the screen. */
gboolean
askg_cli_attach_screen (json_t  *attachments,
                        GError **error)
{
  g_autoptr(AskgGrabber) grabber = askg_capture_guard_open_now (error);
  g_autoptr(GPtrArray) frames = NULL;
  g_autofree char *note = NULL;
  const gint64 began_us = g_get_monotonic_time ();
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  if (grabber == NULL)
    return FALSE;
  askg_grabber_grab_async (grabber, askg_cli_get_cancellable (), askg_wait_cb, &wait);
  frames = askg_grabber_grab_finish (grabber, askg_wait_for (&wait), error);
  if (frames == NULL)
    return FALSE;
  note = askg_capture_guard_dup_note (grabber, NULL);
  if (note != NULL)
    askg_exit_say (note);

  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);

      if (!attach_frame (attachments, frame, began_us, "screen", askg_frame_get_output (frame), NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* The topmost window: the one in use. */
gboolean
askg_cli_attach_window (json_t  *attachments,
                        GError **error)
{
  g_autoptr(AskgGrabber) grabber = askg_capture_guard_open_now (error);
  g_autoptr(GPtrArray) windows = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  const AskgWindowPlace *window;
  const gint64 began_us = g_get_monotonic_time ();
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  if (grabber == NULL)
    return FALSE;
  windows = askg_grabber_list_windows (grabber);
  if (windows->len == 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("This desktop does not tell which windows there are. Use --region and drag round the window."));
      return FALSE;
    }
  window = g_ptr_array_index (windows, 0);
  askg_grabber_grab_window_async (grabber, window->handle, askg_cli_get_cancellable (), askg_wait_cb, &wait);
  frame = askg_grabber_grab_window_finish (grabber, askg_wait_for (&wait), error);

  return frame != NULL && attach_frame (attachments, frame, began_us, "window", window->title, window->app, error);
}

/* A picture if there is one, else text. */
gboolean
askg_cli_attach_clipboard (json_t  *attachments,
                           GError **error)
{
  g_autoptr(GBytes) bytes = NULL;
  json_t *attachment;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  askg_clipboard_read_async (askg_cli_get_cancellable (), askg_wait_cb, &wait);
  bytes = askg_clipboard_read_finish (askg_wait_for (&wait), error);
  attachment = bytes != NULL ? askg_cli_attach_bytes (bytes, "clipboard", NULL, error) : NULL;

  return attachment != NULL && json_array_append_new (attachments, attachment) == 0;
}
