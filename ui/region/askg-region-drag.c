/* askg-region-drag.c: a table of states and events; every cell is a few lines. Any thread. */
#include "ui/region/askg-region-drag-private.h"

#include <math.h>

#define HAIR_PX 0.01 /* what a place may lose on its way through a protocol's fixed point */

AskgRegionPoint
askg_region_drag_point_inside (const AskgRegionDrag *self,
                               double                x,
                               double                y)
{
  return (AskgRegionPoint) { CLAMP (x, 0, self->width_px), CLAMP (y, 0, self->height_px) };
}

AskgRect
askg_region_rect_between (AskgRegionPoint a,
                          AskgRegionPoint b)
{
  const int x0 = (int) MIN (a.x, b.x), x1 = (int) MAX (a.x, b.x);
  const int y0 = (int) MIN (a.y, b.y), y1 = (int) MAX (a.y, b.y);

  return (AskgRect) { x0, y0, x1 - x0, y1 - y0 };
}

gboolean
askg_region_rect_is_empty (const AskgRect *rect)
{
  return rect->width <= 0 || rect->height <= 0;
}

gboolean
askg_region_rect_holds (const AskgRect  *rect,
                        AskgRegionPoint  point)
{
  return point.x >= rect->x && point.x < rect->x + rect->width &&
         point.y >= rect->y && point.y < rect->y + rect->height;
}

int
askg_region_drag_find_window (const AskgRegionDrag *self,
                              AskgRegionPoint       point)
{
  for (guint i = 0; i < self->n_windows; i++)
    if (askg_region_rect_holds (&self->windows[i], point))
      return (int) i;

  return ASKG_REGION_NO_WINDOW;
}

gboolean
askg_region_drag_has_slipped (const AskgRegionDrag *self,
                              AskgRegionPoint       from)
{
  return fabs (from.x - self->pointer.x) >= self->reach_px / 2 ||
         fabs (from.y - self->pointer.y) >= self->reach_px / 2;
}

/* Whether the hand went back to the mouse; a tremor of the table, or the first motion
 * that only tells where the pointer has been all along, is not that. */
gboolean
askg_region_drag_has_left_keyboard (AskgRegionDrag *self)
{
  if (self->parked.x < 0)
    self->parked = self->pointer;

  return askg_region_drag_has_slipped (self, self->parked);
}

/* Moves the region, never over the output's edge. */
void
askg_region_drag_shift_region (AskgRegionDrag *self,
                               int             dx,
                               int             dy)
{
  self->region.x = CLAMP (self->region.x + dx, 0, self->width_px - self->region.width);
  self->region.y = CLAMP (self->region.y + dy, 0, self->height_px - self->region.height);
}

/* -- What pointer and keys share ------------------------------------------ */

