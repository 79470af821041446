/* askg-reply-row.c: main thread. */
#include "ui/reply/askg-reply-row.h"

#include <glib/gi18n-lib.h>

#include "ui/debug/askg-diff-card.h"
#include "ui/reply/askg-code-block.h"
#include "ui/reply/askg-reply-button.h"
#include "ui/reply/askg-reply-paragraph.h"
#include "ui/reply/askg-reply-table.h"
#include "ui/reply/askg-reply-text.h"
#include "ui/reply/askg-whole-words.h"

/* How far a list is indented, in letters: so that it grows with the text. */
#define INDENT_CHARS 2

struct _AskgReplyRow
{
  GtkWidget          parent_instance;

  GtkWidget         *marker;   /* (nullable): bullet, number or badge */
  GtkWidget         *content;

  /* What cannot change without another row. */
  AskgMarkdownKind   kind;
  AskgMarkdownMarker marker_kind;
  guint              level;
  guint              quote_depth;
  guint              list_depth;
  guint              badge;    /* the number the marker shows as a badge, or 0 */
};

G_DEFINE_FINAL_TYPE (AskgReplyRow, askg_reply_row, GTK_TYPE_WIDGET)

static void
askg_reply_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (askg_reply_row_parent_class)->dispose (object);
}

static void
askg_reply_row_class_init (AskgReplyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_reply_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "askgreplyrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
askg_reply_row_init (AskgReplyRow *self)
{
}

/* The number an item begins with when that is a place in the picture: it becomes the item's mark. */
static guint
find_badge (const AskgMarkdownBlock *block,
            guint                    n_pointers)
{
  const AskgMarkdownSpan *first = block->body.n_spans > 0 ? &block->body.spans[0] : NULL;

  if (block->marker == ASKG_MARKDOWN_UNMARKED || block->kind != ASKG_MARKDOWN_PARAGRAPH || first == NULL ||
      first->start != 0 || !(first->style & ASKG_MARKDOWN_POINTER) || first->number > n_pointers)
    return 0;

  return first->number;
}

static void
set_marker_text (AskgReplyRow            *self,
                 const AskgMarkdownBlock *block)
{
  g_autofree char *number = NULL;
  const char *text = "";

  switch (block->marker)
    {
    case ASKG_MARKDOWN_BULLET:
      text = block->list_depth > 1 ? "◦" : "•";
      break;
    case ASKG_MARKDOWN_NUMBER:
      text = number = g_strdup_printf ("%u.", block->number);
      break;
    case ASKG_MARKDOWN_TASK:
      text = "☐";
      break;
    case ASKG_MARKDOWN_TASK_DONE:
      text = "☑";
      break;
    case ASKG_MARKDOWN_UNMARKED:
    default:
      break;
    }
  gtk_label_set_text (GTK_LABEL (self->marker), text);
}

static void
add_marker (AskgReplyRow            *self,
            const AskgMarkdownBlock *block)
{
  if (self->badge > 0)
    {
      self->marker = askg_reply_button_new_badge (self->badge);
      gtk_widget_add_css_class (self->marker, "quiet");
      gtk_widget_set_margin_end (self->marker, 9);
      gtk_widget_set_margin_top (self->marker, 3);
    }
  else
    {
      self->marker = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "width-chars", INDENT_CHARS, NULL);
      set_marker_text (self, block);
      if (block->marker == ASKG_MARKDOWN_NUMBER)
        gtk_widget_set_margin_end (self->marker, 6);
    }
  gtk_widget_set_valign (self->marker, GTK_ALIGN_START);
  gtk_widget_set_parent (self->marker, GTK_WIDGET (self));
}

static GtkWidget *
new_picture_note (const AskgMarkdownBlock *block)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  /* Translators: %s is a host, such as images.example */
  g_autofree char *heading = block->title != NULL ? g_strdup_printf (_("A picture at %s"), block->title)
                                                  : g_strdup (_("A picture"));
  const char *why = block->title != NULL ? _("Not fetched: fetching would tell that host that you read this.")
                                         : _("Not shown: answers cannot open files.");
  const char *const lines[] = { heading, block->body.text, why };
  const char *const classes[] = { "heading", "body", "caption" };

  gtk_widget_add_css_class (note, "askg-notice");
  gtk_widget_add_css_class (note, "info");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (note), icon);
  gtk_box_append (GTK_BOX (note), words);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label;

      if (*lines[i] == '\0')
        continue;
      label = g_object_new (GTK_TYPE_LABEL, "label", lines[i], "xalign", 0.0, "wrap", TRUE, NULL);
      askg_whole_words_set_wrap (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (label, classes[i]);
      gtk_box_append (GTK_BOX (words), label);
    }

  return note;
}

static gboolean
is_patch (const AskgMarkdownBlock *block)
{
  return block->kind == ASKG_MARKDOWN_CODE && askg_patch_looks_like (block->body.text, block->language);
}

static GtkWidget *
new_content (const AskgMarkdownBlock *block)
{
  GtkWidget *content;

  switch (block->kind)
    {
    case ASKG_MARKDOWN_CODE:
      return is_patch (block) ? askg_diff_card_new () : askg_code_block_new ();
    case ASKG_MARKDOWN_TABLE:
      return askg_reply_table_new ();
    case ASKG_MARKDOWN_PICTURE:
      return new_picture_note (block);
    case ASKG_MARKDOWN_RULE:
      content = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
      return content;
    case ASKG_MARKDOWN_HEADING:
      content = askg_reply_text_new ();
      gtk_widget_add_css_class (GTK_WIDGET (askg_reply_text_get_label (ASKG_REPLY_TEXT (content))),
                                block->level <= 1 ? "title-3" : block->level == 2 ? "title-4" : "heading");
      return content;
    case ASKG_MARKDOWN_PARAGRAPH:
    default:
      return askg_reply_paragraph_new ();
    }
}

