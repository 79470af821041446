/* askg-picker-tiles.c: main thread.
 *
 * A drag on a large screen must not paint that screen again. GTK repaints where the render
 * nodes of two frames differ, but gives up and repaints everything beyond some thirty
 * rectangles. So all that is drawn over the picture is cut into tiles: one node each, made
 * anew only where something in the tile changed. What changed is then a few rows and
 * columns of tiles, which join to a few rectangles. */
#include "ui/region/askg-picker-tiles.h"

#include <string.h>

#define TILE        128
#define OUTLINE      2
#define OUTLINE_HALO 4 /* a light rim of 1 on both sides */
#define HANDLE_RADIUS      4
#define HANDLE_HALO_RADIUS 6
#define REACH        8 /* nothing is drawn farther from the edge of the selection */

/* The marks in logical units, as seen from one tile: what lies beyond it is moved to just
 * beyond it, so that equal shapes draw equal tiles. */
typedef struct
{
  float    x0, y0, x1, y1; /* the lit rectangle */
  float    middle_x, middle_y;
  float    cross_x, cross_y;
  gboolean has_lit, is_dashed, has_handles, has_cross;
  gboolean is_narrow, is_flat; /* no room for the middle handles */
} Shape;

typedef struct
{
  GskRenderNode *node; /* owned; (nullable) until it was drawn once */
  Shape          shape;
} Tile;

struct _AskgPickerTiles
{
  GArray                *tiles; /* owned: Tile, row by row */
  AskgPickerTilesColors  colors;
  int                    width;
  int                    height;
};

static void
clear_tile (Tile *tile)
{
  g_clear_pointer (&tile->node, gsk_render_node_unref);
}

/* -- Drawing -------------------------------------------------------------- */

static void
trace_lit (cairo_t     *cr,
           const Shape *shape,
           float        outside)
{
  cairo_rectangle (cr, shape->x0 - outside, shape->y0 - outside,
                   shape->x1 - shape->x0 + 2 * outside, shape->y1 - shape->y0 + 2 * outside);
}

