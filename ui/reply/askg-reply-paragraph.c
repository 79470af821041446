/* askg-reply-paragraph.c: main thread.
 *
 * Laying out a paragraph costs what it is long, and it is laid out whole whenever a word comes. So a long one
 * is cut at the end of a line that will not change any more, into parts that stand one below the other as the
 * lines of one would. Somebody who wants to select in it finds it whole again. */
#include "ui/reply/askg-reply-paragraph.h"

#include <string.h>

#include "ui/reply/askg-reply-runs.h"
#include "ui/reply/askg-reply-stack.h"
#include "ui/reply/askg-reply-text.h"

/* A part of more lines is cut; the last ones stay, as a word that comes may change where they break. */
#define MAX_LINES  12
#define LINES_LEFT 2

/* Nothing came for so long: it is not growing now. */
#define STILL_US (300 * 1000)

typedef struct
{
  GtkWidget *text;   /* an AskgReplyText, our child */
  guint      start;  /* bytes into the whole */
  int        height; /* at the width of the cut, in Pango units, or -1 */
} Part;

struct _AskgReplyParagraph
{
  GtkWidget         parent_instance;

  GArray           *parts;          /* of Part; at least one */
  AskgMarkdownText  whole;          /* owned, with what it points to */
  guint             n_hidden_bytes;
  guint             n_pointers;
  guint             current;        /* the pointer that is looked at, or 0 */
  int               cut_width;      /* that the lines have which were cut at */
  gint64            changed_us;     /* monotonic */
  guint             join_id;
  gboolean          is_watched;
};

G_DEFINE_FINAL_TYPE (AskgReplyParagraph, askg_reply_paragraph, GTK_TYPE_WIDGET)

static Part *
part_at (AskgReplyParagraph *self,
         guint               index)
{
  return &g_array_index (self->parts, Part, index);
}

static guint
end_of_part (AskgReplyParagraph     *self,
             const AskgMarkdownText *whole,
             guint                   index)
{
  return index + 1 < self->parts->len ? part_at (self, index + 1)->start : (guint) strlen (whole->text);
}

/* -- Parts ---------------------------------------------------------------------------------------- */

static void
add_part (AskgReplyParagraph *self,
          guint               start)
{
  const Part part = { askg_reply_text_new (), start, -1 };

  askg_reply_text_set_current (ASKG_REPLY_TEXT (part.text), self->current);
  gtk_widget_set_parent (part.text, GTK_WIDGET (self));
  g_array_append_val (self->parts, part);
}

static void
drop_parts (AskgReplyParagraph *self,
            guint               first)
{
  for (guint i = first; i < self->parts->len; i++)
    gtk_widget_unparent (part_at (self, i)->text);
  g_array_set_size (self->parts, first);
}

/* Shows what is its own of WHOLE. The space a line was broken at is not seen. */
static void
fill_part (AskgReplyParagraph     *self,
           const AskgMarkdownText *whole,
           guint                   index)
{
  const guint start = part_at (self, index)->start;
  const guint end = end_of_part (self, whole, index);
  g_autofree char *text = g_strndup (whole->text + start, end - start);
  g_autofree AskgMarkdownSpan *spans = g_new (AskgMarkdownSpan, whole->n_spans + 1);
  AskgMarkdownText slice = { text, spans, 0, whole->links, whole->n_links };

  part_at (self, index)->height = -1;
  if (index + 1 < self->parts->len)
    g_strchomp (text);
  for (guint i = 0; i < whole->n_spans; i++)
    if (whole->spans[i].start >= start && whole->spans[i].end <= end)
      {
        spans[slice.n_spans] = whole->spans[i];
        spans[slice.n_spans].start -= start;
        spans[slice.n_spans++].end -= start;
      }
  askg_reply_text_set_text (ASKG_REPLY_TEXT (part_at (self, index)->text), &slice, self->n_pointers);
  if (index == 0 && self->n_hidden_bytes > 0)
    askg_reply_text_hide_start (ASKG_REPLY_TEXT (part_at (self, index)->text), self->n_hidden_bytes);
}

/* -- Where to cut --------------------------------------------------------------------------------- */

/* How many bytes of the last part, as it stands now, are lines that will not change; 0 for none. N_SAME bytes of the
 * whole are as they were. */
