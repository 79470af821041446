/* askg-answer-extras.c: main thread. */
#include "ui/overlay/askg-answer-extras.h"

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-call-card.h"
#include "ui/overlay/askg-picture-card.h"
#include "ui/overlay/askg-words.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgAnswerExtras
{
  GtkWidget   parent_instance;

  /* Template children */
  GtkWidget  *box;
  GtkBox     *pictures;
  GtkWidget  *sound;
  GtkLabel   *sound_text;
  GtkBox     *calls;
  GtkBox     *notes;
  GtkWidget  *ending;
  GtkLabel   *ending_text;
  GtkWidget  *go_on_button;

  /* Owned */
  AskgAnswer *answer; /* (nullable) */

  guint       n_notes; /* that show */
  gboolean    is_last; /* of its conversation */
};

static guint enlarge_signal;

G_DEFINE_FINAL_TYPE (AskgAnswerExtras, askg_answer_extras, GTK_TYPE_WIDGET)

/* -- Pictures, sound, calls --------------------------------------------------- */

static void
enlarge (AskgAnswerExtras *self,
         AskgAttachment   *attachment)
{
  g_signal_emit (self, enlarge_signal, 0, attachment);
}

/* The widget for what has this place in a list; a new one at its end. */
static GtkWidget *
nth_child (GtkBox *box,
           guint   n)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (; child != NULL && n > 0; n--)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* A better one takes the place of a partial one. */
static void
update_pictures (AskgAnswerExtras *self)
{
  GPtrArray *pictures = askg_answer_get_parts (self->answer)->pictures;

  for (guint i = 0; i < pictures->len; i++)
    {
      const AskgGivenPicture *given = g_ptr_array_index (pictures, i);
      GtkWidget *view = nth_child (self->pictures, i);

      if (view == NULL)
        {
          view = askg_picture_card_new (TRUE);
          g_signal_connect_swapped (view, "enlarge", G_CALLBACK (enlarge), self);
          gtk_box_append (self->pictures, view);
        }
      askg_picture_card_set_bytes (ASKG_PICTURE_CARD (view), given->bytes);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), pictures->len > 0);
}

static void
update_sound (AskgAnswerExtras *self)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (self->answer);
  const guint n_bytes = parts->sound->len;
  g_autofree char *words = NULL;

  if (n_bytes > 0 && parts->sound_rate_hz > 0)
    words = askg_words_for_sound ((gint64) (n_bytes / 2) * G_USEC_PER_SEC / parts->sound_rate_hz);
  gtk_label_set_text (self->sound_text, words != NULL ? words : "");
  gtk_widget_set_visible (self->sound, words != NULL);
}

static void
update_calls (AskgAnswerExtras *self)
{
  GPtrArray *calls = askg_answer_get_parts (self->answer)->tool_calls;

  for (guint i = 0; i < calls->len; i++)
    {
      GtkWidget *card = nth_child (self->calls, i);

      if (card == NULL)
        {
          card = askg_call_card_new ();
          gtk_box_append (self->calls, card);
        }
      askg_call_card_show (ASKG_CALL_CARD (card), g_ptr_array_index (calls, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->calls), calls->len > 0);
}

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
update_visible (AskgAnswerExtras *self)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL; child = gtk_widget_get_next_sibling (child))
    any |= gtk_widget_get_visible (child);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

/* Only what it is about: arguments and sound come in many pieces. */
static void
gained (AskgAnswerExtras *self,
        AskgPart          part)
{
  if (part == ASKG_PART_PICTURE)
    update_pictures (self);
  else if (part == ASKG_PART_SOUND)
    update_sound (self);
  else if (part == ASKG_PART_TOOL_CALL)
    update_calls (self);
  else if (part == ASKG_PART_NOTE)
    update_notes (self);
  else if (part == ASKG_PART_FINISH)
    update_ending (self);
  update_visible (self);
}

static void
update (AskgAnswerExtras *self)
{
  update_pictures (self);
  update_sound (self);
  update_calls (self);
  update_notes (self);
  update_ending (self);
  update_visible (self);
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
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, pictures);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, sound);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, sound_text);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, calls);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, notes);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, ending);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, ending_text);
  gtk_widget_class_bind_template_child (widget_class, AskgAnswerExtras, go_on_button);

  enlarge_signal = g_signal_new ("enlarge", ASKG_TYPE_ANSWER_EXTRAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ASKG_TYPE_ATTACHMENT);
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
  g_signal_connect_object (answer, "gained", G_CALLBACK (gained), self, G_CONNECT_SWAPPED);
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
