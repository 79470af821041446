/* askg-pointers.c: main thread.
 *
 * The picture, a veil over all but the places, and on each place a button: it takes the focus, has the
 * name that is spoken ("2 of 3, line 87"), and is seen only as the box that is drawn around it. */
#include "ui/reply/askg-pointers.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 320

/* Around all places, in pixels of the picture: what is shown of it. */
#define CONTEXT_PX 40

#define ROUND 6
#define BADGE 10
#define BADGE_CURRENT 12

/* So that a badge at the very edge is whole. */
#define EDGE (BADGE_CURRENT + 2)

struct _AskgPointers
{
  GtkWidget      parent_instance;

  AskgAnswer    *answer;         /* owned; (nullable) */
  GSignalGroup  *answer_signals;
  AskgFrame     *frame;          /* owned; (nullable) */
  GdkTexture    *picture;        /* owned; the frame as GTK draws it */
  GPtrArray     *buttons;        /* children, one a place */
  AskgRect       part;           /* of the frame that is shown, in its pixels */
  guint          attachment;
  guint          current;        /* the number of a place, or 0 */
};

enum { POINTED, ENLARGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgPointers, askg_pointers, GTK_TYPE_WIDGET)

static guint
number_of (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "askg-number"));
}

static const AskgPointer *
pointer_of (AskgPointers *self,
            GtkWidget    *button)
{
  return g_ptr_array_index (askg_answer_get_pointers (self->answer), number_of (button) - 1);
}

/* -- Where things are --------------------------------------------------------------------------- */

/* Frame pixels to widget units, when the widget is WIDTH wide. Never enlarged. */
static double
scale_for (AskgPointers *self,
           int           width)
{
  const double by_width = (double) MAX (width - 2 * EDGE, 1) / self->part.width;
  const double by_height = (double) MAX_HEIGHT / self->part.height;

  return MIN (1.0, MIN (by_width, by_height));
}

static graphene_rect_t
place_of (AskgPointers   *self,
          const AskgRect *box)
{
  const double scale = scale_for (self, gtk_widget_get_width (GTK_WIDGET (self)));

  return GRAPHENE_RECT_INIT (EDGE + (box->x - self->part.x) * scale, EDGE + (box->y - self->part.y) * scale,
                             box->width * scale, box->height * scale);
}

static void
update_part (AskgPointers *self)
{
  const int width_px = askg_frame_get_width_px (self->frame), height_px = askg_frame_get_height_px (self->frame);
  int left = width_px, top = height_px, right = 0, bottom = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    {
      const AskgRect *box = &pointer_of (self, self->buttons->pdata[i])->box;

      left = MIN (left, box->x);
      top = MIN (top, box->y);
      right = MAX (right, box->x + box->width);
      bottom = MAX (bottom, box->y + box->height);
    }
  left = CLAMP (left - CONTEXT_PX, 0, width_px - 1);
  top = CLAMP (top - CONTEXT_PX, 0, height_px - 1);
  right = CLAMP (right + CONTEXT_PX, left + 1, width_px);
  bottom = CLAMP (bottom + CONTEXT_PX, top + 1, height_px);
  self->part = (AskgRect) { left, top, right - left, bottom - top };
}

static void
askg_pointers_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  AskgPointers *self = ASKG_POINTERS (widget);

  if (self->picture == NULL)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 2 * EDGE + MIN (self->part.width, 120);
      *natural = 2 * EDGE + self->part.width;
    }
  else
    *minimum = *natural = 2 * EDGE + (int) (self->part.height * scale_for (self, for_size < 0 ? 2 * EDGE + self->part.width : for_size));
}

static GtkSizeRequestMode
askg_pointers_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
askg_pointers_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  AskgPointers *self = ASKG_POINTERS (widget);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = self->buttons->pdata[i];
      const graphene_rect_t place = place_of (self, &pointer_of (self, button)->box);
      int minimum_width, minimum_height;

      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
      gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
      gtk_widget_allocate (button, MAX (minimum_width, (int) place.size.width), MAX (minimum_height, (int) place.size.height),
                           -1, gsk_transform_translate (NULL, &place.origin));
    }
}

/* -- Drawing ------------------------------------------------------------------------------------ */

