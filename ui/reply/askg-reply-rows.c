/* askg-reply-rows.c: main thread.
 *
 * Rows stand in groups, and groups in chapters: GTK measures a group again only when one of its rows
 * changed, so the cost of a frame does not grow with the answer. And when a child comes, it looks at the style
 * of all that is below its new parent: so a chapter that is full does not stand beside the next, but holds it as
 * its last child, and what comes finds at most a chapter of rows below its parent. What changed is remembered
 * as a range of blocks, and brought to the rows from its beginning on for as long as the frame has time. */
#include "ui/reply/askg-reply-rows.h"

#include "ui/reply/askg-reply-row.h"

#define ROWS_PER_GROUP     12
#define GROUPS_PER_CHAPTER 12

#define GAP_BLOCKS 12
#define GAP_ITEMS  6

struct _AskgReplyRows
{
  AskgReplyStack *column;      /* borrowed: the first chapter: a column of groups, which are boxes of rows */
  GPtrArray      *rows;        /* of AskgReplyRow, one a block, their groups own them; NULL: not made yet */
  guint           stale_first; /* rows that do not say what their blocks say are from here */
  guint           stale_end;   /* to before here */
  guint           current;     /* the pointer that is looked at, or 0 */
};

/* @column: empty, and alive as long as this is */
AskgReplyRows *
askg_reply_rows_new (AskgReplyStack *column)
{
  AskgReplyRows *self = g_new0 (AskgReplyRows, 1);

  self->column = column;
  self->rows = g_ptr_array_new ();

  return self;
}

/* The widgets go with their column. */
void
askg_reply_rows_free (AskgReplyRows *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
askg_reply_rows_clear (AskgReplyRows *self)
{
  GtkWidget *child;

  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->column))) != NULL)
    gtk_widget_unparent (child);
  self->stale_first = self->stale_end = 0;
  self->current = 0;
}

/* -- Rows and groups ------------------------------------------------------------------------------ */

static guint
count_children (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

static gboolean
is_last_made (AskgReplyRows *self,
              guint          index)
{
  for (guint i = index + 1; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      return FALSE;

  return TRUE;
}

/* The next one of the answer, in the innermost chapter or a new one in that. */
static GtkWidget *
add_group (AskgReplyRows *self)
{
  GtkWidget *chapter = GTK_WIDGET (self->column);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last;

  while ((last = gtk_widget_get_last_child (chapter)) != NULL && ASKG_IS_REPLY_STACK (last))
    chapter = last;
  if (count_children (chapter) >= GROUPS_PER_CHAPTER)
    {
      GtkWidget *next = askg_reply_stack_new ();

      askg_reply_stack_append (ASKG_REPLY_STACK (chapter), next);
      chapter = next;
    }
  askg_reply_stack_append (ASKG_REPLY_STACK (chapter), group);

  return group;
}

/* (nullable): of the whole answer */
static GtkWidget *
first_group (AskgReplyRows *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->column));

  while (first != NULL && ASKG_IS_REPLY_STACK (first))
    first = gtk_widget_get_first_child (first);

  return first;
}

/* After the row before it, which there is, and in its group; at the end in a new group, when that one is full. */
static void
put_row (AskgReplyRows *self,
         guint          index,
         GtkWidget     *row)
{
  GtkWidget *before = index > 0 ? self->rows->pdata[index - 1] : NULL;
  GtkWidget *group = before != NULL ? gtk_widget_get_parent (before) : first_group (self);

  if (group == NULL || (count_children (group) >= ROWS_PER_GROUP && is_last_made (self, index)))
    {
      group = add_group (self);
      before = NULL;
    }
  gtk_box_insert_child_after (GTK_BOX (group), row, before);
  self->rows->pdata[index] = row;
}

/* With what held only it. */
static void
drop_row (AskgReplyRows *self,
          guint          index)
{
  GtkWidget *widget = self->rows->pdata[index];

  self->rows->pdata[index] = NULL;
  while (widget != NULL && widget != GTK_WIDGET (self->column))
    {
      GtkWidget *holder = gtk_widget_get_parent (widget);

      if (GTK_IS_BOX (holder))
        gtk_box_remove (GTK_BOX (holder), widget);
      else
        gtk_widget_unparent (widget);
      widget = gtk_widget_get_first_child (holder) == NULL ? holder : NULL;
    }
}

static void
set_gap (AskgReplyRows *self,
         AskgMarkdown  *markdown,
         guint          index)
{
  const AskgMarkdownBlock *block = askg_markdown_get_block (markdown, index);
  const AskgMarkdownBlock *before = index > 0 ? askg_markdown_get_block (markdown, index - 1) : NULL;
  const gboolean is_next_item = before != NULL && before->list_depth > 0 && block->marker != ASKG_MARKDOWN_UNMARKED;

  gtk_widget_set_margin_top (self->rows->pdata[index], before == NULL ? 0 : is_next_item ? GAP_ITEMS : GAP_BLOCKS);
}

