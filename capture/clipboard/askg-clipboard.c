/* askg-clipboard.c: main thread; the reading itself is done by a worker, without GTK, so that the
 * command line can do it too and no window needs the focus. */
#include "capture/clipboard/askg-clipboard.h"

#include <glib/gi18n-lib.h>

#include "capture/clipboard/askg-clipboard-private.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-secret-mark.h"

#define SILENCE_US (3 * G_TIME_SPAN_SECOND)
#define WHOLE_US   (10 * G_TIME_SPAN_SECOND)

const char *const askg_clipboard_types[] = {
  "image/png", "image/jpeg", "image/webp", "text/plain;charset=utf-8", "UTF8_STRING", "text/plain", "STRING", NULL
};

/* Lower is better; -1 for a type that is not taken. */
int
askg_clipboard_rank (const char *type)
{
  for (int i = 0; askg_clipboard_types[i] != NULL; i++)
    if (g_ascii_strcasecmp (askg_clipboard_types[i], type) == 0)
      return i;

  return -1;
}

GError *
askg_clipboard_nothing_there (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                              _("The clipboard holds no picture and no text. Copy one, then try again."));
}

GError *
askg_clipboard_too_slow (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                              _("The program that holds the clipboard did not give it in time. "
                                "Copy it again, then try again."));
}

GError *
askg_clipboard_broken_off (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                              _("The program that holds the clipboard broke off while it gave it. "
                                "Copy it again, then try again."));
}

GError *
askg_clipboard_too_large (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                              _("What is on the clipboard is larger than 64 MB. Copy less."));
}

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  AskgClipboardPatience patience;
  GError *error = NULL;
  GBytes *bytes = NULL;

  askg_clipboard_patience_start (&patience, SILENCE_US, WHOLE_US);
  if (is_set ("WAYLAND_DISPLAY"))
    bytes = askg_clipboard_wayland_read (&patience, cancellable, &error);
  else if (is_set ("DISPLAY"))
    bytes = askg_clipboard_x11_read (&patience, cancellable, &error);
  else
    error = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                                 _("There is no display here, so there is no clipboard. Give a file or use a pipe."));

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * askg_clipboard_read_async:
 *
 * Reads the picture on the clipboard, or else its text. Never called on a change: reading can use
 * up what was copied for one paste. What a password manager marked is not read.
 */
void
askg_clipboard_read_async (GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_clipboard_read_async);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * askg_clipboard_read_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE; %ASKG_ERROR_TOO_LARGE; %ASKG_ERROR_TIMED_OUT when its owner
 *   does not answer, or breaks off; %ASKG_ERROR_NO_DISPLAY; %ASKG_ERROR_UNAVAILABLE where the desktop shows the
 *   clipboard to the focused window alone; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): an encoded picture, or text in UTF-8
 */
GBytes *
askg_clipboard_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_clipboard_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
check_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  AskgClipboardPatience patience;

  askg_clipboard_patience_start (&patience, SILENCE_US, SILENCE_US);
  if (askg_clipboard_x11_is_secret (&patience, cancellable))
    g_task_return_error (task, askg_secret_mark_new_error ());
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * askg_clipboard_check_async:
 *
 * Before something is pasted in a window: whether a password manager marked it. GTK does not tell that on X11, and tells
 * it by itself on Wayland, where nothing is looked for here.
 */
void
askg_clipboard_check_async (GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_clipboard_check_async);
  if (is_set ("WAYLAND_DISPLAY") || !is_set ("DISPLAY"))
    g_task_return_boolean (task, TRUE);
  else
    g_task_run_in_thread (task, check_in_thread);
}

/**
 * askg_clipboard_check_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is a secret; %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it may be read
 */
gboolean
askg_clipboard_check_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_clipboard_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * askg_clipboard_describe:
 *
 * Returns: (transfer full): a sentence for `askglass doctor`; %NULL where it cannot be read from here
 */
char *
askg_clipboard_describe (void)
{
  if (is_set ("WAYLAND_DISPLAY"))
    return askg_clipboard_wayland_works ()
             ? g_strdup (_("The compositor shows it to Askglass at any time (data-control).")) : NULL;

  return is_set ("DISPLAY") ? g_strdup (_("X11 shows it to every program at any time.")) : NULL;
}
