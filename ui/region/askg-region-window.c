/* askg-region-window.c: main thread. Turns what GTK tells into steps of the drag. */
#include "ui/region/askg-region-window.h"

#include <glib/gi18n-lib.h>

#include "ui/region/askg-region-layout.h"
#include "ui/region/askg-region-stage.h"

#define REACH 8 /* logical units: how near a handle counts */

struct _AskgRegionWindow
{
  GtkWindow        parent_instance;

  AskgRegionStage *stage;         /* child of the window */

  /* Owned */
  GdkMonitor      *monitor;
  AskgFrame       *frame;         /* (nullable): while it is open */
  GArray          *window_rects;  /* AskgRect, pixels of the part */
  GPtrArray       *window_places; /* AskgWindowPlace, one for each of them; borrowed from the picker's list */

  AskgRect         part;
  AskgRegionDrag   drag;
};

enum { STEPPED, KEY, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgRegionWindow, askg_region_window, GTK_TYPE_WINDOW)

static void
update (AskgRegionWindow *self)
{
  const int hover = self->drag.hover;
  const AskgWindowPlace *place = hover >= 0 ? g_ptr_array_index (self->window_places, hover) : NULL;

  askg_region_stage_update (self->stage, place != NULL ? place->title : NULL);
}

/**
 * askg_region_window_find_pointer:
 *
 * An X server does not always tell a window that was shown under the pointer. Asks where
 * the pointer is, unless it is known.
 *
 * Returns: whether it is in this window
 */
gboolean
askg_region_window_find_pointer (AskgRegionWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  AskgRegionEvent event = { ASKG_REGION_EV_MOTION };
  AskgRegionPoint at;
  double x, y;

  g_return_val_if_fail (ASKG_IS_REGION_WINDOW (self), FALSE);

  if (self->drag.pointer.x >= 0)
    return TRUE;
  if (pointer == NULL || gdk_device_get_surface_at_position (pointer, &x, &y) != surface)
    return FALSE;

  at = askg_region_stage_to_px (self->stage, x, y);
  event.x = at.x;
  event.y = at.y;
  askg_region_window_step (self, &event);

  return TRUE;
}

/**
 * askg_region_window_step:
 * @event: what the person did; pixels of the part
 *
 * Does it and shows it, then tells by "stepped", which may close the window.
 *
 * Returns: what came of it
 */
AskgRegionOutcome
askg_region_window_step (AskgRegionWindow      *self,
                         const AskgRegionEvent *event)
{
  AskgRegionOutcome outcome;

  g_return_val_if_fail (ASKG_IS_REGION_WINDOW (self), ASKG_REGION_UNCHANGED);

  if (self->frame == NULL)
    return ASKG_REGION_UNCHANGED; /* a late event: it was closed */
  outcome = askg_region_drag_step (&self->drag, event);
  if (outcome == ASKG_REGION_CHANGED)
    update (self);
  else if (outcome == ASKG_REGION_UNCHANGED && event->kind == ASKG_REGION_EV_MOTION)
    askg_region_stage_follow_pointer (self->stage);
  g_signal_emit (self, signals[STEPPED], 0, outcome, event->kind <= ASKG_REGION_EV_RELEASE);

  return outcome;
}

static void
step_pointer (AskgRegionWindow    *self,
              AskgRegionEventKind  kind,
              double               x,
              double               y,
              gboolean             keep)
{
  const AskgRegionPoint at = askg_region_stage_to_px (self->stage, x, y);
  AskgRegionEvent event = { .kind = kind, .x = at.x, .y = at.y, .keep = keep };

  askg_region_window_step (self, &event);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           AskgRegionWindow         *self)
{
  step_pointer (self, ASKG_REGION_EV_MOTION, x, y, FALSE);
}

static void
drag_begin_cb (GtkGestureDrag   *gesture,
               double            x,
               double            y,
               AskgRegionWindow *self)
{
  step_pointer (self, ASKG_REGION_EV_PRESS, x, y, FALSE);
}

