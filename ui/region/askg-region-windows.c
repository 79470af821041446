/* askg-region-windows.c: main thread. */
#include "ui/region/askg-region-windows.h"

#include <string.h>

#include "ui/region/askg-region-layout.h"
#include "ui/region/askg-region-window.h"

static void
destroy_window (gpointer window)
{
  gtk_window_destroy (GTK_WINDOW (window));
}

static AskgRegionWindow *
find_window (GPtrArray  *windows,
             GdkMonitor *monitor)
{
  for (guint i = 0; i < windows->len; i++)
    if (askg_region_window_get_monitor (g_ptr_array_index (windows, i)) == monitor)
      return g_ptr_array_index (windows, i);

  return NULL;
}

/* A kept window was sized for what its monitor was then. */
static gboolean
still_fits (AskgRegionWindow *window)
{
  GdkMonitor *monitor = askg_region_window_get_monitor (window);
  GdkRectangle geometry;
  int width, height;

  if (!gdk_monitor_is_valid (monitor))
    return FALSE;
  gdk_monitor_get_geometry (monitor, &geometry);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);

  return width == geometry.width && height == geometry.height;
}

/**
 * askg_region_windows_list:
 * @app: who keeps them
 * @display: whose monitors they cover
 *
 * Makes what is missing and drops what no longer fits. Call it only while none is open.
 *
 * Returns: (transfer none) (element-type AskgRegionWindow): one a monitor, hidden
 */
GPtrArray *
askg_region_windows_list (GtkApplication *app,
                          GdkDisplay     *display)
{
  GListModel *monitors = gdk_display_get_monitors (display);
  GPtrArray *windows = g_object_get_data (G_OBJECT (app), "askg-region-windows");

  if (windows == NULL)
    {
      windows = g_ptr_array_new_with_free_func (destroy_window);
      g_object_set_data_full (G_OBJECT (app), "askg-region-windows", windows, (GDestroyNotify) g_ptr_array_unref);
    }

  for (guint i = windows->len; i > 0; i--)
    if (!still_fits (g_ptr_array_index (windows, i - 1)))
      g_ptr_array_remove_index (windows, i - 1);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (find_window (windows, monitor) == NULL)
        g_ptr_array_add (windows, askg_region_window_new (monitor));
    }

  return windows;
}

/**
 * askg_region_windows_find_frame:
 * @frames: (element-type AskgFrame): what there is to show
 * @monitor: where
 * @part: (out): which pixels of the frame
 *
 * The frame of that name, else the one that stands there, else the part of a picture of
 * the whole desktop.
 *
 * Returns: (transfer none) (nullable): what @monitor shows
 */
AskgFrame *
askg_region_windows_find_frame (GPtrArray  *frames,
                                GdkMonitor *monitor,
                                AskgRect   *part)
{
  const char *connector = gdk_monitor_get_connector (monitor);
  GdkRectangle geometry;
  AskgRect place;

  gdk_monitor_get_geometry (monitor, &geometry);
  place = (AskgRect) { geometry.x, geometry.y, geometry.width, geometry.height };

  for (guint pass = 0; pass <= 2; pass++)
    for (guint i = 0; i < frames->len; i++)
      {
        AskgFrame *frame = g_ptr_array_index (frames, i);
        const int width_px = (int) askg_frame_get_width_px (frame), height_px = (int) askg_frame_get_height_px (frame);
        const char *output = askg_frame_get_output (frame);

        *part = (AskgRect) { 0, 0, width_px, height_px };
        if (pass == 0 && output != NULL && g_strcmp0 (output, connector) == 0)
          return frame;
        if (pass == 1 && memcmp (askg_frame_get_place (frame), &place, sizeof place) == 0)
          return frame;
        if (pass == 2 && output == NULL &&
            askg_region_layout_part (askg_frame_get_place (frame), width_px, height_px, &place, part))
          return frame;
      }

  return NULL;
}

/**
 * askg_region_windows_get_darkness:
 *
 * Returns: how much light the veil takes, from 0 to 1: more in high contrast
 */
double
askg_region_windows_get_darkness (GtkApplication *app)
{
  GPtrArray *windows = askg_region_windows_list (app, gdk_display_get_default ());
  GdkRGBA veil = { .alpha = 0.5 };

  if (windows->len > 0)
    gtk_style_context_lookup_color (gtk_widget_get_style_context (g_ptr_array_index (windows, 0)), "askg_veil", &veil);

  return veil.alpha;
}
