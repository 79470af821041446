/* askg-answer-extras.c: main thread. */
#include "ui/overlay/askg-answer-extras.h"

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-words.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgAnswerExtras
{
  GtkWidget   parent_instance;

  /* Template children */
  GtkWidget  *box;
  GtkBox     *notes;
  GtkWidget  *ending;
  GtkLabel   *ending_text;
  GtkWidget  *go_on_button;

  /* Owned */
  AskgAnswer *answer; /* (nullable) */

  guint       n_notes; /* that show */
  gboolean    is_last; /* of its conversation */
};

G_DEFINE_FINAL_TYPE (AskgAnswerExtras, askg_answer_extras, GTK_TYPE_WIDGET)

/* -- Captions ---------------------------------------------------------------- */

static GtkWidget *
new_caption (const char *words)
{
  g_autofree char *inert = askg_text_make_inert (words, ASKG_INERT_ONE_LINE);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  askg_whole_words_apply (GTK_LABEL (label));

  return label;
}

static void
update_notes (AskgAnswerExtras *self)
{
  GPtrArray *notes = askg_answer_get_parts (self->answer)->notes;

  for (; self->n_notes < notes->len; self->n_notes++)
    gtk_box_append (self->notes, new_caption (g_ptr_array_index (notes, self->n_notes)));
  gtk_widget_set_visible (GTK_WIDGET (self->notes), self->n_notes > 0);
}

/* -- How it ended --------------------------------------------------------------- */

static void
update_ending (AskgAnswerExtras *self)
{
  const AskgFinish finish = askg_answer_get_parts (self->answer)->finish;
  const gboolean is_done = askg_answer_get_state (self->answer) == ASKG_ANSWER_DONE;
  const char *words = is_done ? askg_words_for_finish (finish) : NULL;

  gtk_label_set_text (self->ending_text, words != NULL ? words : "");
  gtk_widget_set_visible (self->go_on_button, self->is_last && finish == ASKG_FINISH_LENGTH);
  gtk_widget_set_visible (self->ending, words != NULL);
}

static void
update (AskgAnswerExtras *self)
{
  update_notes (self);
  update_ending (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_notes > 0 || gtk_widget_get_visible (self->ending));
}

/* -- Life ------------------------------------------------------------------------- */

static void
askg_answer_extras_dispose (GObject *object)
{
  AskgAnswerExtras *self = ASKG_ANSWER_EXTRAS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->answer);

  G_OBJECT_CLASS (askg_answer_extras_parent_class)->dispose (object);
}

static void
askg_answer_extras_class_init (AskgAnswerExtrasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_answer_extras_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-answer-extras.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, box);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, notes);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, ending);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, ending_text);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, go_on_button);
}

static void
askg_answer_extras_init (AskgAnswerExtras *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Once. */
void
askg_answer_extras_set_answer (AskgAnswerExtras *self,
                               AskgAnswer       *answer)
{
  g_return_if_fail (ASKG_IS_ANSWER_EXTRAS (self));
  g_return_if_fail (ASKG_IS_ANSWER (answer));
  g_return_if_fail (self->answer == NULL);

  self->answer = g_object_ref (answer);
  g_signal_connect_object (answer, "gained", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* Only the last answer of a conversation can be gone on from. */
void
askg_answer_extras_set_is_last (AskgAnswerExtras *self,
                                gboolean          is_last)
{
  g_return_if_fail (ASKG_IS_ANSWER_EXTRAS (self));

  self->is_last = is_last;
  update_ending (self);
}