static void
drag_update_cb (GtkGestureDrag   *gesture,
                double            offset_x,
                double            offset_y,
                AskgRegionWindow *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    step_pointer (self, ASKG_REGION_EV_MOTION, x + offset_x, y + offset_y, FALSE);
}

static void
drag_end_cb (GtkGestureDrag   *gesture,
             double            offset_x,
             double            offset_y,
             AskgRegionWindow *self)
{
  const GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    step_pointer (self, ASKG_REGION_EV_RELEASE, x + offset_x, y + offset_y, (modifiers & GDK_SHIFT_MASK) != 0);
}

static void
secondary_cb (GtkGestureClick  *gesture,
              int               n_press,
              double            x,
              double            y,
              AskgRegionWindow *self)
{
  askg_region_window_step (self, &(AskgRegionEvent) { ASKG_REGION_EV_SECONDARY });
}

/* A double click inside a region that stands takes it. */
static void
primary_cb (GtkGestureClick  *gesture,
            int               n_press,
            double            x,
            double            y,
            AskgRegionWindow *self)
{
  if (n_press == 2 && self->drag.state == ASKG_REGION_MOVING)
    askg_region_window_step (self, &(AskgRegionEvent) { ASKG_REGION_EV_ENTER });
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                AskgRegionWindow      *self)
{
  g_signal_emit (self, signals[KEY], 0, keyval, modifiers, TRUE);

  return TRUE;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        modifiers,
                 AskgRegionWindow      *self)
{
  g_signal_emit (self, signals[KEY], 0, keyval, modifiers, FALSE);
}

/* -- Opening and closing -------------------------------------------------- */

static void
add_controllers (AskgRegionWindow *self)
{
  GtkWidget *stage = GTK_WIDGET (self->stage);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *primary = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (stage, motion);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (stage, GTK_EVENT_CONTROLLER (drag));

  /* After the drag has begun, so that the second press is already seen as a hold on the region. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (primary), GDK_BUTTON_PRIMARY);
  g_signal_connect_after (primary, "pressed", G_CALLBACK (primary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (primary));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (stage, GTK_EVENT_CONTROLLER (secondary));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
askg_region_window_finalize (GObject *object)
{
  AskgRegionWindow *self = ASKG_REGION_WINDOW (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->frame);
  g_clear_pointer (&self->window_rects, g_array_unref);
  g_clear_pointer (&self->window_places, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_region_window_parent_class)->finalize (object);
}

static void
askg_region_window_class_init (AskgRegionWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_region_window_finalize;

  /**
   * AskgRegionWindow::stepped:
   * @outcome: an #AskgRegionOutcome
   * @by_pointer: whether the pointer did it
   */
  signals[STEPPED] = g_signal_new ("stepped", ASKG_TYPE_REGION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);

  /**
   * AskgRegionWindow::key:
   * @keyval: a GDK key
   * @modifiers: a #GdkModifierType
   * @is_down: pressed, not released
   *
   * Whichever window has the focus tells; the picker knows which one is meant.
   */
  signals[KEY] = g_signal_new ("key", ASKG_TYPE_REGION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
askg_region_window_init (AskgRegionWindow *self)
{
  self->window_rects = g_array_new (FALSE, FALSE, sizeof (AskgRect));
  self->window_places = g_ptr_array_new ();
  self->stage = g_object_new (ASKG_TYPE_REGION_STAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->stage));
  gtk_window_set_title (GTK_WINDOW (self), _("Choose a region"));
  add_controllers (self);
}

/**
 * askg_region_window_new:
 * @monitor: which output it covers
 *
 * It is made ready but not shown: showing it again costs half as much as making it.
 *
 * Returns: (transfer none): a window that lives until gtk_window_destroy()
 */
AskgRegionWindow *
askg_region_window_new (GdkMonitor *monitor)
{
  AskgRegionWindow *self;
  GdkRectangle geometry;

  g_return_val_if_fail (GDK_IS_MONITOR (monitor), NULL);

  self = g_object_new (ASKG_TYPE_REGION_WINDOW, "decorated", FALSE, NULL);
  self->monitor = g_object_ref (monitor);
  gdk_monitor_get_geometry (monitor, &geometry);
  /* Else the first frame is as large as GTK likes, and only the second fits. */
  gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
  gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  gtk_widget_realize (GTK_WIDGET (self));

  return self;
}

GdkMonitor *
askg_region_window_get_monitor (AskgRegionWindow *self)
{
  g_return_val_if_fail (ASKG_IS_REGION_WINDOW (self), NULL);

  return self->monitor;
}

static void
list_windows (AskgRegionWindow *self,
              GPtrArray        *windows)
{
  const AskgRect *place = askg_frame_get_place (self->frame);
  AskgRect rect;

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      AskgWindowPlace *window = g_ptr_array_index (windows, i);

      if (!askg_region_layout_window (place, (int) askg_frame_get_width_px (self->frame),
                                      (int) askg_frame_get_height_px (self->frame), &self->part, &window->place, &rect))
        continue;
      g_array_append_val (self->window_rects, rect);
      g_ptr_array_add (self->window_places, window);
    }
}