AskgRegionOutcome
askg_region_step_let_stand (AskgRegionDrag        *self,
                            const AskgRegionEvent *event)
{
  self->state = ASKG_REGION_PLACED;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_clear_region (AskgRegionDrag        *self,
                               const AskgRegionEvent *event)
{
  askg_region_drag_reset (self);

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_cancel (AskgRegionDrag        *self,
                         const AskgRegionEvent *event)
{
  return ASKG_REGION_CANCELLED;
}

AskgRegionOutcome
askg_region_step_take (AskgRegionDrag        *self,
                       const AskgRegionEvent *event)
{
  AskgRect target;
  int window;

  return askg_region_drag_get_target (self, &target, &window) ? ASKG_REGION_TAKEN : ASKG_REGION_UNCHANGED;
}

/* -- The table ------------------------------------------------------------ */

/* What is not here does nothing: a late event, or a key that means nothing now. */
static AskgRegionStep *const steps[ASKG_REGION_N_STATES][ASKG_REGION_N_EVENTS] = {
  [ASKG_REGION_IDLE] = {
    [ASKG_REGION_EV_PRESS] = askg_region_step_begin_press,
    [ASKG_REGION_EV_MOTION] = askg_region_step_follow_pointer,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_cancel,
    [ASKG_REGION_EV_ARROW] = askg_region_step_begin_cross,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
    [ASKG_REGION_EV_TAB] = askg_region_step_next_window,
  },
  [ASKG_REGION_PRESSED] = {
    [ASKG_REGION_EV_MOTION] = askg_region_step_draw_to_pointer,
    [ASKG_REGION_EV_RELEASE] = askg_region_step_finish_press,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
  },
  [ASKG_REGION_DRAWING] = {
    [ASKG_REGION_EV_MOTION] = askg_region_step_draw_to_pointer,
    [ASKG_REGION_EV_RELEASE] = askg_region_step_finish_drawing,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_SPACE_DOWN] = askg_region_step_begin_carrying,
    [ASKG_REGION_EV_SPACE_UP] = askg_region_step_end_carrying,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
  },
  [ASKG_REGION_CROSS] = {
    [ASKG_REGION_EV_PRESS] = askg_region_step_begin_press,
    [ASKG_REGION_EV_MOTION] = askg_region_step_leave_cross,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_ARROW] = askg_region_step_move_cross,
    [ASKG_REGION_EV_SPACE_DOWN] = askg_region_step_set_corner,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
    [ASKG_REGION_EV_TAB] = askg_region_step_next_window,
  },
  [ASKG_REGION_STRETCHING] = {
    [ASKG_REGION_EV_PRESS] = askg_region_step_press_on_region,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_ARROW] = askg_region_step_stretch,
    [ASKG_REGION_EV_SPACE_DOWN] = askg_region_step_move_with_arrows,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
    [ASKG_REGION_EV_TAB] = askg_region_step_next_window,
  },
  [ASKG_REGION_PLACED] = {
    [ASKG_REGION_EV_PRESS] = askg_region_step_press_on_region,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_ARROW] = askg_region_step_nudge,
    [ASKG_REGION_EV_SPACE_DOWN] = askg_region_step_stretch_with_arrows,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
    [ASKG_REGION_EV_TAB] = askg_region_step_next_window,
  },
  [ASKG_REGION_MOVING] = {
    [ASKG_REGION_EV_MOTION] = askg_region_step_carry_region,
    [ASKG_REGION_EV_RELEASE] = askg_region_step_let_stand,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
  },
  [ASKG_REGION_RESIZING] = {
    [ASKG_REGION_EV_MOTION] = askg_region_step_pull_handle,
    [ASKG_REGION_EV_RELEASE] = askg_region_step_let_stand,
    [ASKG_REGION_EV_SECONDARY] = askg_region_step_clear_region,
    [ASKG_REGION_EV_ENTER] = askg_region_step_take,
  },
};

/**
 * askg_region_drag_step:
 * @event: what the person did
 *
 * Returns: what came of it. After %ASKG_REGION_TAKEN and %ASKG_REGION_CANCELLED nothing
 *   more is expected until askg_region_drag_reset().
 */
AskgRegionOutcome
askg_region_drag_step (AskgRegionDrag        *self,
                       const AskgRegionEvent *event)
{
  AskgRegionStep *step;

  g_return_val_if_fail (event->kind < ASKG_REGION_N_EVENTS, ASKG_REGION_UNCHANGED);

  if (event->kind == ASKG_REGION_EV_ESCAPE)
    return ASKG_REGION_CANCELLED;
  if (event->kind <= ASKG_REGION_EV_RELEASE)
    self->pointer = askg_region_drag_point_inside (self, floor (event->x + HAIR_PX), floor (event->y + HAIR_PX));

  step = steps[self->state][event->kind];

  return step != NULL ? step (self, event) : ASKG_REGION_UNCHANGED;
}

/**
 * askg_region_drag_init:
 * @width_px: of the frame, at least 1
 * @height_px: of the frame, at least 1
 * @reach_px: how near a handle counts; a click may slip half as far
 * @windows: (array length=n_windows) (nullable): topmost first, inside the frame; borrowed as long as @self is used
 */
void
askg_region_drag_init (AskgRegionDrag *self,
                       int             width_px,
                       int             height_px,
                       double          reach_px,
                       const AskgRect *windows,
                       guint           n_windows)
{
  g_return_if_fail (width_px > 0 && height_px > 0 && reach_px > 0);

  *self = (AskgRegionDrag) {
    .windows = windows, .n_windows = n_windows,
    .width_px = width_px, .height_px = height_px, .reach_px = reach_px,
    .pointer = { -1, -1 }, .parked = { -1, -1 },
  };
  askg_region_drag_reset (self);
}

