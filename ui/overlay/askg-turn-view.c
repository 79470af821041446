/* askg-turn-view.c: main thread. */
#include "ui/overlay/askg-turn-view.h"

#include <string.h>

#include "ui/overlay/askg-answer-extras.h"
#include "ui/overlay/askg-memory-chips.h"
#include "ui/overlay/askg-meter-button.h"
#include "ui/overlay/askg-speak-button.h"
#include "ui/overlay/askg-thoughts.h"
#include "ui/overlay/askg-turn-question.h"
#include "ui/overlay/askg-turn-remember.h"
#include "ui/overlay/askg-words.h"
#include "ui/reply/askg-pointers.h"
#include "ui/reply/askg-reply-view.h"

/* How often the seconds move on, and only while somebody waits and can see them. */
#define TICK_MS 100

struct _AskgTurnView
{
  GtkWidget      parent_instance;

  /* Template children */
  GtkWidget     *box;
  AskgTurnQuestion *question;
  AskgMemoryChips  *memory;
  GtkBox        *answer_box;
  AskgThoughts  *thoughts;
  AskgReplyView *reply;
  AskgAnswerExtras *extras;
  GtkWidget     *stage;
  GtkSpinner    *stage_spinner;
  GtkLabel      *stage_text;
  GtkWidget     *actions;
  AskgSpeakButton *speak_button;
  GtkMenuButton *retry_button;
  AskgMeterButton *meter;

  /* Owned */
  AskgTurn      *turn;
  AskgConversation *conversation; /* whose turn it is */
  AskgSpeech    *speech;

  guint          tick_id;
  gboolean       is_past; /* the answer was over before it was seen here */
};

enum { RETRY, ENLARGE, OPEN_LINK, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTurnView, askg_turn_view, GTK_TYPE_WIDGET)

static AskgAnswer *
answer_of (AskgTurnView *self)
{
  return askg_turn_get_answer (self->turn);
}

/* -- the stage line ------------------------------------------------------ */

static void
update_stage (AskgTurnView *self)
{
  AskgAnswer *answer = answer_of (self);
  const gboolean over = askg_answer_is_over (answer);
  const gint64 now_us = g_get_monotonic_time ();
  g_autofree char *words = over ? askg_words_for_ending (answer, self->is_past)
                                : askg_words_for_stage (askg_answer_get_stage (answer),
                                                        askg_answer_get_stage_detail (answer),
                                                        now_us - askg_answer_get_started_at_us (answer), now_us);

  if (words == NULL)
    words = askg_speech_dup_words (self->speech, answer);
  gtk_widget_set_visible (self->stage, words != NULL);
  gtk_label_set_text (self->stage_text, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->stage_spinner), !over);
  gtk_spinner_set_spinning (self->stage_spinner, !over);
}

static gboolean
tick (gpointer user_data)
{
  update_stage (ASKG_TURN_VIEW (user_data));

  return G_SOURCE_CONTINUE;
}

static void
update_tick (AskgTurnView *self)
{
  const gboolean wanted = gtk_widget_get_mapped (GTK_WIDGET (self)) && !askg_answer_is_over (answer_of (self));

  if (wanted && self->tick_id == 0)
    {
      self->tick_id = g_timeout_add (TICK_MS, tick, self);
      g_source_set_name_by_id (self->tick_id, "[askg] stage line");
    }
  else if (!wanted)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

static void
update_state (AskgTurnView *self)
{
  AskgAnswer *answer = answer_of (self);
  const gboolean over = askg_answer_is_over (answer);

  update_stage (self);
  update_tick (self);
  gtk_widget_set_visible (self->actions, over);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "turn.copy", askg_answer_get_length (answer) > 0);
}

/* -- the answer ---------------------------------------------------------- */

static void
light_word (AskgTurnView *self)
{
  gsize start, end;
  const gboolean is_lit = askg_speech_get_lit (self->speech, answer_of (self), &start, &end);

  askg_reply_view_light (self->reply, is_lit ? start : 0, is_lit ? end : 0);
}

static void
answer_appended (AskgTurnView *self)
{
  AskgAnswer *answer = answer_of (self);

  gtk_widget_set_visible (GTK_WIDGET (self->answer_box), askg_answer_get_length (answer) > 0 ||
                          askg_answer_get_parts (answer)->reasoning->len > 0);
}

static void
open_link (AskgTurnView *self,
           const char   *target)
{
  g_signal_emit (self, signals[OPEN_LINK], 0, target);
}

/* -- the places it speaks of --------------------------------------------- */

