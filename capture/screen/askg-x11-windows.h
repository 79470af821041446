/* askg-x11-windows.h: the windows a person sees, and where. Any thread. */
#pragma once

#include "capture/screen/askg-x11-screen.h"
#include "engine/base/askg-window-place.h"

G_BEGIN_DECLS

GPtrArray    *askg_x11_windows_list       (AskgX11Screen *screen);
xcb_window_t  askg_x11_windows_find_frame (AskgX11Screen *screen,
                                           xcb_window_t   window);
gboolean      askg_x11_windows_place      (AskgX11Screen *screen,
                                           xcb_window_t   window,
                                           AskgRect      *out_place,
                                           gboolean      *out_is_shown);

G_END_DECLS
