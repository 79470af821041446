/* askg-folded-row.c: main thread. */
#include "ui/overlay/askg-folded-row.h"

#include <glib/gi18n-lib.h>

#include "ui/reply/askg-whole-words.h"

struct _AskgFoldedRow
{
  GtkWidget         parent_instance;

  /* Template children */
  GtkWidget        *box;
  GtkToggleButton  *opener;
  GtkImage         *arrow;
  GtkLabel         *heading;
  GtkWidget        *body;
  GtkLabel         *text;
  GtkWidget        *editor;
  GtkTextView      *edited;
  GtkLabel         *note;
  GtkWidget        *read_buttons;
  GtkWidget        *edit_buttons;
  GtkWidget        *edit_button;
  GtkToggleButton  *turns_button;
  GtkButton        *whole_button;
  GtkWidget        *undo_button;

  /* Owned */
  AskgConversation *conversation; /* (nullable): until it is set */
  AskgFold         *before;       /* (nullable): what Undo brings back */
  AskgFold         *after;        /* (nullable): what the person made of it */

  /* Borrowed */
  GtkBox           *turns;        /* a view a turn; it outlives this */

  gboolean          is_editing;
};

static guint touched_signal;

G_DEFINE_FINAL_TYPE (AskgFoldedRow, askg_folded_row, GTK_TYPE_WIDGET)

/* -- What it says ----------------------------------------------------------- */

static char *
words_for_heading (AskgFold *fold)
{
  const guint n = askg_fold_get_n_turns (fold);
  const AskgFoldFlags flags = askg_fold_get_flags (fold);

  if ((flags & ASKG_FOLD_STALE) != 0)
    return g_strdup (_("Earlier turns have changed: their summary is made again when it is needed"));
  if ((flags & ASKG_FOLD_OFF) != 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Earlier: %u turn, sent whole", "Earlier: %u turns, sent whole", n), n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Earlier: %u turn summed up", "Earlier: %u turns summed up", n), n);
}

static const char *
words_for_note (AskgFold *fold)
{
  const AskgFoldFlags flags = askg_fold_get_flags (fold);

  if ((flags & ASKG_FOLD_STALE) != 0)
    return _("This summary is of turns that are no longer there. It is not sent.");
  if ((flags & ASKG_FOLD_OFF) != 0)
    return _("The turns are sent whole. What does not fit the engine makes it refuse the question.");
  if ((flags & ASKG_FOLD_EDITED) != 0)
    return _("As you wrote it. It is sent to the engine in place of these turns.");
  if ((flags & ASKG_FOLD_EXTRACTED) != 0)
    return _("Picked from the turns, as no engine summed them up. It is sent in place of them.");

  return _("Written by the engine. It is sent to it in place of these turns, which no longer fit.");
}

static AskgFold *
fold_of (AskgFoldedRow *self)
{
  return self->conversation != NULL ? askg_conversation_get_fold (self->conversation) : NULL;
}

/* The turns are as folded here as they are for the engine, until somebody wants to see them. */
static void
update_turns (AskgFoldedRow *self)
{
  const guint n_hidden = gtk_toggle_button_get_active (self->turns_button) ? 0 : askg_conversation_get_n_folded (self->conversation);
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->turns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, i++ >= n_hidden);
}

static void
update_body (AskgFoldedRow *self,
             AskgFold      *fold)
{
  const gboolean is_stale = (askg_fold_get_flags (fold) & ASKG_FOLD_STALE) != 0;
  const gboolean is_off = (askg_fold_get_flags (fold) & ASKG_FOLD_OFF) != 0;

  gtk_label_set_text (self->text, askg_fold_get_text (fold));
  askg_whole_words_apply (self->text);
  gtk_label_set_text (self->note, words_for_note (fold));
  askg_whole_words_apply (self->note);
  gtk_widget_set_visible (GTK_WIDGET (self->text), !self->is_editing);
  gtk_widget_set_visible (self->editor, self->is_editing);
  gtk_widget_set_visible (self->edit_buttons, self->is_editing);
  gtk_widget_set_visible (self->read_buttons, !self->is_editing && !is_stale);
  gtk_widget_set_visible (self->edit_button, !is_off);
  gtk_widget_set_visible (GTK_WIDGET (self->turns_button), !is_off);
  gtk_widget_set_visible (GTK_WIDGET (self->whole_button), !self->is_editing && !is_stale);
  gtk_button_set_label (self->whole_button, is_off ? _("Use the Summary") : _("Use the Whole Turns Again"));
  gtk_widget_set_visible (self->undo_button, self->before != NULL && fold == self->after);
}