static GtkWidget *
next_pointers (GtkWidget *child)
{
  while (child != NULL && !ASKG_IS_POINTERS (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* From the number in the text, or from the box on a picture: both show the same. */
static void
point (AskgTurnView *self,
       guint         number)
{
  GtkWidget *child = next_pointers (gtk_widget_get_first_child (GTK_WIDGET (self->answer_box)));

  for (; child != NULL; child = next_pointers (gtk_widget_get_next_sibling (child)))
    askg_pointers_set_current (ASKG_POINTERS (child), number);
  askg_reply_view_set_current_pointer (self->reply, number);
}

static void
enlarge_pointed (AskgTurnView *self,
                 guint         number)
{
  GPtrArray *pointers = askg_answer_get_pointers (answer_of (self));
  const AskgPointer *pointer = g_ptr_array_index (pointers, number - 1);

  g_signal_emit (self, signals[ENLARGE], 0,
                 askg_conversation_find_attachment (self->conversation, self->turn, pointer->attachment));
}

static gboolean
has_pointers_for (AskgTurnView *self,
                  guint         attachment)
{
  GtkWidget *child = next_pointers (gtk_widget_get_first_child (GTK_WIDGET (self->answer_box)));

  for (; child != NULL; child = next_pointers (gtk_widget_get_next_sibling (child)))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "askg-attachment-index")) == attachment)
      return TRUE;

  return FALSE;
}

/* One picture for each attachment that is spoken of, also of an earlier turn; it follows the answer by itself. */
static void
update_pointers (AskgTurnView *self)
{
  GPtrArray *pointers = askg_answer_get_pointers (answer_of (self));

  for (guint i = 0; i < pointers->len; i++)
    {
      const guint index = ((AskgPointer *) g_ptr_array_index (pointers, i))->attachment;
      AskgAttachment *attachment = askg_conversation_find_attachment (self->conversation, self->turn, index);
      AskgFrame *frame = attachment != NULL ? askg_attachment_get_frame (attachment) : NULL;
      GtkWidget *picture;

      if (frame == NULL || has_pointers_for (self, index))
        continue;
      picture = askg_pointers_new ();
      g_object_set_data (G_OBJECT (picture), "askg-attachment-index", GUINT_TO_POINTER (index));
      askg_pointers_set_answer (ASKG_POINTERS (picture), answer_of (self), frame, index);
      g_signal_connect_swapped (picture, "pointed", G_CALLBACK (point), self);
      g_signal_connect_swapped (picture, "enlarge", G_CALLBACK (enlarge_pointed), self);
      gtk_box_append (self->answer_box, picture);
    }
}

static void
enlarge_given (AskgTurnView   *self,
               AskgAttachment *attachment)
{
  g_signal_emit (self, signals[ENLARGE], 0, attachment);
}

static void
show_answer (AskgTurnView *self)
{
  AskgAnswer *answer = answer_of (self);

  askg_thoughts_set_answer (self->thoughts, answer);
  askg_reply_view_set_answer (self->reply, answer);
  askg_answer_extras_set_answer (self->extras, answer);
  askg_meter_button_set_turn (self->meter, self->turn);
  askg_speak_button_set (self->speak_button, self->speech, answer);
  g_signal_connect_object (self->speech, "changed", G_CALLBACK (update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "appended", G_CALLBACK (answer_appended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "reasoned", G_CALLBACK (answer_appended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "pointed", G_CALLBACK (update_pointers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "notify::stage", G_CALLBACK (update_stage), self, G_CONNECT_SWAPPED);
  answer_appended (self);
  update_pointers (self);
  update_state (self);
}

/* -- actions ------------------------------------------------------------- */

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autofree char *source = askg_reply_view_dup_source (ASKG_TURN_VIEW (widget)->reply);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), source);
}

static void
speak_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgTurnView *self = ASKG_TURN_VIEW (widget);

  askg_speech_toggle (self->speech, answer_of (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *engine_id)
{
  g_signal_emit (widget, signals[RETRY], 0, engine_id != NULL ? g_variant_get_string (engine_id, NULL) : "");
}

/* "turn.edit" is told as "edit"; somebody above knows which turn this is. */
static const char *const told_actions[] = { "turn.edit", "turn.go-on", "turn.branch" };

static void
emit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit_by_name (widget, strchr (action_name, '.') + 1);
}

static void
askg_turn_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (askg_turn_view_parent_class)->map (widget);
  update_tick (ASKG_TURN_VIEW (widget));
}

static void
askg_turn_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (askg_turn_view_parent_class)->unmap (widget);
  update_tick (ASKG_TURN_VIEW (widget));
}

static void
askg_turn_view_dispose (GObject *object)
{
  AskgTurnView *self = ASKG_TURN_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_turn_view_parent_class)->dispose (object);
}

