/* askg-reply-text.c: main thread.
 *
 * The words are one GtkLabel, given as text and attributes. What can be pressed in them (a link, the
 * number of a place in the picture) is a button that lies over its run, so that it has a focus ring,
 * a role and a name. Buttons only activate "reply.open-link" and "reply.point": what happens then is
 * decided elsewhere, after a question. */
#include "ui/reply/askg-reply-text.h"

#include "ui/reply/askg-reply-attributes.h"
#include "ui/reply/askg-remember-menu.h"
#include "ui/reply/askg-reply-button.h"
#include "ui/reply/askg-whole-words.h"

/* A link over more lines than this can be pressed on the first of them. */
#define MAX_LINES_OF_LINK 4

/* A paragraph takes the width it is given. */
#define MIN_WIDTH     90
#define NATURAL_WIDTH 480

/* Of a badge within a line, beside its own width. */
#define BADGE_GAP 4

/* A run that can be pressed: its buttons, one a line it covers; the first takes the focus. */
typedef struct
{
  guint      start;
  guint      end;
  guint      number;   /* of a badge; 0 for a link */
  char      *target;   /* owned; of a link */
  GtkWidget *buttons[MAX_LINES_OF_LINK];
} Spot;

struct _AskgReplyText
{
  GtkWidget  parent_instance;

  GtkWidget *label;
  GArray    *spots;    /* of Spot */
  guint      current;  /* the pointer that is looked at, or 0 */
  gboolean   is_cell;  /* of a table: as wide as its words */
};

G_DEFINE_FINAL_TYPE (AskgReplyText, askg_reply_text, GTK_TYPE_WIDGET)

static void
spot_clear (gpointer data)
{
  Spot *spot = data;

  for (guint i = 0; i < MAX_LINES_OF_LINK; i++)
    g_clear_pointer (&spot->buttons[i], gtk_widget_unparent);
  g_clear_pointer (&spot->target, g_free);
}

static GArray *
new_spots (void)
{
  GArray *spots = g_array_new (FALSE, TRUE, sizeof (Spot));

  g_array_set_clear_func (spots, spot_clear);

  return spots;
}

/**
 * askg_reply_text_get_height:
 *
 * At the width they have already it is the very layout that will be drawn, so that a growing paragraph is
 * laid out once a frame; a label asked for its size does it five times and more.
 *
 * Returns: the height of the words at @width, in Pango units: lines may be as high as a part of a pixel
 */
int
askg_reply_text_get_height (AskgReplyText *self,
                            int            width)
{
  PangoLayout *layout;
  g_autoptr(PangoLayout) other = NULL;
  int height;

  g_return_val_if_fail (ASKG_IS_REPLY_TEXT (self), 0);

  layout = gtk_label_get_layout (GTK_LABEL (self->label));
  width = MAX (width, MIN_WIDTH);
  if (pango_layout_get_width (layout) != width * PANGO_SCALE)
    {
      layout = other = pango_layout_copy (layout);
      pango_layout_set_width (layout, width * PANGO_SCALE);
    }
  pango_layout_get_size (layout, NULL, &height);

  return height;
}

static void
askg_reply_text_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  AskgReplyText *self = ASKG_REPLY_TEXT (widget);

  if (self->is_cell)
    gtk_widget_measure (self->label, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = PANGO_PIXELS_CEIL (askg_reply_text_get_height (self, for_size < 0 ? NATURAL_WIDTH : for_size));
}

static void
place_button (GtkWidget             *button,
              const graphene_rect_t *place,
              gboolean               fills)
{
  int width, height;
  GskTransform *at;

  /* Never below what it asks for; around the middle of its run. A badge stays as round as it is. */
  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (fills)
    {
      width = MAX (width, (int) place->size.width);
      height = MAX (height, (int) place->size.height);
    }
  at = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (place->origin.x + (int) ((place->size.width - width) / 2),
                                                            place->origin.y + (int) ((place->size.height - height) / 2)));
  gtk_widget_allocate (button, width, height, -1, at);
}

/* The part of SPOT on the line that begins at LINE_START; FALSE where there is none. */
static gboolean
part_on_line (PangoLayoutIter *iter,
              const Spot      *spot,
              int              x,
              int              y,
              graphene_rect_t *part)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  PangoRectangle extents;
  g_autofree int *ranges = NULL;
  int n_ranges;

  if ((int) spot->end <= line->start_index || (int) spot->start >= line->start_index + line->length)
    return FALSE;
  pango_layout_line_get_x_ranges (line, spot->start, spot->end, &ranges, &n_ranges);
  if (n_ranges == 0)
    return FALSE;
  pango_layout_iter_get_line_extents (iter, NULL, &extents);

  /* One range a run, in the order they are seen; the alignment counts already. */
  *part = GRAPHENE_RECT_INIT (x + PANGO_PIXELS (ranges[0]), y + PANGO_PIXELS (extents.y),
                              PANGO_PIXELS (ranges[2 * n_ranges - 1] - ranges[0]), PANGO_PIXELS (extents.height));

  return TRUE;
}

