/* askg-seeker.c: main thread. */
#include "ui/overlay/askg-seeker.h"

/* How long what was searched for stands out, in milliseconds. */
#define FOUND_MS 1600

struct _AskgSeeker
{
  /* Borrowed */
  GtkScrolledWindow *scroller;
  GtkWidget         *list;
  GtkWidget         *sought;  /* (nullable): what to show, until it has its place and was seen */

  double             sought_y; /* where it was a frame ago */
  guint              tick_id;
  guint              found_id;
};

/* @list: in @scroller; both outlive it */
AskgSeeker *
askg_seeker_new (GtkScrolledWindow *scroller,
                 GtkWidget         *list)
{
  AskgSeeker *self = g_new0 (AskgSeeker, 1);

  self->scroller = scroller;
  self->list = list;

  return self;
}

void
askg_seeker_free (AskgSeeker *self)
{
  askg_seeker_stop (self);
  g_free (self);
}

void
askg_seeker_stop (AskgSeeker *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->list, self->tick_id);
  self->tick_id = 0;
  g_clear_handle_id (&self->found_id, g_source_remove);
  if (self->sought != NULL)
    gtk_widget_remove_css_class (self->sought, "askg-found");
  self->sought = NULL;
}

static gboolean
found_cb (gpointer user_data)
{
  AskgSeeker *self = user_data;

  self->found_id = 0;
  askg_seeker_stop (self);

  return G_SOURCE_REMOVE;
}

/* A conversation that was just opened gets its places over some frames: until it stays where it is. */
static gboolean
tick_cb (GtkWidget     *list,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AskgSeeker *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double x, y;

  if (gtk_widget_get_height (self->sought) == 0 ||
      !gtk_widget_translate_coordinates (self->sought, list, 0, 0, &x, &y))
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (adjustment, MIN (y, gtk_adjustment_get_upper (adjustment) -
                                                  gtk_adjustment_get_page_size (adjustment)));
  if (y != self->sought_y)
    {
      self->sought_y = y;
      return G_SOURCE_CONTINUE;
    }
  self->tick_id = 0;
  self->found_id = g_timeout_add (FOUND_MS, found_cb, self);

  return G_SOURCE_REMOVE;
}

/* @child: of the list; before it is taken out, askg_seeker_stop() is called */
void
askg_seeker_seek (AskgSeeker *self,
                  GtkWidget  *child)
{
  askg_seeker_stop (self);
  self->sought = child;
  self->sought_y = -1;
  gtk_widget_add_css_class (child, "askg-found");
  self->tick_id = gtk_widget_add_tick_callback (self->list, tick_cb, self, NULL);
}

/* A viewport that is told a new place while it gives its content one forgets it. */
static gboolean
place_again (GtkWidget     *list,
             GdkFrameClock *clock,
             gpointer       unused)
{
  gtk_widget_queue_allocate (gtk_widget_get_parent (list));

  return G_SOURCE_REMOVE;
}

/* @value: of the scroller's adjustment; also while it is being laid out */
void
askg_seeker_go_to (AskgSeeker *self,
                   double      value)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), value);
  gtk_widget_add_tick_callback (self->list, place_again, NULL, NULL);
}

/* Negative is up. */
void
askg_seeker_turn_pages (AskgSeeker *self,
                        int         n_pages)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                        n_pages * gtk_adjustment_get_page_increment (adjustment));
}

/* When more is in the list than was measured: it and all that hold it up to @top are measured again; nothing happens where
 * all fits. */
void
askg_seeker_measure_anew (AskgSeeker *self,
                          GtkWidget  *top)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkPolicyType policy;

  gtk_scrolled_window_get_policy (self->scroller, NULL, &policy);
  if (policy != GTK_POLICY_EXTERNAL ||
      gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) < 1)
    return;
  for (GtkWidget *widget = self->list; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      gtk_widget_queue_resize (widget);
      if (widget == top)
        break;
    }
}
