/* askg-overlay-host.c: main thread. */
#include "ui/overlay/askg-overlay-host.h"

#include "ui/overlay/askg-overlay-host-private.h"

typedef struct
{
  GtkWindow *window; /* borrowed: it owns the host */
} AskgOverlayHostPrivate;

enum { PROP_0, PROP_WINDOW, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AskgOverlayHost, askg_overlay_host, G_TYPE_OBJECT)

static void
askg_overlay_host_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AskgOverlayHostPrivate *priv = askg_overlay_host_get_instance_private (ASKG_OVERLAY_HOST (object));

  switch (id)
    {
    case PROP_WINDOW:
      priv->window = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nothing_to_do (AskgOverlayHost *self)
{
}

/* The height of the output the window is on: what there is when nothing better is known. */
static int
room_of_monitor (AskgOverlayHost *self)
{
  GtkWindow *window = askg_overlay_host_get_window (self);
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autoptr(GdkMonitor) first = g_list_model_get_item (gdk_display_get_monitors (display), 0);
  GdkMonitor *monitor = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GdkRectangle geometry = { 0, 0, 1024, 768 };

  if (monitor == NULL)
    monitor = first;
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &geometry);

  return geometry.height;
}

static void
askg_overlay_host_class_init (AskgOverlayHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = askg_overlay_host_set_property;
  klass->resized = nothing_to_do;
  klass->get_room = room_of_monitor;

  properties[PROP_WINDOW] = g_param_spec_object ("window", NULL, NULL, GTK_TYPE_WINDOW,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
askg_overlay_host_init (AskgOverlayHost *self)
{
}

/**
 * askg_overlay_host_new:
 * @window: not realized yet; it must outlive the host
 *
 * Returns: (transfer full): the best kind that works on this display
 */
AskgOverlayHost *
askg_overlay_host_new (GtkWindow *window)
{
  AskgOverlayHost *host = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

#ifdef ASKG_HAVE_LAYER_SHELL
  host = askg_overlay_host_new_layer_shell (window);
#endif
  if (host == NULL)
    host = askg_overlay_host_new_x11 (window);
  if (host == NULL)
    host = askg_overlay_host_new_plain (window);

  return host;
}

/**
 * askg_overlay_host_get_window:
 *
 * Returns: (transfer none)
 */
GtkWindow *
askg_overlay_host_get_window (AskgOverlayHost *self)
{
  AskgOverlayHostPrivate *priv = askg_overlay_host_get_instance_private (self);

  g_return_val_if_fail (ASKG_IS_OVERLAY_HOST (self), NULL);

  return priv->window;
}

/* One sentence for the doctor: what is done here, and what that is worth. */
const char *
askg_overlay_host_describe (AskgOverlayHost *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY_HOST (self), NULL);

  return ASKG_OVERLAY_HOST_GET_CLASS (self)->describe (self);
}

AskgOverlayLevel
askg_overlay_host_get_level (AskgOverlayHost *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY_HOST (self), ASKG_OVERLAY_MAY_BE_COVERED);

  return ASKG_OVERLAY_HOST_GET_CLASS (self)->get_level (self);
}

/**
 * askg_overlay_host_summon:
 * @beside: (nullable): what the panel speaks of, in logical desktop coordinates
 *
 * Shows the window where it belongs and gives it the keyboard.
 */
void
askg_overlay_host_summon (AskgOverlayHost *self,
                          const AskgRect  *beside)
{
  g_return_if_fail (ASKG_IS_OVERLAY_HOST (self));

  ASKG_OVERLAY_HOST_GET_CLASS (self)->summon (self, beside);
}

/* The window has another size now and may hang out of the screen. */
void
askg_overlay_host_resized (AskgOverlayHost *self)
{
  g_return_if_fail (ASKG_IS_OVERLAY_HOST (self));

  ASKG_OVERLAY_HOST_GET_CLASS (self)->resized (self);
}

/* How high the window may become, in its own units. */
int
askg_overlay_host_get_room (AskgOverlayHost *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY_HOST (self), 0);

  return ASKG_OVERLAY_HOST_GET_CLASS (self)->get_room (self);
}
