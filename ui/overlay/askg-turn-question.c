/* askg-turn-question.c: main thread. */
#include "ui/overlay/askg-turn-question.h"

#include "ui/overlay/askg-picture-chip.h"
#include "ui/overlay/askg-text-chip.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgTurnQuestion
{
  GtkBox    parent_instance;

  /* Template children */
  GtkBox   *chips;
  GtkLabel *text;
};

static guint enlarge_signal;

G_DEFINE_FINAL_TYPE (AskgTurnQuestion, askg_turn_question, GTK_TYPE_BOX)

static void
enlarge_chip (AskgTurnQuestion *self,
              GtkWidget        *chip)
{
  g_signal_emit (self, enlarge_signal, 0, g_object_get_data (G_OBJECT (chip), "askg-attachment"));
}

static void
add_chip (AskgTurnQuestion *self,
          AskgAttachment   *attachment)
{
  const gboolean is_picture = askg_attachment_get_frame (attachment) != NULL;
  GtkWidget *chip = is_picture ? askg_picture_chip_new (attachment, FALSE) : askg_text_chip_new (attachment, FALSE);

  if (is_picture)
    {
      g_object_set_data_full (G_OBJECT (chip), "askg-attachment", g_object_ref (attachment), g_object_unref);
      g_signal_connect_swapped (chip, "enlarge", G_CALLBACK (enlarge_chip), self);
    }
  gtk_box_append (self->chips, chip);
}

static void
askg_turn_question_class_init (AskgTurnQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  enlarge_signal = g_signal_new ("enlarge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ASKG_TYPE_ATTACHMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-turn-question.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTurnQuestion, chips);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnQuestion, text);
}

static void
askg_turn_question_init (AskgTurnQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Once. */
void
askg_turn_question_set_turn (AskgTurnQuestion *self,
                             AskgTurn         *turn)
{
  AskgQuestion *question;
  const char *text;
  guint n_attachments;

  g_return_if_fail (ASKG_IS_TURN_QUESTION (self));

  question = askg_turn_get_question (turn);
  text = askg_question_get_text (question);
  n_attachments = askg_question_get_n_attachments (question);
  for (guint i = 0; i < n_attachments; i++)
    add_chip (self, askg_question_get_attachment (question, i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n_attachments > 0);
  if (n_attachments == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "text-only");

  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  askg_whole_words_apply (self->text);
}
