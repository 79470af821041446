/* askg-overlay-host-plain.c: an ordinary window, for desktops that offer nothing else: GNOME's
 * Wayland session, and any other without layer shell. Main thread. */
#include "ui/overlay/askg-overlay-host-private.h"

#include "ui/overlay/askg-words.h"

/* In points: higher than any output. */
#define PROBE_HEIGHT 10000
/* In points. A panel that a person pushed further down than that keeps this height, to be of use
 * as soon as it is moved up again. */
#define LEAST_ROOM 300

#define ASKG_TYPE_OVERLAY_HOST_PLAIN (askg_overlay_host_plain_get_type ())
G_DECLARE_FINAL_TYPE (AskgOverlayHostPlain, askg_overlay_host_plain, ASKG, OVERLAY_HOST_PLAIN, AskgOverlayHost)

struct _AskgOverlayHostPlain
{
  AskgOverlayHost  parent_instance;

  GdkSurface      *probe;     /* (nullable) (owned): while it is asked how much room there is */
  int              probe_top; /* in the window's surface */
  guint            end_id;    /* of the source that puts it away */
  int              room;      /* points below the window's top; 0: not known */
  gboolean         is_stale;
};

G_DEFINE_FINAL_TYPE (AskgOverlayHostPlain, askg_overlay_host_plain, ASKG_TYPE_OVERLAY_HOST)

static const char *
describe (AskgOverlayHost *host)
{
  return askg_words_for_keeping_above ();
}

static AskgOverlayLevel
get_level (AskgOverlayHost *host)
{
  return ASKG_OVERLAY_MAY_BE_COVERED;
}

/* -- the room below the window's top ---------------------------------------
 *
 * Wayland tells nobody where a window stands, and a window grows downwards from there, out of the
 * output. But the compositor fits a popup into the room there is and tells where that is, beside
 * the window: one that begins at the window's top and is higher than any output ends where the
 * output does. Nothing is drawn into it, so that it is never seen.
 *
 * It is let both slide and shrink: Mutter shrinks none that it may not slide. */

static void
end_probe (AskgOverlayHostPlain *self)
{
  g_clear_handle_id (&self->end_id, g_source_remove);
  g_clear_pointer (&self->probe, gdk_surface_destroy);
}

static gboolean
end_probe_cb (gpointer user_data)
{
  AskgOverlayHostPlain *self = user_data;

  self->end_id = 0;
  end_probe (self);
  gtk_widget_queue_draw (GTK_WIDGET (askg_overlay_host_get_window (ASKG_OVERLAY_HOST (self))));

  return G_SOURCE_REMOVE;
}

static void
probe_layout_cb (GdkSurface           *probe,
                 int                   width,
                 int                   height,
                 AskgOverlayHostPlain *self)
{
  g_signal_handlers_disconnect_by_data (probe, self);
  if (height < PROBE_HEIGHT) /* else it was not fitted in */
    self->room = MAX (gdk_popup_get_position_y (GDK_POPUP (probe)) + height - self->probe_top, LEAST_ROOM);
  /* Not from inside its own signal. */
  self->end_id = g_idle_add_full (G_PRIORITY_DEFAULT, end_probe_cb, self, NULL);
}

static void
start_probe (AskgOverlayHostPlain *self)
{
  GtkNative *native = GTK_NATIVE (askg_overlay_host_get_window (ASKG_OVERLAY_HOST (self)));
  GdkPopupLayout *layout;
  double left, top;

  gtk_native_get_surface_transform (native, &left, &top);
  self->probe_top = (int) top;
  layout = gdk_popup_layout_new (&(GdkRectangle) { (int) left, (int) top, 1, 1 },
                                 GDK_GRAVITY_NORTH_WEST, GDK_GRAVITY_NORTH_WEST);
  gdk_popup_layout_set_anchor_hints (layout, GDK_ANCHOR_SLIDE_Y | GDK_ANCHOR_RESIZE_Y);

  self->probe = gdk_surface_new_popup (gtk_native_get_surface (native), FALSE);
  g_signal_connect_object (self->probe, "layout", G_CALLBACK (probe_layout_cb), self, G_CONNECT_DEFAULT);
  self->is_stale = !gdk_popup_present (GDK_POPUP (self->probe), 1, PROBE_HEIGHT, layout);
  if (self->is_stale)
    end_probe (self);
  gdk_popup_layout_unref (layout);
}

static int
get_room (AskgOverlayHost *host)
{
  AskgOverlayHostPlain *self = ASKG_OVERLAY_HOST_PLAIN (host);

  if (self->is_stale && self->probe == NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (askg_overlay_host_get_window (host))))
    start_probe (self);

  if (self->room == 0)
    return ASKG_OVERLAY_HOST_CLASS (askg_overlay_host_plain_parent_class)->get_room (host);

  return self->room;
}

/* It may have been moved since it was asked last. */
static void
resized (AskgOverlayHost *host)
{
  ASKG_OVERLAY_HOST_PLAIN (host)->is_stale = TRUE;
}

/* Only now it has a place. */
static void
entered_monitor_cb (AskgOverlayHostPlain *self)
{
  self->is_stale = TRUE;
}

static void
realized_cb (AskgOverlayHostPlain *self)
{
  GtkWindow *window = askg_overlay_host_get_window (ASKG_OVERLAY_HOST (self));

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "enter-monitor",
                           G_CALLBACK (entered_monitor_cb), self, G_CONNECT_SWAPPED);
}

/* Its popups go before it; and it will stand elsewhere. */
static void
unmapped_cb (AskgOverlayHostPlain *self)
{
  end_probe (self);
  self->room = 0;
}

/* Wayland has no places: the compositor chooses, and the activation token does the rest. */
static void
summon (AskgOverlayHost *host,
        const AskgRect  *beside)
{
  gtk_window_present (askg_overlay_host_get_window (host));
}

static void
askg_overlay_host_plain_constructed (GObject *object)
{
  GtkWindow *window = askg_overlay_host_get_window (ASKG_OVERLAY_HOST (object));

  G_OBJECT_CLASS (askg_overlay_host_plain_parent_class)->constructed (object);

  g_signal_connect_object (window, "realize", G_CALLBACK (realized_cb), object, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "unmap", G_CALLBACK (unmapped_cb), object, G_CONNECT_SWAPPED);
}

static void
askg_overlay_host_plain_finalize (GObject *object)
{
  end_probe (ASKG_OVERLAY_HOST_PLAIN (object));

  G_OBJECT_CLASS (askg_overlay_host_plain_parent_class)->finalize (object);
}

static void
askg_overlay_host_plain_class_init (AskgOverlayHostPlainClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AskgOverlayHostClass *host_class = ASKG_OVERLAY_HOST_CLASS (klass);

  object_class->constructed = askg_overlay_host_plain_constructed;
  object_class->finalize = askg_overlay_host_plain_finalize;
  host_class->describe = describe;
  host_class->get_level = get_level;
  host_class->summon = summon;
  host_class->resized = resized;
  host_class->get_room = get_room;
}

static void
askg_overlay_host_plain_init (AskgOverlayHostPlain *self)
{
}

AskgOverlayHost *
askg_overlay_host_new_plain (GtkWindow *window)
{
  return g_object_new (ASKG_TYPE_OVERLAY_HOST_PLAIN, "window", window, NULL);
}