/**
 * askg_region_window_open:
 * @frame: the frozen picture
 * @part: which of its pixels this output shows
 * @windows: (nullable) (element-type AskgWindowPlace): topmost first; must outlive the showing
 */
void
askg_region_window_open (AskgRegionWindow *self,
                         AskgFrame        *frame,
                         const AskgRect   *part,
                         GPtrArray        *windows)
{
  GdkRectangle geometry;

  g_return_if_fail (ASKG_IS_REGION_WINDOW (self) && self->frame == NULL);

  self->frame = g_object_ref (frame);
  self->part = *part;
  list_windows (self, windows);
  gdk_monitor_get_geometry (self->monitor, &geometry);
  askg_region_drag_init (&self->drag, part->width, part->height, REACH * (double) part->width / geometry.width,
                         (const AskgRect *) self->window_rects->data, self->window_rects->len);
  askg_region_stage_open (self->stage, frame, part, &self->drag);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}

/* Hides it and lets go of the frame. It can be opened again. */
void
askg_region_window_close (AskgRegionWindow *self)
{
  g_return_if_fail (ASKG_IS_REGION_WINDOW (self));

  gtk_widget_hide (GTK_WIDGET (self));
  askg_region_stage_close (self->stage);
  g_clear_object (&self->frame);
  g_array_set_size (self->window_rects, 0);
  g_ptr_array_set_size (self->window_places, 0);
}

/* Tab came over from another output. */
void
askg_region_window_enter (AskgRegionWindow *self,
                          int               direction)
{
  g_return_if_fail (ASKG_IS_REGION_WINDOW (self));

  askg_region_drag_enter (&self->drag, direction);
  update (self);
}

/* Another output's turn: nothing stands out here any more. */
void
askg_region_window_leave (AskgRegionWindow *self)
{
  g_return_if_fail (ASKG_IS_REGION_WINDOW (self));

  askg_region_drag_leave (&self->drag);
  update (self);
}

/**
 * askg_region_window_get_choice:
 * @out_region_px: (out): what was taken, in pixels of askg_region_window_get_frame()
 * @out_window: (out) (nullable) (transfer none): the window that was meant, if one was
 * @out_is_output: (out): whether the output as a whole was meant
 *
 * Returns: %FALSE when there is nothing to take
 */
gboolean
askg_region_window_get_choice (AskgRegionWindow       *self,
                               AskgRect               *out_region_px,
                               const AskgWindowPlace **out_window,
                               gboolean               *out_is_output)
{
  int window;

  g_return_val_if_fail (ASKG_IS_REGION_WINDOW (self), FALSE);

  if (!askg_region_drag_get_target (&self->drag, out_region_px, &window))
    return FALSE;
  out_region_px->x += self->part.x;
  out_region_px->y += self->part.y;
  *out_window = window >= 0 ? g_ptr_array_index (self->window_places, window) : NULL;
  *out_is_output = window == ASKG_REGION_WHOLE_OUTPUT;

  return TRUE;
}

AskgFrame *
askg_region_window_get_frame (AskgRegionWindow *self)
{
  g_return_val_if_fail (ASKG_IS_REGION_WINDOW (self), NULL);

  return self->frame;
}
