/* askg-region-layout.h: where things stand beside a selection. Pure arithmetic, any thread.
 * Logical units of the window unless a name says pixels; never mirrored: a screen has no reading direction. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

typedef struct
{
  int x;
  int y;
  int away_x; /* -1 or 1: where there is no selection, seen from here */
  int away_y;
} AskgRegionSpot;

gboolean askg_region_layout_lens    (const AskgRect       *screen,
                                     const AskgRegionSpot *spot,
                                     const AskgRect       *selection,
                                     int                   width,
                                     int                   height,
                                     AskgRect             *out_place);
void     askg_region_layout_pill    (const AskgRect       *screen,
                                     const AskgRect       *target,
                                     gboolean              at_end,
                                     int                   width,
                                     int                   height,
                                     AskgRect             *out_place);
void     askg_region_layout_hint    (const AskgRect       *screen,
                                     int                   pointer_y,
                                     int                   width,
                                     int                   height,
                                     AskgRect             *out_place);
gboolean askg_region_layout_window  (const AskgRect       *frame_place,
                                     int                   frame_width_px,
                                     int                   frame_height_px,
                                     const AskgRect       *part_px,
                                     const AskgRect       *window_place,
                                     AskgRect             *out_px);
gboolean askg_region_layout_part    (const AskgRect       *frame_place,
                                     int                   frame_width_px,
                                     int                   frame_height_px,
                                     const AskgRect       *monitor,
                                     AskgRect             *out_part_px);

G_END_DECLS