static guint
find_cut (AskgReplyParagraph     *self,
          const AskgMarkdownText *text,
          guint                   n_same)
{
  const Part *last = part_at (self, self->parts->len - 1);
  gboolean breaks_words;
  PangoLayout *layout;
  int n_lines;
  guint cut = 0;

  /* Without a place it has no lines yet, and no style: asking would make both for nothing. */
  if (gtk_widget_get_width (last->text) <= 0)
    return 0;
  layout = gtk_label_get_layout (askg_reply_text_get_label (ASKG_REPLY_TEXT (last->text)));
  n_lines = pango_layout_get_line_count (layout);
  breaks_words = pango_layout_get_wrap (layout) == PANGO_WRAP_CHAR;
  if (n_lines <= MAX_LINES || pango_layout_get_width (layout) != gtk_widget_get_width (last->text) * PANGO_SCALE)
    return 0;

  for (int i = n_lines - LINES_LEFT; i > 0 && cut == 0; i--)
    {
      const guint at = (guint) pango_layout_get_line_readonly (layout, i)->start_index;

      if (last->start + at < n_same && askg_reply_runs_may_cut (text, last->start + at, breaks_words))
        cut = at;
    }

  return cut;
}

/* -- Whole again ---------------------------------------------------------------------------------- */

static void
join (AskgReplyParagraph *self)
{
  GtkWidget *first = part_at (self, 0)->text;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  if (has_focus && !gtk_widget_is_ancestor (focus, first))
    gtk_widget_grab_focus (GTK_WIDGET (askg_reply_text_get_label (ASKG_REPLY_TEXT (first))));
  drop_parts (self, 1);
  fill_part (self, &self->whole, 0);
}

static gboolean
has_selection (AskgReplyParagraph *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (gtk_label_get_selection_bounds (askg_reply_text_get_label (ASKG_REPLY_TEXT (part_at (self, i)->text)), NULL, NULL))
      return TRUE;

  return FALSE;
}

/* Before somebody can press in it. What is selected already stays so. */
static void
join_when_still (AskgReplyParagraph *self)
{
  if (self->parts->len > 1 && g_get_monotonic_time () - self->changed_us > STILL_US && !has_selection (self))
    join (self);
}

static gboolean
join_cb (gpointer user_data)
{
  AskgReplyParagraph *self = user_data;

  self->join_id = 0;
  if (self->parts->len > 1)
    join (self);

  return G_SOURCE_REMOVE;
}

/* Only those that are cut need it. They are drawn as far as they are near the viewport, which moves. */
static void
watch (AskgReplyParagraph *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkEventController *motion, *focus;

  if (self->is_watched)
    return;
  self->is_watched = TRUE;
  motion = gtk_event_controller_motion_new ();
  focus = gtk_event_controller_focus_new ();
  if (viewport != NULL)
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));

      g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (join_when_still), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (join_when_still), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (join_when_still), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* -- Drawing -------------------------------------------------------------------------------------- */

static void
askg_reply_paragraph_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (widget);

  askg_reply_stack_snapshot_near (widget, self->parts->len > 1 ? gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT) : NULL,
                                  snapshot);
}

/* -- The object ----------------------------------------------------------------------------------- */

/* In Pango units. Exact for the lines as they were cut; other widths are only asked for, and GTK remembers
 * what it answered. */
static int
height_of (AskgReplyParagraph *self,
           guint               index,
           int                 width)
{
  Part *part = part_at (self, index);
  int height;

  if (width == self->cut_width)
    {
      if (part->height < 0)
        part->height = askg_reply_text_get_height (ASKG_REPLY_TEXT (part->text), width);
      return part->height;
    }
  gtk_widget_measure (part->text, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height * PANGO_SCALE;
}

static void
askg_reply_paragraph_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (widget);

  int height = 0;

  gtk_widget_measure (part_at (self, 0)->text, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->parts->len == 1)
    return;
  for (guint i = 0; i < self->parts->len; i++)
    height += height_of (self, i, for_size);
  *minimum = *natural = PANGO_PIXELS_CEIL (height);
}

/* At another width the lines break elsewhere: one frame shows them as they were cut. */
static void
askg_reply_paragraph_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (widget);
  int y = 0; /* in Pango units, as the lines of one text would stand */

  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *text = part_at (self, i)->text;
      const graphene_point_t at = GRAPHENE_POINT_INIT (0, y / (float) PANGO_SCALE);
      int part_height;

      gtk_widget_measure (text, GTK_ORIENTATION_VERTICAL, width, NULL, &part_height, NULL, NULL);
      gtk_widget_allocate (text, width, part_height, -1, y > 0 ? gsk_transform_translate (NULL, &at) : NULL);
      y += height_of (self, i, width);
    }
  if (self->parts->len > 1 && width != self->cut_width && self->join_id == 0)
    self->join_id = g_idle_add_full (G_PRIORITY_DEFAULT, join_cb, self, NULL);
}

