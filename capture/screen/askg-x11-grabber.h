/* askg-x11-grabber.h: the screen of an X server, by MIT-SHM; windows by XComposite. Main thread. */
#pragma once

#include "capture/screen/askg-grabber.h"

G_BEGIN_DECLS

#define ASKG_TYPE_X11_GRABBER (askg_x11_grabber_get_type ())
G_DECLARE_FINAL_TYPE (AskgX11Grabber, askg_x11_grabber, ASKG, X11_GRABBER, GObject)

AskgGrabber *askg_x11_grabber_new      (GError         **error);
char        *askg_x11_grabber_describe (AskgX11Grabber  *self);

G_END_DECLS
