/* askg-overlay-host-x11.c: above, out of the taskbar, beside the region. Main thread.
 *
 * All of it is asked of the window manager after the window is mapped: GDK writes
 * _NET_WM_STATE itself when it maps, and would undo what was set before. */
#include "ui/overlay/askg-overlay-host-private.h"

#include <gdk/x11/gdkx.h>
#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-placement.h"

#define MOST_MONITORS 16u

#define ASKG_TYPE_OVERLAY_HOST_X11 (askg_overlay_host_x11_get_type ())
G_DECLARE_FINAL_TYPE (AskgOverlayHostX11, askg_overlay_host_x11, ASKG, OVERLAY_HOST_X11, AskgOverlayHost)

struct _AskgOverlayHostX11
{
  AskgOverlayHost parent_instance;

  AskgRect        area;     /* root pixels: the workarea the panel was put in */
  gboolean        has_area;
};

G_DEFINE_FINAL_TYPE (AskgOverlayHostX11, askg_overlay_host_x11, ASKG_TYPE_OVERLAY_HOST)

static const char *
describe (AskgOverlayHost *host)
{
  return _("The panel stays above other windows, out of the taskbar and beside the region (X11); only a fullscreen window in use may cover it.");
}

static AskgOverlayLevel
get_level (AskgOverlayHost *host)
{
  return ASKG_OVERLAY_STAYS_ON_TOP;
}

/* -- talking to the window manager --------------------------------------- */

static GdkSurface *
surface_of (AskgOverlayHost *host)
{
  return gtk_native_get_surface (GTK_NATIVE (askg_overlay_host_get_window (host)));
}

static void
send_to_root (GdkSurface *surface,
              const char *message,
              const long  data[5])
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  Display *xdisplay = gdk_x11_display_get_xdisplay (display);
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = gdk_x11_surface_get_xid (surface);
  event.xclient.message_type = gdk_x11_get_xatom_by_name_for_display (display, message);
  event.xclient.format = 32;
  for (gsize i = 0; i < 5; i++)
    event.xclient.data.l[i] = data[i];

  XSendEvent (xdisplay, gdk_x11_display_get_xrootwindow (display), False,
              SubstructureRedirectMask | SubstructureNotifyMask, &event);
}

static void
ask_to_stay_above (GdkSurface *surface)
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  const long add = 1, from_application = 1;
  const long above = (long) gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE_ABOVE");
  const long no_taskbar = (long) gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE_SKIP_TASKBAR");
  const long no_pager = (long) gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE_SKIP_PAGER");

  send_to_root (surface, "_NET_WM_STATE", (const long[5]) { add, above, 0, from_application, 0 });
  send_to_root (surface, "_NET_WM_STATE", (const long[5]) { add, no_taskbar, no_pager, from_application, 0 });
}

/* "From a pager", which is what a hotkey is: the person's own wish, so that the window
 * manager's guard against windows that steal the focus lets it through. */
static void
ask_for_keyboard (GdkSurface *surface)
{
  const long from_pager = 2;

  send_to_root (surface, "_NET_ACTIVE_WINDOW",
                (const long[5]) { from_pager, (long) gdk_x11_get_server_time (surface), 0, 0, 0 });
}

/* -- places, in root pixels ---------------------------------------------- */

static guint
list_areas (GdkSurface *surface,
            AskgRect    areas[MOST_MONITORS])
{
  const int scale = gdk_surface_get_scale_factor (surface);
  GListModel *monitors = gdk_display_get_monitors (gdk_surface_get_display (surface));
  const guint n = MIN (g_list_model_get_n_items (monitors), MOST_MONITORS);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle area;

      gdk_x11_monitor_get_workarea (monitor, &area);
      areas[i] = (AskgRect) { area.x * scale, area.y * scale, area.width * scale, area.height * scale };
    }

  return n;
}

static AskgRect
place_of_pointer (GdkSurface *surface)
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  Window root, child;
  int x = 0, y = 0, window_x, window_y;
  unsigned int mask;

  XQueryPointer (gdk_x11_display_get_xdisplay (display), gdk_x11_display_get_xrootwindow (display),
                 &root, &child, &x, &y, &window_x, &window_y, &mask);

  return (AskgRect) { x, y, 1, 1 };
}

