/* askg-region-layout.c: any thread. */
#include "ui/region/askg-region-layout.h"

#include <math.h>

#define LENS_GAP   18
#define PILL_GAP   14
#define HINT_GAP   24
#define HINT_CLEAR 72 /* how near the pointer may come before the hint goes elsewhere */
#define EDGE_GAP   6

static gboolean
rects_meet (const AskgRect *a,
            const AskgRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
rect_is_inside (const AskgRect *inner,
                const AskgRect *outer)
{
  return inner->x >= outer->x && inner->x + inner->width <= outer->x + outer->width &&
         inner->y >= outer->y && inner->y + inner->height <= outer->y + outer->height;
}

static int
clamp_into (int at,
            int length,
            int start,
            int total)
{
  return CLAMP (at, start + EDGE_GAP, MAX (start + EDGE_GAP, start + total - length - EDGE_GAP));
}

/**
 * askg_region_layout_lens:
 * @screen: what it may stand on
 * @spot: the point it enlarges, and the side it would rather stand on
 * @selection: (nullable): what it must not cover
 * @out_place: (out): where it goes
 *
 * Returns: %FALSE when the selection leaves no room for it
 */
gboolean
askg_region_layout_lens (const AskgRect       *screen,
                         const AskgRegionSpot *spot,
                         const AskgRect       *selection,
                         int                   width,
                         int                   height,
                         AskgRect             *out_place)
{
  /* The best corner first; then the same four, pushed inside the screen. */
  static const int turns[][2] = { { 1, 1 }, { -1, 1 }, { 1, -1 }, { -1, -1 } };

  for (int pushed = 0; pushed <= 1; pushed++)
    for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
      {
        const int side_x = spot->away_x * turns[i][0], side_y = spot->away_y * turns[i][1];
        AskgRect place = {
          side_x > 0 ? spot->x + LENS_GAP : spot->x - LENS_GAP - width,
          side_y > 0 ? spot->y + LENS_GAP : spot->y - LENS_GAP - height,
          width, height,
        };
        const AskgRect under_pointer = { spot->x - LENS_GAP / 2, spot->y - LENS_GAP / 2, LENS_GAP, LENS_GAP };

        if (pushed)
          {
            place.x = clamp_into (place.x, width, screen->x, screen->width);
            place.y = clamp_into (place.y, height, screen->y, screen->height);
          }
        if (!rect_is_inside (&place, screen) || rects_meet (&place, &under_pointer) ||
            (selection != NULL && rects_meet (&place, selection)))
          continue;
        *out_place = place;
        return TRUE;
      }

  return FALSE;
}

/**
 * askg_region_layout_pill:
 * @target: the region or window whose size it tells
 * @at_end: whether it ends with @target instead of beginning with it
 * @out_place: (out): above @target, else below, else inside at its top
 */
void
askg_region_layout_pill (const AskgRect *screen,
                         const AskgRect *target,
                         gboolean        at_end,
                         int             width,
                         int             height,
                         AskgRect       *out_place)
{
  const int x = at_end ? target->x + target->width - width : target->x;
  const int above = target->y - PILL_GAP - height;
  const int below = target->y + target->height + PILL_GAP;
  int y = target->y + PILL_GAP;

  if (above >= screen->y + EDGE_GAP)
    y = above;
  else if (below + height <= screen->y + screen->height - EDGE_GAP)
    y = below;

  *out_place = (AskgRect) {
    clamp_into (x, width, screen->x, screen->width), clamp_into (y, height, screen->y, screen->height), width, height,
  };
}

/**
 * askg_region_layout_hint:
 * @pointer_y: what it keeps away from; negative when that is nowhere
 * @out_place: (out): the foot of the screen, or its top when the pointer is at the foot
 */
void
askg_region_layout_hint (const AskgRect *screen,
                         int             pointer_y,
                         int             width,
                         int             height,
                         AskgRect       *out_place)
{
  const int foot = screen->y + screen->height - HINT_GAP - height;
  const gboolean on_top = pointer_y > foot - HINT_CLEAR;
  const int kept_width = MIN (width, screen->width - 2 * EDGE_GAP);

  *out_place = (AskgRect) {
    screen->x + (screen->width - kept_width) / 2, on_top ? screen->y + HINT_GAP : foot, kept_width, height,
  };
}

/* Between pixels outwards, and never out of @part. */
static gboolean
map_rect (const AskgRect *frame_place,
          int             frame_width_px,
          int             frame_height_px,
          const AskgRect *part_px,
          const AskgRect *place,
          AskgRect       *out_px)
{
  const double scale_x = (double) frame_width_px / frame_place->width;
  const double scale_y = (double) frame_height_px / frame_place->height;
  const int x0 = (int) floor ((place->x - frame_place->x) * scale_x) - part_px->x;
  const int y0 = (int) floor ((place->y - frame_place->y) * scale_y) - part_px->y;
  const int x1 = (int) ceil ((place->x + (double) place->width - frame_place->x) * scale_x) - part_px->x;
  const int y1 = (int) ceil ((place->y + (double) place->height - frame_place->y) * scale_y) - part_px->y;

  out_px->x = CLAMP (x0, 0, part_px->width);
  out_px->y = CLAMP (y0, 0, part_px->height);
  out_px->width = CLAMP (x1, 0, part_px->width) - out_px->x;
  out_px->height = CLAMP (y1, 0, part_px->height) - out_px->y;

  return out_px->width > 0 && out_px->height > 0;
}

/**
 * askg_region_layout_window:
 * @frame_place: logical desktop coordinates of a frame
 * @part_px: which of its pixels are shown
 * @window_place: logical desktop coordinates of a window
 * @out_px: (out): the pixels of the part that it covers, counted from the part's corner
 *
 * Returns: whether any of it is on the part
 */
gboolean
askg_region_layout_window (const AskgRect *frame_place,
                           int             frame_width_px,
                           int             frame_height_px,
                           const AskgRect *part_px,
                           const AskgRect *window_place,
                           AskgRect       *out_px)
{
  return map_rect (frame_place, frame_width_px, frame_height_px, part_px, window_place, out_px);
}

/**
 * askg_region_layout_part:
 * @monitor: logical desktop coordinates of a monitor
 * @out_part_px: (out): the pixels of the frame that this monitor shows
 *
 * Returns: whether it shows any
 */
gboolean
askg_region_layout_part (const AskgRect *frame_place,
                         int             frame_width_px,
                         int             frame_height_px,
                         const AskgRect *monitor,
                         AskgRect       *out_part_px)
{
  const AskgRect whole = { 0, 0, frame_width_px, frame_height_px };

  return map_rect (frame_place, frame_width_px, frame_height_px, &whole, monitor, out_part_px);
}
