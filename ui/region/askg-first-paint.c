/* askg-first-paint.c: main thread. */
#include "ui/region/askg-first-paint.h"

struct _AskgFirstPaint
{
  GtkWidget          *window;  /* borrowed */
  GdkMonitor         *monitor; /* owned */
  GdkFrameClock      *clock;   /* owned */
  gulong              handler; /* 0 once it was told */
  AskgFirstPaintFunc  func;
  gpointer            user_data;
};

/* Frames from before the window had its place are smaller. */
static void
after_paint_cb (GdkFrameClock  *clock,
                AskgFirstPaint *self)
{
  GdkRectangle geometry;

  gdk_monitor_get_geometry (self->monitor, &geometry);
  if (gtk_widget_get_width (self->window) < geometry.width || gtk_widget_get_height (self->window) < geometry.height)
    return;

  g_clear_signal_handler (&self->handler, self->clock);
  gdk_display_sync (gtk_widget_get_display (self->window)); /* what was painted is now what is shown */
  self->func (self->user_data);
}

/**
 * askg_first_paint_new:
 * @window: realized; must outlive the result
 * @monitor: which it covers
 * @func: runs once, when the display has drawn @window as large as @monitor; may free the result
 *
 * Returns: (transfer full): who watches for it
 */
AskgFirstPaint *
askg_first_paint_new (GtkWidget          *window,
                      GdkMonitor         *monitor,
                      AskgFirstPaintFunc  func,
                      gpointer            user_data)
{
  AskgFirstPaint *self = g_new0 (AskgFirstPaint, 1);

  self->window = window;
  self->monitor = g_object_ref (monitor);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  self->func = func;
  self->user_data = user_data;
  self->handler = g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);

  return self;
}

void
askg_first_paint_free (AskgFirstPaint *self)
{
  g_clear_signal_handler (&self->handler, self->clock);
  g_clear_object (&self->clock);
  g_clear_object (&self->monitor);
  g_free (self);
}
