/* askg-picker-view.c: main thread.
 *
 * A drag on a large screen must not paint that screen again. GTK repaints where two
 * frames' render nodes differ, so the frozen picture is one node that never changes and
 * the veil is a field of tiles, of which only those change that an edge passes through. */
#include "ui/region/askg-picker-view.h"

#include "ui/region/askg-frame-surface.h"

#define TILE       128
#define BAND_HEIGHT 256
#define OUTLINE_HALO 1 /* the light rim on both sides of the outline */
#define OUTLINE      2
#define HANDLE_HALO_RADIUS 6
#define HANDLE_RADIUS      4

struct _AskgPickerView
{
  GtkWidget        parent_instance;

  /* Owned */
  cairo_surface_t *picture;
  GskRenderNode   *picture_node; /* for the size below; dropped when that changes */
  GPtrArray       *veil_tiles;   /* GskRenderNode, whole tiles, row by row */

  AskgRect         part;         /* of the picture, in its pixels */
  AskgPickerMarks  marks;
  GdkRGBA          veil;
  GdkRGBA          halo;
  int              nodes_width;
  int              nodes_height;
};

G_DEFINE_FINAL_TYPE (AskgPickerView, askg_picker_view, GTK_TYPE_WIDGET)

static void
drop_nodes (AskgPickerView *self)
{
  g_clear_pointer (&self->picture_node, gsk_render_node_unref);
  g_ptr_array_set_size (self->veil_tiles, 0);
  self->nodes_width = self->nodes_height = 0;
}

/* -- The picture and the veil --------------------------------------------- */

static GskRenderNode *
make_band (AskgPickerView *self,
           int             width,
           int             height,
           int             y,
           int             band_height)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, y, width, band_height));
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_scale (cr, (double) width / self->part.width, (double) height / self->part.height);
  cairo_set_source_surface (cr, self->picture, -self->part.x, -self->part.y);
  if (width * scale == self->part.width && height * scale == self->part.height)
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST); /* pixel on pixel: nothing to smooth */
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

/* In bands, because the renderer takes a new buffer for each node: small ones are used
 * again while they are warm, one as large as the screen costs its page faults. */
static GskRenderNode *
make_picture_node (AskgPickerView *self,
                   int             width,
                   int             height)
{
  g_autoptr(GPtrArray) bands = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);


  for (int y = 0; y < height; y += BAND_HEIGHT)
    g_ptr_array_add (bands, make_band (self, width, height, y, MIN (BAND_HEIGHT, height - y)));

  return gsk_container_node_new ((GskRenderNode **) bands->pdata, bands->len);
}

static GskRenderNode *
make_color_container (const GdkRGBA         *color,
                      const graphene_rect_t *rects,
                      guint                  n_rects)
{
  GskRenderNode *children[4];
  GskRenderNode *container;
  guint n = 0;

  for (guint i = 0; i < n_rects; i++)
    if (rects[i].size.width > 0 && rects[i].size.height > 0)
      children[n++] = gsk_color_node_new (color, &rects[i]);
  container = gsk_container_node_new (children, n);
  while (n > 0)
    gsk_render_node_unref (children[--n]);

  return container;
}

static void
make_nodes (AskgPickerView *self,
            int             width,
            int             height)
{
  drop_nodes (self);
  self->nodes_width = width;
  self->nodes_height = height;
  self->picture_node = make_picture_node (self, width, height);
  for (int y = 0; y < height; y += TILE)
    for (int x = 0; x < width; x += TILE)
      g_ptr_array_add (self->veil_tiles,
                       make_color_container (&self->veil,
                                             &GRAPHENE_RECT_INIT (x, y, MIN (TILE, width - x), MIN (TILE, height - y)), 1));
}

/* What of @tile lies outside @lit: above, below, left and right of it. */
static GskRenderNode *
make_cut_tile (AskgPickerView        *self,
               const graphene_rect_t *tile,
               const graphene_rect_t *lit)
{
  const float x0 = tile->origin.x, x1 = x0 + tile->size.width;
  const float y0 = tile->origin.y, y1 = y0 + tile->size.height;
  const float lx0 = lit->origin.x, lx1 = lx0 + lit->size.width;
  const float ly0 = lit->origin.y, ly1 = ly0 + lit->size.height;
  const graphene_rect_t rects[] = {
    GRAPHENE_RECT_INIT (x0, y0, x1 - x0, ly0 - y0),
    GRAPHENE_RECT_INIT (x0, ly1, x1 - x0, y1 - ly1),
    GRAPHENE_RECT_INIT (x0, ly0, lx0 - x0, ly1 - ly0),
    GRAPHENE_RECT_INIT (lx1, ly0, x1 - lx1, ly1 - ly0),
  };

  return make_color_container (&self->veil, rects, G_N_ELEMENTS (rects));
}

