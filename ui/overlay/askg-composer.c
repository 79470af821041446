/* askg-composer.c: main thread. */
#define G_LOG_DOMAIN "askg-ui"

#include "ui/overlay/askg-composer.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-memory-chips.h"
#include "ui/overlay/askg-picture-chip.h"
#include "ui/overlay/askg-question-entry.h"
#include "ui/overlay/askg-text-chip.h"
#include "ui/overlay/askg-words.h"
#include "ui/reply/askg-whole-words.h"

/* From this many chips on, the caption beside them has no room. */
#define CHIPS_WITHOUT_NOTE 3u

struct _AskgComposer
{
  GtkWidget          parent_instance;

  /* Template children */
  GtkWidget         *box;
  GtkWidget         *chips_row;
  GtkWidget         *chips;
  GtkLabel          *chips_note;
  AskgMemoryChips   *memory;
  AskgQuestionEntry *entry;
  GtkLabel          *placeholder;
  GtkWidget         *entry_row;
  GtkWidget         *attach_button;
  GtkWidget         *talk_button;
  GtkStack          *send_stack;

  /* Owned */
  AskgDraft         *draft;
  GSignalGroup      *draft_signals;
  GSignalGroup      *list_signals;
  GSignalGroup      *newest_signals;
  char              *talk_words; /* (nullable): where it can be talked */
  char              *waits;      /* (nullable): what the microphone is open for */

  gboolean           asking;
  gboolean           follow_up;
  gboolean           by_voice;
};

enum { ASK, RECALL, LEAVE_DOWN, PASTE, ENLARGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgComposer, askg_composer, GTK_TYPE_WIDGET)

/* -- what shows ---------------------------------------------------------- */

static void
update_buttons (AskgComposer *self)
{
  const gboolean can_be_asked = self->draft != NULL && askg_draft_can_be_asked (self->draft);

  gtk_widget_set_visible (GTK_WIDGET (self->send_stack), self->asking || can_be_asked);
  gtk_stack_set_visible_child_name (self->send_stack, self->asking ? "stop" : "ask");
}

/* While the start page is there, its tiles say the same. */
static void
update_attach_button (AskgComposer *self)
{
  gtk_widget_set_visible (self->attach_button, self->follow_up ||
                          g_list_model_get_n_items (askg_draft_get_attachments (self->draft)) > 0);
}

/* While it is talked only what goes along with it is left, if anything does. */
static void
update_row (AskgComposer *self)
{
  const gboolean has_chips = self->draft != NULL && g_list_model_get_n_items (askg_draft_get_attachments (self->draft)) > 0;

  gtk_widget_set_visible (self->entry_row, !self->by_voice);
  gtk_widget_set_visible (GTK_WIDGET (self), !self->by_voice || has_chips);
}

/* What is being composed by an input method is not in the buffer, but it is in the way. */
static void
update_placeholder (AskgComposer *self,
                    const char   *preedit)
{
  const gboolean written = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry))) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), !written && (preedit == NULL || *preedit == '\0'));
}

static void
update_note (AskgComposer *self)
{
  GListModel *attachments = askg_draft_get_attachments (self->draft);
  const guint n = g_list_model_get_n_items (attachments);
  g_autoptr(AskgAttachment) newest = n > 0 ? g_list_model_get_item (attachments, n - 1) : NULL;
  g_autofree char *what = NULL;
  g_autofree char *reading = NULL;
  g_autofree char *note = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->chips_note), n > 0 && n < CHIPS_WITHOUT_NOTE &&
                          askg_attachment_get_frame (newest) != NULL);
  if (newest == NULL)
    return;

  what = askg_words_for_attachment (newest);
  reading = askg_words_for_reading (newest);
  note = reading != NULL ? g_strdup_printf ("%s\n%s", what, reading) : g_strdup (what);
  gtk_label_set_text (self->chips_note, note);
  askg_whole_words_apply (self->chips_note);
}

/* -- chips --------------------------------------------------------------- */

static void
remove_chip (AskgComposer *self,
             GtkWidget    *chip)
{
  AskgAttachment *attachment = g_object_get_data (G_OBJECT (chip), "askg-attachment");

  /* Otherwise the focus would go with the chip, and the next key nowhere. */
  askg_composer_focus (self);
  askg_draft_detach (self->draft, attachment);
}

