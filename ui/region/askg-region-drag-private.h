/* askg-region-drag-private.h: the cells of the table, by where they live. */
#pragma once

#include "ui/region/askg-region-drag.h"

G_BEGIN_DECLS

typedef AskgRegionOutcome AskgRegionStep (AskgRegionDrag        *self,
                                          const AskgRegionEvent *event);

/* askg-region-drag.c */
AskgRegionPoint askg_region_drag_point_inside (const AskgRegionDrag *self,
                                               double                x,
                                               double                y);
AskgRect askg_region_rect_between (AskgRegionPoint a,
                                   AskgRegionPoint b);
gboolean askg_region_rect_is_empty (const AskgRect *rect);
gboolean askg_region_rect_holds (const AskgRect  *rect,
                                 AskgRegionPoint  point);
int askg_region_drag_find_window (const AskgRegionDrag *self,
                                  AskgRegionPoint       point);
gboolean askg_region_drag_has_slipped (const AskgRegionDrag *self,
                                       AskgRegionPoint       from);
gboolean askg_region_drag_has_left_keyboard (AskgRegionDrag *self);
void askg_region_drag_shift_region (AskgRegionDrag *self,
                                    int             dx,
                                    int             dy);

AskgRegionStep askg_region_step_let_stand;
AskgRegionStep askg_region_step_clear_region;
AskgRegionStep askg_region_step_cancel;
AskgRegionStep askg_region_step_take;

/* askg-region-drag-pointer.c */
AskgRegionStep askg_region_step_follow_pointer;
AskgRegionStep askg_region_step_begin_press;
AskgRegionStep askg_region_step_press_on_region;
AskgRegionStep askg_region_step_draw_to_pointer;
AskgRegionStep askg_region_step_carry_region;
AskgRegionStep askg_region_step_pull_handle;
AskgRegionStep askg_region_step_finish_drawing;
AskgRegionStep askg_region_step_finish_press;
AskgRegionStep askg_region_step_begin_carrying;
AskgRegionStep askg_region_step_end_carrying;

/* askg-region-drag-keys.c */
AskgRegionStep askg_region_step_begin_cross;
AskgRegionStep askg_region_step_move_cross;
AskgRegionStep askg_region_step_leave_cross;
AskgRegionStep askg_region_step_set_corner;
AskgRegionStep askg_region_step_stretch;
AskgRegionStep askg_region_step_nudge;
AskgRegionStep askg_region_step_move_with_arrows;
AskgRegionStep askg_region_step_stretch_with_arrows;
AskgRegionStep askg_region_step_next_window;

G_END_DECLS