static void
trace_rounded (cairo_t               *cr,
               const graphene_rect_t *r)
{
  const double x = r->origin.x, y = r->origin.y, right = x + r->size.width, bottom = y + r->size.height;
  const double round = MIN (ROUND, MIN (r->size.width, r->size.height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - round, y + round, round, -G_PI / 2, 0);
  cairo_arc (cr, right - round, bottom - round, round, 0, G_PI / 2);
  cairo_arc (cr, x + round, bottom - round, round, G_PI / 2, G_PI);
  cairo_arc (cr, x + round, y + round, round, G_PI, G_PI * 3 / 2);
  cairo_close_path (cr);
}

static void
draw_veil (AskgPointers          *self,
           cairo_t               *cr,
           const graphene_rect_t *whole,
           const GdkRGBA         *veil)
{
  cairo_rectangle (cr, whole->origin.x, whole->origin.y, whole->size.width, whole->size.height);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      const graphene_rect_t place = place_of (self, &pointer_of (self, self->buttons->pdata[i])->box);

      trace_rounded (cr, &place);
    }
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cr, veil->red, veil->green, veil->blue, veil->alpha * 0.7);
  cairo_fill (cr);
}

static void
draw_number (AskgPointers *self,
             cairo_t      *cr,
             guint         number,
             double        x,
             double        y)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), digits);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoRectangle extents;

  /* As large as its disk, whatever the text scale: it is a mark on a picture. */
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (12 * PANGO_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  cairo_move_to (cr, x - extents.width / 2.0 - extents.x, y - extents.height / 2.0 - extents.y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_place (AskgPointers  *self,
            cairo_t       *cr,
            GtkWidget     *button,
            const GdkRGBA *halo,
            const GdkRGBA *accent,
            const GdkRGBA *quiet)
{
  const graphene_rect_t place = place_of (self, &pointer_of (self, button)->box);
  const gboolean is_current = number_of (button) == self->current;
  const int radius = is_current ? BADGE_CURRENT : BADGE;
  const GdkRGBA *color = is_current || self->current == 0 ? accent : quiet;
  const GdkRGBA *colors[] = { halo, color };
  const double widths[] = { is_current ? 6 : 4, is_current ? 3 : 2 };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_set_line_width (cr, widths[i]);
      trace_rounded (cr, &place);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      gdk_cairo_set_source_rgba (cr, colors[i]);
      cairo_arc (cr, place.origin.x, place.origin.y, radius + (i == 0 ? 2 : 0), 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  draw_number (self, cr, number_of (button), place.origin.x, place.origin.y);
}

static void
askg_pointers_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  AskgPointers *self = ASKG_POINTERS (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  const double scale = scale_for (self, gtk_widget_get_width (widget));
  GdkRGBA veil = { 0, 0, 0, 0.5 }, halo = { 1, 1, 1, 0.9 }, accent = { 0.21, 0.52, 0.89, 1 };
  const GdkRGBA quiet = { 0.37, 0.36, 0.39, 1 };
  graphene_rect_t whole, all;
  GskRoundedRect rounded;
  cairo_t *cr;

  if (self->picture == NULL || self->buttons->len == 0)
    return;
  gtk_style_context_lookup_color (context, "askg_veil", &veil);
  gtk_style_context_lookup_color (context, "askg_halo", &halo);
  gtk_style_context_lookup_color (context, "accent_bg_color", &accent);

  whole = place_of (self, &self->part);
  gsk_rounded_rect_init_from_rect (&rounded, &whole, ROUND);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_texture (snapshot, self->picture,
                               &GRAPHENE_RECT_INIT (EDGE - self->part.x * scale, EDGE - self->part.y * scale,
                                                    gdk_texture_get_width (self->picture) * scale,
                                                    gdk_texture_get_height (self->picture) * scale));
  all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cr = gtk_snapshot_append_cairo (snapshot, &all);
  draw_veil (self, cr, &whole, &veil);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);

  cr = gtk_snapshot_append_cairo (snapshot, &all);
  /* The one in focus last: nothing lies over it. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->buttons->len; i++)
      if ((number_of (self->buttons->pdata[i]) == self->current) == (pass == 1))
        draw_place (self, cr, self->buttons->pdata[i], &halo, &accent, &quiet);
  cairo_destroy (cr);
}

/* -- Places ------------------------------------------------------------------------------------- */

static void
focus_cb (GtkWidget    *button,
          GParamSpec   *pspec,
          AskgPointers *self)
{
  if (!gtk_widget_has_focus (button))
    return;
  askg_pointers_set_current (self, number_of (button));
  g_signal_emit (self, signals[POINTED], 0, self->current);
}

static void
clicked_cb (GtkWidget    *button,
            AskgPointers *self)
{
  g_signal_emit (self, signals[ENLARGE], 0, number_of (button));
}

static void
name_places (AskgPointers *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      const AskgPointer *pointer = pointer_of (self, self->buttons->pdata[i]);
      /* Translators: a place in a picture: which one, of how many, and what stands there */
      g_autofree char *name = g_strdup_printf (_("%u of %u, %s"), i + 1, self->buttons->len, pointer->label);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons->pdata[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
update_places (AskgPointers *self)
{
  GPtrArray *pointers = askg_answer_get_pointers (self->answer);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);

  for (guint i = 0; i < pointers->len; i++)
    {
      const AskgPointer *pointer = pointers->pdata[i];
      GtkWidget *button;

      if (pointer->attachment != self->attachment)
        continue;
      button = gtk_button_new ();
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "askg-spot");
      g_object_set_data (G_OBJECT (button), "askg-number", GUINT_TO_POINTER (pointer->number));
      g_signal_connect (button, "notify::has-focus", G_CALLBACK (focus_cb), self);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->buttons, button);
    }
  name_places (self);
  if (self->frame != NULL && self->buttons->len > 0)
    update_part (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->frame != NULL && self->buttons->len > 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* -- The object --------------------------------------------------------------------------------- */

static void
askg_pointers_dispose (GObject *object)
{
  AskgPointers *self = ASKG_POINTERS (object);

  for (guint i = 0; self->buttons != NULL && i < self->buttons->len; i++)
    gtk_widget_unparent (self->buttons->pdata[i]);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->answer_signals);
  g_clear_object (&self->answer);
  g_clear_object (&self->frame);
  g_clear_object (&self->picture);

  G_OBJECT_CLASS (askg_pointers_parent_class)->dispose (object);
}

static void
askg_pointers_class_init (AskgPointersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_pointers_dispose;

  widget_class->measure = askg_pointers_measure;
  widget_class->get_request_mode = askg_pointers_get_request_mode;
  widget_class->size_allocate = askg_pointers_size_allocate;
  widget_class->snapshot = askg_pointers_snapshot;

  signals[POINTED] = g_signal_new ("pointed", ASKG_TYPE_POINTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ENLARGE] = g_signal_new ("enlarge", ASKG_TYPE_POINTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "askgpointers");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
askg_pointers_init (AskgPointers *self)
{
  self->buttons = g_ptr_array_new ();
  self->answer_signals = g_signal_group_new (ASKG_TYPE_ANSWER);
  g_signal_group_connect_swapped (self->answer_signals, "pointed", G_CALLBACK (update_places), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places in the picture"), -1);
}

/* Returns: (transfer floating): without a picture, and invisible until it has one with places */
GtkWidget *
askg_pointers_new (void)
{
  return g_object_new (ASKG_TYPE_POINTERS, NULL);
}

/**
 * askg_pointers_set_answer:
 * @frame: (nullable): the picture the answer speaks of
 * @attachment: its index in the question; places in other pictures are not shown here
 *
 * Shows the places the answer has pointed at, and those it will.
 */
void
askg_pointers_set_answer (AskgPointers *self,
                          AskgAnswer   *answer,
                          AskgFrame    *frame,
                          guint         attachment)
{
  g_return_if_fail (ASKG_IS_POINTERS (self));
  g_return_if_fail (ASKG_IS_ANSWER (answer));

  self->attachment = attachment;
  self->current = 0;
  g_set_object (&self->answer, answer);
  g_clear_object (&self->picture);
  if (g_set_object (&self->frame, frame) && frame == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (frame != NULL)
    self->picture = gdk_memory_texture_new (askg_frame_get_width_px (frame), askg_frame_get_height_px (frame),
                                            GDK_MEMORY_DEFAULT, askg_frame_get_pixels (frame),
                                            askg_frame_get_stride_bytes (frame));
  g_signal_group_set_target (self->answer_signals, answer);
  update_places (self);
}

guint
askg_pointers_get_current (AskgPointers *self)
{
  g_return_val_if_fail (ASKG_IS_POINTERS (self), 0);

  return self->current;
}

/* @number: the place that is looked at; 0 for none */
void
askg_pointers_set_current (AskgPointers *self,
                           guint         number)
{
  g_return_if_fail (ASKG_IS_POINTERS (self));

  if (self->current == number)
    return;
  self->current = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
