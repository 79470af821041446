/* askg-picker-view.c: main thread. */
#include "ui/region/askg-picker-view.h"

#include <string.h>

#include "ui/region/askg-frame-surface.h"

#define BAND_HEIGHT 256

struct _AskgPickerView
{
  GtkWidget        parent_instance;

  /* Owned */
  cairo_surface_t *picture;
  GskRenderNode   *picture_node; /* for the size below; the same in every frame, so that it is painted once */
  AskgPickerTiles *tiles;        /* for the same size */

  AskgRect         part;         /* of the picture, in its pixels */
  AskgPickerMarks  marks;
  int              nodes_width;
  int              nodes_height;
};

G_DEFINE_FINAL_TYPE (AskgPickerView, askg_picker_view, GTK_TYPE_WIDGET)

static void
drop_nodes (AskgPickerView *self)
{
  g_clear_pointer (&self->picture_node, gsk_render_node_unref);
  askg_picker_tiles_set_size (self->tiles, 0, 0);
  self->nodes_width = self->nodes_height = 0;
}

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

static void
make_nodes (AskgPickerView *self,
            int             width,
            int             height)
{
  drop_nodes (self);
  self->nodes_width = width;
  self->nodes_height = height;
  self->picture_node = make_picture_node (self, width, height);
  askg_picker_tiles_set_size (self->tiles, width, height);
}

static void
askg_picker_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  AskgPickerView *self = ASKG_PICKER_VIEW (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GskRenderNode *tiles;

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  if (width != self->nodes_width || height != self->nodes_height)
    make_nodes (self, width, height);

  tiles = askg_picker_tiles_make_node (self->tiles, &self->marks,
                                       askg_picker_view_get_px_x (self), askg_picker_view_get_px_y (self));
  gtk_snapshot_append_node (snapshot, self->picture_node);
  gtk_snapshot_append_node (snapshot, tiles);
  gsk_render_node_unref (tiles);
}

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
  AskgPickerTilesColors colors = { .veil = { 0, 0, 0, 0.5 }, .halo = { 1, 1, 1, 0.9 } };

  GTK_WIDGET_CLASS (askg_picker_view_parent_class)->css_changed (widget, change);

  gtk_style_context_get_color (context, &colors.accent);
  gtk_style_context_lookup_color (context, "askg_veil", &colors.veil);
  gtk_style_context_lookup_color (context, "askg_halo", &colors.halo);
  askg_picker_tiles_set_colors (self->tiles, &colors);
}

static void
askg_picker_view_finalize (GObject *object)
{
  AskgPickerView *self = ASKG_PICKER_VIEW (object);

  g_clear_pointer (&self->picture_node, gsk_render_node_unref);
  g_clear_pointer (&self->tiles, askg_picker_tiles_free);
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
  self->tiles = askg_picker_tiles_new ();
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