/* Nothing is chosen any more; where the pointer is stays known. */
void
askg_region_drag_reset (AskgRegionDrag *self)
{
  self->state = ASKG_REGION_IDLE;
  self->region = (AskgRect) { 0, 0, 0, 0 };
  self->hover = self->pointer.x < 0 ? ASKG_REGION_NO_WINDOW : askg_region_drag_find_window (self, self->pointer);
  self->by_tab = FALSE;
  self->carrying = FALSE;
}

/* The person went to another output: the pointer is not here any more, and nothing is chosen. */
void
askg_region_drag_leave (AskgRegionDrag *self)
{
  self->pointer = self->parked = (AskgRegionPoint) { -1, -1 };
  askg_region_drag_reset (self);
}

/* Tab came over from another output: @direction 1 begins with the top window, -1 with the output as a whole. */
void
askg_region_drag_enter (AskgRegionDrag *self,
                        int             direction)
{
  const AskgRegionEvent event = { ASKG_REGION_EV_TAB, .dx = direction };

  askg_region_drag_reset (self);
  self->hover = ASKG_REGION_NO_WINDOW;
  askg_region_step_next_window (self, &event);
}

gboolean
askg_region_drag_has_region (const AskgRegionDrag *self)
{
  return !askg_region_rect_is_empty (&self->region);
}

/**
 * askg_region_drag_get_target:
 * @out_target: (out): what Enter, or letting go, would take now
 * @out_window: (out): its index among the windows, %ASKG_REGION_WHOLE_OUTPUT, or
 *   %ASKG_REGION_NO_WINDOW for a region
 *
 * Returns: %FALSE when there is nothing to take: a region that is being made and still empty
 */
gboolean
askg_region_drag_get_target (const AskgRegionDrag *self,
                             AskgRect             *out_target,
                             int                  *out_window)
{
  *out_window = ASKG_REGION_NO_WINDOW;
  *out_target = self->region;
  if (self->state != ASKG_REGION_IDLE && self->state != ASKG_REGION_PRESSED && self->state != ASKG_REGION_CROSS)
    return !askg_region_rect_is_empty (&self->region);

  *out_window = self->hover >= 0 ? self->hover : ASKG_REGION_WHOLE_OUTPUT;
  *out_target = self->hover >= 0 ? self->windows[self->hover]
                                 : (AskgRect) { 0, 0, self->width_px, self->height_px };

  return TRUE;
}

/* Which side lies within reach: -1, 0 (neither, or the middle) or 1. */
static int
side_within_reach (int    start,
                   int    length,
                   double at,
                   double reach)
{
  const double to_start = fabs (at - start), to_end = fabs (at - (start + length));

  if (MIN (to_start, to_end) > reach)
    return 0;

  return to_start < to_end ? -1 : 1;
}

/**
 * askg_region_drag_find_pull:
 * @out_pull_x: (out): -1 for the left side, 1 for the right one, 0 for neither
 * @out_pull_y: (out): -1 for the top, 1 for the foot, 0 for neither
 *
 * The whole length of a side can be pulled, not only the handle in its middle.
 *
 * Returns: whether a press at @x, @y would pull a handle
 */
gboolean
askg_region_drag_find_pull (const AskgRegionDrag *self,
                            double                x,
                            double                y,
                            int                  *out_pull_x,
                            int                  *out_pull_y)
{
  const AskgRect *region = &self->region;
  const double reach = self->reach_px;

  *out_pull_x = *out_pull_y = 0;
  if (askg_region_rect_is_empty (region) ||
      x < region->x - reach || x > region->x + region->width + reach ||
      y < region->y - reach || y > region->y + region->height + reach)
    return FALSE;

  *out_pull_x = side_within_reach (region->x, region->width, x, reach);
  *out_pull_y = side_within_reach (region->y, region->height, y, reach);

  return *out_pull_x != 0 || *out_pull_y != 0;
}
