/* askg-reply-view.c: main thread.
 *
 * Text that arrives is gathered until the next frame; then the model says which blocks changed, and
 * only their rows are touched. Rows stand in groups: GTK measures a group again only when one
 * of its rows changed, so the cost of a frame does not grow with the answer. */
#include "ui/reply/askg-reply-view.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "engine/model/askg-markdown.h"
#include "ui/reply/askg-code-block.h"
#include "ui/reply/askg-reply-row.h"
#include "ui/reply/askg-reply-stack.h"

#define ROWS_PER_GROUP 12

#define GAP_BLOCKS 12
#define GAP_ITEMS  6

struct _AskgReplyView
{
  GtkWidget     parent_instance;

  GtkWidget    *groups;         /* column of boxes of rows */
  GtkWidget    *hidden_note;
  GtkWidget    *more_button;

  AskgAnswer   *answer;         /* owned; (nullable) */
  GSignalGroup *answer_signals;
  AskgMarkdown *markdown;       /* owned; (nullable) */
  GPtrArray    *rows;           /* of AskgReplyRow, one a block; their groups own them */
  gsize         n_shown_bytes;  /* of the answer's text, given to the model */
  guint         tick_id;
  guint         current;        /* the pointer that is looked at, or 0 */
  gboolean      has_ended;
};

enum { LINK_ACTIVATED, POINT, GROWN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgReplyView, askg_reply_view, GTK_TYPE_WIDGET)

/* -- Rows -------------------------------------------------------------------------------------- */

static guint
count_pointers (AskgReplyView *self)
{
  return askg_answer_get_pointers (self->answer)->len;
}

static guint
count_children (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* After the row before it and in its group; at the end of the answer in a new group, when that one is full. */
static void
insert_row (AskgReplyView *self,
            guint          index,
            GtkWidget     *row)
{
  GtkWidget *before = index > 0 ? self->rows->pdata[index - 1] : NULL;
  GtkWidget *group = before != NULL ? gtk_widget_get_parent (before) : gtk_widget_get_first_child (self->groups);

  if (group == NULL || (index == self->rows->len && count_children (group) >= ROWS_PER_GROUP))
    {
      group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      askg_reply_stack_append (ASKG_REPLY_STACK (self->groups), group);
      before = NULL;
    }
  gtk_box_insert_child_after (GTK_BOX (group), row, before);
  g_ptr_array_insert (self->rows, index, row);
}

static void
remove_row (AskgReplyView *self,
            guint          index)
{
  GtkWidget *row = self->rows->pdata[index];
  GtkWidget *group = gtk_widget_get_parent (row);

  g_ptr_array_remove_index (self->rows, index);
  gtk_box_remove (GTK_BOX (group), row);
  if (gtk_widget_get_first_child (group) == NULL)
    gtk_widget_unparent (group);
}

static void
set_gap (AskgReplyView *self,
         guint          index)
{
  const AskgMarkdownBlock *block = askg_markdown_get_block (self->markdown, index);
  const AskgMarkdownBlock *before = index > 0 ? askg_markdown_get_block (self->markdown, index - 1) : NULL;
  const gboolean is_next_item = before != NULL && before->list_depth > 0 && block->marker != ASKG_MARKDOWN_UNMARKED;

  gtk_widget_set_margin_top (self->rows->pdata[index], before == NULL ? 0 : is_next_item ? GAP_ITEMS : GAP_BLOCKS);
}

static void
show_block (AskgReplyView *self,
            guint          index,
            gboolean       is_new)
{
  const AskgMarkdownBlock *block = askg_markdown_get_block (self->markdown, index);
  GtkWidget *row;

  if (is_new || !askg_reply_row_update (self->rows->pdata[index], block, count_pointers (self)))
    {
      row = askg_reply_row_new (block, count_pointers (self));
      askg_reply_row_set_current (ASKG_REPLY_ROW (row), self->current);
      insert_row (self, index, row);
      if (!is_new)
        remove_row (self, index + 1);
    }
  set_gap (self, index);
}

static void
update_notes (AskgReplyView *self)
{
  const guint n_hidden = askg_markdown_get_n_hidden (self->markdown);
  g_autofree char *text = g_strdup_printf (ngettext ("%u hidden character was taken out or made visible.",
                                                     "%u hidden characters were taken out or made visible.", n_hidden),
                                           n_hidden);

  gtk_widget_set_visible (self->hidden_note, n_hidden > 0);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (self->hidden_note)), text);
  gtk_widget_set_visible (self->more_button, askg_markdown_has_more (self->markdown));
}

