/* askg-bar.c: main thread. */
#include "ui/overlay/askg-bar.h"

#define LEAST_WIDTH  3
#define LINE_HEIGHT  2
#define BAR_RADIUS   3
#define LINE_ALPHA   0.13f

struct _AskgBar
{
  GtkWidget parent_instance;

  double    start; /* of the width, 0 to 1 */
  double    end;
};

G_DEFINE_FINAL_TYPE (AskgBar, askg_bar, GTK_TYPE_WIDGET)

static void
append_rounded (GtkSnapshot   *snapshot,
                float          x,
                float          y,
                float          width,
                float          height,
                const GdkRGBA *color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, width, height), MIN (BAR_RADIUS, height / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
askg_bar_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  AskgBar *self = ASKG_BAR (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const float length = MAX ((float) (self->end - self->start) * width, LEAST_WIDTH);
  float x = MIN ((float) self->start * width, width - length);
  GdkRGBA color, line;

  gtk_style_context_get_color (context, &color);
  /* Not "borders", which is made of the bar's own colour. */
  if (!gtk_style_context_lookup_color (context, "window_fg_color", &line))
    line = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 1 };
  line.alpha *= LINE_ALPHA;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x - length;

  append_rounded (snapshot, 0, (height - LINE_HEIGHT) / 2, width, LINE_HEIGHT, &line);
  append_rounded (snapshot, x, 0, length, height, &color);
}

static void
askg_bar_class_init (AskgBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = askg_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "askgbar");
  /* The figures beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
askg_bar_init (AskgBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/* @start, @end: of the whole width, 0 to 1 */
GtkWidget *
askg_bar_new (double start,
              double end)
{
  AskgBar *self = g_object_new (ASKG_TYPE_BAR, NULL);

  self->start = CLAMP (start, 0, 1);
  self->end = CLAMP (end, self->start, 1);

  return GTK_WIDGET (self);
}