static void
enlarge_chip (AskgComposer *self,
              GtkWidget    *chip)
{
  g_signal_emit (self, signals[ENLARGE], 0, g_object_get_data (G_OBJECT (chip), "askg-attachment"));
}

static GtkWidget *
make_chip (AskgComposer   *self,
           AskgAttachment *attachment)
{
  GtkWidget *chip;

  if (askg_attachment_get_frame (attachment) != NULL)
    {
      chip = askg_picture_chip_new (attachment, TRUE);
      g_signal_connect_swapped (chip, "enlarge", G_CALLBACK (enlarge_chip), self);
    }
  else
    chip = askg_text_chip_new (attachment, TRUE);

  g_object_set_data_full (G_OBJECT (chip), "askg-attachment", g_object_ref (attachment), g_object_unref);
  g_signal_connect_swapped (chip, "remove", G_CALLBACK (remove_chip), self);

  return chip;
}

static void
attachments_changed (AskgComposer *self,
                     guint         position,
                     guint         n_removed,
                     guint         n_added,
                     GListModel   *attachments)
{
  const guint n = g_list_model_get_n_items (attachments);
  g_autoptr(AskgAttachment) newest = n > 0 ? g_list_model_get_item (attachments, n - 1) : NULL;
  GtkWidget *before = NULL;
  GtkWidget *next = gtk_widget_get_first_child (self->chips);

  for (guint i = 0; i < position; i++)
    {
      before = next;
      next = gtk_widget_get_next_sibling (next);
    }
  for (guint i = 0; i < n_removed; i++)
    {
      GtkWidget *gone = next;

      next = gtk_widget_get_next_sibling (next);
      gtk_box_remove (GTK_BOX (self->chips), gone);
    }
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr(AskgAttachment) attachment = g_list_model_get_item (attachments, position + i);
      GtkWidget *chip = make_chip (self, attachment);

      gtk_box_insert_child_after (GTK_BOX (self->chips), chip, before);
      before = chip;
    }

  gtk_widget_set_visible (self->chips_row, n > 0);
  update_row (self);
  g_signal_group_set_target (self->newest_signals, newest);
  update_attach_button (self);
  update_note (self);
}

/* -- text ---------------------------------------------------------------- */

static void
buffer_changed (AskgComposer *self)
{
  g_autofree char *text = askg_question_entry_dup_text (self->entry);

  update_placeholder (self, NULL);
  if (self->draft != NULL)
    askg_draft_set_text (self->draft, text);
}

static void
draft_text_changed (AskgComposer *self)
{
  askg_question_entry_set_text (self->entry, askg_draft_get_text (self->draft));
}

static void
ask (AskgComposer *self)
{
  g_signal_emit (self, signals[ASK], 0);
}

static gboolean
recall (AskgComposer *self)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[RECALL], 0, &taken);

  return taken;
}

static gboolean
leave_down (AskgComposer *self)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[LEAVE_DOWN], 0, &taken);

  return taken;
}

static void
paste (AskgComposer *self)
{
  g_signal_emit (self, signals[PASTE], 0);
}

static void
askg_composer_dispose (GObject *object)
{
  AskgComposer *self = ASKG_COMPOSER (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->newest_signals);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->draft);

  g_clear_pointer (&ASKG_COMPOSER (object)->talk_words, g_free);
  g_clear_pointer (&ASKG_COMPOSER (object)->waits, g_free);

  G_OBJECT_CLASS (askg_composer_parent_class)->dispose (object);
}

