/* askg-region-picker.c: main thread. */
#include "ui/region/askg-region-picker.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "ui/region/askg-first-paint.h"
#include "ui/region/askg-region-keys.h"
#include "ui/region/askg-region-window.h"
#include "ui/region/askg-region-windows.h"

#define FOCUS_GRACE_MS 400 /* between two of our windows nobody has the focus for a moment */

struct _AskgRegionPicker
{
  GObject           parent_instance;

  /* Owned */
  GtkApplication   *app;
  GPtrArray        *frames;          /* AskgFrame; (nullable) once it has been used */
  GPtrArray        *places;          /* AskgWindowPlace; (nullable) */

  /* While it is open */
  GTask            *task;            /* owned */
  GPtrArray        *windows;         /* owned array of borrowed AskgRegionWindow */
  AskgRegionWindow *current;         /* borrowed: whose turn it is; the keys go there */
  GPtrArray        *paints;          /* owned: AskgFirstPaint, one a window */
  guint             n_painted;       /* of them */
  GListModel       *monitors;        /* borrowed from the display */
  GSource          *cancel_source;   /* owned; (nullable) */
  guint             focus_source;
  gboolean          was_focused;
  gboolean          has_pointer;     /* or nothing more can be learnt about where it is */
};

enum { SHOWN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgRegionPicker, askg_region_picker, G_TYPE_OBJECT)

static const char open_key[] = "askg-region-open";

static void
choice_free (AskgRegionChoice *choice)
{
  askg_region_choice_clear (choice);
  g_free (choice);
}

/* Nothing of it stays: no window, no source, no frame. Then @task is answered. */
static void
finish (AskgRegionPicker *self,
        AskgRegionChoice *choice,
        GError           *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_object_set_data (G_OBJECT (self->app), open_key, NULL);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_signal_handlers_disconnect_by_data (self->monitors, self);
  g_clear_pointer (&self->paints, g_ptr_array_unref);
  for (guint i = 0; i < self->windows->len; i++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->windows, i), self);
      askg_region_window_close (g_ptr_array_index (self->windows, i));
    }
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  self->current = NULL;
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  if (choice != NULL)
    g_task_return_pointer (task, choice, (GDestroyNotify) choice_free);
  else
    g_task_return_error (task, error);
}

static void
cancel (AskgRegionPicker *self,
        const char       *message)
{
  finish (self, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, message));
}

static void
take (AskgRegionPicker *self)
{
  g_autoptr(GError) error = NULL;
  const AskgWindowPlace *window;
  AskgRegionChoice *choice;
  gboolean is_output;
  AskgFrame *frame;
  AskgRect region;

  if (!askg_region_window_get_choice (self->current, &region, &window, &is_output))
    return;
  frame = askg_frame_crop (askg_region_window_get_frame (self->current), &region, &error);
  if (frame == NULL)
    {
      finish (self, NULL, g_steal_pointer (&error));
      return;
    }

  choice = g_new0 (AskgRegionChoice, 1);
  choice->kind = window != NULL ? ASKG_REGION_CHOICE_WINDOW : is_output ? ASKG_REGION_CHOICE_OUTPUT : ASKG_REGION_CHOICE_REGION;
  choice->frame = frame;
  choice->place = *askg_frame_get_place (frame);
  if (window != NULL)
    {
      choice->title = g_strdup (window->title);
      choice->app = g_strdup (window->app);
      choice->handle = window->handle;
    }
  finish (self, choice, NULL);
}

/* -- Whose turn it is ----------------------------------------------------- */

static void
make_current (AskgRegionPicker *self,
              AskgRegionWindow *window)
{
  if (self->current == window)
    return;
  askg_region_window_leave (self->current);
  self->current = window;
}

static void
pass_on (AskgRegionPicker *self,
         int               direction)
{
  guint at = 0;

  g_ptr_array_find (self->windows, self->current, &at);
  make_current (self, g_ptr_array_index (self->windows, (at + self->windows->len + direction) % self->windows->len));
  askg_region_window_enter (self->current, direction);
}

static void
stepped_cb (AskgRegionWindow *window,
            int               outcome,
            gboolean          by_pointer,
            AskgRegionPicker *self)
{
  if (by_pointer)
    make_current (self, window);

  if (outcome == ASKG_REGION_TAKEN)
    take (self);
  else if (outcome == ASKG_REGION_CANCELLED)
    cancel (self, "The person left without choosing a region");
}

