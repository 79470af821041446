/* askg-placement.c: pure; any thread. One unit throughout; nothing assumes that it starts at 0,0. */
#include "ui/overlay/askg-placement.h"

/* Between the region and the panel. */
#define GAP 12
/* How tall an answer may make the panel, against its width. */
#define TALL 1.6

static gint64
shared_area (const AskgRect *a,
             const AskgRect *b)
{
  const int width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  const int height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > 0 && height > 0 ? (gint64) width * height : 0;
}

/* Squared, from the middle of one to the nearest point of the other. */
static gint64
distance (const AskgRect *region,
          const AskgRect *area)
{
  const int x = region->x + region->width / 2;
  const int y = region->y + region->height / 2;
  const gint64 dx = x - CLAMP (x, area->x, area->x + area->width);
  const gint64 dy = y - CLAMP (y, area->y, area->y + area->height);

  return dx * dx + dy * dy;
}

/**
 * askg_placement_pick_area:
 * @areas: (array length=n_areas): what windows may use of each output; at least one
 *
 * Returns: the index of the one that holds most of @region, or is nearest to it
 */
guint
askg_placement_pick_area (const AskgRect *region,
                          const AskgRect *areas,
                          guint           n_areas)
{
  guint best = 0;

  for (guint i = 1; i < n_areas; i++)
    {
      const gint64 more = shared_area (region, &areas[i]) - shared_area (region, &areas[best]);

      if (more > 0 || (more == 0 && distance (region, &areas[i]) < distance (region, &areas[best])))
        best = i;
    }

  return best;
}

/* What sticks out comes in; what is larger than @area shows its top left corner. */
AskgRect
askg_placement_inside (const AskgRect *panel,
                       const AskgRect *area)
{
  AskgRect inside = *panel;

  inside.x = MAX (MIN (panel->x, area->x + area->width - panel->width), area->x);
  inside.y = MAX (MIN (panel->y, area->y + area->height - panel->height), area->y);

  return inside;
}

static gboolean
fits (const AskgRect *panel,
      const AskgRect *area)
{
  return panel->x >= area->x && panel->x + panel->width <= area->x + area->width &&
         panel->y >= area->y && panel->y + panel->height <= area->y + area->height;
}

/* Upper middle: near the eye, and there is room below to grow. */
static AskgRect
alone (int             width,
       int             height,
       const AskgRect *area)
{
  const AskgRect panel = { area->x + (area->width - width) / 2, area->y + area->height / 6, width, height };

  return askg_placement_inside (&panel, area);
}

/**
 * askg_placement_beside:
 * @region: (nullable): what the panel speaks of
 * @area: what windows may use of the output
 *
 * Right of the region, else left of it, level with it as far as @area allows; else below or
 * above, where there must be room for the answer that is to come: %TALL times the width.
 * When there is room nowhere, the place that then covers least of the region.
 *
 * Returns: the place of the panel, always inside @area as far as it fits there
 */
AskgRect
askg_placement_beside (const AskgRect *region,
                       int             width,
                       int             height,
                       const AskgRect *area)
{
  if (region == NULL)
    return alone (width, height, area);

  const int tall = MAX (height, MIN ((int) (width * TALL), area->height));
  const int right = area->x + area->width - width;
  const int bottom = area->y + area->height - height;
  const int level_x = MAX (MIN (region->x, right), area->x);
  const int level_y = MAX (MIN (region->y, bottom), area->y);
  /* Beside the region it may move up while it grows; the last two are better than covering it now. */
  const AskgRect sides[] = {
    { region->x + region->width + GAP, level_y, width, height },
    { region->x - GAP - width, level_y, width, height },
    { level_x, region->y + region->height + GAP, width, tall },
    { level_x, region->y - GAP - tall, width, tall },
    { level_x, region->y + region->height + GAP, width, height },
    { level_x, region->y - GAP - height, width, height },
  };
  AskgRect best = { right, level_y, width, tall };

  best = askg_placement_inside (&best, area);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const AskgRect grown = { sides[i].x, sides[i].y, width, tall };
      const AskgRect inside = askg_placement_inside (&grown, area);

      if (i == 4 && shared_area (&best, region) == 0)
        break;
      if (fits (&sides[i], area))
        return (AskgRect) { sides[i].x, sides[i].y, width, height };
      if (shared_area (&inside, region) < shared_area (&best, region))
        best = inside;
    }
  best.y = MAX (best.y, MIN (level_y, best.y + tall - height));
  best.height = height;

  return askg_placement_inside (&best, area);
}