static void
draw_outline (AskgPickerTiles *self,
              cairo_t        *cr,
              const Shape    *shape)
{
  static const double dashes[] = { 9, 6 };
  const GdkRGBA *colors[] = { &self->colors.halo, &self->colors.accent };
  const double widths[] = { OUTLINE_HALO, OUTLINE };

  if (shape->is_dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_set_line_width (cr, widths[i]);
      trace_lit (cr, shape, OUTLINE / 2.0f); /* outside: no selected pixel is covered by it */
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_handles (AskgPickerTiles *self,
              cairo_t        *cr,
              const Shape    *shape)
{
  const float columns[] = { shape->x0, shape->middle_x, shape->x1 }, rows[] = { shape->y0, shape->middle_y, shape->y1 };
  const GdkRGBA *colors[] = { &self->colors.halo, &self->colors.accent };
  const double radii[] = { HANDLE_HALO_RADIUS, HANDLE_RADIUS };

  for (guint at = 0; at < 9; at++)
    {
      const guint column = at % 3, row = at / 3;

      if ((column == 1 && (row == 1 || shape->is_narrow)) || (row == 1 && shape->is_flat))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
        {
          gdk_cairo_set_source_rgba (cr, colors[i]);
          cairo_arc (cr, columns[column], rows[row], radii[i], 0, 2 * G_PI);
          cairo_fill (cr);
        }
    }
}

/* A light line in a dark one, so that it is seen on any picture. */
static void
draw_cross (AskgPickerTiles *self,
            cairo_t        *cr,
            const Shape    *shape)
{
  const GdkRGBA *colors[] = { &self->colors.veil, &self->colors.halo };

  for (int i = 0; i <= 1; i++)
    {
      const int outside = 1 - i, width = 1 + 2 * outside;

      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_rectangle (cr, 0, shape->cross_y - outside, self->width, width);
      cairo_rectangle (cr, shape->cross_x - outside, 0, width, self->height);
      cairo_fill (cr);
    }
}

static GskRenderNode *
make_drawn_node (AskgPickerTiles       *self,
                 const graphene_rect_t *bounds,
                 const Shape           *shape)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_rectangle (cr, bounds->origin.x, bounds->origin.y, bounds->size.width, bounds->size.height);
  cairo_clip_preserve (cr);
  if (shape->has_lit)
    trace_lit (cr, shape, 0);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  gdk_cairo_set_source_rgba (cr, &self->colors.veil);
  cairo_fill (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);

  if (shape->has_lit)
    draw_outline (self, cr, shape);
  if (shape->has_handles)
    draw_handles (self, cr, shape);
  if (shape->has_cross)
    draw_cross (self, cr, shape);
  cairo_destroy (cr);

  return node;
}

/* -- The tiles ------------------------------------------------------------ */

static Shape
shape_of_marks (AskgPickerTiles       *self,
                const AskgPickerMarks *marks,
                double                 px_x,
                double                 px_y)
{
  Shape shape = {
    .has_lit = marks->has_lit, .is_dashed = marks->is_dashed,
    .has_handles = marks->has_handles, .has_cross = marks->has_cross,
  };

  if (marks->has_lit)
    {
      shape.x0 = (float) (marks->lit.x / px_x);
      shape.y0 = (float) (marks->lit.y / px_y);
      shape.x1 = (float) ((marks->lit.x + marks->lit.width) / px_x);
      shape.y1 = (float) ((marks->lit.y + marks->lit.height) / px_y);
      if (marks->is_dashed) /* all of its outline on the screen, also where the window touches the edge */
        {
          shape.x0 = MAX (shape.x0, OUTLINE_HALO);
          shape.y0 = MAX (shape.y0, OUTLINE_HALO);
          shape.x1 = MIN (shape.x1, self->width - OUTLINE_HALO);
          shape.y1 = MIN (shape.y1, self->height - OUTLINE_HALO);
        }
      shape.is_narrow = shape.x1 - shape.x0 < 4 * HANDLE_HALO_RADIUS;
      shape.is_flat = shape.y1 - shape.y0 < 4 * HANDLE_HALO_RADIUS;
      shape.middle_x = (shape.x0 + shape.x1) / 2;
      shape.middle_y = (shape.y0 + shape.y1) / 2;
    }
  if (marks->has_cross)
    {
      shape.cross_x = (int) (marks->cross_x / px_x);
      shape.cross_y = (int) (marks->cross_y / px_y);
    }

  return shape;
}

static void
pull_in (float                 *x,
         float                 *y,
         const graphene_rect_t *bounds)
{
  *x = CLAMP (*x, bounds->origin.x - REACH, bounds->origin.x + bounds->size.width + REACH);
  *y = CLAMP (*y, bounds->origin.y - REACH, bounds->origin.y + bounds->size.height + REACH);
}

/* Dashes count from the corner, wherever that is; everything else can be pulled in. */
static Shape
shape_in_tile (const Shape           *marks,
               const graphene_rect_t *bounds)
{
  Shape shape = *marks;

  pull_in (&shape.cross_x, &shape.cross_y, bounds);
  if (shape.is_dashed)
    return shape;
  pull_in (&shape.x0, &shape.y0, bounds);
  pull_in (&shape.x1, &shape.y1, bounds);
  pull_in (&shape.middle_x, &shape.middle_y, bounds);

  return shape;
}

static gboolean
line_meets (float at,
            float start,
            float length)
{
  return at > start - REACH && at < start + length + REACH;
}

/* In a container each, so that GTK compares tile with tile whatever is in them. */
static GskRenderNode *
make_tile_node (AskgPickerTiles       *self,
                const graphene_rect_t *bounds,
                const Shape           *shape)
{
  const float x = bounds->origin.x, y = bounds->origin.y, w = bounds->size.width, h = bounds->size.height;
  const gboolean meets = shape->has_lit && shape->x0 < x + w + REACH && shape->x1 > x - REACH &&
                         shape->y0 < y + h + REACH && shape->y1 > y - REACH;
  const gboolean is_inside = meets && shape->x0 <= x - REACH && shape->x1 >= x + w + REACH &&
                             shape->y0 <= y - REACH && shape->y1 >= y + h + REACH;
  const gboolean is_crossed = shape->has_cross && (line_meets (shape->cross_x, x, w) || line_meets (shape->cross_y, y, h));
  GskRenderNode *container, *child;

  if (is_inside && !is_crossed)
    return gsk_container_node_new (NULL, 0);

  child = meets || is_crossed ? make_drawn_node (self, bounds, shape) : gsk_color_node_new (&self->colors.veil, bounds);
  container = gsk_container_node_new (&child, 1);
  gsk_render_node_unref (child);

  return container;
}

/**
 * askg_picker_tiles_make_node:
 * @marks: what is chosen
 * @px_x: pixels of the part a logical unit, sideways
 * @px_y: the same, downwards
 *
 * Returns: (transfer full): the veil with what is chosen on it
 */
GskRenderNode *
askg_picker_tiles_make_node (AskgPickerTiles       *self,
                             const AskgPickerMarks *marks,
                             double                 px_x,
                             double                 px_y)
{
  const Shape whole = shape_of_marks (self, marks, px_x, px_y);
  g_autoptr(GPtrArray) nodes = g_ptr_array_sized_new (self->tiles->len);
  guint i = 0;

  for (int y = 0; y < self->height; y += TILE)
    for (int x = 0; x < self->width; x += TILE, i++)
      {
        const graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, MIN (TILE, self->width - x), MIN (TILE, self->height - y));
        const Shape shape = shape_in_tile (&whole, &bounds);
        Tile *tile = &g_array_index (self->tiles, Tile, i);

        if (tile->node == NULL || memcmp (&shape, &tile->shape, sizeof shape) != 0)
          {
            clear_tile (tile);
            tile->node = make_tile_node (self, &bounds, &shape);
            tile->shape = shape;
          }
        g_ptr_array_add (nodes, tile->node);
      }

  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}

/* Returns: (transfer full): tiles for nothing yet; free them with askg_picker_tiles_free() */
AskgPickerTiles *
askg_picker_tiles_new (void)
{
  AskgPickerTiles *self = g_new0 (AskgPickerTiles, 1);

  self->tiles = g_array_new (FALSE, TRUE, sizeof (Tile));
  g_array_set_clear_func (self->tiles, (GDestroyNotify) clear_tile);

  return self;
}

void
askg_picker_tiles_free (AskgPickerTiles *self)
{
  g_array_unref (self->tiles);
  g_free (self);
}

/**
 * askg_picker_tiles_set_size:
 * @width: logical units to cover; 0 to hold nothing
 * @height: the same, downwards
 */
void
askg_picker_tiles_set_size (AskgPickerTiles *self,
                            int              width,
                            int              height)
{
  g_array_set_size (self->tiles, 0);
  g_array_set_size (self->tiles, (guint) ((width + TILE - 1) / TILE * ((height + TILE - 1) / TILE)));
  self->width = width;
  self->height = height;
}

/* What has these colours already stays: a style changes at each change of focus, its colours do not. */
void
askg_picker_tiles_set_colors (AskgPickerTiles             *self,
                              const AskgPickerTilesColors *colors)
{
  if (memcmp (&self->colors, colors, sizeof *colors) == 0)
    return;
  self->colors = *colors;
  askg_picker_tiles_set_size (self, self->width, self->height);
}
