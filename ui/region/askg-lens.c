/* askg-lens.c: main thread. */
#include "ui/region/askg-lens.h"

#include "ui/region/askg-frame-surface.h"

#define SIDE_PX 21 /* odd: one pixel is the middle */
#define ENLARGE 6
#define SIDE    (SIDE_PX * ENLARGE)
#define ROUND   6

struct _AskgLens
{
  GtkWidget        parent_instance;

  cairo_surface_t *picture; /* owned; (nullable) */
  int              x_px;
  int              y_px;
};

G_DEFINE_FINAL_TYPE (AskgLens, askg_lens, GTK_TYPE_WIDGET)

static void
draw_pixels (AskgLens *self,
             cairo_t  *cr)
{
  cairo_save (cr);
  cairo_scale (cr, ENLARGE, ENLARGE);
  cairo_set_source_surface (cr, self->picture, SIDE_PX / 2 - self->x_px, SIDE_PX / 2 - self->y_px);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_grid (cairo_t       *cr,
           const GdkRGBA *halo)
{
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, halo->red, halo->green, halo->blue, 0.14);
  for (int i = 0; i < SIDE_PX; i++)
    {
      cairo_move_to (cr, i * ENLARGE + 0.5, 0);
      cairo_line_to (cr, i * ENLARGE + 0.5, SIDE);
      cairo_move_to (cr, 0, i * ENLARGE + 0.5);
      cairo_line_to (cr, SIDE, i * ENLARGE + 0.5);
    }
  cairo_stroke (cr);
}

/* The pixel that counts, in a light frame within a dark one. */
static void
draw_middle (cairo_t       *cr,
             const GdkRGBA *veil,
             const GdkRGBA *halo)
{
  const GdkRGBA *colors[] = { veil, halo };
  const double widths[] = { 3, 1.5 };
  const int middle = SIDE_PX / 2 * ENLARGE;

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_set_line_width (cr, widths[i]);
      cairo_rectangle (cr, middle, middle, ENLARGE + 1, ENLARGE + 1);
      cairo_stroke (cr);
    }
}

static void
askg_lens_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  AskgLens *self = ASKG_LENS (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, SIDE, SIDE);
  GdkRGBA veil = { 0, 0, 0, 0.5 }, halo = { 1, 1, 1, 0.9 };
  GskRoundedRect rounded;
  cairo_t *cr;

  if (self->picture == NULL)
    return;
  gtk_style_context_lookup_color (context, "askg_veil", &veil);
  gtk_style_context_lookup_color (context, "askg_halo", &halo);

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, ROUND);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_pixels (self, cr);
  draw_grid (cr, &halo);
  draw_middle (cr, &veil, &halo);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
askg_lens_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = *natural = SIDE;
}

static void
askg_lens_finalize (GObject *object)
{
  AskgLens *self = ASKG_LENS (object);

  g_clear_pointer (&self->picture, cairo_surface_destroy);

  G_OBJECT_CLASS (askg_lens_parent_class)->finalize (object);
}

static void
askg_lens_class_init (AskgLensClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_lens_finalize;

  widget_class->snapshot = askg_lens_snapshot;
  widget_class->measure = askg_lens_measure;
  gtk_widget_class_set_css_name (widget_class, "askglens");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
askg_lens_init (AskgLens *self)
{
}

/* @frame: (nullable): where the pixels come from; %NULL to hold none any more */
void
askg_lens_set_frame (AskgLens  *self,
                     AskgFrame *frame)
{
  g_return_if_fail (ASKG_IS_LENS (self));

  g_clear_pointer (&self->picture, cairo_surface_destroy);
  if (frame != NULL)
    self->picture = askg_frame_create_surface (frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The pixel in the middle; what lies beyond the frame stays empty. */
void
askg_lens_set_at (AskgLens *self,
                  int       x_px,
                  int       y_px)
{
  g_return_if_fail (ASKG_IS_LENS (self));

  if (self->x_px == x_px && self->y_px == y_px)
    return;
  self->x_px = x_px;
  self->y_px = y_px;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
