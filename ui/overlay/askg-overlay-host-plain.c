/* askg-overlay-host-plain.c: an ordinary window, for desktops that offer nothing else: GNOME's
 * Wayland session, and any other without layer shell. Main thread. */
#include "ui/overlay/askg-overlay-host-private.h"

#include <glib/gi18n-lib.h>

#define ASKG_TYPE_OVERLAY_HOST_PLAIN (askg_overlay_host_plain_get_type ())
G_DECLARE_FINAL_TYPE (AskgOverlayHostPlain, askg_overlay_host_plain, ASKG, OVERLAY_HOST_PLAIN, AskgOverlayHost)

struct _AskgOverlayHostPlain
{
  AskgOverlayHost parent_instance;
};

G_DEFINE_FINAL_TYPE (AskgOverlayHostPlain, askg_overlay_host_plain, ASKG_TYPE_OVERLAY_HOST)

static const char *
describe (AskgOverlayHost *host)
{
  return _("The panel is an ordinary window here and may be covered: choose “Always on Top” in its window menu (Alt+Space).");
}

static AskgOverlayLevel
get_level (AskgOverlayHost *host)
{
  return ASKG_OVERLAY_MAY_BE_COVERED;
}

/* Wayland has no places: the compositor chooses, and the activation token does the rest. */
static void
summon (AskgOverlayHost *host,
        const AskgRect  *beside)
{
  gtk_window_present (askg_overlay_host_get_window (host));
}

static void
askg_overlay_host_plain_class_init (AskgOverlayHostPlainClass *klass)
{
  AskgOverlayHostClass *host_class = ASKG_OVERLAY_HOST_CLASS (klass);

  host_class->describe = describe;
  host_class->get_level = get_level;
  host_class->summon = summon;
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