static void
askg_composer_class_init (AskgComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_composer_dispose;
  g_type_ensure (ASKG_TYPE_MEMORY_CHIPS);
  g_type_ensure (ASKG_TYPE_QUESTION_ENTRY);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, box);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, chips_row);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, chips);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, chips_note);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, memory);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, entry);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, entry_row);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, attach_button);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, talk_button);
  gtk_widget_class_bind_template_child (widget_class, AskgComposer, send_stack);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, recall);
  gtk_widget_class_bind_template_callback (widget_class, leave_down);
  gtk_widget_class_bind_template_callback (widget_class, paste);
  gtk_widget_class_bind_template_callback (widget_class, update_placeholder);

  signals[ASK] = g_signal_new ("ask", ASKG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECALL] = g_signal_new ("recall", ASKG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST,
                                  0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  signals[LEAVE_DOWN] = g_signal_new ("leave-down", ASKG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST,
                                      0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  signals[PASTE] = g_signal_new ("paste", ASKG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* (AskgAttachment *attachment): its picture is to be shown large. */
  signals[ENLARGE] = g_signal_new ("enlarge", ASKG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_ATTACHMENT);
}

static void
askg_composer_init (AskgComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (ASKG_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::text", G_CALLBACK (draft_text_changed), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::can-be-asked", G_CALLBACK (update_buttons), self);
  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (attachments_changed), self);
  self->newest_signals = g_signal_group_new (ASKG_TYPE_ATTACHMENT);
  g_signal_group_connect_swapped (self->newest_signals, "notify::reading", G_CALLBACK (update_note), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry)), "changed",
                            G_CALLBACK (buffer_changed), self);
}

/**
 * askg_composer_set_draft:
 * @draft: what is composed; set once
 */
void
askg_composer_set_draft (AskgComposer *self,
                         AskgDraft    *draft)
{
  GListModel *attachments;

  g_return_if_fail (ASKG_IS_COMPOSER (self));
  g_return_if_fail (ASKG_IS_DRAFT (draft));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  attachments = askg_draft_get_attachments (draft);
  g_signal_group_set_target (self->draft_signals, draft);
  g_signal_group_set_target (self->list_signals, attachments);
  attachments_changed (self, 0, 0, g_list_model_get_n_items (attachments), attachments);
  draft_text_changed (self);
  update_buttons (self);
}

/* Whether there is a conversation that the question goes on with. */
void
askg_composer_set_follow_up (AskgComposer *self,
                             gboolean      follow_up)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  self->follow_up = follow_up;
  if (follow_up)
    gtk_widget_add_css_class (self->box, "follow-up");
  else
    gtk_widget_remove_css_class (self->box, "follow-up");
  gtk_label_set_text (self->placeholder, follow_up ? _("Ask more") : _("Ask about anything on the screen"));
  update_attach_button (self);
}

/* @recalled: (nullable) (element-type AskgRecalled): what goes along with the question from earlier conversations */
void
askg_composer_set_recalled (AskgComposer *self,
                            GPtrArray    *recalled)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  askg_memory_chips_set (self->memory, recalled);
}

/* Whether an answer is on its way: Stop stands where Ask was. */
void
askg_composer_set_asking (AskgComposer *self,
                          gboolean      asking)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  self->asking = asking;
  update_buttons (self);
}

/* Whether something else stands in the entry's place. */
void
askg_composer_set_by_voice (AskgComposer *self,
                            gboolean      by_voice)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  self->by_voice = by_voice;
  update_row (self);
}

static void
show_talk (AskgComposer *self)
{
  g_autofree char *words = self->waits != NULL && self->talk_words != NULL ? g_strdup_printf ("%s\n%s", self->talk_words, self->waits)
                                                                           : g_strdup (self->talk_words);

  gtk_widget_set_visible (self->talk_button, words != NULL);
  gtk_widget_set_tooltip_text (self->talk_button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->talk_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->waits != NULL ? self->waits : "", -1);
  (self->waits != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->talk_button, "askg-waits");
}

/* @words: what the button for it says, or why it is grey; without them there is none */
void
askg_composer_set_talk (AskgComposer *self,
                        const char   *words)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  g_free (self->talk_words);
  self->talk_words = g_strdup (words);
  show_talk (self);
}

/* @sentence: (nullable): what the microphone is open for though nobody talks: the button is its light */
void
askg_composer_set_waits (AskgComposer *self,
                         const char   *sentence)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  g_free (self->waits);
  self->waits = g_strdup (sentence);
  show_talk (self);
}

void
askg_composer_focus (AskgComposer *self)
{
  g_return_if_fail (ASKG_IS_COMPOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* As if typed: at the caret, in place of what is selected, to be undone in one step. */
void
askg_composer_insert (AskgComposer *self,
                      const char   *text)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (ASKG_IS_COMPOSER (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->entry), gtk_text_buffer_get_insert (buffer));
}
