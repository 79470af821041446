/* askg-overlay-host-layer-shell.c: the overlay layer of wlroots compositors and KWin: above
 * everything, fullscreen windows too. Built where gtk4-layer-shell is found. Main thread. */
#include "ui/overlay/askg-overlay-host-private.h"

#include <glib/gi18n-lib.h>
#include <gtk4-layer-shell/gtk4-layer-shell.h>

#include "ui/overlay/askg-placement.h"

#define MOST_MONITORS 16u

#define ASKG_TYPE_OVERLAY_HOST_LAYER_SHELL (askg_overlay_host_layer_shell_get_type ())
G_DECLARE_FINAL_TYPE (AskgOverlayHostLayerShell, askg_overlay_host_layer_shell, ASKG, OVERLAY_HOST_LAYER_SHELL,
                      AskgOverlayHost)

struct _AskgOverlayHostLayerShell
{
  AskgOverlayHost parent_instance;

  AskgRect        output;     /* logical: the one the panel is on */
  AskgRect        place;      /* logical: of the panel, as last asked for */
  gboolean        has_output;
};

G_DEFINE_FINAL_TYPE (AskgOverlayHostLayerShell, askg_overlay_host_layer_shell, ASKG_TYPE_OVERLAY_HOST)

static const char *
describe (AskgOverlayHost *host)
{
  return _("The panel stays above other windows, fullscreen ones too, and beside the region (layer shell).");
}

static AskgOverlayLevel
get_level (AskgOverlayHost *host)
{
  return ASKG_OVERLAY_STAYS_ON_TOP;
}

static GdkMonitor *
pick_output (AskgOverlayHostLayerShell *self,
             const AskgRect            *beside)
{
  GtkWindow *window = askg_overlay_host_get_window (ASKG_OVERLAY_HOST (self));
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  const guint n = MIN (g_list_model_get_n_items (monitors), MOST_MONITORS);
  AskgRect outputs[MOST_MONITORS];
  guint picked;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      outputs[i] = (AskgRect) { geometry.x, geometry.y, geometry.width, geometry.height };
    }
  if (n == 0 || beside == NULL)
    return NULL; /* the compositor takes the output in use */

  picked = askg_placement_pick_area (beside, outputs, n);
  self->output = outputs[picked];

  return g_list_model_get_item (monitors, picked);
}

static void
move_to (AskgOverlayHostLayerShell *self)
{
  GtkWindow *window = askg_overlay_host_get_window (ASKG_OVERLAY_HOST (self));

  gtk_layer_set_anchor (window, GTK_LAYER_SHELL_EDGE_LEFT, TRUE);
  gtk_layer_set_anchor (window, GTK_LAYER_SHELL_EDGE_TOP, TRUE);
  gtk_layer_set_margin (window, GTK_LAYER_SHELL_EDGE_LEFT, self->place.x - self->output.x);
  gtk_layer_set_margin (window, GTK_LAYER_SHELL_EDGE_TOP, self->place.y - self->output.y);
}

static void
summon (AskgOverlayHost *host,
        const AskgRect  *beside)
{
  AskgOverlayHostLayerShell *self = ASKG_OVERLAY_HOST_LAYER_SHELL (host);
  GtkWindow *window = askg_overlay_host_get_window (host);
  g_autoptr(GdkMonitor) monitor = pick_output (self, beside);
  int width, height;

  self->has_output = monitor != NULL;
  gtk_layer_set_monitor (window, monitor);
  gtk_window_get_default_size (window, &width, &height);
  if (self->has_output)
    {
      self->place = askg_placement_beside (beside, width, height, &self->output);
      move_to (self);
    }
  else
    {
      gtk_layer_set_anchor (window, GTK_LAYER_SHELL_EDGE_LEFT, FALSE);
      gtk_layer_set_anchor (window, GTK_LAYER_SHELL_EDGE_TOP, TRUE);
      gtk_layer_set_margin (window, GTK_LAYER_SHELL_EDGE_TOP, askg_overlay_host_get_room (host) / 6);
    }
  gtk_window_present (window);
}

static void
resized (AskgOverlayHost *host)
{
  AskgOverlayHostLayerShell *self = ASKG_OVERLAY_HOST_LAYER_SHELL (host);
  GtkWidget *window = GTK_WIDGET (askg_overlay_host_get_window (host));

  if (!self->has_output)
    return;
  self->place.width = gtk_widget_get_width (window);
  self->place.height = gtk_widget_get_height (window);
  self->place = askg_placement_inside (&self->place, &self->output);
  move_to (self);
}

static void
askg_overlay_host_layer_shell_class_init (AskgOverlayHostLayerShellClass *klass)
{
  AskgOverlayHostClass *host_class = ASKG_OVERLAY_HOST_CLASS (klass);

  host_class->describe = describe;
  host_class->get_level = get_level;
  host_class->summon = summon;
  host_class->resized = resized;
}

static void
askg_overlay_host_layer_shell_init (AskgOverlayHostLayerShell *self)
{
}

AskgOverlayHost *
askg_overlay_host_new_layer_shell (GtkWindow *window)
{
  if (!gtk_layer_is_supported ())
    return NULL;

  gtk_layer_init_for_window (window);
  gtk_layer_set_namespace (window, "askglass");
  gtk_layer_set_layer (window, GTK_LAYER_SHELL_LAYER_OVERLAY);
  gtk_layer_set_keyboard_mode (window, GTK_LAYER_SHELL_KEYBOARD_MODE_ON_DEMAND);

  return g_object_new (ASKG_TYPE_OVERLAY_HOST_LAYER_SHELL, "window", window, NULL);
}
