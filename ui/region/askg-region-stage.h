/* askg-region-stage.h: the frozen screen with size, lens and hint over it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"
#include "ui/region/askg-region-drag.h"

G_BEGIN_DECLS

#define ASKG_TYPE_REGION_STAGE (askg_region_stage_get_type ())
G_DECLARE_FINAL_TYPE (AskgRegionStage, askg_region_stage, ASKG, REGION_STAGE, GtkWidget)

void            askg_region_stage_open           (AskgRegionStage      *self,
                                                  AskgFrame            *frame,
                                                  const AskgRect       *part,
                                                  const AskgRegionDrag *drag);
void            askg_region_stage_close          (AskgRegionStage      *self);
void            askg_region_stage_update         (AskgRegionStage      *self,
                                                  const char           *title);
void            askg_region_stage_follow_pointer (AskgRegionStage      *self);
AskgRegionPoint askg_region_stage_to_px          (AskgRegionStage      *self,
                                                  double                x,
                                                  double                y);

G_END_DECLS
