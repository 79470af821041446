/* askg-screencopy-grabber.c: main thread. All outputs are asked at once and answer when each has drawn
 * its next picture. */
#include "capture/screen/askg-screencopy-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-screencopy-shot.h"
#include "capture/screen/askg-shot.h"
#include "capture/screen/askg-sway-windows.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-window-place.h"

/* An output answers with its next picture: within a sixtieth of a second, unless something is wrong. */
#define ANSWER_SECONDS 5

struct _AskgScreencopyGrabber
{
  GObject            parent_instance;

  /* Owned */
  AskgWaylandScreen *screen;
  AskgShmPool       *pool;
  GList             *running; /* GTask, referenced */
};

/* One grab. */
typedef struct
{
  AskgScreencopyGrabber *grabber;   /* owned: a task lets go of its source before its data */
  GPtrArray             *shots;     /* AskgScreencopyShot, owned */
  guint                  n_waiting;
  GSource               *timer;     /* owned */
  GSource               *cancelled; /* owned */
} Grab;

static void grabber_iface_init (AskgGrabberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgScreencopyGrabber, askg_screencopy_grabber, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_GRABBER, grabber_iface_init))

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
grab_free (gpointer data)
{
  Grab *grab = data;

  clear_source (&grab->timer);
  clear_source (&grab->cancelled);
  g_ptr_array_unref (grab->shots);
  g_object_unref (grab->grabber);
  g_free (grab);
}

static void
set_memory_error (GError **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
               _("There is not enough memory for a picture of the screen. Close other programs and try again."));
}

/* An output that is asleep gives no picture, and there is nothing to see on it. */
static GPtrArray *
take_frames (Grab    *grab,
             GError **error)
{
  g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < grab->shots->len; i++)
    {
      AskgScreencopyShot *shot = g_ptr_array_index (grab->shots, i);
      AskgFrame *frame;

      if (!askg_screencopy_shot_has_picture (shot))
        continue;
      frame = askg_screencopy_shot_take_frame (shot);
      if (frame == NULL)
        {
          set_memory_error (error);
          return NULL;
        }
      g_ptr_array_add (frames, frame);
    }
  if (frames->len == 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                   _("No output gave a picture: the screen is asleep, or changed in that moment. Try again."));
      return NULL;
    }

  return g_steal_pointer (&frames);
}

static void
make_frames_in_thread (GTask        *task,
                       gpointer      source_object,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *frames = take_frames (task_data, &error);

  if (frames != NULL)
    g_task_return_pointer (task, frames, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
grab_needs_work (Grab *grab)
{
  for (guint i = 0; i < grab->shots->len; i++)
    {
      AskgScreencopyShot *shot = g_ptr_array_index (grab->shots, i);

      if (askg_screencopy_shot_has_picture (shot) && askg_screencopy_shot_needs_work (shot))
        return TRUE;
    }

  return FALSE;
}

static void
withdraw (gpointer shot,
          gpointer user_data)
{
  askg_screencopy_shot_withdraw (shot);
}

/* The grab is over, one way or another: with @error, or with what its shots have. */
static void
end_grab (GTask  *task,
          GError *error)
{
  g_autoptr(GTask) owned = task;
  AskgScreencopyGrabber *self = g_task_get_source_object (task);
  Grab *grab = g_task_get_task_data (task);

  self->running = g_list_remove (self->running, task);
  clear_source (&grab->timer);
  clear_source (&grab->cancelled);
  g_ptr_array_foreach (grab->shots, withdraw, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (grab_needs_work (grab))
    g_task_run_in_thread (task, make_frames_in_thread);
  else
    make_frames_in_thread (task, self, grab, NULL);
}

static void
shot_done (AskgScreencopyShot *shot,
           gpointer            user_data)
{
  Grab *grab = g_task_get_task_data (user_data);

  if (--grab->n_waiting == 0)
    end_grab (user_data, NULL);
}

static gboolean
timeout_cb (gpointer user_data)
{
  end_grab (user_data, g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                                    _("The compositor gave no picture within %d seconds. Try again."), ANSWER_SECONDS));

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  end_grab (user_data, error);

  return G_SOURCE_REMOVE;
}

static GSource *
watch (GSource     *source,
       const char  *name,
       GSourceFunc  callback,
       GTask       *task)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, task, NULL);
  g_source_attach (source, NULL);

  return source;
}

static void
begin_shots (AskgScreencopyGrabber *self,
             GTask                 *task,
             Grab                  *grab)
{
  GPtrArray *outputs = askg_wayland_screen_list_outputs (self->screen);

  for (guint i = 0; i < outputs->len; i++)
    {
      AskgWaylandOutput *output = g_ptr_array_index (outputs, i);

      if (output->place.width > 0 && output->place.height > 0)
        g_ptr_array_add (grab->shots,
                         askg_screencopy_shot_begin (self->screen, output, self->pool, shot_done, task));
    }
  grab->n_waiting = grab->shots->len;
}

