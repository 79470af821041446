/* askg-reply-stack.c: main thread.
 *
 * A viewport gives its whole child to the renderer, which walks through all of it whenever something
 * changes or is scrolled: with a long answer that costs more than the layout. This widget hands on what
 * is near the viewport, and draws again when the viewport moves. */
#include "ui/reply/askg-reply-stack.h"

/* Drawn beyond what is seen, so that a small scroll finds it ready. */
#define MARGIN_PX 200

struct _AskgReplyStack
{
  GtkWidget      parent_instance;

  GtkWidget     *viewport;    /* borrowed: an ancestor while we are mapped; (nullable) */
  GSignalGroup  *adjustment;  /* of the viewport */
};

G_DEFINE_FINAL_TYPE (AskgReplyStack, askg_reply_stack, GTK_TYPE_WIDGET)

/**
 * askg_reply_stack_snapshot_near:
 * @widget: whose children stand one below the other
 * @viewport: (nullable): an ancestor; %NULL for all of them
 *
 * For a snapshot of @widget: only the children that are near what is seen of @viewport.
 */
void
askg_reply_stack_snapshot_near (GtkWidget   *widget,
                                GtkWidget   *viewport,
                                GtkSnapshot *snapshot)
{
  double top = -G_MAXDOUBLE, bottom = G_MAXDOUBLE, x;

  if (viewport != NULL && gtk_widget_translate_coordinates (viewport, widget, 0, 0, &x, &top))
    {
      bottom = top + gtk_widget_get_height (viewport) + MARGIN_PX;
      top -= MARGIN_PX;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (child, widget, &bounds) && bounds.origin.y < bottom &&
          bounds.origin.y + bounds.size.height > top)
        gtk_widget_snapshot_child (widget, child, snapshot);
    }
}

static void
askg_reply_stack_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  askg_reply_stack_snapshot_near (widget, ASKG_REPLY_STACK (widget)->viewport, snapshot);
}

/* All of them one below the other, each as high as it asks to be. GTK remembers what a child said
 * at this width, so only the one that changed is asked in earnest. */
static void
askg_reply_stack_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          *minimum += child_natural;
          *natural += child_natural;
        }
    }
}

static void
askg_reply_stack_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &child_height, NULL, NULL);
      gtk_widget_allocate (child, width, child_height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, y)));
      y += child_height;
    }
}

static GtkSizeRequestMode
askg_reply_stack_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
askg_reply_stack_map (GtkWidget *widget)
{
  AskgReplyStack *self = ASKG_REPLY_STACK (widget);

  self->viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  g_signal_group_set_target (self->adjustment, self->viewport != NULL
                                                 ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport)) : NULL);

  GTK_WIDGET_CLASS (askg_reply_stack_parent_class)->map (widget);
}

static void
askg_reply_stack_unmap (GtkWidget *widget)
{
  AskgReplyStack *self = ASKG_REPLY_STACK (widget);

  g_signal_group_set_target (self->adjustment, NULL);
  self->viewport = NULL;

  GTK_WIDGET_CLASS (askg_reply_stack_parent_class)->unmap (widget);
}

static void
askg_reply_stack_dispose (GObject *object)
{
  AskgReplyStack *self = ASKG_REPLY_STACK (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (askg_reply_stack_parent_class)->dispose (object);
}

static void
askg_reply_stack_class_init (AskgReplyStackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_reply_stack_dispose;

  widget_class->snapshot = askg_reply_stack_snapshot;
  widget_class->measure = askg_reply_stack_measure;
  widget_class->size_allocate = askg_reply_stack_size_allocate;
  widget_class->get_request_mode = askg_reply_stack_get_request_mode;
  widget_class->map = askg_reply_stack_map;
  widget_class->unmap = askg_reply_stack_unmap;
  gtk_widget_class_set_css_name (widget_class, "askgreplystack");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
askg_reply_stack_init (AskgReplyStack *self)
{
  self->adjustment = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (self->adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
}

/* Returns: (transfer floating): a column without children */
GtkWidget *
askg_reply_stack_new (void)
{
  return g_object_new (ASKG_TYPE_REPLY_STACK, NULL);
}

/* Take a child away with gtk_widget_unparent(). */
void
askg_reply_stack_append (AskgReplyStack *self,
                         GtkWidget      *child)
{
  g_return_if_fail (ASKG_IS_REPLY_STACK (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
