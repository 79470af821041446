/* askg-region-stage.c: main thread. */
#include "ui/region/askg-region-stage.h"

#include "ui/region/askg-lens.h"
#include "ui/region/askg-picker-view.h"
#include "ui/region/askg-region-hints.h"
#include "ui/region/askg-region-layout.h"

#define ANNOUNCE_MS 400 /* a screen reader cannot say more */

struct _AskgRegionStage
{
  GtkWidget             parent_instance;

  /* Template children */
  GtkWidget            *overlay;
  AskgPickerView       *view;
  GtkWidget            *size_pill;
  GtkLabel             *size;
  GtkWidget            *lens_box;
  AskgLens             *lens;
  GtkLabel             *lens_at;
  GtkWidget            *hint;

  const AskgRegionDrag *drag;  /* borrowed from the window that owns both */

  /* Owned */
  char                 *title; /* (nullable) */
  guint                 announce_source;

  AskgRect              part;
  AskgRegionHint        hints[ASKG_REGION_MAX_HINTS];
  guint                 n_hints;
};

G_DEFINE_FINAL_TYPE (AskgRegionStage, askg_region_stage, GTK_TYPE_WIDGET)

static AskgRect
to_logical (AskgRegionStage *self,
            const AskgRect   *px)
{
  const double px_x = askg_picker_view_get_px_x (self->view), px_y = askg_picker_view_get_px_y (self->view);

  return (AskgRect) { (int) (px->x / px_x), (int) (px->y / px_y),
                      (int) (px->width / px_x + 0.5), (int) (px->height / px_y + 0.5) };
}

/* The point that is being placed: the corner that moves, or the side that is pulled. */
static gboolean
find_lens_point (AskgRegionStage *self,
                 AskgRegionPoint  *point)
{
  const AskgRegionDrag *drag = self->drag;

  *point = drag->state == ASKG_REGION_RESIZING ? drag->pointer : drag->corner;

  return drag->state == ASKG_REGION_DRAWING || drag->state == ASKG_REGION_CROSS ||
         drag->state == ASKG_REGION_STRETCHING || drag->state == ASKG_REGION_RESIZING;
}

static gboolean
place_lens (AskgRegionStage *self,
            const AskgRect   *screen,
            int               width,
            int               height,
            AskgRect         *place)
{
  const AskgRegionDrag *drag = self->drag;
  const AskgRect region = to_logical (self, &drag->region);
  AskgRegionPoint point;
  AskgRegionSpot spot;

  if (!find_lens_point (self, &point))
    return FALSE;

  spot = (AskgRegionSpot) {
    (int) (point.x / askg_picker_view_get_px_x (self->view)), (int) (point.y / askg_picker_view_get_px_y (self->view)), -1, 1,
  };
  if (askg_region_drag_has_region (drag))
    {
      spot.away_x = spot.x < region.x + region.width / 2 ? -1 : 1;
      spot.away_y = spot.y < region.y + region.height / 2 ? -1 : 1;
    }

  return askg_region_layout_lens (screen, &spot, askg_region_drag_has_region (drag) ? &region : NULL,
                                  width, height, place);
}

/* GtkOverlay asks where each of the three boxes goes. */
static gboolean
get_child_position_cb (GtkOverlay   *overlay,
                       GtkWidget    *child,
                       GdkRectangle *allocation,
                       gpointer      user_data)
{
  AskgRegionStage *self = ASKG_REGION_STAGE (user_data);
  const AskgRect screen = { 0, 0, gtk_widget_get_width (GTK_WIDGET (overlay)), gtk_widget_get_height (GTK_WIDGET (overlay)) };
  GtkRequisition natural;
  AskgRect target, place;
  int window;

  gtk_widget_get_preferred_size (child, NULL, &natural);
  place = (AskgRect) { 0, 0, natural.width, natural.height };

  if (child == self->hint)
    {
      const double at = self->drag->state == ASKG_REGION_CROSS || self->drag->state == ASKG_REGION_STRETCHING
                        ? self->drag->corner.y : self->drag->pointer.y;

      askg_region_layout_hint (&screen, (int) (at / askg_picker_view_get_px_y (self->view)),
                               natural.width, natural.height, &place);
    }
  else if (child == self->lens_box)
    place_lens (self, &screen, natural.width, natural.height, &place);
  else if (askg_region_drag_get_target (self->drag, &target, &window))
    {
      target = to_logical (self, &target);
      askg_region_layout_pill (&screen, &target, window == ASKG_REGION_NO_WINDOW, natural.width, natural.height, &place);
    }
  *allocation = (GdkRectangle) { place.x, place.y, place.width, place.height };

  return TRUE;
}