static void
append_veil (AskgPickerView        *self,
             GtkSnapshot           *snapshot,
             const graphene_rect_t *lit)
{
  g_autoptr(GPtrArray) tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  GskRenderNode *veil;
  guint i = 0;

  for (int y = 0; y < self->nodes_height; y += TILE)
    for (int x = 0; x < self->nodes_width; x += TILE, i++)
      {
        const graphene_rect_t tile = GRAPHENE_RECT_INIT (x, y, MIN (TILE, self->nodes_width - x),
                                                         MIN (TILE, self->nodes_height - y));
        graphene_rect_t cut;

        if (lit != NULL && graphene_rect_intersection (&tile, lit, &cut))
          g_ptr_array_add (tiles, make_cut_tile (self, &tile, &cut));
        else
          g_ptr_array_add (tiles, gsk_render_node_ref (g_ptr_array_index (self->veil_tiles, i)));
      }

  veil = gsk_container_node_new ((GskRenderNode **) tiles->pdata, tiles->len);
  gtk_snapshot_append_node (snapshot, veil);
  gsk_render_node_unref (veil);
}

/* -- What is drawn over them ---------------------------------------------- */

static void
append_frame (GtkSnapshot           *snapshot,
              const GdkRGBA         *color,
              const graphene_rect_t *lit,
              float                  outside,
              float                  width)
{
  const float x = lit->origin.x - outside, y = lit->origin.y - outside;
  const float w = lit->size.width + 2 * outside, h = lit->size.height + 2 * outside;

  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, w, width));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y + h - width, w, width));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y + width, width, h - 2 * width));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x + w - width, y + width, width, h - 2 * width));
}

static void
append_dashed_line (AskgPickerView *self,
                    GtkSnapshot    *snapshot,
                    const GdkRGBA  *accent,
                    float           x,
                    float           y,
                    float           width,
                    float           height)
{
  static const double dashes[] = { 9, 6 };
  const GdkRGBA *colors[] = { &self->halo, accent };
  const double widths[] = { OUTLINE + 2 * OUTLINE_HALO, OUTLINE };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - 2, y - 2, width + 4, height + 4));

  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_set_line_width (cr, widths[i]);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y + height);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

/* Inside the screen also where the window touches its edge. */
static void
append_dashed_frame (AskgPickerView        *self,
                     GtkSnapshot           *snapshot,
                     const GdkRGBA         *accent,
                     const graphene_rect_t *lit)
{
  const float x0 = MAX (lit->origin.x - 1, 2), x1 = MIN (lit->origin.x + lit->size.width + 1, self->nodes_width - 2);
  const float y0 = MAX (lit->origin.y - 1, 2), y1 = MIN (lit->origin.y + lit->size.height + 1, self->nodes_height - 2);

  append_dashed_line (self, snapshot, accent, x0, y0, x1 - x0, 0);
  append_dashed_line (self, snapshot, accent, x0, y1, x1 - x0, 0);
  append_dashed_line (self, snapshot, accent, x0, y0, 0, y1 - y0);
  append_dashed_line (self, snapshot, accent, x1, y0, 0, y1 - y0);
}