static void
askg_turn_view_finalize (GObject *object)
{
  AskgTurnView *self = ASKG_TURN_VIEW (object);

  g_clear_object (&self->turn);
  g_clear_object (&self->conversation);
  g_clear_object (&self->speech);

  G_OBJECT_CLASS (askg_turn_view_parent_class)->finalize (object);
}

static guint
new_signal (const char *name,
            guint       n_params,
            GType       parameter)
{
  return g_signal_new (name, ASKG_TYPE_TURN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, parameter);
}

static void
askg_turn_view_class_init (AskgTurnViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ASKG_TYPE_ANSWER_EXTRAS);
  g_type_ensure (ASKG_TYPE_MEMORY_CHIPS);
  g_type_ensure (ASKG_TYPE_METER_BUTTON);
  g_type_ensure (ASKG_TYPE_REPLY_VIEW);
  g_type_ensure (ASKG_TYPE_SPEAK_BUTTON);
  g_type_ensure (ASKG_TYPE_THOUGHTS);
  g_type_ensure (ASKG_TYPE_TURN_QUESTION);
  G_OBJECT_CLASS (klass)->dispose = askg_turn_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_turn_view_finalize;
  widget_class->map = askg_turn_view_map;
  widget_class->unmap = askg_turn_view_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-turn-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, box);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, question);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, memory);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, answer_box);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, thoughts);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, reply);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, extras);
  gtk_widget_class_bind_template_callback (widget_class, open_link);
  gtk_widget_class_bind_template_callback (widget_class, point);
  gtk_widget_class_bind_template_callback (widget_class, enlarge_given);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, stage);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, stage_spinner);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, stage_text);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, actions);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, speak_button);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AskgTurnView, meter);
  gtk_widget_class_install_action (widget_class, "turn.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "turn.speak", NULL, speak_action);
  gtk_widget_class_install_action (widget_class, "turn.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "turn.retry-with", "s", retry_action);
  for (gsize i = 0; i < G_N_ELEMENTS (told_actions); i++)
    {
      gtk_widget_class_install_action (widget_class, told_actions[i], NULL, emit_action);
      (void) new_signal (strchr (told_actions[i], '.') + 1, 0, G_TYPE_NONE);
    }
  gtk_widget_class_install_action (widget_class, "turn.remember", "s", askg_turn_remember_action);

  /* (const char *engine_id): "" for the same as before */
  signals[RETRY] = new_signal ("retry", 1, G_TYPE_STRING);
  signals[ENLARGE] = new_signal ("enlarge", 1, ASKG_TYPE_ATTACHMENT);
  /* (const char *target): nothing was opened */
  signals[OPEN_LINK] = new_signal ("open-link", 1, G_TYPE_STRING);
}

static void
askg_turn_view_init (AskgTurnView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "askg-turn");
}

/**
 * askg_turn_view_new:
 * @conversation: whose turn it is: the answer may point at what was attached to earlier ones
 * @speech: hears when the answer is to be read aloud
 */
GtkWidget *
askg_turn_view_new (AskgTurn         *turn,
                    AskgConversation *conversation,
                    AskgSpeech       *speech)
{
  AskgTurnView *self;

  g_return_val_if_fail (ASKG_IS_TURN (turn), NULL);

  self = g_object_new (ASKG_TYPE_TURN_VIEW, NULL);
  self->turn = g_object_ref (turn);
  self->conversation = g_object_ref (conversation);
  self->speech = g_object_ref (speech);
  self->is_past = askg_answer_is_over (answer_of (self));
  askg_turn_question_set_turn (self->question, turn, conversation);
  askg_memory_chips_follow (self->memory, askg_turn_get_question (turn));
  show_answer (self);
  g_signal_connect_object (speech, "lit", G_CALLBACK (light_word), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * askg_turn_view_get_turn:
 *
 * Returns: (transfer none)
 */
AskgTurn *
askg_turn_view_get_turn (AskgTurnView *self)
{
  g_return_val_if_fail (ASKG_IS_TURN_VIEW (self), NULL);

  return self->turn;
}

/* Whether no turn follows it: what goes on at the end is offered there alone. */
void
askg_turn_view_set_is_last (AskgTurnView *self,
                            gboolean      is_last)
{
  g_return_if_fail (ASKG_IS_TURN_VIEW (self));

  askg_answer_extras_set_is_last (self->extras, is_last);
}

/* @menu: (nullable): what it can be asked again with: see askg_other_engines_new_menu() */
void
askg_turn_view_set_again_menu (AskgTurnView *self,
                               GMenuModel   *menu)
{
  g_return_if_fail (ASKG_IS_TURN_VIEW (self));

  gtk_menu_button_set_menu_model (self->retry_button, menu);
}
