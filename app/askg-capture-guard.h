/* askg-capture-guard.h: the screen as Askglass may look at it: without the windows that are never to be looked at,
 * and not while the session is locked. Main thread. */
#pragma once

#include "capture/screen/askg-grabber.h"

G_BEGIN_DECLS

AskgGrabber *askg_capture_guard_open     (GError         **error);
AskgGrabber *askg_capture_guard_open_now (GError         **error);
char        *askg_capture_guard_dup_note (AskgGrabber     *grabber,
                                          const AskgRect  *within);
char        *askg_capture_guard_describe (gboolean        *out_is_known);

G_END_DECLS