static void
update_marks (AskgRegionStage *self)
{
  const AskgRegionDrag *drag = self->drag;
  AskgPickerMarks marks = { 0 };
  int window;

  if (askg_region_drag_has_region (drag))
    {
      marks.has_lit = marks.has_handles = TRUE;
      marks.lit = drag->region;
    }
  else if (drag->state == ASKG_REGION_CROSS || drag->state == ASKG_REGION_STRETCHING)
    {
      marks.has_cross = TRUE;
      marks.cross_x = (int) drag->corner.x;
      marks.cross_y = (int) drag->corner.y;
    }
  else if (drag->hover != ASKG_REGION_NO_WINDOW)
    marks.has_lit = marks.is_dashed = askg_region_drag_get_target (drag, &marks.lit, &window);

  askg_picker_view_set_marks (self->view, &marks);
}

static void
update_pill (AskgRegionStage *self)
{
  const AskgRegionDrag *drag = self->drag;
  g_autofree char *words = NULL;
  gboolean is_shown;
  AskgRect target;
  int window;

  is_shown = askg_region_drag_has_region (drag) ||
             (drag->state == ASKG_REGION_IDLE && drag->hover != ASKG_REGION_NO_WINDOW);
  if (is_shown && askg_region_drag_get_target (drag, &target, &window))
    {
      words = askg_region_hints_size (target.width, target.height, drag->state == ASKG_REGION_IDLE ? self->title : NULL);
      gtk_label_set_label (self->size, words);
    }
  gtk_widget_set_visible (self->size_pill, is_shown);
}

static void
update_lens (AskgRegionStage *self)
{
  const AskgRect screen = { 0, 0, gtk_widget_get_width (self->overlay), gtk_widget_get_height (self->overlay) };
  g_autofree char *words = NULL;
  GtkRequisition natural;
  AskgRegionPoint point;
  AskgRect place;
  int x, y;

  if (!find_lens_point (self, &point))
    {
      gtk_widget_set_visible (self->lens_box, FALSE);
      return;
    }

  x = MIN ((int) point.x, self->part.width - 1);
  y = MIN ((int) point.y, self->part.height - 1);
  words = g_strdup_printf ("\u2066%d, %d\u2069", x, y);
  gtk_label_set_label (self->lens_at, words);
  askg_lens_set_at (self->lens, self->part.x + x, self->part.y + y);
  gtk_widget_get_preferred_size (self->lens_box, NULL, &natural);
  gtk_widget_set_visible (self->lens_box, place_lens (self, &screen, natural.width, natural.height, &place));
}

static GtkWidget *
make_hint_label (const char *words,
                 const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, style);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static void
update_hint (AskgRegionStage *self)
{
  AskgRegionHint hints[ASKG_REGION_MAX_HINTS] = { 0 };
  const guint n = askg_region_hints_list (self->drag, hints);
  GtkWidget *child;

  if (n == self->n_hints && memcmp (hints, self->hints, n * sizeof *hints) == 0)
    return;
  memcpy (self->hints, hints, sizeof hints);
  self->n_hints = n;

  while ((child = gtk_widget_get_first_child (self->hint)) != NULL)
    gtk_box_remove (GTK_BOX (self->hint), child);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (pair), make_hint_label (hints[i].key, "caption-heading"));
      gtk_box_append (GTK_BOX (pair), make_hint_label (hints[i].words, "caption"));
      gtk_box_append (GTK_BOX (self->hint), pair);
    }
}