static void
place_spot (AskgReplyText *self,
            Spot          *spot)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (self->label));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  guint n_placed = 0;
  int x, y;

  gtk_label_get_layout_offsets (GTK_LABEL (self->label), &x, &y);
  do
    {
      graphene_rect_t part;

      if (n_placed < MAX_LINES_OF_LINK && spot->buttons[n_placed] != NULL && part_on_line (iter, spot, x, y, &part))
        {
          gtk_widget_set_child_visible (spot->buttons[n_placed], TRUE);
          place_button (spot->buttons[n_placed++], &part, spot->number == 0);
        }
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  for (; n_placed < MAX_LINES_OF_LINK && spot->buttons[n_placed] != NULL; n_placed++)
    gtk_widget_set_child_visible (spot->buttons[n_placed], FALSE);
}

static void
askg_reply_text_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  AskgReplyText *self = ASKG_REPLY_TEXT (widget);

  gtk_widget_allocate (self->label, width, height, baseline, NULL);
  for (guint i = 0; i < self->spots->len; i++)
    place_spot (self, &g_array_index (self->spots, Spot, i));
}

static GtkSizeRequestMode
askg_reply_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
askg_reply_text_dispose (GObject *object)
{
  AskgReplyText *self = ASKG_REPLY_TEXT (object);

  if (self->spots != NULL)
    g_array_set_size (self->spots, 0);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_reply_text_parent_class)->dispose (object);
}

static void
askg_reply_text_finalize (GObject *object)
{
  AskgReplyText *self = ASKG_REPLY_TEXT (object);

  g_array_unref (self->spots);

  G_OBJECT_CLASS (askg_reply_text_parent_class)->finalize (object);
}