static void
show_block (AskgReplyRows *self,
            AskgMarkdown  *markdown,
            guint          index,
            guint          n_pointers)
{
  const AskgMarkdownBlock *block = askg_markdown_get_block (markdown, index);
  GtkWidget *row = self->rows->pdata[index];

  if (row == NULL || !askg_reply_row_update (ASKG_REPLY_ROW (row), block, n_pointers))
    {
      drop_row (self, index);
      row = askg_reply_row_new (block, n_pointers);
      askg_reply_row_set_current (ASKG_REPLY_ROW (row), self->current);
      put_row (self, index, row);
    }
  set_gap (self, markdown, index);
}

/* -- What changed --------------------------------------------------------------------------------- */

static void
mark_stale (AskgReplyRows *self,
            guint          first,
            guint          end)
{
  if (askg_reply_rows_are_settled (self))
    {
      self->stale_first = first;
      self->stale_end = end;
      return;
    }
  self->stale_first = MIN (self->stale_first, first);
  self->stale_end = MAX (self->stale_end, end);
}

/**
 * askg_reply_rows_change:
 *
 * Notes that the blocks changed. Rows of blocks that went are gone at once, those that came are made by
 * askg_reply_rows_settle(); one of a block that was replaced is kept, as it may only have grown.
 */
void
askg_reply_rows_change (AskgReplyRows            *self,
                        const AskgMarkdownChange *change)
{
  const guint n_kept = MIN (change->n_removed, change->n_added);
  const guint end_before = change->first + change->n_removed;
  const guint end = change->first + change->n_added;

  g_return_if_fail (self != NULL);
  g_return_if_fail (end_before <= self->rows->len);

  if (change->n_removed + change->n_added == 0)
    return;

  for (guint i = change->n_removed; i > n_kept; i--)
    {
      drop_row (self, change->first + i - 1);
      g_ptr_array_remove_index (self->rows, change->first + i - 1);
    }
  for (guint i = n_kept; i < change->n_added; i++)
    g_ptr_array_insert (self->rows, (int) (change->first + i), NULL);

  /* What was stale behind the change has moved with it. */
  if (self->stale_end > end_before)
    self->stale_end = self->stale_end - end_before + end;
  self->stale_end = MIN (self->stale_end, self->rows->len);
  /* The one behind has another neighbour, and with it perhaps another gap. */
  mark_stale (self, change->first, MIN (end + 1, self->rows->len));
}

/* Its block is the same, but should be shown otherwise. */
void
askg_reply_rows_touch (AskgReplyRows *self,
                       guint          index)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->rows->len);

  mark_stale (self, index, index + 1);
}

/* Whether every row says what its block says. */
gboolean
askg_reply_rows_are_settled (AskgReplyRows *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->stale_first >= self->stale_end;
}

/* Some widgets are most of a frame to make, style and draw. */
static gboolean
is_heavy (AskgReplyRows *self,
          AskgMarkdown  *markdown,
          guint          index)
{
  const AskgMarkdownKind kind = askg_markdown_get_block (markdown, index)->kind;

  return self->rows->pdata[index] == NULL && (kind == ASKG_MARKDOWN_CODE || kind == ASKG_MARKDOWN_TABLE);
}

/**
 * askg_reply_rows_settle:
 * @markdown: whose blocks they are
 * @n_pointers: how many places in pictures the answer names
 * @budget_us: how long this may take, or -1 to finish; what is heavy has a frame of its own
 *
 * Brings what changed to the rows, from the beginning; at least one row.
 */
void
askg_reply_rows_settle (AskgReplyRows *self,
                        AskgMarkdown  *markdown,
                        guint          n_pointers,
                        gint64         budget_us)
{
  const gint64 end_us = budget_us >= 0 ? g_get_monotonic_time () + budget_us : G_MAXINT64;
  gboolean is_first = TRUE;

  g_return_if_fail (self != NULL);
  g_return_if_fail (markdown != NULL);

  while (!askg_reply_rows_are_settled (self))
    {
      const gboolean heavy = budget_us >= 0 && is_heavy (self, markdown, self->stale_first);

      if (heavy && !is_first)
        return;
      show_block (self, markdown, self->stale_first++, n_pointers);
      if (heavy || g_get_monotonic_time () > end_us)
        return;
      is_first = FALSE;
    }
}

/* Returns: (transfer none) (nullable): the label that shows this place; @byte becomes one of the label's */
GtkLabel *
askg_reply_rows_find_label (AskgReplyRows           *self,
                            const AskgMarkdownPlace *place,
                            guint                   *byte)
{
  GtkWidget *row = place->block < self->rows->len ? self->rows->pdata[place->block] : NULL;

  *byte = place->byte;

  return row != NULL ? askg_reply_row_find_label (ASKG_REPLY_ROW (row), place->cell, byte) : NULL;
}

/* @number: the place in the picture that is looked at, whose badge is blue; 0 for none */
void
askg_reply_rows_set_current (AskgReplyRows *self,
                             guint          number)
{
  g_return_if_fail (self != NULL);

  self->current = number;
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      askg_reply_row_set_current (self->rows->pdata[i], number);
}
