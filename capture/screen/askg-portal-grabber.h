/* askg-portal-grabber.h: the screen of GNOME, KDE and the rest, by the desktop portal. Main thread. */
#pragma once

#include "capture/portal/askg-portal.h"
#include "capture/screen/askg-grabber.h"

G_BEGIN_DECLS

/* Which of the portal's two ways may be used. */
typedef enum
{
  ASKG_PORTAL_WAY_SCREENSHOT = 1 << 0,
  ASKG_PORTAL_WAY_SCREENCAST = 1 << 1,
  ASKG_PORTAL_WAY_ANY        = ASKG_PORTAL_WAY_SCREENSHOT | ASKG_PORTAL_WAY_SCREENCAST,
} AskgPortalWays;

#define ASKG_TYPE_PORTAL_GRABBER (askg_portal_grabber_get_type ())
G_DECLARE_FINAL_TYPE (AskgPortalGrabber, askg_portal_grabber, ASKG, PORTAL_GRABBER, GObject)

AskgGrabber *askg_portal_grabber_new (AskgPortal     *portal,
                                      AskgPortalWays  ways);

G_END_DECLS