static void
askg_reply_text_class_init (AskgReplyTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_reply_text_dispose;
  object_class->finalize = askg_reply_text_finalize;

  widget_class->measure = askg_reply_text_measure;
  widget_class->size_allocate = askg_reply_text_size_allocate;
  widget_class->get_request_mode = askg_reply_text_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "askgreplytext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
askg_reply_text_init (AskgReplyText *self)
{
  self->spots = new_spots ();
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                              "selectable", TRUE, "extra-menu", askg_remember_menu_get (), NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/* Returns: (transfer floating): a paragraph without words */
GtkWidget *
askg_reply_text_new (void)
{
  return g_object_new (ASKG_TYPE_REPLY_TEXT, NULL);
}

/* Returns: (transfer floating): the words of a table's cell, which ask for the width they need */
GtkWidget *
askg_reply_text_new_cell (void)
{
  AskgReplyText *self = g_object_new (ASKG_TYPE_REPLY_TEXT, NULL);

  self->is_cell = TRUE;

  return GTK_WIDGET (self);
}

/* Returns: (transfer none): what holds the words */
GtkLabel *
askg_reply_text_get_label (AskgReplyText *self)
{
  g_return_val_if_fail (ASKG_IS_REPLY_TEXT (self), NULL);

  return GTK_LABEL (self->label);
}

/* Room for a badge where "[2]" stands: the middle of it becomes wide, its ends nothing. The
 * characters themselves stay, for those who copy them. */
static void
reserve (PangoAttrList *attributes,
         guint          start,
         guint          end,
         GtkWidget     *badge)
{
  int width, height;

  gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (badge, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  for (guint at = start; at < end; at++)
    {
      const int share = at == start + 1 ? (width + BADGE_GAP) * PANGO_SCALE : 0;
      const PangoRectangle shape = { 0, -height * PANGO_SCALE * 3 / 4, share, height * PANGO_SCALE };
      PangoAttribute *attribute = pango_attr_shape_new (&shape, &shape);

      attribute->start_index = at;
      attribute->end_index = at + 1;
      pango_attr_list_insert (attributes, attribute);
    }
}

/* A spot that was there before keeps its buttons, and with them the focus. */
static void
take_over (Spot   *spot,
           GArray *old,
           guint   index)
{
  Spot *before = index < old->len ? &g_array_index (old, Spot, index) : NULL;

  if (before == NULL || before->start != spot->start || before->end != spot->end || before->number != spot->number ||
      g_strcmp0 (before->target, spot->target) != 0)
    return;
  for (guint i = 0; i < MAX_LINES_OF_LINK; i++)
    spot->buttons[i] = g_steal_pointer (&before->buttons[i]);
}

static void
add_badge (AskgReplyText          *self,
           const AskgMarkdownSpan *span,
           PangoAttrList          *attributes,
           GArray                 *old)
{
  Spot spot = { span->start, span->end, span->number };
  PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

  take_over (&spot, old, self->spots->len);
  if (spot.buttons[0] == NULL)
    {
      spot.buttons[0] = askg_reply_button_new_badge (span->number);
      askg_reply_button_mark (spot.buttons[0], self->current);
      gtk_widget_set_parent (spot.buttons[0], GTK_WIDGET (self));
    }
  reserve (attributes, span->start, span->end, spot.buttons[0]);
  whole->start_index = span->start;
  whole->end_index = span->end;
  pango_attr_list_insert (attributes, whole);
  g_array_append_val (self->spots, spot);
}

/* Or a place in a file. All runs of one link are one spot. Returns the index of the last of them. */
static guint
add_link (AskgReplyText          *self,
          const AskgMarkdownText *text,
          guint                   first,
          GArray                 *old)
{
  const AskgMarkdownLink *link = text->spans[first].style & ASKG_MARKDOWN_LINK ? &text->links[text->spans[first].link] : NULL;
  Spot spot = { text->spans[first].start };
  g_autofree char *label = NULL;
  guint last = first;

  while (link != NULL && last + 1 < text->n_spans && (text->spans[last + 1].style & ASKG_MARKDOWN_LINK) &&
         text->spans[last + 1].link == text->spans[first].link && text->spans[last + 1].start == text->spans[last].end)
    last++;
  spot.end = text->spans[last].end;
  label = g_strndup (text->text + spot.start, spot.end - spot.start);
  spot.target = g_strdup (link != NULL ? link->target : label);
  take_over (&spot, old, self->spots->len);
  for (guint i = 0; i < MAX_LINES_OF_LINK && spot.buttons[i] == NULL; i++)
    {
      spot.buttons[i] = link != NULL ? askg_reply_button_new_link (link, label) : askg_reply_button_new_place (label);
      gtk_widget_set_focusable (spot.buttons[i], i == 0);
      gtk_widget_set_child_visible (spot.buttons[i], FALSE);
      gtk_widget_set_parent (spot.buttons[i], GTK_WIDGET (self));
    }
  g_array_append_val (self->spots, spot);

  return last;
}

/**
 * askg_reply_text_set_text:
 * @text: copied
 * @n_pointers: how many places the answer names; a number beyond them is plain text
 */
void
askg_reply_text_set_text (AskgReplyText          *self,
                          const AskgMarkdownText *text,
                          guint                   n_pointers)
{
  g_autoptr(PangoAttrList) attributes = NULL;
  g_autoptr(GArray) old = NULL;

  g_return_if_fail (ASKG_IS_REPLY_TEXT (self));

  attributes = askg_reply_attributes_new (text);
  old = g_steal_pointer (&self->spots);
  self->spots = new_spots ();
  for (guint i = 0; i < text->n_spans; i++)
    {
      const AskgMarkdownSpan *span = &text->spans[i];

      if ((span->style & ASKG_MARKDOWN_POINTER) && span->number <= n_pointers)
        add_badge (self, span, attributes, old);
      else if (span->style & (ASKG_MARKDOWN_LINK | ASKG_MARKDOWN_PLACE))
        i = add_link (self, text, i, old);
    }

  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
  gtk_label_set_text (GTK_LABEL (self->label), text->text);
  askg_whole_words_set_wrap (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  /* The label tells its size only once until it is allocated: what was measured in between would stay. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Gives the first N_BYTES no room: the item's mark says what they say. */
void
askg_reply_text_hide_start (AskgReplyText *self,
                            guint          n_bytes)
{
  static const PangoRectangle nothing = { 0, 0, 0, 0 };
  PangoAttrList *attributes;
  PangoAttribute *attribute = pango_attr_shape_new (&nothing, &nothing);

  g_return_if_fail (ASKG_IS_REPLY_TEXT (self));

  if (self->spots->len > 0 && g_array_index (self->spots, Spot, 0).start == 0)
    g_array_remove_index (self->spots, 0);
  attributes = pango_attr_list_copy (gtk_label_get_attributes (GTK_LABEL (self->label)));
  attribute->start_index = 0;
  attribute->end_index = n_bytes;
  pango_attr_list_change (attributes, attribute);
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
  pango_attr_list_unref (attributes);
}

/* @number: the pointer that is looked at, or 0 */
void
askg_reply_text_set_current (AskgReplyText *self,
                             guint          number)
{
  g_return_if_fail (ASKG_IS_REPLY_TEXT (self));

  self->current = number;
  for (guint i = 0; i < self->spots->len; i++)
    {
      const Spot *spot = &g_array_index (self->spots, Spot, i);

      if (spot->number > 0)
        askg_reply_button_mark (spot->buttons[0], number);
    }
}
