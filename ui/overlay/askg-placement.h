/* askg-placement.h: pure: where a panel goes, so that it covers nothing it speaks of. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

guint    askg_placement_pick_area (const AskgRect *region,
                                   const AskgRect *areas,
                                   guint           n_areas);
AskgRect askg_placement_beside    (const AskgRect *region,
                                   int             width,
                                   int             height,
                                   const AskgRect *area);
AskgRect askg_placement_inside    (const AskgRect *panel,
                                   const AskgRect *area);

G_END_DECLS