static gboolean
fill (AskgReplyRow            *self,
      const AskgMarkdownBlock *block,
      guint                    n_pointers)
{
  if (ASKG_IS_DIFF_CARD (self->content))
    askg_diff_card_set_text (ASKG_DIFF_CARD (self->content), block->body.text);
  else if (block->kind == ASKG_MARKDOWN_CODE)
    askg_code_block_set_code (ASKG_CODE_BLOCK (self->content), block->body.text, block->language, block->title);
  else if (block->kind == ASKG_MARKDOWN_TABLE)
    return askg_reply_table_set_block (ASKG_REPLY_TABLE (self->content), block, n_pointers);
  else if (block->kind == ASKG_MARKDOWN_HEADING)
    askg_reply_text_set_text (ASKG_REPLY_TEXT (self->content), &block->body, n_pointers);
  else if (block->kind == ASKG_MARKDOWN_PARAGRAPH)
    {
      const guint end = self->badge > 0 ? block->body.spans[0].end : 0;

      askg_reply_paragraph_set_text (ASKG_REPLY_PARAGRAPH (self->content), &block->body,
                                     end > 0 ? end + (block->body.text[end] == ' ') : 0, n_pointers);
    }

  return TRUE;
}

/**
 * askg_reply_row_new:
 * @n_pointers: how many places in pictures the answer names
 *
 * Returns: (transfer floating): a row that shows @block
 */
GtkWidget *
askg_reply_row_new (const AskgMarkdownBlock *block,
                    guint                    n_pointers)
{
  AskgReplyRow *self = g_object_new (ASKG_TYPE_REPLY_ROW, NULL);

  self->kind = block->kind;
  self->marker_kind = block->marker;
  self->level = block->level;
  self->quote_depth = block->quote_depth;
  self->list_depth = block->list_depth;
  self->badge = find_badge (block, n_pointers);

  for (guint i = 0; i < block->quote_depth; i++)
    {
      GtkWidget *bar = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

      gtk_widget_add_css_class (bar, "askg-quote");
      gtk_widget_set_margin_end (bar, 12);
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
    }
  if (block->list_depth > 1)
    gtk_widget_set_parent (g_object_new (GTK_TYPE_LABEL, "width-chars", INDENT_CHARS * (block->list_depth - 1), NULL),
                           GTK_WIDGET (self));
  if (block->list_depth > 0)
    add_marker (self, block);

  self->content = new_content (block);
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  fill (self, block, n_pointers);

  return GTK_WIDGET (self);
}

/**
 * askg_reply_row_update:
 *
 * Shows @block in place of the one before.
 *
 * Returns: %FALSE when it is too different: make a new row
 */
gboolean
askg_reply_row_update (AskgReplyRow            *self,
                       const AskgMarkdownBlock *block,
                       guint                    n_pointers)
{
  g_return_val_if_fail (ASKG_IS_REPLY_ROW (self), FALSE);

  if (self->kind != block->kind || self->marker_kind != block->marker || self->level != block->level ||
      self->quote_depth != block->quote_depth || self->list_depth != block->list_depth ||
      self->badge != find_badge (block, n_pointers) || block->kind == ASKG_MARKDOWN_PICTURE ||
      is_patch (block) != ASKG_IS_DIFF_CARD (self->content))
    return FALSE;
  if (self->marker != NULL && self->badge == 0)
    set_marker_text (self, block);

  return fill (self, block, n_pointers);
}

/* @number: the pointer that is looked at, or 0 */
void
askg_reply_row_set_current (AskgReplyRow *self,
                            guint         number)
{
  g_return_if_fail (ASKG_IS_REPLY_ROW (self));

  if (self->badge > 0)
    askg_reply_button_mark (self->marker, number);
  if (ASKG_IS_REPLY_PARAGRAPH (self->content))
    askg_reply_paragraph_set_current (ASKG_REPLY_PARAGRAPH (self->content), number);
  else if (ASKG_IS_REPLY_TEXT (self->content))
    askg_reply_text_set_current (ASKG_REPLY_TEXT (self->content), number);
}

/**
 * askg_reply_row_find_label:
 * @cell: of its table, else 0
 * @byte: (inout): of the block's text, then of the label's
 *
 * Returns: (transfer none) (nullable): the label that shows it
 */
GtkLabel *
askg_reply_row_find_label (AskgReplyRow *self,
                           guint         cell,
                           guint        *byte)
{
  g_return_val_if_fail (ASKG_IS_REPLY_ROW (self), NULL);

  if (ASKG_IS_REPLY_PARAGRAPH (self->content))
    return askg_reply_paragraph_find_label (ASKG_REPLY_PARAGRAPH (self->content), byte);
  if (ASKG_IS_REPLY_TEXT (self->content))
    return askg_reply_text_get_label (ASKG_REPLY_TEXT (self->content));

  return ASKG_IS_REPLY_TABLE (self->content) ? askg_reply_table_get_label (ASKG_REPLY_TABLE (self->content), cell) : NULL;
}

/* Returns: (transfer none): an #AskgReplyParagraph, #AskgReplyText, #AskgCodeBlock, #AskgDiffCard, #AskgReplyTable, or a note */
GtkWidget *
askg_reply_row_get_content (AskgReplyRow *self)
{
  g_return_val_if_fail (ASKG_IS_REPLY_ROW (self), NULL);

  return self->content;
}
