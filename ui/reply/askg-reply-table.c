/* askg-reply-table.c: main thread. */
#include "ui/reply/askg-reply-table.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/reply/askg-reply-text.h"
#include "ui/reply/askg-whole-words.h"

/* A cell asks for no more than this and wraps; a word longer than the other may be broken. */
#define MAX_CELL_CHARS 36
#define MAX_WORD_CHARS 20

/* More columns than this scroll sideways, and their cells do not wrap. */
#define MAX_COLUMNS_THAT_FIT 5

struct _AskgReplyTable
{
  GtkWidget  parent_instance;

  GtkWidget *frame;     /* around the grid; scrolls when there are many columns */
  GtkWidget *grid;
  GPtrArray *cells;     /* of AskgReplyText, row by row; the grid's */
  guint      n_columns;
};

G_DEFINE_FINAL_TYPE (AskgReplyTable, askg_reply_table, GTK_TYPE_WIDGET)

static void
askg_reply_table_dispose (GObject *object)
{
  AskgReplyTable *self = ASKG_REPLY_TABLE (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->frame, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_reply_table_parent_class)->dispose (object);
}

static void
askg_reply_table_class_init (AskgReplyTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_reply_table_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "askgreplytable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
askg_reply_table_init (AskgReplyTable *self)
{
  self->cells = g_ptr_array_new ();
  self->grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 18, "row-spacing", 3, "halign", GTK_ALIGN_START, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"), -1);
}

/* Returns: (transfer floating): a table without cells */
GtkWidget *
askg_reply_table_new (void)
{
  return g_object_new (ASKG_TYPE_REPLY_TABLE, NULL);
}

static void
build_frame (AskgReplyTable *self,
             guint           n_columns)
{
  self->n_columns = n_columns;
  if (n_columns > MAX_COLUMNS_THAT_FIT)
    self->frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "vscrollbar-policy", GTK_POLICY_NEVER,
                                "propagate-natural-height", TRUE, "child", self->grid, NULL);
  else
    self->frame = g_object_new (ADW_TYPE_BIN, "child", self->grid, NULL);
  gtk_widget_add_css_class (self->frame, "askg-table");
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
}

static gboolean
has_long_word (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((n = g_unichar_isspace (g_utf8_get_char (text)) ? 0 : n + 1) > MAX_WORD_CHARS)
      return TRUE;

  return FALSE;
}

static GtkWidget *
new_cell (guint             row,
          AskgMarkdownAlign align,
          gboolean          wraps)
{
  GtkWidget *cell = askg_reply_text_new_cell ();
  GtkLabel *label = askg_reply_text_get_label (ASKG_REPLY_TEXT (cell));

  gtk_label_set_wrap (label, wraps);
  gtk_label_set_max_width_chars (label, wraps ? MAX_CELL_CHARS : -1);
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  gtk_widget_set_halign (cell, align == ASKG_MARKDOWN_END      ? GTK_ALIGN_END
                               : align == ASKG_MARKDOWN_CENTER ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  if (row == 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "caption-heading");
  if (align == ASKG_MARKDOWN_END)
    gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");

  return cell;
}

/* Returns: (transfer none) (nullable): the label of a cell, counted row by row */
GtkLabel *
askg_reply_table_get_label (AskgReplyTable *self,
                            guint           cell)
{
  g_return_val_if_fail (ASKG_IS_REPLY_TABLE (self), NULL);

  return cell < self->cells->len ? askg_reply_text_get_label (self->cells->pdata[cell]) : NULL;
}

/**
 * askg_reply_table_set_block:
 * @block: a table
 *
 * Cells that say what they said before are left alone.
 *
 * Returns: %FALSE when @block has other columns: make a new one
 */
gboolean
askg_reply_table_set_block (AskgReplyTable          *self,
                            const AskgMarkdownBlock *block,
                            guint                    n_pointers)
{
  const guint n = block->n_rows * block->n_columns;

  g_return_val_if_fail (ASKG_IS_REPLY_TABLE (self), FALSE);

  if (self->frame != NULL && (self->n_columns != block->n_columns || n < self->cells->len))
    return FALSE;
  if (self->frame == NULL)
    build_frame (self, block->n_columns);

  for (guint i = 0; i < n; i++)
    {
      AskgReplyText *cell;

      if (i == self->cells->len)
        {
          g_ptr_array_add (self->cells, new_cell (i / self->n_columns, block->aligns[i % self->n_columns],
                                                   self->n_columns <= MAX_COLUMNS_THAT_FIT));
          gtk_grid_attach (GTK_GRID (self->grid), self->cells->pdata[i], i % self->n_columns, i / self->n_columns, 1, 1);
        }
      cell = self->cells->pdata[i];
      if (g_str_equal (gtk_label_get_text (askg_reply_text_get_label (cell)), block->cells[i].text))
        continue;
      askg_reply_text_set_text (cell, &block->cells[i], n_pointers);
      askg_whole_words_set_wrap (askg_reply_text_get_label (cell),
                                 has_long_word (block->cells[i].text) ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
    }

  return TRUE;
}