static void
apply (AskgReplyView            *self,
       const AskgMarkdownChange *change)
{
  const guint n_kept = MIN (change->n_removed, change->n_added);
  const guint last = change->first + change->n_added;

  if (change->n_removed + change->n_added > 0)
    {
      for (guint i = n_kept; i < change->n_removed; i++)
        remove_row (self, change->first + n_kept);
      for (guint i = 0; i < change->n_added; i++)
        show_block (self, change->first + i, i >= n_kept);
      if (last < self->rows->len)
        set_gap (self, last);
    }
  update_notes (self);
  g_signal_emit (self, signals[GROWN], 0);
}

/* -- Following the answer ------------------------------------------------------------------------ */

/**
 * askg_reply_view_flush:
 *
 * Shows what has arrived now instead of with the next frame. For a view that is not on the screen,
 * where there are no frames.
 */
void
askg_reply_view_flush (AskgReplyView *self)
{
  AskgMarkdownChange change;

  g_return_if_fail (ASKG_IS_REPLY_VIEW (self));

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  if (self->answer == NULL || self->has_ended)
    return;

  if (askg_answer_get_length (self->answer) > self->n_shown_bytes)
    {
      const gsize n_new = askg_answer_get_length (self->answer) - self->n_shown_bytes;

      askg_markdown_append (self->markdown, askg_answer_get_text (self->answer) + self->n_shown_bytes, n_new, &change);
      self->n_shown_bytes += n_new;
      apply (self, &change);
    }
  if (askg_answer_is_over (self->answer))
    {
      self->has_ended = TRUE;
      askg_markdown_end (self->markdown, &change);
      apply (self, &change);
    }
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (widget);

  self->tick_id = 0;
  askg_reply_view_flush (self);

  return G_SOURCE_REMOVE;
}

static void
appended_cb (AskgReplyView *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
state_changed_cb (AskgReplyView *self)
{
  if (askg_answer_is_over (self->answer))
    askg_reply_view_flush (self);
}

/* Numbers in the text become badges as soon as there is a place for them. */
static void
pointed_cb (AskgReplyView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const AskgMarkdownBlock *block = askg_markdown_get_block (self->markdown, i);

      for (guint j = 0; j < block->body.n_spans; j++)
        if (block->body.spans[j].style & ASKG_MARKDOWN_POINTER)
          {
            show_block (self, i, FALSE);
            break;
          }
    }
}

/* -- Actions ------------------------------------------------------------------------------------ */

static void
open_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  const char *target, *label;

  g_variant_get (parameter, "(&s&s)", &target, &label);
  g_signal_emit (widget, signals[LINK_ACTIVATED], 0, target, label);
}

static void
point_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  const guint number = g_variant_get_uint32 (parameter);

  askg_reply_view_set_current_pointer (ASKG_REPLY_VIEW (widget), number);
  g_signal_emit (widget, signals[POINT], 0, number);
}

static void
show_more_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (widget);
  AskgMarkdownChange change;

  if (self->markdown == NULL || !askg_markdown_has_more (self->markdown))
    return;
  askg_markdown_show_more (self->markdown, &change);
  apply (self, &change);
}

/* -- The object --------------------------------------------------------------------------------- */

static void
clear (AskgReplyView *self)
{
  GtkWidget *group;

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_ptr_array_set_size (self->rows, 0);
  while (self->groups != NULL && (group = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_widget_unparent (group);
  g_clear_pointer (&self->markdown, askg_markdown_free);
  self->n_shown_bytes = 0;
  self->has_ended = FALSE;
  self->current = 0;
}

static void
askg_reply_view_dispose (GObject *object)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (object);

  clear (self);
  g_clear_object (&self->answer_signals);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->groups, gtk_widget_unparent);
  g_clear_pointer (&self->hidden_note, gtk_widget_unparent);
  g_clear_pointer (&self->more_button, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_reply_view_parent_class)->dispose (object);
}

