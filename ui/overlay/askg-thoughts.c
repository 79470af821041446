/* askg-thoughts.c: main thread. */
#include "ui/overlay/askg-thoughts.h"

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-words.h"

/* What is laid out within a frame. */
#define MOST_BYTES_A_FRAME (16 * 1024)
/* A line without an end would be laid out again with all that comes to it: it is broken for good. */
#define MOST_LINE_CHARS 2000
/* Nearer to the end than this counts as being there, in pixels. */
#define END_SLACK 24

struct _AskgThoughts
{
  GtkWidget          parent_instance;

  /* Template children */
  GtkExpander       *expander;
  GtkLabel          *caption;
  GtkScrolledWindow *scroller;
  GtkTextView       *view;

  /* Owned */
  AskgAnswer        *answer;   /* (nullable) */

  AskgInert          inert;
  gsize              n_shown;  /* bytes of the reasoning */
  gint64             began_us; /* monotonic; 0 when it came from the store */
  gint64             took_us;  /* -1 while it thinks, or when nobody knows */
  guint              tick_id;
  double             at;       /* where it was scrolled to */
  gboolean           follows;
};

G_DEFINE_FINAL_TYPE (AskgThoughts, askg_thoughts, GTK_TYPE_WIDGET)

/* -- The words ------------------------------------------------------------- */

/* The end of a piece that starts at @start: never within a character. */
static gsize
end_of_piece (const GString *text,
              gsize          start)
{
  gsize end = MIN (text->len, start + MOST_BYTES_A_FRAME);

  while (end < text->len && end > start && ((guchar) text->str[end] & 0xc0) == 0x80)
    end--;

  return end;
}

/* Somebody who scrolls back wants to read; who comes to the end again follows again. */
static void
scrolled (AskgThoughts  *self,
          GtkAdjustment *adjustment)
{
  const double at = gtk_adjustment_get_value (adjustment);
  const double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (at < self->at - 1 || at >= end - END_SLACK)
    self->follows = at >= end - END_SLACK;
  self->at = at;
}

static void
insert_in_lines (GtkTextBuffer *buffer,
                 const char    *text)
{
  while (*text != '\0')
    {
      const char *end = text;
      GtkTextIter at;
      int n_chars;

      gtk_text_buffer_get_end_iter (buffer, &at);
      for (n_chars = gtk_text_iter_get_line_offset (&at); n_chars < MOST_LINE_CHARS && *end != '\0'; end = g_utf8_next_char (end))
        n_chars = *end == '\n' ? 0 : n_chars + 1;
      gtk_text_buffer_insert (buffer, &at, text, (int) (end - text));
      if (n_chars == MOST_LINE_CHARS)
        gtk_text_buffer_insert (buffer, &at, "\n", 1);
      text = end;
    }
}

/* What is over is read from its beginning. */
static gboolean
is_followed (AskgThoughts *self)
{
  return self->follows && self->began_us > 0 && self->took_us < 0;
}

static gboolean
show_piece (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  AskgThoughts *self = ASKG_THOUGHTS (widget);
  const GString *all = askg_answer_get_parts (self->answer)->reasoning;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const gsize end = end_of_piece (all, self->n_shown);
  g_autoptr(GString) piece = g_string_new (NULL);

  askg_inert_append (&self->inert, piece, all->str + self->n_shown, end - self->n_shown, ASKG_INERT_DEFAULT);
  self->n_shown = end;
  insert_in_lines (buffer, piece->str);
  if (is_followed (self))
    gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_mark (buffer, "end"), 0, FALSE, 0, 1);
  if (self->n_shown < all->len)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/* Folded, nothing is made of it. */
static void
show_more (AskgThoughts *self)
{
  if (self->answer == NULL || self->tick_id != 0 || !gtk_expander_get_expanded (self->expander) ||
      self->n_shown >= askg_answer_get_parts (self->answer)->reasoning->len)
    return;

  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_piece, NULL, NULL);
}

/* -- The caption ------------------------------------------------------------- */

static void
update_caption (AskgThoughts *self)
{
  const gboolean thinks = self->began_us > 0 && self->took_us < 0;
  g_autofree char *words = askg_words_for_thoughts (thinks, self->took_us);

  gtk_label_set_text (self->caption, words);
  gtk_widget_set_visible (GTK_WIDGET (self), askg_answer_get_parts (self->answer)->reasoning->len > 0);
}

static void
reasoned (AskgThoughts *self)
{
  if (self->began_us == 0)
    {
      self->began_us = g_get_monotonic_time ();
      update_caption (self);
    }
  show_more (self);
}

/* The first word of the answer, or its end. */
static void
thought (AskgThoughts *self)
{
  if (self->began_us == 0 || self->took_us >= 0 ||
      (askg_answer_get_length (self->answer) == 0 && !askg_answer_is_over (self->answer)))
    return;
  self->took_us = g_get_monotonic_time () - self->began_us;
  update_caption (self);
}

/* -- Life ---------------------------------------------------------------------- */

static void
askg_thoughts_dispose (GObject *object)
{
  AskgThoughts *self = ASKG_THOUGHTS (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  if (self->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->expander)));
  g_clear_object (&self->answer);

  G_OBJECT_CLASS (askg_thoughts_parent_class)->dispose (object);
}

static void
askg_thoughts_class_init (AskgThoughtsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_thoughts_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-thoughts.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgThoughts, expander);
  gtk_widget_class_bind_template_child (widget_class, AskgThoughts, caption);
  gtk_widget_class_bind_template_child (widget_class, AskgThoughts, scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgThoughts, view);
  gtk_widget_class_bind_template_callback (widget_class, show_more);
}

static void
askg_thoughts_init (AskgThoughts *self)
{
  GtkAdjustment *adjustment;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  self->took_us = -1;
  self->follows = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_create_mark (buffer, "end", &end, FALSE);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
}

/* Once. */
void
askg_thoughts_set_answer (AskgThoughts *self,
                          AskgAnswer   *answer)
{
  g_return_if_fail (ASKG_IS_THOUGHTS (self));
  g_return_if_fail (ASKG_IS_ANSWER (answer));
  g_return_if_fail (self->answer == NULL);

  self->answer = g_object_ref (answer);
  if (askg_answer_is_over (answer))
    self->took_us = askg_words_measure_thoughts (answer);
  else if (askg_answer_get_parts (answer)->reasoning->len > 0)
    self->began_us = askg_answer_get_started_at_us (answer);
  g_signal_connect_object (answer, "reasoned", G_CALLBACK (reasoned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "appended", G_CALLBACK (thought), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (thought), self, G_CONNECT_SWAPPED);
  update_caption (self);
}