/* The visible window, without the shadow that is part of the X window. */
static AskgRect
place_of_panel (AskgOverlayHost *host,
                int              shadow[2])
{
  GtkWindow *window = askg_overlay_host_get_window (host);
  GdkSurface *surface = surface_of (host);
  GdkDisplay *display = gdk_surface_get_display (surface);
  const int scale = gdk_surface_get_scale_factor (surface);
  double left, top;
  int x = 0, y = 0;
  Window child;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  shadow[0] = (int) left * scale;
  shadow[1] = (int) top * scale;
  XTranslateCoordinates (gdk_x11_display_get_xdisplay (display), gdk_x11_surface_get_xid (surface),
                         gdk_x11_display_get_xrootwindow (display), 0, 0, &x, &y, &child);

  return (AskgRect) { x + shadow[0], y + shadow[1],
                      gtk_widget_get_width (GTK_WIDGET (window)) * scale,
                      gtk_widget_get_height (GTK_WIDGET (window)) * scale };
}

static void
move_to (AskgOverlayHost *host,
         const AskgRect  *place,
         const int        shadow[2])
{
  GdkSurface *surface = surface_of (host);

  XMoveWindow (gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface)), gdk_x11_surface_get_xid (surface),
               place->x - shadow[0], place->y - shadow[1]);
}

static void
put_beside (AskgOverlayHostX11 *self,
            const AskgRect     *beside)
{
  AskgOverlayHost *host = ASKG_OVERLAY_HOST (self);
  GdkSurface *surface = surface_of (host);
  AskgRect areas[MOST_MONITORS];
  const guint n_areas = list_areas (surface, areas);
  const AskgRect pointer = place_of_pointer (surface);
  const int scale = gdk_surface_get_scale_factor (surface);
  AskgRect panel;
  int shadow[2];

  if (n_areas == 0)
    return;

  self->area = areas[askg_placement_pick_area (beside != NULL ? beside : &pointer, areas, n_areas)];
  self->has_area = TRUE;
  panel = place_of_panel (host, shadow);
  /* What it was just given: when it has only been mapped, nothing is allocated yet. */
  gtk_window_get_default_size (askg_overlay_host_get_window (host), &panel.width, &panel.height);
  panel = askg_placement_beside (beside, panel.width * scale, panel.height * scale, &self->area);
  move_to (host, &panel, shadow);
}

static void
summon (AskgOverlayHost *host,
        const AskgRect  *beside)
{
  AskgOverlayHostX11 *self = ASKG_OVERLAY_HOST_X11 (host);
  GtkWindow *window = askg_overlay_host_get_window (host);
  const gboolean shown = gtk_widget_get_mapped (GTK_WIDGET (window));

  gtk_window_present (window);
  if (surface_of (host) == NULL)
    return;
  ask_to_stay_above (surface_of (host));
  /* One that stands where the person put it, with nothing new to stand beside, stays. */
  if (!shown || beside != NULL)
    put_beside (self, beside);
  ask_for_keyboard (surface_of (host));
  XFlush (gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (window))));
}

/* Growing downwards out of the screen, it moves up instead. */
static void
resized (AskgOverlayHost *host)
{
  AskgOverlayHostX11 *self = ASKG_OVERLAY_HOST_X11 (host);
  AskgRect now, inside;
  int shadow[2];

  if (!self->has_area || surface_of (host) == NULL)
    return;

  now = place_of_panel (host, shadow);
  /* Dragged to another output by the person: their place. */
  if (now.x + now.width < self->area.x || now.x > self->area.x + self->area.width)
    return;
  inside = askg_placement_inside (&now, &self->area);
  if (inside.y != now.y)
    {
      now.y = inside.y;
      move_to (host, &now, shadow);
    }
}

static int
get_room (AskgOverlayHost *host)
{
  AskgOverlayHostX11 *self = ASKG_OVERLAY_HOST_X11 (host);
  GdkSurface *surface = surface_of (host);

  if (!self->has_area || surface == NULL)
    return ASKG_OVERLAY_HOST_CLASS (askg_overlay_host_x11_parent_class)->get_room (host);

  return self->area.height / gdk_surface_get_scale_factor (surface);
}

static void
askg_overlay_host_x11_class_init (AskgOverlayHostX11Class *klass)
{
  AskgOverlayHostClass *host_class = ASKG_OVERLAY_HOST_CLASS (klass);

  host_class->describe = describe;
  host_class->get_level = get_level;
  host_class->summon = summon;
  host_class->resized = resized;
  host_class->get_room = get_room;
}

static void
askg_overlay_host_x11_init (AskgOverlayHostX11 *self)
{
}

AskgOverlayHost *
askg_overlay_host_new_x11 (GtkWindow *window)
{
  if (!GDK_IS_X11_DISPLAY (gtk_widget_get_display (GTK_WIDGET (window))))
    return NULL;

  return g_object_new (ASKG_TYPE_OVERLAY_HOST_X11, "window", window, NULL);
}
