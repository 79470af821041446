/* askg-region-drag-keys.c: what the keyboard does to a region, one function a cell of the table. Any thread. */
#include "ui/region/askg-region-drag-private.h"

static void
consider_edge (int  edge,
               int  from,
               int  direction,
               int *best)
{
  if ((edge - from) * direction > 0 && (*best - edge) * direction > 0)
    *best = edge;
}

/* The nearest edge of a window beyond @from, else the output's own. */
static int
next_edge (const AskgRegionDrag *self,
           int                   from,
           int                   direction,
           gboolean              is_row)
{
  int best = direction < 0 ? 0 : is_row ? self->height_px : self->width_px;

  for (guint i = 0; i < self->n_windows; i++)
    {
      const AskgRect *window = &self->windows[i];
      const int near = is_row ? window->y : window->x;

      consider_edge (near, from, direction, &best);
      consider_edge (near + (is_row ? window->height : window->width), from, direction, &best);
    }

  return best;
}

static int
travel (const AskgRegionDrag *self,
        int                   from,
        int                   direction,
        AskgRegionStride      stride,
        gboolean              is_row)
{
  if (direction == 0)
    return 0;
  if (stride == ASKG_REGION_TO_EDGE)
    return next_edge (self, from, direction, is_row) - from;

  return direction * (stride == ASKG_REGION_BY_TEN ? 10 : 1);
}

static AskgRegionPoint
travel_from (const AskgRegionDrag  *self,
             AskgRegionPoint        from,
             const AskgRegionEvent *event)
{
  const int dx = travel (self, (int) from.x, event->dx, event->stride, FALSE);
  const int dy = travel (self, (int) from.y, event->dy, event->stride, TRUE);

  return askg_region_drag_point_inside (self, from.x + dx, from.y + dy);
}

AskgRegionOutcome
askg_region_step_begin_cross (AskgRegionDrag        *self,
                              const AskgRegionEvent *event)
{
  AskgRegionPoint from = self->pointer;

  if (self->pointer.x < 0)
    from = (AskgRegionPoint) { self->width_px / 2, self->height_px / 2 };
  self->state = ASKG_REGION_CROSS;
  self->parked = self->pointer;
  self->corner = travel_from (self, from, event);
  self->hover = askg_region_drag_find_window (self, self->corner);
  self->by_tab = FALSE;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_move_cross (AskgRegionDrag        *self,
                             const AskgRegionEvent *event)
{
  self->corner = travel_from (self, self->corner, event);
  self->hover = askg_region_drag_find_window (self, self->corner);

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_leave_cross (AskgRegionDrag        *self,
                              const AskgRegionEvent *event)
{
  if (!askg_region_drag_has_left_keyboard (self))
    return ASKG_REGION_UNCHANGED;

  return askg_region_step_clear_region (self, event);
}

AskgRegionOutcome
askg_region_step_set_corner (AskgRegionDrag        *self,
                             const AskgRegionEvent *event)
{
  self->state = ASKG_REGION_STRETCHING;
  self->anchor = self->corner;
  self->region = askg_region_rect_between (self->anchor, self->corner);
  self->hover = ASKG_REGION_NO_WINDOW;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_stretch (AskgRegionDrag        *self,
                          const AskgRegionEvent *event)
{
  self->corner = travel_from (self, self->corner, event);
  self->region = askg_region_rect_between (self->anchor, self->corner);

  return ASKG_REGION_CHANGED;
}

/* The side that leads is the one that looks for an edge. */
AskgRegionOutcome
askg_region_step_nudge (AskgRegionDrag        *self,
                        const AskgRegionEvent *event)
{
  const AskgRect *region = &self->region;
  const int side_x = region->x + (event->dx > 0 ? region->width : 0);
  const int side_y = region->y + (event->dy > 0 ? region->height : 0);

  askg_region_drag_shift_region (self,
                                 travel (self, side_x, event->dx, event->stride, FALSE),
                                 travel (self, side_y, event->dy, event->stride, TRUE));

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_move_with_arrows (AskgRegionDrag        *self,
                                   const AskgRegionEvent *event)
{
  if (askg_region_rect_is_empty (&self->region))
    return ASKG_REGION_UNCHANGED;

  return askg_region_step_let_stand (self, event);
}

AskgRegionOutcome
askg_region_step_stretch_with_arrows (AskgRegionDrag        *self,
                                      const AskgRegionEvent *event)
{
  self->state = ASKG_REGION_STRETCHING;
  self->anchor = (AskgRegionPoint) { self->region.x, self->region.y };
  self->corner = (AskgRegionPoint) { self->region.x + self->region.width, self->region.y + self->region.height };

  return ASKG_REGION_CHANGED;
}

/* The windows from the top one down, then the output as a whole, then the next output. */
AskgRegionOutcome
askg_region_step_next_window (AskgRegionDrag        *self,
                              const AskgRegionEvent *event)
{
  const int last = (int) self->n_windows; /* the output's place in the round */
  int at = self->hover == ASKG_REGION_WHOLE_OUTPUT ? last : self->hover;

  if (at == ASKG_REGION_NO_WINDOW && event->dx < 0)
    at = last + 1;
  at += event->dx;

  askg_region_drag_reset (self);
  if (at < 0 || at > last)
    return ASKG_REGION_BEYOND;
  self->hover = at == last ? ASKG_REGION_WHOLE_OUTPUT : at;
  self->by_tab = TRUE;
  self->parked = self->pointer;

  return ASKG_REGION_CHANGED;
}
