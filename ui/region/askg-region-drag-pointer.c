/* askg-region-drag-pointer.c: what the pointer does to a region, one function a cell of the table. Any thread. */
#include "ui/region/askg-region-drag-private.h"

AskgRegionOutcome
askg_region_step_follow_pointer (AskgRegionDrag        *self,
                                 const AskgRegionEvent *event)
{
  const int window = askg_region_drag_find_window (self, self->pointer);

  if (window == self->hover && !self->by_tab)
    return ASKG_REGION_UNCHANGED;
  if (self->by_tab && !askg_region_drag_has_left_keyboard (self))
    return ASKG_REGION_UNCHANGED;
  self->hover = window;
  self->by_tab = FALSE;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_begin_press (AskgRegionDrag        *self,
                              const AskgRegionEvent *event)
{
  self->state = ASKG_REGION_PRESSED;
  self->region = (AskgRect) { 0, 0, 0, 0 };
  self->anchor = self->corner = self->pointer;
  self->hover = askg_region_drag_find_window (self, self->pointer);
  self->by_tab = FALSE;

  return ASKG_REGION_CHANGED;
}

/* A press on a region that stands: pull it, carry it, or begin another one. */
AskgRegionOutcome
askg_region_step_press_on_region (AskgRegionDrag        *self,
                                  const AskgRegionEvent *event)
{
  const AskgRect *region = &self->region;

  if (askg_region_drag_find_pull (self, event->x, event->y, &self->pull_x, &self->pull_y))
    {
      self->state = ASKG_REGION_RESIZING;
      self->anchor.x = self->pull_x < 0 ? region->x + region->width : region->x;
      self->anchor.y = self->pull_y < 0 ? region->y + region->height : region->y;
      self->corner.x = self->pull_x < 0 ? region->x : region->x + region->width;
      self->corner.y = self->pull_y < 0 ? region->y : region->y + region->height;
      return ASKG_REGION_CHANGED;
    }

  if (!askg_region_rect_holds (region, self->pointer))
    return askg_region_step_begin_press (self, event);

  self->state = ASKG_REGION_MOVING;
  self->anchor.x = self->pointer.x - region->x; /* where it was taken hold of */
  self->anchor.y = self->pointer.y - region->y;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_draw_to_pointer (AskgRegionDrag        *self,
                                  const AskgRegionEvent *event)
{
  AskgRegionPoint to = self->pointer;

  if (self->state == ASKG_REGION_PRESSED && !askg_region_drag_has_slipped (self, self->anchor))
    return ASKG_REGION_UNCHANGED;

  if (self->carrying)
    {
      const double dx = CLAMP (to.x - self->corner.x, -MIN (self->anchor.x, self->corner.x),
                               self->width_px - MAX (self->anchor.x, self->corner.x));
      const double dy = CLAMP (to.y - self->corner.y, -MIN (self->anchor.y, self->corner.y),
                               self->height_px - MAX (self->anchor.y, self->corner.y));

      self->anchor.x += dx;
      self->anchor.y += dy;
      to = (AskgRegionPoint) { self->corner.x + dx, self->corner.y + dy };
    }

  self->state = ASKG_REGION_DRAWING;
  self->hover = ASKG_REGION_NO_WINDOW;
  self->corner = to;
  self->region = askg_region_rect_between (self->anchor, to);

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_carry_region (AskgRegionDrag        *self,
                               const AskgRegionEvent *event)
{
  askg_region_drag_shift_region (self,
                                 (int) (self->pointer.x - self->anchor.x) - self->region.x,
                                 (int) (self->pointer.y - self->anchor.y) - self->region.y);

  return ASKG_REGION_CHANGED;
}

/* A side may be pulled past its opposite, but the region never becomes a line. */
AskgRegionOutcome
askg_region_step_pull_handle (AskgRegionDrag        *self,
                              const AskgRegionEvent *event)
{
  AskgRegionPoint to = self->corner;
  AskgRect pulled;

  if (self->pull_x != 0)
    to.x = self->pointer.x;
  if (self->pull_y != 0)
    to.y = self->pointer.y;

  pulled = askg_region_rect_between (self->anchor, to);
  if (askg_region_rect_is_empty (&pulled))
    return ASKG_REGION_UNCHANGED;
  self->region = pulled;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_finish_drawing (AskgRegionDrag        *self,
                                 const AskgRegionEvent *event)
{
  askg_region_step_draw_to_pointer (self, event);
  if (askg_region_rect_is_empty (&self->region))
    {
      askg_region_drag_reset (self); /* the pointer came back: nothing was meant */
      return ASKG_REGION_CHANGED;
    }
  if (!event->keep)
    return ASKG_REGION_TAKEN;
  self->state = ASKG_REGION_PLACED;
  self->carrying = FALSE;

  return ASKG_REGION_CHANGED;
}

/* A click: what is under the pointer, window or output. */
AskgRegionOutcome
askg_region_step_finish_press (AskgRegionDrag        *self,
                               const AskgRegionEvent *event)
{
  if (askg_region_drag_has_slipped (self, self->anchor))
    return askg_region_step_finish_drawing (self, event);
  self->state = ASKG_REGION_IDLE;

  return ASKG_REGION_TAKEN;
}

AskgRegionOutcome
askg_region_step_begin_carrying (AskgRegionDrag        *self,
                                 const AskgRegionEvent *event)
{
  self->carrying = TRUE;

  return ASKG_REGION_CHANGED;
}

AskgRegionOutcome
askg_region_step_end_carrying (AskgRegionDrag        *self,
                               const AskgRegionEvent *event)
{
  self->carrying = FALSE;

  return ASKG_REGION_CHANGED;
}