static void
askg_screencopy_grabber_grab_async (AskgGrabber         *grabber,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  AskgScreencopyGrabber *self = ASKG_SCREENCOPY_GRABBER (grabber);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Grab *grab = g_new0 (Grab, 1);

  g_task_set_source_tag (task, askg_screencopy_grabber_grab_async);
  g_task_set_task_data (task, grab, grab_free);
  grab->grabber = g_object_ref (self);
  grab->shots = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_screencopy_shot_free);
  self->running = g_list_prepend (self->running, task);

  begin_shots (self, task, grab);
  if (!askg_wayland_screen_flush (self->screen))
    {
      end_grab (task, askg_wayland_screen_lost_error ());
      return;
    }
  if (grab->n_waiting == 0)
    {
      end_grab (task, NULL);
      return;
    }
  grab->timer = watch (g_timeout_source_new_seconds (ANSWER_SECONDS), "[askg] screencopy patience", timeout_cb, task);
  if (cancellable != NULL)
    grab->cancelled = watch (g_cancellable_source_new (cancellable), "[askg] screencopy cancelled",
                             G_SOURCE_FUNC (cancelled_cb), task);
}

static GPtrArray *
askg_screencopy_grabber_grab_finish (AskgGrabber   *grabber,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_screencopy_grabber_grab_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
compositor_lost (gpointer user_data)
{
  AskgScreencopyGrabber *self = user_data;

  while (self->running != NULL)
    end_grab (self->running->data, askg_wayland_screen_lost_error ());
}

/* -- Windows, where the compositor tells them ------------------------------------ */

static GPtrArray *
askg_screencopy_grabber_list_windows (AskgGrabber *grabber)
{
  GPtrArray *windows = askg_sway_windows_list ();

  return windows != NULL ? windows : g_ptr_array_new_with_free_func ((GDestroyNotify) askg_window_place_free);
}

static gboolean
askg_screencopy_grabber_tells_windows (AskgGrabber *grabber)
{
  g_autoptr(GPtrArray) windows = askg_sway_windows_list ();

  return windows != NULL;
}

/* What is seen of it: a compositor gives outputs and no single windows. */
static void
window_grabbed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (ASKG_GRABBER (object), result, &error);
  AskgFrame *frame = frames != NULL ? askg_shot_of_region (frames, g_task_get_task_data (task), &error) : NULL;

  if (frame != NULL)
    g_task_return_pointer (task, frame, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
askg_screencopy_grabber_grab_window_async (AskgGrabber         *grabber,
                                           guint64              handle,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (grabber, cancellable, callback, user_data);
  g_autoptr(GPtrArray) windows = askg_sway_windows_list ();

  g_task_set_source_tag (task, askg_screencopy_grabber_grab_window_async);
  if (windows == NULL)
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                               _("This desktop does not let programs see single windows. Choose a region instead."));
      return;
    }
  for (guint i = 0; i < windows->len; i++)
    {
      const AskgWindowPlace *window = g_ptr_array_index (windows, i);

      if (window->handle != handle)
        continue;
      g_task_set_task_data (task, g_memdup2 (&window->place, sizeof window->place), g_free);
      askg_grabber_grab_async (grabber, cancellable, window_grabbed_cb, g_steal_pointer (&task));
      return;
    }
  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("The window is no longer there: it was closed. Choose another window."));
}

static AskgFrame *
askg_screencopy_grabber_grab_window_finish (AskgGrabber   *grabber,
                                            GAsyncResult  *result,
                                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_screencopy_grabber_grab_window_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
askg_screencopy_grabber_get_kind (AskgGrabber *grabber)
{
  return "screencopy";
}

static void
grabber_iface_init (AskgGrabberInterface *iface)
{
  iface->get_kind = askg_screencopy_grabber_get_kind;
  iface->grab_async = askg_screencopy_grabber_grab_async;
  iface->grab_finish = askg_screencopy_grabber_grab_finish;
  iface->list_windows = askg_screencopy_grabber_list_windows;
  iface->tells_windows = askg_screencopy_grabber_tells_windows;
  iface->grab_window_async = askg_screencopy_grabber_grab_window_async;
  iface->grab_window_finish = askg_screencopy_grabber_grab_window_finish;
}

static void
askg_screencopy_grabber_finalize (GObject *object)
{
  AskgScreencopyGrabber *self = ASKG_SCREENCOPY_GRABBER (object);

  g_assert (self->running == NULL); /* each holds a reference to us */
  g_clear_pointer (&self->pool, askg_shm_pool_close);
  g_clear_pointer (&self->screen, askg_wayland_screen_close);

  G_OBJECT_CLASS (askg_screencopy_grabber_parent_class)->finalize (object);
}

static void
askg_screencopy_grabber_class_init (AskgScreencopyGrabberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_screencopy_grabber_finalize;
}

static void
askg_screencopy_grabber_init (AskgScreencopyGrabber *self)
{
}

/**
 * askg_screencopy_grabber_new:
 * @screen: (transfer full): a connection whose compositor offers screencopy
 *
 * Returns: (transfer full): a grabber
 */
AskgGrabber *
askg_screencopy_grabber_new (AskgWaylandScreen *screen)
{
  AskgScreencopyGrabber *self;

  g_return_val_if_fail (screen != NULL && askg_wayland_screen_screencopy (screen) != NULL, NULL);

  self = g_object_new (ASKG_TYPE_SCREENCOPY_GRABBER, NULL);
  self->screen = screen;
  self->pool = askg_screencopy_pool_new ();
  askg_wayland_screen_on_lost (screen, compositor_lost, self);

  return ASKG_GRABBER (self);
}
