/* askg-code-scroller.c: main thread. */
#include "ui/reply/askg-code-scroller.h"

struct _AskgCodeScroller
{
  GtkWidget          parent_instance;

  /* Owned, as children */
  GtkScrolledWindow *scroller;
  GtkWidget         *scrollbar; /* (nullable): while lines are longer than it is wide */

  GtkTextView       *child;     /* borrowed: the scroller's */
  double             height_px; /* of the text, as it said last */
  guint              resize_id;
};

enum { PROP_CHILD = 1 };

G_DEFINE_FINAL_TYPE (AskgCodeScroller, askg_code_scroller, GTK_TYPE_WIDGET)

/* Beside the scroller, not in it: a scroller asks for no room for its own bar, which then covers the
 * last line where bars do not float. */
static void
update_scrollbar (AskgCodeScroller *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  const gboolean is_wide = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment) >
                           gtk_adjustment_get_page_size (adjustment) + 0.5;

  if (is_wide && self->scrollbar == NULL)
    {
      self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
      gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));
    }
  if (self->scrollbar != NULL)
    gtk_widget_set_visible (self->scrollbar, is_wide);
}

static gboolean
resize_cb (gpointer user_data)
{
  AskgCodeScroller *self = user_data;

  self->resize_id = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->child));

  return G_SOURCE_REMOVE;
}

/* The text learns its height while it gets its place, when a wish for more is not heard. It tells it whenever
 * it gets a place: asking for room at every word of it would lay out all blocks in every frame, for ever. */
static void
height_told (AskgCodeScroller *self,
             GParamSpec       *pspec,
             GtkAdjustment    *adjustment)
{
  const double height_px = gtk_adjustment_get_upper (adjustment);

  if (height_px == self->height_px || self->child == NULL)
    return;
  self->height_px = height_px;
  if (self->resize_id == 0)
    self->resize_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, resize_cb, self, NULL);
}

static void
askg_code_scroller_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (id == PROP_CHILD)
    askg_code_scroller_set_child (ASKG_CODE_SCROLLER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_code_scroller_dispose (GObject *object)
{
  AskgCodeScroller *self = ASKG_CODE_SCROLLER (object);
  GtkWidget *child;

  g_clear_handle_id (&self->resize_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->scrollbar = NULL;

  G_OBJECT_CLASS (askg_code_scroller_parent_class)->dispose (object);
}

static void
askg_code_scroller_class_init (AskgCodeScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_code_scroller_dispose;
  object_class->set_property = askg_code_scroller_set_property;
  g_object_class_install_property (object_class, PROP_CHILD,
                                   g_param_spec_object ("child", NULL, NULL, GTK_TYPE_TEXT_VIEW,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

/* A scroller of lines takes a wheel that it cannot follow, too, and whoever reads on is held up by the first code. */
static void
leave_wheel (AskgCodeScroller *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->scroller));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller),
                                               GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
    }
}

/* With Shift it goes sideways, as it does elsewhere. */
static gboolean
wheel_cb (GtkEventControllerScroll *controller,
          double                    dx,
          double                    dy,
          AskgCodeScroller         *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  if (!(gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)) & GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy * gtk_adjustment_get_step_increment (adjustment));

  return GDK_EVENT_STOP;
}

static void
askg_code_scroller_init (AskgCodeScroller *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_EXTERNAL, "vscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE, "hexpand", TRUE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  leave_wheel (self);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
}

/* @child: shown as high as its text is */
void
askg_code_scroller_set_child (AskgCodeScroller *self,
                              GtkTextView      *child)
{
  g_return_if_fail (ASKG_IS_CODE_SCROLLER (self));

  self->child = child;
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (child));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed", G_CALLBACK (update_scrollbar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper", G_CALLBACK (height_told), self,
                           G_CONNECT_SWAPPED);
}