static void
append_disc (GtkSnapshot   *snapshot,
             const GdkRGBA *color,
             float          x,
             float          y,
             float          radius)
{
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, color, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_handles (AskgPickerView        *self,
                GtkSnapshot           *snapshot,
                const GdkRGBA         *accent,
                const graphene_rect_t *lit)
{
  for (int row = 0; row <= 2; row++)
    for (int column = 0; column <= 2; column++)
      {
        const float x = lit->origin.x + lit->size.width * column / 2;
        const float y = lit->origin.y + lit->size.height * row / 2;

        if (row == 1 && column == 1)
          continue;
        append_disc (snapshot, &self->halo, x, y, HANDLE_HALO_RADIUS);
        append_disc (snapshot, accent, x, y, HANDLE_RADIUS);
      }
}

/* A light line in a dark one, so that it is seen on any picture. */
static void
append_cross (AskgPickerView *self,
              GtkSnapshot    *snapshot,
              float           x,
              float           y)
{
  const float width = self->nodes_width, height = self->nodes_height;

  gtk_snapshot_append_color (snapshot, &self->veil, &GRAPHENE_RECT_INIT (0, y - 1, width, 3));
  gtk_snapshot_append_color (snapshot, &self->veil, &GRAPHENE_RECT_INIT (x - 1, 0, 3, height));
  gtk_snapshot_append_color (snapshot, &self->halo, &GRAPHENE_RECT_INIT (0, y, width, 1));
  gtk_snapshot_append_color (snapshot, &self->halo, &GRAPHENE_RECT_INIT (x, 0, 1, height));
}

static void
askg_picker_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  AskgPickerView *self = ASKG_PICKER_VIEW (widget);
  const AskgPickerMarks *marks = &self->marks;
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double px_x = askg_picker_view_get_px_x (self), px_y = askg_picker_view_get_px_y (self);
  graphene_rect_t lit;
  GdkRGBA accent;

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  if (width != self->nodes_width || height != self->nodes_height)
    make_nodes (self, width, height);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &accent);
  lit = GRAPHENE_RECT_INIT (marks->lit.x / px_x, marks->lit.y / px_y, marks->lit.width / px_x, marks->lit.height / px_y);

  gtk_snapshot_append_node (snapshot, self->picture_node);
  append_veil (self, snapshot, marks->has_lit ? &lit : NULL);
  if (marks->has_lit && marks->is_dashed)
    append_dashed_frame (self, snapshot, &accent, &lit);
  else if (marks->has_lit)
    {
      append_frame (snapshot, &self->halo, &lit, OUTLINE + OUTLINE_HALO, OUTLINE + 2 * OUTLINE_HALO);
      append_frame (snapshot, &accent, &lit, OUTLINE, OUTLINE);
    }
  if (marks->has_handles)
    append_handles (self, snapshot, &accent, &lit);
  if (marks->has_cross)
    append_cross (self, snapshot, (int) (marks->cross_x / px_x), (int) (marks->cross_y / px_y));
}

/* -- The widget ----------------------------------------------------------- */

/* No size of its own: the window has the monitor's, whatever the picture's is. */
static void
askg_picker_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = 1;
}

/* Named colours, so that the high contrast sheet can change them. */
static void
askg_picker_view_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  AskgPickerView *self = ASKG_PICKER_VIEW (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA veil = { 0, 0, 0, 0.5 };

  GTK_WIDGET_CLASS (askg_picker_view_parent_class)->css_changed (widget, change);

  self->halo = (GdkRGBA) { 1, 1, 1, 0.9 };
  gtk_style_context_lookup_color (context, "askg_halo", &self->halo);
  gtk_style_context_lookup_color (context, "askg_veil", &veil);
  if (!gdk_rgba_equal (&veil, &self->veil))
    drop_nodes (self); /* not at each change of focus: that would paint the whole screen again */
  self->veil = veil;
}

static void
askg_picker_view_finalize (GObject *object)
{
  AskgPickerView *self = ASKG_PICKER_VIEW (object);

  g_clear_pointer (&self->picture_node, gsk_render_node_unref);
  g_clear_pointer (&self->veil_tiles, g_ptr_array_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);

  G_OBJECT_CLASS (askg_picker_view_parent_class)->finalize (object);
}

static void
askg_picker_view_class_init (AskgPickerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_picker_view_finalize;

  widget_class->snapshot = askg_picker_view_snapshot;
  widget_class->measure = askg_picker_view_measure;
  widget_class->css_changed = askg_picker_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "askgpicker");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
askg_picker_view_init (AskgPickerView *self)
{
  self->veil_tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (drop_nodes), NULL);
}

/**
 * askg_picker_view_set_frame:
 * @frame: (nullable): what to show; %NULL to hold no picture any more
 * @part: (nullable): which of its pixels; %NULL for all
 */
void
askg_picker_view_set_frame (AskgPickerView *self,
                            AskgFrame      *frame,
                            const AskgRect *part)
{
  g_return_if_fail (ASKG_IS_PICKER_VIEW (self));

  drop_nodes (self);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->marks = (AskgPickerMarks) { 0 };
  if (frame != NULL)
    {
      self->picture = askg_frame_create_surface (frame);
      self->part = part != NULL ? *part : (AskgRect) { 0, 0, (int) askg_frame_get_width_px (frame),
                                                       (int) askg_frame_get_height_px (frame) };
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
askg_picker_view_set_marks (AskgPickerView        *self,
                            const AskgPickerMarks *marks)
{
  g_return_if_fail (ASKG_IS_PICKER_VIEW (self));

  if (memcmp (&self->marks, marks, sizeof *marks) == 0)
    return;
  self->marks = *marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Pixels of the frame a logical unit of this widget, sideways; 1 before it has a size. */
double
askg_picker_view_get_px_x (AskgPickerView *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  return self->picture != NULL && width > 0 ? (double) self->part.width / width : 1;
}

double
askg_picker_view_get_px_y (AskgPickerView *self)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  return self->picture != NULL && height > 0 ? (double) self->part.height / height : 1;
}
