/* askg-x11-grabber.c: main thread; the waiting is done on worker threads.
 * One request fetches the whole root window, so that all outputs show the same moment; their
 * frames are views of it. */
#include "capture/screen/askg-x11-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-x11-image.h"
#include "capture/screen/askg-x11-window-image.h"
#include "capture/screen/askg-x11-windows.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-rect.h"

struct _AskgX11Grabber
{
  GObject        parent_instance;

  /* Owned; safe on any thread */
  AskgX11Screen *screen;
  AskgX11Images *images;
};

static void grabber_iface_init (AskgGrabberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgX11Grabber, askg_x11_grabber, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_GRABBER, grabber_iface_init))

static AskgRect
union_of (GArray *outputs)
{
  AskgRect all = g_array_index (outputs, AskgX11Output, 0).place;

  for (guint i = 1; i < outputs->len; i++)
    askg_rect_unite (&all, &g_array_index (outputs, AskgX11Output, i).place);

  return all;
}

/* @pixels begin at @all's corner. The view of @output ends where they end: rows of the one are
 * rows of the other. */
static AskgFrame *
new_view (GBytes              *pixels,
          gsize                stride_bytes,
          const AskgRect      *all,
          const AskgX11Output *output,
          gint64               captured_at_us)
{
  const gsize offset = (gsize) (output->place.y - all->y) * stride_bytes + (gsize) (output->place.x - all->x) * 4;
  g_autoptr(GBytes) view = g_bytes_new_from_bytes (pixels, offset, g_bytes_get_size (pixels) - offset);
  g_autoptr(AskgFrame) frame = askg_frame_new (view, output->place.width, output->place.height, stride_bytes,
                                               TRUE, captured_at_us);

  return askg_frame_place (frame, output->name, &output->place);
}

static GPtrArray *
grab (AskgX11Grabber  *self,
      GError         **error)
{
  g_autoptr(GArray) outputs = askg_x11_screen_list_outputs (self->screen, error);
  g_autoptr(GBytes) pixels = NULL;
  AskgX11Source source = { 0 };
  GPtrArray *frames;
  gboolean opaque;
  gsize stride;
  gint64 captured_at_us;

  if (outputs == NULL)
    return NULL;

  source.drawable = askg_x11_screen_root (self->screen);
  source.area = union_of (outputs);
  source.depth = askg_x11_screen_root_depth (self->screen);
  captured_at_us = g_get_monotonic_time ();
  pixels = askg_x11_images_fetch (self->images, &source, &stride, &opaque, error);
  if (pixels == NULL)
    return NULL;

  frames = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < outputs->len; i++)
    g_ptr_array_add (frames, new_view (pixels, stride, &source.area, &g_array_index (outputs, AskgX11Output, i),
                                       captured_at_us));

  return frames;
}

static void
grab_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *frames = grab (source_object, &error);

  if (frames != NULL)
    g_task_return_pointer (task, frames, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
askg_x11_grabber_grab_async (AskgGrabber         *grabber,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (grabber, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_x11_grabber_grab_async);
  g_task_set_return_on_cancel (task, TRUE); /* a server that hangs must not hang us */
  g_task_run_in_thread (task, grab_in_thread);
}

static GPtrArray *
askg_x11_grabber_grab_finish (AskgGrabber   *grabber,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_x11_grabber_grab_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
askg_x11_grabber_list_windows (AskgGrabber *grabber)
{
  return askg_x11_windows_list (ASKG_X11_GRABBER (grabber)->screen);
}

static gboolean
askg_x11_grabber_tells_windows (AskgGrabber *grabber)
{
  return TRUE;
}

static void
grab_window_in_thread (GTask        *task,
                       gpointer      source_object,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  AskgX11Grabber *self = source_object;
  g_autoptr(GError) error = NULL;
  AskgFrame *frame = askg_x11_window_image_fetch (self->screen, self->images, *(guint64 *) task_data, &error);

  if (frame != NULL)
    g_task_return_pointer (task, frame, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
askg_x11_grabber_grab_window_async (AskgGrabber         *grabber,
                                    guint64              handle,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (grabber, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_x11_grabber_grab_window_async);
  g_task_set_task_data (task, g_memdup2 (&handle, sizeof handle), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, grab_window_in_thread);
}

static AskgFrame *
askg_x11_grabber_grab_window_finish (AskgGrabber   *grabber,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_x11_grabber_grab_window_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
askg_x11_grabber_get_kind (AskgGrabber *grabber)
{
  return "x11";
}

static void
grabber_iface_init (AskgGrabberInterface *iface)
{
  iface->get_kind = askg_x11_grabber_get_kind;
  iface->grab_async = askg_x11_grabber_grab_async;
  iface->grab_finish = askg_x11_grabber_grab_finish;
  iface->list_windows = askg_x11_grabber_list_windows;
  iface->tells_windows = askg_x11_grabber_tells_windows;
  iface->grab_window_async = askg_x11_grabber_grab_window_async;
  iface->grab_window_finish = askg_x11_grabber_grab_window_finish;
}

static void
askg_x11_grabber_finalize (GObject *object)
{
  AskgX11Grabber *self = ASKG_X11_GRABBER (object);

  g_clear_pointer (&self->images, askg_x11_images_free);
  g_clear_pointer (&self->screen, askg_x11_screen_close);

  G_OBJECT_CLASS (askg_x11_grabber_parent_class)->finalize (object);
}

static void
askg_x11_grabber_class_init (AskgX11GrabberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_x11_grabber_finalize;
}

static void
askg_x11_grabber_init (AskgX11Grabber *self)
{
}

/**
 * askg_x11_grabber_new:
 *
 * Errors: %ASKG_ERROR_NO_DISPLAY
 *
 * Returns: (transfer full): a grabber with a connection of its own, or %NULL with @error set
 */
AskgGrabber *
askg_x11_grabber_new (GError **error)
{
  g_autoptr(AskgX11Screen) screen = askg_x11_screen_open (error);
  AskgX11Grabber *self;

  if (screen == NULL)
    return NULL;

  self = g_object_new (ASKG_TYPE_X11_GRABBER, NULL);
  self->images = askg_x11_images_new (screen);
  self->screen = g_steal_pointer (&screen);

  return ASKG_GRABBER (self);
}

/**
 * askg_x11_grabber_describe:
 *
 * Returns: (transfer full): lines for a person: what this server lacks, and what that means
 */
char *
askg_x11_grabber_describe (AskgX11Grabber *self)
{
  GString *lines;

  g_return_val_if_fail (ASKG_IS_X11_GRABBER (self), NULL);

  lines = g_string_new (NULL);
  if (!askg_x11_images_has_shared_memory (self->images))
    g_string_append_printf (lines, "%s\n",
                            _("The server shares no memory with programs (MIT-SHM 1.2): pictures take longer."));
  if (!askg_x11_window_image_is_possible (self->screen))
    g_string_append_printf (lines, "%s\n",
                            _("The server has no XComposite: a window that others cover cannot be seen whole."));

  return g_string_free (lines, FALSE);
}
