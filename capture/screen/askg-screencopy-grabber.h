/* askg-screencopy-grabber.h: outputs of a wlroots compositor (and Hyprland, niri), by wlr-screencopy. Main thread. */
#pragma once

#include "capture/screen/askg-grabber.h"
#include "capture/screen/askg-wayland-screen.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SCREENCOPY_GRABBER (askg_screencopy_grabber_get_type ())
G_DECLARE_FINAL_TYPE (AskgScreencopyGrabber, askg_screencopy_grabber, ASKG, SCREENCOPY_GRABBER, GObject)

AskgGrabber *askg_screencopy_grabber_new (AskgWaylandScreen *screen);

G_END_DECLS