/* As its conversation is now; whoever adds or takes away turns calls it. */
void
askg_folded_row_update (AskgFoldedRow *self)
{
  AskgFold *fold = fold_of (self);
  g_autofree char *heading = NULL;

  g_return_if_fail (ASKG_IS_FOLDED_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), fold != NULL);
  if (self->conversation == NULL)
    return;
  update_turns (self);
  if (fold == NULL)
    return;

  heading = words_for_heading (fold);
  gtk_label_set_text (self->heading, heading);
  askg_whole_words_apply (self->heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->opener), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  update_body (self, fold);
}

/* -- What can be done about it ---------------------------------------------- */

static void
opener_toggled (AskgFoldedRow *self)
{
  const gboolean is_open = gtk_toggle_button_get_active (self->opener);

  self->is_editing = FALSE;
  gtk_widget_set_visible (self->body, is_open);
  gtk_image_set_from_icon_name (self->arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->opener), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
  g_signal_emit (self, touched_signal, 0);
  askg_folded_row_update (self);
}

static void
turns_toggled (AskgFoldedRow *self)
{
  g_signal_emit (self, touched_signal, 0);
  askg_folded_row_update (self);
}

/* Takes @fold. It is what the person wants: kept, and to be undone. */
static void
put (AskgFoldedRow *self,
     AskgFold      *fold)
{
  g_set_object (&self->before, fold_of (self));
  g_set_object (&self->after, fold);
  self->is_editing = FALSE;
  askg_conversation_set_fold (self->conversation, fold);
  gtk_widget_activate_action (GTK_WIDGET (self), "overlay.keep-fold", NULL);
  g_object_unref (fold);
}

static void
edit_clicked (AskgFoldedRow *self)
{
  self->is_editing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->edited), askg_fold_get_text (fold_of (self)), -1);
  askg_folded_row_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->edited));
}

static void
cancel_clicked (AskgFoldedRow *self)
{
  self->is_editing = FALSE;
  askg_folded_row_update (self);
  gtk_widget_grab_focus (self->edit_button);
}

/* An empty summary would be none. */
static void
save_clicked (AskgFoldedRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->edited);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (*text == '\0' || g_str_equal (text, askg_fold_get_text (fold_of (self))))
    cancel_clicked (self);
  else
    put (self, askg_fold_with_text (fold_of (self), text));
}

static void
whole_clicked (AskgFoldedRow *self)
{
  AskgFold *fold = fold_of (self);

  put (self, askg_fold_with_flags (fold, ASKG_FOLD_OFF, ~askg_fold_get_flags (fold)));
}

/* Undone it can be done again. */
static void
undo_clicked (AskgFoldedRow *self)
{
  put (self, g_object_ref (self->before));
}

/* Esc leaves the editor, not the overlay. */
static gboolean
key_pressed_cb (AskgFoldedRow *self,
                guint          keyval)
{
  if (!self->is_editing || keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_clicked (self);

  return GDK_EVENT_STOP;
}

/* -- Life ------------------------------------------------------------------- */

static void
askg_folded_row_dispose (GObject *object)
{
  AskgFoldedRow *self = ASKG_FOLDED_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->conversation);
  g_clear_object (&self->before);
  g_clear_object (&self->after);

  G_OBJECT_CLASS (askg_folded_row_parent_class)->dispose (object);
}

static void
askg_folded_row_class_init (AskgFoldedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_folded_row_dispose;

  touched_signal = g_signal_new ("touched", ASKG_TYPE_FOLDED_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-folded-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, box);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, opener);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, heading);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, body);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, text);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, editor);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, edited);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, note);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, read_buttons);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, edit_buttons);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, turns_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, whole_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFoldedRow, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, opener_toggled);
  gtk_widget_class_bind_template_callback (widget_class, turns_toggled);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, whole_clicked);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
askg_folded_row_init (AskgFoldedRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* @turns: a view for each turn of @conversation, in their order; outlives it */
void
askg_folded_row_set_conversation (AskgFoldedRow    *self,
                                  AskgConversation *conversation,
                                  GtkBox           *turns)
{
  g_return_if_fail (ASKG_IS_FOLDED_ROW (self));

  if (self->conversation != NULL)
    g_signal_handlers_disconnect_by_func (self->conversation, askg_folded_row_update, self);
  g_set_object (&self->conversation, conversation);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  self->turns = turns;
  g_signal_connect_object (conversation, "notify::fold", G_CALLBACK (askg_folded_row_update), self, G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->opener, FALSE);
  gtk_toggle_button_set_active (self->turns_button, FALSE);
  askg_folded_row_update (self);
}

/* Something among the folded turns is to be seen. */
void
askg_folded_row_show_turns (AskgFoldedRow *self)
{
  g_return_if_fail (ASKG_IS_FOLDED_ROW (self));

  gtk_toggle_button_set_active (self->opener, TRUE);
  gtk_toggle_button_set_active (self->turns_button, TRUE);
}
