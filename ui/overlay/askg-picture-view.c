/* askg-picture-view.c: main thread. */
#include "ui/overlay/askg-picture-view.h"

#include "ui/region/askg-frame-surface.h"

/* Between what is boxed and its box, so that the box covers nothing of it; logical units. */
#define BOX_PADDING 3

/* Nobody makes a window smaller than this to look at a picture. */
#define LEAST_SIDE 96

struct _AskgPictureView
{
  GtkWidget        parent_instance;

  /* Owned */
  AskgFrame       *frame;   /* what @surface draws from */
  cairo_surface_t *surface;
  GArray          *boxes;   /* of AskgRect, pixels of the frame */
};

G_DEFINE_FINAL_TYPE (AskgPictureView, askg_picture_view, GTK_TYPE_WIDGET)

/* Logical units a pixel of the frame when it is shown as it was on the screen. */
static double
natural_scale (AskgPictureView *self)
{
  return 1.0 / gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
askg_picture_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  AskgPictureView *self = ASKG_PICTURE_VIEW (widget);
  const guint side_px = self->frame == NULL ? 0 : orientation == GTK_ORIENTATION_HORIZONTAL
                        ? askg_frame_get_width_px (self->frame) : askg_frame_get_height_px (self->frame);

  *natural = (int) (side_px * natural_scale (self));
  *minimum = MIN (*natural, LEAST_SIDE);
}

static void
draw_boxes (AskgPictureView *self,
            cairo_t         *cr,
            double           scale)
{
  GdkRGBA halo = { 1, 1, 1, 0.9 }, accent = { 0.21, 0.52, 0.89, 1 };
  const GdkRGBA *colors[] = { &halo, &accent };
  const double widths[] = { 4, 2 };

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "askg_halo", &halo);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &accent);
  G_GNUC_END_IGNORE_DEPRECATIONS

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const AskgRect *box = &g_array_index (self->boxes, AskgRect, i);
      const double padding = BOX_PADDING / scale;

      for (gsize pass = 0; pass < G_N_ELEMENTS (colors); pass++)
        {
          gdk_cairo_set_source_rgba (cr, colors[pass]);
          cairo_set_line_width (cr, widths[pass] / scale);
          cairo_rectangle (cr, box->x - padding, box->y - padding, box->width + 2 * padding, box->height + 2 * padding);
          cairo_stroke (cr);
        }
    }
}

static void
askg_picture_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  AskgPictureView *self = ASKG_PICTURE_VIEW (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = gtk_widget_get_height (widget);
  double scale;
  cairo_t *cr;

  if (self->surface == NULL)
    return;

  scale = MIN (width / askg_frame_get_width_px (self->frame), height / askg_frame_get_height_px (self->frame));
  scale = MIN (scale, natural_scale (self)); /* never blown up: it is to be read */
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (int) (width - askg_frame_get_width_px (self->frame) * scale) / 2,
                   (int) (height - askg_frame_get_height_px (self->frame) * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_paint (cr);
  draw_boxes (self, cr, scale);
  cairo_destroy (cr);
}

static void
askg_picture_view_finalize (GObject *object)
{
  AskgPictureView *self = ASKG_PICTURE_VIEW (object);

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->frame);
  g_clear_pointer (&self->boxes, g_array_unref);

  G_OBJECT_CLASS (askg_picture_view_parent_class)->finalize (object);
}

static void
askg_picture_view_class_init (AskgPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_picture_view_finalize;
  widget_class->measure = askg_picture_view_measure;
  widget_class->snapshot = askg_picture_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
askg_picture_view_init (AskgPictureView *self)
{
  self->boxes = g_array_new (FALSE, FALSE, sizeof (AskgRect));
}

void
askg_picture_view_set_frame (AskgPictureView *self,
                             AskgFrame       *frame)
{
  g_return_if_fail (ASKG_IS_PICTURE_VIEW (self));
  g_return_if_fail (ASKG_IS_FRAME (frame));

  if (!g_set_object (&self->frame, frame))
    return;
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = askg_frame_create_surface (frame);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * askg_picture_view_set_boxes:
 * @boxes: (array length=n_boxes) (nullable): pixels of the frame; copied
 */
void
askg_picture_view_set_boxes (AskgPictureView *self,
                             const AskgRect  *boxes,
                             guint            n_boxes)
{
  g_return_if_fail (ASKG_IS_PICTURE_VIEW (self));

  g_array_set_size (self->boxes, 0);
  if (n_boxes > 0)
    g_array_append_vals (self->boxes, boxes, n_boxes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
