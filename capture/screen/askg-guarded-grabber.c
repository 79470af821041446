/* askg-guarded-grabber.c: main thread.
 *
 * Where the desktop tells its windows, those that are never to be looked at are black in what it gives. They are
 * asked for before and after: one that moves meanwhile is black in both places. */
#include "capture/screen/askg-guarded-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-blackening.h"
#include "engine/base/askg-error.h"

struct _AskgGuardedGrabber
{
  GObject                 parent_instance;

  /* Owned */
  AskgGrabber            *inner;
  char                   *blackened; /* (nullable): whose window, in the last grab */
  GArray                 *places;    /* of AskgRect: what is black in it */
  gpointer                data;
  GDestroyNotify          free_data;

  /* Borrowed */
  const AskgGrabberGuard *guard;
};

static void grabber_iface_init (AskgGrabberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgGuardedGrabber, askg_guarded_grabber, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_GRABBER, grabber_iface_init))

static const char *
name_of (const AskgWindowPlace *window)
{
  if (window->app != NULL && *window->app != '\0')
    return window->app;

  return window->title != NULL ? window->title : _("a window");
}

/* @but_hidden: those that are never to be looked at stay */
static void
leave_out_popups (AskgGuardedGrabber *self,
                  GPtrArray          *windows,
                  gboolean            but_hidden)
{
  for (guint i = windows->len; i-- > 0;)
    {
      const AskgWindowPlace *window = g_ptr_array_index (windows, i);

      if (window->is_popup && !(but_hidden && self->guard->is_hidden (window, self->data)))
        g_ptr_array_remove_index (windows, i);
    }
}

/* Adds what is black as the windows stand now to @places. */
static void
look (AskgGuardedGrabber *self,
      GArray             *places)
{
  g_autoptr(GPtrArray) windows = askg_grabber_list_windows (self->inner);
  g_autofree gboolean *is_hidden = g_new0 (gboolean, windows->len + 1);
  g_autoptr(GArray) found = NULL;

  /* What pops up over a window that is not to be seen may be one that can be seen through. */
  leave_out_popups (self, windows, TRUE);
  for (guint i = 0; i < windows->len; i++)
    {
      is_hidden[i] = self->guard->is_hidden (g_ptr_array_index (windows, i), self->data);
      if (is_hidden[i] && self->blackened == NULL)
        self->blackened = g_strdup (name_of (g_ptr_array_index (windows, i)));
    }
  found = askg_blackening_find (windows, is_hidden);
  if (found->len > 0)
    g_array_append_vals (places, found->data, found->len);
}

static gboolean
refuses (AskgGuardedGrabber *self,
         GTask              *task,
         gboolean            is_last)
{
  GError *error = self->guard->refuse (self->data, is_last);

  if (error == NULL)
    return FALSE;
  g_task_return_error (task, error);

  return TRUE;
}

/* -- Everything --------------------------------------------------------------- */

static void
grabbed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgGuardedGrabber *self = g_task_get_source_object (task);
  GArray *places = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (ASKG_GRABBER (object), result, &error);
  g_autoptr(GPtrArray) guarded = NULL;

  if (frames == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (refuses (self, task, TRUE)) /* locked meanwhile */
    return;
  look (self, places);
  g_array_append_vals (self->places, places->data, places->len);
  if (places->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&frames), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  guarded = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (guarded, askg_blackening_apply (g_ptr_array_index (frames, i), places));
  g_task_return_pointer (task, g_steal_pointer (&guarded), (GDestroyNotify) g_ptr_array_unref);
}

static void
guarded_grab_async (AskgGrabber         *grabber,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  AskgGuardedGrabber *self = ASKG_GUARDED_GRABBER (grabber);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  g_task_set_source_tag (task, guarded_grab_async);
  g_task_set_task_data (task, places, (GDestroyNotify) g_array_unref);
  g_clear_pointer (&self->blackened, g_free);
  g_array_set_size (self->places, 0);
  if (refuses (self, task, FALSE))
    return;
  look (self, places);
  askg_grabber_grab_async (self->inner, cancellable, grabbed_cb, g_steal_pointer (&task));
}