/* Whichever window has the focus, the keys are for the one whose turn it is: at first the one under the pointer. */
static void
key_cb (AskgRegionWindow *window,
        guint             keyval,
        guint             modifiers,
        gboolean          is_down,
        AskgRegionPicker *self)
{
  AskgRegionEvent event;

  for (guint i = 0; !self->has_pointer && i < self->windows->len; i++)
    self->has_pointer = askg_region_window_find_pointer (g_ptr_array_index (self->windows, i)); /* makes it current */

  self->has_pointer = TRUE;

  if (askg_region_keys_translate (keyval, modifiers, is_down, &event) &&
      askg_region_window_step (self->current, &event) == ASKG_REGION_BEYOND)
    pass_on (self, event.dx);
}

/* -- What ends it from outside -------------------------------------------- */

static gboolean
focus_lost_cb (gpointer user_data)
{
  AskgRegionPicker *self = ASKG_REGION_PICKER (user_data);

  self->focus_source = 0;
  cancel (self, "Another window took the focus");

  return G_SOURCE_REMOVE;
}

static void
is_active_cb (AskgRegionPicker *self)
{
  gboolean is_active = FALSE;

  for (guint i = 0; i < self->windows->len; i++)
    is_active |= gtk_window_is_active (g_ptr_array_index (self->windows, i));

  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (is_active)
    self->was_focused = TRUE;
  else if (self->was_focused)
    self->focus_source = g_timeout_add (FOCUS_GRACE_MS, focus_lost_cb, self);
}

static void
monitors_changed_cb (AskgRegionPicker *self)
{
  cancel (self, "The monitors changed");
}

static gboolean
close_request_cb (AskgRegionPicker *self)
{
  cancel (self, "The window was closed");

  return TRUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  cancel (ASKG_REGION_PICKER (user_data), "The choice of a region was cancelled");

  return G_SOURCE_REMOVE;
}

/* -- Opening -------------------------------------------------------------- */

static void
painted_cb (gpointer user_data)
{
  AskgRegionPicker *self = user_data;

  if (++self->n_painted == self->windows->len)
    g_signal_emit (self, signals[SHOWN], 0);
}

static void
open_window (AskgRegionPicker *self,
             AskgRegionWindow *window,
             AskgFrame        *frame,
             const AskgRect   *part)
{
  g_ptr_array_add (self->windows, window);
  g_signal_connect (window, "stepped", G_CALLBACK (stepped_cb), self);
  g_signal_connect (window, "key", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (is_active_cb), self);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (close_request_cb), self);
  askg_region_window_open (window, frame, part, self->places);
  g_ptr_array_add (self->paints, askg_first_paint_new (GTK_WIDGET (window), askg_region_window_get_monitor (window),
                                                       painted_cb, self));
}

/* Returns: whether anything could be shown */
static gboolean
open_windows (AskgRegionPicker *self,
              GdkDisplay       *display)
{
  GPtrArray *kept = askg_region_windows_list (self->app, display);

  self->windows = g_ptr_array_new ();
  self->paints = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_first_paint_free);
  for (guint i = 0; i < kept->len; i++)
    {
      AskgRegionWindow *window = g_ptr_array_index (kept, i);
      AskgRect part;
      AskgFrame *frame = askg_region_windows_find_frame (self->frames, askg_region_window_get_monitor (window), &part);

      if (frame != NULL)
        open_window (self, window, frame, &part);
    }

  /* A frame that stands nowhere we know is still what the person saw: the first monitor shows it. */
  if (self->windows->len == 0 && kept->len > 0)
    {
      AskgFrame *frame = g_ptr_array_index (self->frames, 0);
      const AskgRect whole = { 0, 0, (int) askg_frame_get_width_px (frame), (int) askg_frame_get_height_px (frame) };

      open_window (self, g_ptr_array_index (kept, 0), frame, &whole);
    }
  if (self->windows->len > 0)
    self->current = g_ptr_array_index (self->windows, 0);

  return self->current != NULL;
}

/**
 * askg_region_picker_choose_async:
 * @cancellable: (nullable): cancelling it closes the picker
 *
 * Shows the frozen frames and lets the person choose. Once a picker. Call from the main
 * thread; @callback runs there, always and once, when no window is left on the screen.
 */
