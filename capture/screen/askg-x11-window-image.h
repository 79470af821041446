/* askg-x11-window-image.h: one window, also where others cover it. A worker thread. */
#pragma once

#include "capture/screen/askg-x11-image.h"

G_BEGIN_DECLS

gboolean   askg_x11_window_image_is_possible (AskgX11Screen  *screen);
AskgFrame *askg_x11_window_image_fetch       (AskgX11Screen  *screen,
                                              AskgX11Images  *images,
                                              xcb_window_t    window,
                                              GError        **error);

G_END_DECLS
