/* askg-region-window.h: one output, frozen, full screen. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"
#include "ui/region/askg-region-drag.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REGION_WINDOW (askg_region_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgRegionWindow, askg_region_window, ASKG, REGION_WINDOW, GtkWindow)

AskgRegionWindow     *askg_region_window_new         (GdkMonitor          *monitor);
GdkMonitor           *askg_region_window_get_monitor (AskgRegionWindow    *self);

void                  askg_region_window_open        (AskgRegionWindow    *self,
                                                      AskgFrame           *frame,
                                                      const AskgRect      *part,
                                                      GPtrArray           *windows);
void                  askg_region_window_close       (AskgRegionWindow    *self);
AskgRegionOutcome     askg_region_window_step        (AskgRegionWindow    *self,
                                                      const AskgRegionEvent *event);
gboolean              askg_region_window_find_pointer (AskgRegionWindow *self);
void                  askg_region_window_enter       (AskgRegionWindow    *self,
                                                      int                  direction);
void                  askg_region_window_leave       (AskgRegionWindow    *self);
AskgFrame            *askg_region_window_get_frame   (AskgRegionWindow    *self);
gboolean              askg_region_window_get_choice  (AskgRegionWindow    *self,
                                                      AskgRect            *out_region_px,
                                                      const AskgWindowPlace **out_window,
                                                      gboolean            *out_is_output);

G_END_DECLS
