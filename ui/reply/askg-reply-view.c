/* askg-reply-view.c: main thread.
 *
 * Text that arrives is gathered until the next frame; then the model says which blocks changed, and
 * only their rows are touched. When that is more than a frame has time for, frames go on with it. */
#include "ui/reply/askg-reply-view.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "engine/model/askg-markdown.h"
#include "ui/reply/askg-code-block.h"
#include "ui/reply/askg-code-languages.h"
#include "ui/reply/askg-reply-light.h"
#include "ui/reply/askg-reply-rows.h"

#define GAP_NOTES 12

/* For rows, of a frame: their styles, sizes and pictures come after and cost as much again. */
#define BUDGET_US 1000

struct _AskgReplyView
{
  GtkWidget      parent_instance;

  GtkWidget     *column;        /* of the rows */
  GtkWidget     *hidden_note;
  GtkWidget     *more_button;

  AskgAnswer    *answer;        /* owned; (nullable) */
  GSignalGroup  *answer_signals;
  AskgMarkdown  *markdown;      /* owned; (nullable) */
  AskgReplyRows *rows;          /* owned */
  gsize          n_shown_bytes; /* of the answer's text, given to the model */
  guint          n_hidden;      /* characters the note tells of */
  AskgReplyLight light;
  guint          tick_id;
  guint          warm_up_id;
  GPtrArray     *languages;     /* of GtkSourceBuffer: keep rules for the answer that comes; (nullable) */
  gboolean       has_ended;
};

enum { LINK_ACTIVATED, POINT, GROWN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgReplyView, askg_reply_view, GTK_TYPE_WIDGET)

static void
update_notes (AskgReplyView *self)
{
  const guint n_hidden = askg_markdown_get_n_hidden (self->markdown);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->more_button, askg_markdown_has_more (self->markdown));
  if (n_hidden == self->n_hidden)
    return;
  self->n_hidden = n_hidden;
  text = g_strdup_printf (ngettext ("%u hidden character was taken out or made visible.",
                                    "%u hidden characters were taken out or made visible.", n_hidden), n_hidden);
  gtk_widget_set_visible (self->hidden_note, n_hidden > 0);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (self->hidden_note)), text);
}

static void
settle_rows (AskgReplyView *self,
             gint64         budget_us)
{
  askg_reply_rows_settle (self->rows, self->markdown, askg_answer_get_pointers (self->answer)->len, budget_us);
  update_notes (self);
  g_signal_emit (self, signals[GROWN], 0);
}

/* -- While an engine thinks ----------------------------------------------------------------------- */

static gboolean
warm_up_cb (gpointer user_data)
{
  AskgReplyView *self = user_data;

  if (self->languages == NULL)
    {
      self->languages = g_ptr_array_new_with_free_func (g_object_unref);
      askg_code_block_warm_up (GTK_WIDGET (self));
      return G_SOURCE_CONTINUE;
    }
  if (askg_code_languages_make_ready (self->languages))
    return G_SOURCE_CONTINUE;
  self->warm_up_id = 0;

  return G_SOURCE_REMOVE;
}

static void
askg_reply_view_map (GtkWidget *widget)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (widget);

  GTK_WIDGET_CLASS (askg_reply_view_parent_class)->map (widget);
  if (self->warm_up_id == 0 && self->answer != NULL && self->n_shown_bytes == 0 && !self->has_ended)
    self->warm_up_id = g_idle_add_full (G_PRIORITY_LOW, warm_up_cb, self, NULL);
}

/* -- Following the answer ------------------------------------------------------------------------ */

/* Returns: whether there was any */
static gboolean
take_text (AskgReplyView *self)
{
  AskgMarkdownChange change;
  gboolean is_new = FALSE;

  if (askg_answer_get_length (self->answer) > self->n_shown_bytes)
    {
      const gsize n_new = askg_answer_get_length (self->answer) - self->n_shown_bytes;

      askg_markdown_append (self->markdown, askg_answer_get_text (self->answer) + self->n_shown_bytes, n_new, &change);
      self->n_shown_bytes += n_new;
      askg_reply_rows_change (self->rows, &change);
      g_clear_handle_id (&self->warm_up_id, g_source_remove);
      is_new = TRUE;
    }
  if (!self->has_ended && askg_answer_is_over (self->answer))
    {
      self->has_ended = TRUE;
      g_clear_handle_id (&self->warm_up_id, g_source_remove);
      g_clear_pointer (&self->languages, g_ptr_array_unref);
      askg_markdown_end (self->markdown, &change);
      askg_reply_rows_change (self->rows, &change);
      is_new = TRUE;
    }

  return is_new;
}