static GPtrArray *
guarded_grab_finish (AskgGrabber   *grabber,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, guarded_grab_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- One window ---------------------------------------------------------------- */

static void
window_grabbed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AskgFrame *frame = askg_grabber_grab_window_finish (ASKG_GRABBER (object), result, &error);

  if (frame != NULL)
    g_task_return_pointer (task, frame, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Returns %TRUE when the window is one of those, after it was said. */
static gboolean
refuses_window (AskgGuardedGrabber *self,
                guint64             handle,
                GTask              *task)
{
  g_autoptr(GPtrArray) windows = askg_grabber_list_windows (self->inner);

  for (guint i = 0; i < windows->len; i++)
    {
      const AskgWindowPlace *window = g_ptr_array_index (windows, i);

      if (window->handle != handle || !self->guard->is_hidden (window, self->data))
        continue;
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED,
                               _("No picture was taken: %s is among the windows that Askglass never looks at. "
                                 "Choose another window, or take it off that list in the preferences."), name_of (window));
      return TRUE;
    }

  return FALSE;
}

static void
guarded_grab_window_async (AskgGrabber         *grabber,
                           guint64              handle,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  AskgGuardedGrabber *self = ASKG_GUARDED_GRABBER (grabber);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, guarded_grab_window_async);
  if (refuses (self, task, TRUE) || refuses_window (self, handle, task))
    return;
  askg_grabber_grab_window_async (self->inner, handle, cancellable, window_grabbed_cb, g_steal_pointer (&task));
}

static AskgFrame *
guarded_grab_window_finish (AskgGrabber   *grabber,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, guarded_grab_window_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- The rest ------------------------------------------------------------------- */

static const char *
guarded_get_kind (AskgGrabber *grabber)
{
  return askg_grabber_get_kind (ASKG_GUARDED_GRABBER (grabber)->inner);
}

static GPtrArray *
guarded_list_windows (AskgGrabber *grabber)
{
  GPtrArray *windows = askg_grabber_list_windows (ASKG_GUARDED_GRABBER (grabber)->inner);

  leave_out_popups (ASKG_GUARDED_GRABBER (grabber), windows, FALSE);

  return windows;
}

static gboolean
guarded_tells_windows (AskgGrabber *grabber)
{
  return askg_grabber_tells_windows (ASKG_GUARDED_GRABBER (grabber)->inner);
}

static void
grabber_iface_init (AskgGrabberInterface *iface)
{
  iface->get_kind = guarded_get_kind;
  iface->grab_async = guarded_grab_async;
  iface->grab_finish = guarded_grab_finish;
  iface->list_windows = guarded_list_windows;
  iface->tells_windows = guarded_tells_windows;
  iface->grab_window_async = guarded_grab_window_async;
  iface->grab_window_finish = guarded_grab_window_finish;
}

static void
askg_guarded_grabber_finalize (GObject *object)
{
  AskgGuardedGrabber *self = ASKG_GUARDED_GRABBER (object);

  g_clear_object (&self->inner);
  g_clear_pointer (&self->blackened, g_free);
  g_clear_pointer (&self->places, g_array_unref);
  if (self->free_data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (askg_guarded_grabber_parent_class)->finalize (object);
}

static void
askg_guarded_grabber_class_init (AskgGuardedGrabberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_guarded_grabber_finalize;
}

static void
askg_guarded_grabber_init (AskgGuardedGrabber *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (AskgRect));
}

/**
 * askg_guarded_grabber_new:
 * @inner: (transfer none): what gives the pixels
 * @guard: (transfer none): static
 * @data: (transfer full): handed to every function of @guard
 *
 * Returns: (transfer full)
 */
AskgGrabber *
askg_guarded_grabber_new (AskgGrabber            *inner,
                          const AskgGrabberGuard *guard,
                          gpointer                data,
                          GDestroyNotify          free_data)
{
  AskgGuardedGrabber *self = g_object_new (ASKG_TYPE_GUARDED_GRABBER, NULL);

  self->inner = g_object_ref (inner);
  self->guard = guard;
  self->data = data;
  self->free_data = free_data;

  return ASKG_GRABBER (self);
}

/**
 * askg_guarded_grabber_get_blackened:
 * @within: (nullable): the part that is of interest, in logical desktop coordinates; %NULL for all of it
 *
 * Returns: (nullable) (transfer none): an application of which something is black in what was grabbed last
 */
const char *
askg_guarded_grabber_get_blackened (AskgGuardedGrabber *self,
                                    const AskgRect     *within)
{
  g_return_val_if_fail (ASKG_IS_GUARDED_GRABBER (self), NULL);

  for (guint i = 0; i < self->places->len; i++)
    {
      const AskgRect *place = &g_array_index (self->places, AskgRect, i);

      if (within == NULL ||
          (place->x < within->x + within->width && within->x < place->x + place->width &&
           place->y < within->y + within->height && within->y < place->y + place->height))
        return self->blackened;
    }

  return NULL;
}
