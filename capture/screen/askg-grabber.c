/* askg-grabber.c: main thread. */
#include "capture/screen/askg-grabber.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-window-place.h"

G_DEFINE_INTERFACE (AskgGrabber, askg_grabber, G_TYPE_OBJECT)

static GPtrArray *
list_no_windows (AskgGrabber *self)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_window_place_free);
}

static gboolean
tell_no_windows (AskgGrabber *self)
{
  return FALSE;
}

static void
refuse_window_async (AskgGrabber         *self,
                     guint64              handle,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, refuse_window_async);
  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("This desktop does not let programs see single windows. Choose a region instead."));
}

static AskgFrame *
refuse_window_finish (AskgGrabber   *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, refuse_window_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What most desktops can: no windows. */
static void
askg_grabber_default_init (AskgGrabberInterface *iface)
{
  iface->list_windows = list_no_windows;
  iface->tells_windows = tell_no_windows;
  iface->grab_window_async = refuse_window_async;
  iface->grab_window_finish = refuse_window_finish;
}

/**
 * askg_grabber_get_kind:
 * @self: a grabber
 *
 * Returns: (transfer none): "x11", "screencopy" or "portal": for `askglass doctor` and for tests, never to
 *   decide something
 */
const char *
askg_grabber_get_kind (AskgGrabber *self)
{
  g_return_val_if_fail (ASKG_IS_GRABBER (self), NULL);

  return ASKG_GRABBER_GET_IFACE (self)->get_kind (self);
}

/**
 * askg_grabber_grab_async:
 * @self: a grabber
 * @cancellable: (nullable): ends the waiting; the desktop is told where it can be told
 * @callback: runs once, on this thread
 *
 * Fetches what every output shows, all at the same moment as far as the desktop allows.
 * The caller has hidden its own windows before.
 */
void
askg_grabber_grab_async (AskgGrabber         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_GRABBER (self));

  ASKG_GRABBER_GET_IFACE (self)->grab_async (self, cancellable, callback, user_data);
}

/**
 * askg_grabber_grab_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; %ASKG_ERROR_NO_DISPLAY when the screen is gone;
 * %ASKG_ERROR_CAPTURE_REFUSED when the person or the desktop said no;
 * %ASKG_ERROR_CAPTURE_UNAVAILABLE; %ASKG_ERROR_TIMED_OUT; %ASKG_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full) (element-type AskgFrame): a frame for each output, with its name and its place
 *   in logical desktop coordinates (one frame without a name where outputs cannot be told apart);
 *   or %NULL with @error set
 */
GPtrArray *
askg_grabber_grab_finish (AskgGrabber   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (ASKG_IS_GRABBER (self), NULL);

  return ASKG_GRABBER_GET_IFACE (self)->grab_finish (self, result, error);
}

/**
 * askg_grabber_list_windows:
 * @self: a grabber
 *
 * Takes about a millisecond.
 *
 * Returns: (transfer full) (element-type AskgWindowPlace): the windows to be seen, without Askglass's own,
 *   topmost first; empty where the desktop does not tell
 */
GPtrArray *
askg_grabber_list_windows (AskgGrabber *self)
{
  g_return_val_if_fail (ASKG_IS_GRABBER (self), NULL);

  return ASKG_GRABBER_GET_IFACE (self)->list_windows (self);
}

/**
 * askg_grabber_tells_windows:
 *
 * Returns: whether this desktop tells which windows are to be seen, and where: an empty list means then that
 *   there is none
 */
gboolean
askg_grabber_tells_windows (AskgGrabber *self)
{
  g_return_val_if_fail (ASKG_IS_GRABBER (self), FALSE);

  return ASKG_GRABBER_GET_IFACE (self)->tells_windows (self);
}

/**
 * askg_grabber_grab_window_async:
 * @self: a grabber
 * @handle: of a window in askg_grabber_list_windows()
 * @cancellable: (nullable): ends the waiting
 * @callback: runs once, on this thread
 *
 * Fetches one window, whole even where others cover it.
 */
void
askg_grabber_grab_window_async (AskgGrabber         *self,
                                guint64              handle,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_GRABBER (self));

  ASKG_GRABBER_GET_IFACE (self)->grab_window_async (self, handle, cancellable, callback, user_data);
}

/**
 * askg_grabber_grab_window_finish:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE where the desktop shows no single windows;
 * %ASKG_ERROR_NOTHING_THERE when it is minimised or closed; those of askg_grabber_grab_finish().
 *
 * Returns: (transfer full): the window with its title bar, placed where it stands, or %NULL with @error set
 */
AskgFrame *
askg_grabber_grab_window_finish (AskgGrabber   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (ASKG_IS_GRABBER (self), NULL);

  return ASKG_GRABBER_GET_IFACE (self)->grab_window_finish (self, result, error);
}