static void
update_cursor (AskgRegionStage *self)
{
  static const char *const names[3][3] = {
    { "nw-resize", "n-resize", "ne-resize" }, { "w-resize", "crosshair", "e-resize" }, { "sw-resize", "s-resize", "se-resize" },
  };
  const AskgRegionDrag *drag = self->drag;
  const AskgRect *region = &drag->region;
  const char *name = "crosshair";
  int pull_x, pull_y;

  if (drag->state == ASKG_REGION_MOVING || drag->carrying)
    name = "move";
  else if (drag->state == ASKG_REGION_PLACED || drag->state == ASKG_REGION_STRETCHING)
    {
      if (askg_region_drag_find_pull (drag, drag->pointer.x, drag->pointer.y, &pull_x, &pull_y))
        name = names[pull_y + 1][pull_x + 1];
      else if (drag->pointer.x >= region->x && drag->pointer.x < region->x + region->width &&
               drag->pointer.y >= region->y && drag->pointer.y < region->y + region->height)
        name = "move";
    }
  else if (drag->state == ASKG_REGION_RESIZING)
    name = names[drag->pull_y + 1][drag->pull_x + 1];

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), name);
}

static gboolean
announce_cb (gpointer user_data)
{
  AskgRegionStage *self = ASKG_REGION_STAGE (user_data);
  g_autofree char *words = askg_region_hints_announce (self->drag, self->title);

  self->announce_source = 0;
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);

  return G_SOURCE_REMOVE;
}

/**
 * askg_region_stage_update:
 * @title: (nullable): of the window that stands out
 *
 * Shows what has become of the drag.
 */
void
askg_region_stage_update (AskgRegionStage *self,
                          const char      *title)
{
  g_return_if_fail (ASKG_IS_REGION_STAGE (self));

  g_free (self->title);
  self->title = g_strdup (title);
  update_marks (self);
  update_pill (self);
  update_lens (self);
  update_hint (self);
  update_cursor (self);
  gtk_widget_queue_allocate (self->overlay);
  if (self->announce_source == 0)
    self->announce_source = g_timeout_add (ANNOUNCE_MS, announce_cb, self);
}

/* The pointer went on without changing anything: only the hint, which keeps away from it, and the cursor care. */
void
askg_region_stage_follow_pointer (AskgRegionStage *self)
{
  g_return_if_fail (ASKG_IS_REGION_STAGE (self));

  update_cursor (self);
  gtk_widget_queue_allocate (self->overlay);
}

/**
 * askg_region_stage_open:
 * @frame: what to show
 * @part: which of its pixels
 * @drag: what is chosen on it; borrowed until askg_region_stage_close()
 */
void
askg_region_stage_open (AskgRegionStage      *self,
                        AskgFrame            *frame,
                        const AskgRect       *part,
                        const AskgRegionDrag *drag)
{
  g_return_if_fail (ASKG_IS_REGION_STAGE (self));

  self->part = *part;
  self->drag = drag;
  askg_picker_view_set_frame (self->view, frame, part);
  askg_lens_set_frame (self->lens, frame);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Lets go of the frame, and of what waits to be said. */
void
askg_region_stage_close (AskgRegionStage *self)
{
  g_return_if_fail (ASKG_IS_REGION_STAGE (self));

  g_clear_handle_id (&self->announce_source, g_source_remove);
  g_clear_pointer (&self->title, g_free);
  askg_picker_view_set_frame (self->view, NULL, NULL);
  askg_lens_set_frame (self->lens, NULL);
}

/* From a place on this widget to pixels of the part. The last pixel that a pointer can
 * reach lies inside the picture; who is there means its edge. */
AskgRegionPoint
askg_region_stage_to_px (AskgRegionStage *self,
                         double           x,
                         double           y)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  return (AskgRegionPoint) {
    x >= width - 1 ? self->part.width : x * askg_picker_view_get_px_x (self->view),
    y >= height - 1 ? self->part.height : y * askg_picker_view_get_px_y (self->view),
  };
}

static void
askg_region_stage_dispose (GObject *object)
{
  AskgRegionStage *self = ASKG_REGION_STAGE (object);

  g_clear_handle_id (&self->announce_source, g_source_remove);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_region_stage_parent_class)->dispose (object);
}

static void
askg_region_stage_class_init (AskgRegionStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_region_stage_dispose;

  g_type_ensure (ASKG_TYPE_PICKER_VIEW); /* the .ui file names them */
  g_type_ensure (ASKG_TYPE_LENS);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-region-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, overlay);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, view);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, size_pill);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, size);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, lens_box);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, lens);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, lens_at);
  gtk_widget_class_bind_template_child (widget_class, AskgRegionStage, hint);
  gtk_widget_class_bind_template_callback (widget_class, get_child_position_cb);
}

static void
askg_region_stage_init (AskgRegionStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