static void
askg_reply_view_finalize (GObject *object)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (askg_reply_view_parent_class)->finalize (object);
}

static void
askg_reply_view_class_init (AskgReplyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_reply_view_dispose;
  object_class->finalize = askg_reply_view_finalize;

  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", ASKG_TYPE_REPLY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[POINT] = g_signal_new ("point", ASKG_TYPE_REPLY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GROWN] = g_signal_new ("grown", ASKG_TYPE_REPLY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "reply.open-link", "(ss)", open_link_action);
  gtk_widget_class_install_action (widget_class, "reply.point", "u", point_action);
  gtk_widget_class_install_action (widget_class, "reply.show-more", NULL, show_more_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "askgreply");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_hidden_note (void)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (note), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (note), label);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (note, "askg-notice");
  gtk_widget_add_css_class (note, "info");
  gtk_widget_set_margin_top (note, GAP_BLOCKS);
  gtk_widget_set_visible (note, FALSE);

  return note;
}

static void
askg_reply_view_init (AskgReplyView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  askg_code_block_warm_up ();
  self->rows = g_ptr_array_new ();
  self->groups = askg_reply_stack_new ();
  self->hidden_note = new_hidden_note ();
  self->more_button = g_object_new (GTK_TYPE_BUTTON, "label", _("Show more"), "action-name", "reply.show-more",
                                    "halign", GTK_ALIGN_START, "margin-top", GAP_BLOCKS, "visible", FALSE, NULL);
  gtk_widget_set_parent (self->groups, widget);
  gtk_widget_set_parent (self->more_button, widget);
  gtk_widget_set_parent (self->hidden_note, widget);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "askg-answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Answer"), -1);

  self->answer_signals = g_signal_group_new (ASKG_TYPE_ANSWER);
  g_signal_group_connect_swapped (self->answer_signals, "appended", G_CALLBACK (appended_cb), self);
  g_signal_group_connect_swapped (self->answer_signals, "pointed", G_CALLBACK (pointed_cb), self);
  g_signal_group_connect_swapped (self->answer_signals, "notify::state", G_CALLBACK (state_changed_cb), self);
}

/* Returns: (transfer floating): a view without an answer */
GtkWidget *
askg_reply_view_new (void)
{
  return g_object_new (ASKG_TYPE_REPLY_VIEW, NULL);
}

/**
 * askg_reply_view_set_answer:
 * @answer: (nullable): what to show; what it holds already is shown at once, what comes later
 *   with the frame after it
 */
void
askg_reply_view_set_answer (AskgReplyView *self,
                            AskgAnswer    *answer)
{
  g_return_if_fail (ASKG_IS_REPLY_VIEW (self));
  g_return_if_fail (answer == NULL || ASKG_IS_ANSWER (answer));

  if (!g_set_object (&self->answer, answer))
    return;

  clear (self);
  g_signal_group_set_target (self->answer_signals, answer);
  if (answer != NULL)
    {
      self->markdown = askg_markdown_new ();
      askg_reply_view_flush (self);
    }
}

/* Returns: (nullable) (transfer none): the answer shown */
AskgAnswer *
askg_reply_view_get_answer (AskgReplyView *self)
{
  g_return_val_if_fail (ASKG_IS_REPLY_VIEW (self), NULL);

  return self->answer;
}

/* @number: the place in the picture that is looked at, whose badge is blue; 0 for none */
void
askg_reply_view_set_current_pointer (AskgReplyView *self,
                                     guint          number)
{
  g_return_if_fail (ASKG_IS_REPLY_VIEW (self));

  self->current = number;
  for (guint i = 0; i < self->rows->len; i++)
    askg_reply_row_set_current (self->rows->pdata[i], number);
}

/**
 * askg_reply_view_dup_source:
 *
 * Returns: (transfer full): the answer to copy: the Markdown that was written, without anything in
 *   it that acts or hides
 */
char *
askg_reply_view_dup_source (AskgReplyView *self)
{
  g_return_val_if_fail (ASKG_IS_REPLY_VIEW (self), NULL);

  return askg_text_make_inert (self->answer != NULL ? askg_answer_get_text (self->answer) : "", ASKG_INERT_DEFAULT);
}