static GtkSizeRequestMode
askg_reply_paragraph_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Another size of text, another font. */
static void
askg_reply_paragraph_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (widget);

  GTK_WIDGET_CLASS (askg_reply_paragraph_parent_class)->css_changed (widget, change);
  for (guint i = 0; i < self->parts->len; i++)
    part_at (self, i)->height = -1;
  if (self->parts->len > 1 && self->join_id == 0)
    self->join_id = g_idle_add_full (G_PRIORITY_DEFAULT, join_cb, self, NULL);
}

static void
askg_reply_paragraph_dispose (GObject *object)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (object);

  g_clear_handle_id (&self->join_id, g_source_remove);
  drop_parts (self, 0);

  G_OBJECT_CLASS (askg_reply_paragraph_parent_class)->dispose (object);
}

static void
askg_reply_paragraph_finalize (GObject *object)
{
  AskgReplyParagraph *self = ASKG_REPLY_PARAGRAPH (object);

  g_array_unref (self->parts);
  askg_reply_runs_clear (&ASKG_REPLY_PARAGRAPH (object)->whole);

  G_OBJECT_CLASS (askg_reply_paragraph_parent_class)->finalize (object);
}

static void
askg_reply_paragraph_class_init (AskgReplyParagraphClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_reply_paragraph_dispose;
  object_class->finalize = askg_reply_paragraph_finalize;

  widget_class->css_changed = askg_reply_paragraph_css_changed;
  widget_class->snapshot = askg_reply_paragraph_snapshot;
  widget_class->measure = askg_reply_paragraph_measure;
  widget_class->size_allocate = askg_reply_paragraph_size_allocate;
  widget_class->get_request_mode = askg_reply_paragraph_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "askgreplyparagraph");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
askg_reply_paragraph_init (AskgReplyParagraph *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->whole.text = g_strdup ("");
  add_part (self, 0);
}

/* Returns: (transfer floating): a paragraph without words */
GtkWidget *
askg_reply_paragraph_new (void)
{
  return g_object_new (ASKG_TYPE_REPLY_PARAGRAPH, NULL);
}

/**
 * askg_reply_paragraph_set_text:
 * @text: copied; what is as before and laid out is left alone
 * @n_hidden_bytes: at the beginning, which get no room
 * @n_pointers: how many places the answer names; a number beyond them is plain text
 */
void
askg_reply_paragraph_set_text (AskgReplyParagraph     *self,
                               const AskgMarkdownText *text,
                               guint                   n_hidden_bytes,
                               guint                   n_pointers)
{
  const gboolean as_before = n_hidden_bytes == self->n_hidden_bytes && n_pointers == self->n_pointers;
  const guint n_same = as_before ? askg_reply_runs_count_same (&self->whole, text) : 0;
  guint n_kept = self->parts->len;
  guint cut = 0;

  g_return_if_fail (ASKG_IS_REPLY_PARAGRAPH (self));

  /* The part in which it differs is the last from now on; that one is always new. */
  while (n_kept > 1 && part_at (self, n_kept - 1)->start >= n_same)
    n_kept--;
  if (n_kept == self->parts->len)
    cut = find_cut (self, text, n_same);
  drop_parts (self, n_kept);
  self->n_hidden_bytes = n_hidden_bytes;
  self->n_pointers = n_pointers;

  if (cut > 0)
    {
      watch (self);
      if (self->cut_width != gtk_widget_get_width (GTK_WIDGET (self)))
        for (guint i = 0; i < self->parts->len; i++)
          part_at (self, i)->height = -1;
      self->cut_width = gtk_widget_get_width (GTK_WIDGET (self));
      add_part (self, part_at (self, n_kept - 1)->start + cut);
      fill_part (self, text, n_kept - 1);
    }
  fill_part (self, text, self->parts->len - 1);
  askg_reply_runs_clear (&self->whole);
  askg_reply_runs_copy (&self->whole, text);
  self->changed_us = g_get_monotonic_time ();
}

/* Returns: (transfer none): the label that shows this byte of it; @byte becomes one of the label's */
GtkLabel *
askg_reply_paragraph_find_label (AskgReplyParagraph *self,
                                 guint              *byte)
{
  guint i = self->parts->len - 1;

  while (i > 0 && part_at (self, i)->start > *byte)
    i--;
  *byte -= part_at (self, i)->start;

  return askg_reply_text_get_label (ASKG_REPLY_TEXT (part_at (self, i)->text));
}

/* @number: the pointer that is looked at, or 0 */
void
askg_reply_paragraph_set_current (AskgReplyParagraph *self,
                                  guint               number)
{
  g_return_if_fail (ASKG_IS_REPLY_PARAGRAPH (self));

  self->current = number;
  for (guint i = 0; i < self->parts->len; i++)
    askg_reply_text_set_current (ASKG_REPLY_TEXT (part_at (self, i)->text), number);
}
