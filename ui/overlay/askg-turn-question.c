/* askg-turn-question.c: main thread. */
#include "ui/overlay/askg-turn-question.h"

#include <glib/gi18n-lib.h>

#include "ui/debug/askg-failure-card.h"
#include "ui/overlay/askg-picture-chip.h"
#include "ui/overlay/askg-text-chip.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgTurnQuestion
{
  GtkBox      parent_instance;

  /* Template children */
  GtkBox     *chips;
  GtkWidget  *again_icon;
  GtkLabel   *text;

  /* Owned */
  AskgQuestion *question; /* (nullable): where it stands here itself */
  AskgAnswer *answer; /* (nullable): of a question that was asked again */
};

static guint enlarge_signal;

G_DEFINE_FINAL_TYPE (AskgTurnQuestion, askg_turn_question, GTK_TYPE_BOX)

static void
enlarge_chip (AskgTurnQuestion *self,
              GtkWidget        *chip)
{
  g_signal_emit (self, enlarge_signal, 0, g_object_get_data (G_OBJECT (chip), "askg-attachment"));
}

/* The command that failed is the question: it stands as wide as its answer, and what was asked of it below. */
static gboolean
add_failure (AskgTurnQuestion *self,
             AskgAttachment   *attachment)
{
  const char *text = askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_COMMAND ? askg_attachment_get_text (attachment) : NULL;
  g_autoptr(AskgFailure) failure = text != NULL ? askg_failure_new_for_text (text) : NULL;

  if (failure == NULL)
    return FALSE;
  gtk_box_prepend (GTK_BOX (self), askg_failure_card_new (g_steal_pointer (&failure)));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "askg-question");
  gtk_widget_add_css_class (GTK_WIDGET (self), "askg-failed");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_FILL);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 0);
  gtk_widget_set_halign (GTK_WIDGET (self->text), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "askg-question");

  return TRUE;
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

/* -- Asked again ----------------------------------------------------------- */

static gboolean
is_same_attachment (AskgAttachment *one,
                    AskgAttachment *other)
{
  AskgFrame *frame = askg_attachment_get_frame (one);
  AskgFrame *other_frame = askg_attachment_get_frame (other);
  AskgPcm *sound = askg_attachment_get_sound (one);
  AskgPcm *other_sound = askg_attachment_get_sound (other);

  if (one == other)
    return TRUE;
  if (sound != NULL && other_sound != NULL)
    return g_bytes_equal (askg_pcm_get_samples (sound), askg_pcm_get_samples (other_sound));
  if (frame == NULL || other_frame == NULL)
    return frame == other_frame && g_strcmp0 (askg_attachment_get_text (one), askg_attachment_get_text (other)) == 0;

  return askg_frame_get_width_px (frame) == askg_frame_get_width_px (other_frame) &&
         askg_frame_get_height_px (frame) == askg_frame_get_height_px (other_frame) &&
         g_strcmp0 (askg_attachment_get_title (one), askg_attachment_get_title (other)) == 0;
}

/* As far as a person can see. */
static gboolean
is_same (AskgQuestion *one,
         AskgQuestion *other)
{
  const guint n_attachments = askg_question_get_n_attachments (one);

  if (!g_str_equal (askg_question_get_text (one), askg_question_get_text (other)) ||
      n_attachments != askg_question_get_n_attachments (other))
    return FALSE;
  for (guint i = 0; i < n_attachments; i++)
    if (!is_same_attachment (askg_question_get_attachment (one, i), askg_question_get_attachment (other, i)))
      return FALSE;

  return TRUE;
}

/* Another one may step in. */
static void
tell_again (AskgTurnQuestion *self)
{
  g_autofree char *words = g_strdup_printf (_("Asked again with %s"), askg_answer_get_engine_name (self->answer));

  gtk_label_set_text (self->text, words);
  askg_whole_words_apply (self->text);
}

/* What it was stands just above. */
static void
show_again (AskgTurnQuestion *self,
            AskgTurn         *turn)
{
  const char *text = askg_question_get_text (askg_turn_get_question (turn));

  self->answer = g_object_ref (askg_turn_get_answer (turn));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  gtk_widget_set_visible (self->again_icon, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-only");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  if (*text != '\0')
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  g_signal_connect_object (self->answer, "notify::engine-name", G_CALLBACK (tell_again), self, G_CONNECT_SWAPPED);
  tell_again (self);
}

/* -- Life -------------------------------------------------------------------- */

static void
askg_turn_question_dispose (GObject *object)
{
  g_clear_object (&ASKG_TURN_QUESTION (object)->answer);
  g_clear_object (&ASKG_TURN_QUESTION (object)->question);

  G_OBJECT_CLASS (askg_turn_question_parent_class)->dispose (object);
}

static void
askg_turn_question_class_init (AskgTurnQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_turn_question_dispose;

  enlarge_signal = g_signal_new ("enlarge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ASKG_TYPE_ATTACHMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-turn-question.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTurnQuestion, chips);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnQuestion, again_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnQuestion, text);
}

static void
askg_turn_question_init (AskgTurnQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (nullable): of a question that is a voice: the words that were heard in it, once they are known */
static const char *
find_heard (AskgQuestion *question)
{
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);

      if (askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_VOICE && askg_attachment_get_text (attachment) != NULL)
        return askg_attachment_get_text (attachment);
    }

  return NULL;
}

static void
show_words (AskgTurnQuestion *self,
            AskgQuestion     *question)
{
  const char *heard = find_heard (question);
  const char *text = askg_question_get_text (question);

  if (*text == '\0' && heard != NULL)
    text = heard;
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  askg_whole_words_apply (self->text);
}

static void
heard_cb (AskgAttachment   *attachment,
          GParamSpec       *pspec,
          AskgTurnQuestion *self)
{
  show_words (self, self->question);
}

static void
show_question (AskgTurnQuestion *self,
               AskgQuestion     *question)
{
  const guint n_attachments = askg_question_get_n_attachments (question);

  self->question = g_object_ref (question);
  for (guint i = 0; i < n_attachments; i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);

      if (!add_failure (self, attachment))
        add_chip (self, attachment);
      if (askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_VOICE)
        g_signal_connect_object (attachment, "notify::reading", G_CALLBACK (heard_cb), self, G_CONNECT_DEFAULT);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
  if (n_attachments == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "text-only");
  show_words (self, question);
}

/* (nullable) (transfer none) */
static AskgTurn *
find_before (AskgTurn         *turn,
             AskgConversation *conversation)
{
  AskgTurn *before = NULL;

  for (guint i = 0; i < askg_conversation_get_n_turns (conversation); i++)
    {
      AskgTurn *at = askg_conversation_get_turn (conversation, i);

      if (at == turn)
        return before;
      before = at;
    }

  return NULL;
}

/* Once. @conversation: where the turn before it asked the same, this one was asked again */
void
askg_turn_question_set_turn (AskgTurnQuestion *self,
                             AskgTurn         *turn,
                             AskgConversation *conversation)
{
  AskgTurn *before = find_before (turn, conversation);
  AskgQuestion *question;

  g_return_if_fail (ASKG_IS_TURN_QUESTION (self));

  question = askg_turn_get_question (turn);
  if (before != NULL && is_same (question, askg_turn_get_question (before)))
    show_again (self, turn);
  else
    show_question (self, question);
}