static void
stop_ticking (AskgReplyView *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

/**
 * askg_reply_view_flush:
 *
 * Shows what has arrived, all of it and now. For a view that is not on the screen, where there are
 * no frames.
 */
void
askg_reply_view_flush (AskgReplyView *self)
{
  g_return_if_fail (ASKG_IS_REPLY_VIEW (self));

  stop_ticking (self);
  if (self->answer == NULL)
    return;
  if (take_text (self) || !askg_reply_rows_are_settled (self->rows))
    settle_rows (self, -1);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (widget);

  take_text (self);
  settle_rows (self, BUDGET_US);
  if (!askg_reply_rows_are_settled (self->rows))
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
go_on_with_next_frame (AskgReplyView *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* The last words do not wait for a frame that may never come. */
static void
state_changed_cb (AskgReplyView *self)
{
  if (!askg_answer_is_over (self->answer))
    return;
  take_text (self);
  settle_rows (self, gtk_widget_get_mapped (GTK_WIDGET (self)) ? BUDGET_US : -1);
  if (askg_reply_rows_are_settled (self->rows))
    stop_ticking (self);
  else
    go_on_with_next_frame (self);
}

/* Numbers in the text become badges as soon as there is a place for them. */
static void
pointed_cb (AskgReplyView *self)
{
  for (guint i = 0; i < askg_markdown_get_n_blocks (self->markdown); i++)
    {
      const AskgMarkdownBlock *block = askg_markdown_get_block (self->markdown, i);

      for (guint j = 0; j < block->body.n_spans; j++)
        if (block->body.spans[j].style & ASKG_MARKDOWN_POINTER)
          {
            askg_reply_rows_touch (self->rows, i);
            break;
          }
    }
  settle_rows (self, -1);
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
  askg_reply_rows_change (self->rows, &change);
  settle_rows (self, BUDGET_US);
  go_on_with_next_frame (self);
}

/* -- The object --------------------------------------------------------------------------------- */

static void
clear (AskgReplyView *self)
{
  askg_reply_light_set (&self->light, NULL, 0, 0);
  stop_ticking (self);
  g_clear_handle_id (&self->warm_up_id, g_source_remove);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  askg_reply_rows_clear (self->rows);
  g_clear_pointer (&self->markdown, askg_markdown_free);
  gtk_widget_set_visible (self->hidden_note, FALSE);
  self->n_hidden = 0;
  self->n_shown_bytes = 0;
  self->has_ended = FALSE;
}

/* What was shown as its beginning is reasoning. */
static void
rethought_cb (AskgReplyView *self)
{
  clear (self);
  self->markdown = askg_markdown_new ();
  askg_reply_view_flush (self);
}

static void
askg_reply_view_dispose (GObject *object)
{
  AskgReplyView *self = ASKG_REPLY_VIEW (object);

  if (self->column != NULL)
    clear (self);
  g_clear_object (&self->answer_signals);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->hidden_note, gtk_widget_unparent);
  g_clear_pointer (&self->more_button, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_reply_view_parent_class)->dispose (object);
}

static void
askg_reply_view_finalize (GObject *object)
{
  askg_reply_rows_free (ASKG_REPLY_VIEW (object)->rows);

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
  widget_class->map = askg_reply_view_map;
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
  gtk_widget_set_margin_top (note, GAP_NOTES);
  gtk_widget_set_visible (note, FALSE);

  return note;
}

static void
askg_reply_view_init (AskgReplyView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->column = askg_reply_stack_new ();
  self->rows = askg_reply_rows_new (ASKG_REPLY_STACK (self->column));
  self->hidden_note = new_hidden_note ();
  self->more_button = g_object_new (GTK_TYPE_BUTTON, "label", _("Show more"), "action-name", "reply.show-more",
                                    "halign", GTK_ALIGN_START, "margin-top", GAP_NOTES, "visible", FALSE, NULL);
  gtk_widget_set_parent (self->column, widget);
  gtk_widget_set_parent (self->more_button, widget);
  gtk_widget_set_parent (self->hidden_note, widget);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "askg-answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Answer"), -1);

  self->answer_signals = g_signal_group_new (ASKG_TYPE_ANSWER);
  g_signal_group_connect_swapped (self->answer_signals, "appended", G_CALLBACK (go_on_with_next_frame), self);
  g_signal_group_connect_swapped (self->answer_signals, "rethought", G_CALLBACK (rethought_cb), self);
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

  askg_reply_rows_set_current (self->rows, number);
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

/* @start_byte: of the transcript of the answer: the word that is heard, up to @end_byte; none where both are the same */
void
askg_reply_view_light (AskgReplyView *self,
                       gsize          start_byte,
                       gsize          end_byte)
{
  AskgMarkdownPlace place;
  GtkLabel *label = NULL;
  guint byte = 0;

  if (start_byte < end_byte && self->markdown != NULL && askg_markdown_find_place (self->markdown, start_byte, &place))
    label = askg_reply_rows_find_label (self->rows, &place, &byte);
  askg_reply_light_set (&self->light, label, byte, byte + (end_byte - start_byte));
}
