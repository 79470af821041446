/* askg-region-windows.h: the picker's windows, kept hidden between two uses. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GPtrArray *askg_region_windows_list       (GtkApplication *app,
                                           GdkDisplay     *display);
AskgFrame *askg_region_windows_find_frame (GPtrArray      *frames,
                                           GdkMonitor     *monitor,
                                           AskgRect       *part);

double     askg_region_windows_get_darkness (GtkApplication *app);

G_END_DECLS
