/* askg-overlay-fit.c: the window is as high as what it shows. Main thread.
 *
 * GTK 4.8 would give it the height of its narrowest width, and never shrink it. So the height
 * is measured before each frame that is drawn anyway (nothing runs while nothing changes) and
 * asked for when it differs from the last: a height the person dragged stays until then. */
#include "ui/overlay/askg-overlay-fit-private.h"
#include "ui/overlay/askg-overlay-private.h"

#define WIDTH 520
/* Below this, times the text scale, the foot has no room for all its words. */
#define NARROW_WIDTH 480
#define MOST_TRANSCRIPT 720
/* Part of the screen's height that the panel may take. */
#define MOST_OF_SCREEN 0.9
/* How long a height is asked for, while the window manager gives another. */
#define PATIENCE_US (1500 * G_TIME_SPAN_MILLISECOND)
/* How long it has to stay: the answer to an earlier wish may still be on its way. */
#define SETTLE_US (400 * G_TIME_SPAN_MILLISECOND)

static double
text_scale (AskgOverlay *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

/* Of the column; the window is wider by a frame where there is no compositor to draw a shadow. */
static int
current_width (AskgOverlay *self)
{
  const int width = gtk_widget_get_width (self->column);

  return width > 0 ? width : WIDTH;
}

static int
frame_of (AskgOverlay *self)
{
  const int width = gtk_widget_get_width (self->column);
  int window_width, window_height;

  gtk_window_get_default_size (GTK_WINDOW (self), &window_width, &window_height);

  return width > 0 ? MAX (window_width - width, 0) : 0;
}

/* What goes first when it gets narrow: the state's word, then where it goes; never the name. */
static void
update_narrow (AskgOverlay *self,
               int          width)
{
  const double scale = text_scale (self);
  const gboolean narrow = width < NARROW_WIDTH * scale;

  askg_start_page_fit (self->start_page, width);
  gtk_widget_set_visible (GTK_WIDGET (self->engine_state), !narrow &&
                          *gtk_label_get_text (self->engine_state) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->leaves_label), width >= NARROW_WIDTH);
}

static int
measure (AskgOverlay *self,
         int          width)
{
  int natural;

  gtk_widget_measure (self->column, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* All that the rest leaves of the screen, up to a comfortable height. */
static void
limit_transcript (AskgOverlay *self,
                  int          width)
{
  const int most = (int) (askg_overlay_host_get_room (self->host) * MOST_OF_SCREEN);
  int all = measure (self, width);
  int transcript = 0;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->transcript)))
    return;
  gtk_widget_measure (GTK_WIDGET (self->transcript), GTK_ORIENTATION_VERTICAL, width, NULL, &transcript, NULL, NULL);
  askg_transcript_fit (self->transcript, width, MIN (MOST_TRANSCRIPT, most - (all - transcript)));
}

/* The answer of a window manager alone does not always make GTK draw. */
static gboolean
await_height_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  self->awaits_height = self->asks_until_us > 0;

  return self->awaits_height ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The width is the person's; it is handed back as it is. */
static void
ask_for_height (AskgOverlay *self,
                int          height)
{
  int width, old_height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &old_height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  self->asked_at_us = g_get_monotonic_time ();
  if (!self->awaits_height)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), await_height_cb, NULL, NULL);
  self->awaits_height = TRUE;
}

/* Gives the window the height of what is in it, at the width it has.
 *
 * An answer to an earlier wish may arrive after the next was sent, and GTK then forgets that
 * one: it is repeated until it came true once, or the window manager seems to refuse. */
void
askg_overlay_fit (AskgOverlay *self)
{
  const int width = current_width (self);
  const int height = gtk_widget_get_height (self->column);
  const gint64 now_us = g_get_monotonic_time ();
  int natural;

  if (height != self->shown_height)
    {
      self->shown_height = height;
      askg_overlay_host_resized (self->host);
    }

  update_narrow (self, width);
  limit_transcript (self, width);
  natural = measure (self, width);
  if (natural != self->natural_height)
    {
      self->natural_height = natural;
      self->asks_until_us = now_us + PATIENCE_US;
    }

  if (now_us > (height == natural ? self->asked_at_us + SETTLE_US : self->asks_until_us))
    self->asks_until_us = 0; /* from now on another height is the person's own, or all there is */
  else if (height == natural && self->asks_until_us > 0)
    askg_transcript_measure_anew (self->transcript, self->column);
  else if (height != natural && self->asks_until_us > 0)
    ask_for_height (self, natural + frame_of (self));
}

/* Its least height is that of the width it has, not that of its least width. And its least
 * width does not depend on the height: GTK asks for the width in which a growing answer would
 * fit the old height, and would widen the window with every word. */
int
askg_overlay_size_to_measure (AskgOverlay    *self,
                              GtkOrientation  orientation,
                              int             for_size)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return -1;

  return for_size >= 0 ? MAX (for_size, gtk_widget_get_width (GTK_WIDGET (self))) : for_size;
}

static void
realized (AskgOverlay *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (askg_overlay_fit), self, G_CONNECT_SWAPPED);
}

void
askg_overlay_watch_size (AskgOverlay *self)
{
  g_signal_connect_swapped (self, "realize", G_CALLBACK (realized), self);
}