void
askg_region_picker_choose_async (AskgRegionPicker    *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_REGION_PICKER (self) && self->frames != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_region_picker_choose_async);
  g_task_set_check_cancellable (task, FALSE); /* we answer when the windows are gone */

  if (g_task_return_error_if_cancelled (task))
    return;
  if (askg_region_picker_is_open (self->app))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "A region is being chosen already");
      return;
    }
  if (display == NULL || self->frames->len == 0 || !open_windows (self, display))
    {
      g_clear_pointer (&self->windows, g_ptr_array_unref);
      g_clear_pointer (&self->paints, g_ptr_array_unref);
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                               _("A region cannot be chosen, because there is no screen to show it on. "
                                 "Run Askglass in a desktop session."));
      return;
    }

  g_object_set_data (G_OBJECT (self->app), open_key, self);
  self->task = g_steal_pointer (&task);
  self->monitors = gdk_display_get_monitors (display);
  g_signal_connect_swapped (self->monitors, "items-changed", G_CALLBACK (monitors_changed_cb), self);
  if (cancellable != NULL)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (self->cancel_source, "[askg] region picker cancelled");
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
    }
}

/**
 * askg_region_picker_choose_finish:
 * @out_choice: (out caller-allocates): what was chosen; clear it with askg_region_choice_clear()
 *
 * Errors: %G_IO_ERROR_CANCELLED when the person left, another window took the focus, the
 * monitors changed or the cancellable was cancelled; %G_IO_ERROR_PENDING when another picker
 * is open, which is to be ignored; %ASKG_ERROR_NO_DISPLAY.
 *
 * Returns: whether something was chosen
 */
gboolean
askg_region_picker_choose_finish (AskgRegionPicker  *self,
                                  GAsyncResult      *result,
                                  AskgRegionChoice  *out_choice,
                                  GError           **error)
{
  g_autofree AskgRegionChoice *choice = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  choice = g_task_propagate_pointer (G_TASK (result), error);
  if (choice == NULL)
    return FALSE;
  *out_choice = *choice;

  return TRUE;
}

/* A second trigger meanwhile is to be ignored. */
gboolean
askg_region_picker_is_open (GtkApplication *app)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (app), FALSE);

  return g_object_get_data (G_OBJECT (app), open_key) != NULL;
}

/**
 * askg_region_picker_prepare:
 * @app: who keeps the windows
 *
 * Makes the hidden windows beforehand, so that the first picker opens as fast as the
 * second one. Call it from an idle moment after the start.
 */
void
askg_region_picker_prepare (GtkApplication *app)
{
  GdkDisplay *display = gdk_display_get_default ();

  g_return_if_fail (GTK_IS_APPLICATION (app));

  if (display != NULL && !askg_region_picker_is_open (app))
    askg_region_windows_list (app, display);
}

static void
askg_region_picker_finalize (GObject *object)
{
  AskgRegionPicker *self = ASKG_REGION_PICKER (object);

  g_clear_object (&self->app);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_region_picker_parent_class)->finalize (object);
}

static void
askg_region_picker_class_init (AskgRegionPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_region_picker_finalize;

  /* Every output shows its frozen frame. Once, unless it is left before. */
  signals[SHOWN] = g_signal_new ("shown", ASKG_TYPE_REGION_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
askg_region_picker_init (AskgRegionPicker *self)
{
}

/**
 * askg_region_picker_new:
 * @app: keeps the hidden windows between two uses
 * @frames: (element-type AskgFrame): one an output, placed; or one of the whole desktop without an output
 * @windows: (nullable) (element-type AskgWindowPlace): topmost first; may be empty
 *
 * Holds @frames and @windows until the choice is made.
 *
 * Returns: (transfer full): a picker for one choice
 */
AskgRegionPicker *
askg_region_picker_new (GtkApplication *app,
                        GPtrArray      *frames,
                        GPtrArray      *windows)
{
  AskgRegionPicker *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (app), NULL);
  g_return_val_if_fail (frames != NULL, NULL);

  self = g_object_new (ASKG_TYPE_REGION_PICKER, NULL);
  self->app = g_object_ref (app);
  self->frames = g_ptr_array_ref (frames);
  self->places = windows != NULL ? g_ptr_array_ref (windows) : NULL;

  return self;
}
