/* askg-overlay-actions.c: what the overlay can be told to do, and the keys for it. Main thread. */
#include "ui/overlay/askg-overlay-private.h"

guint askg_overlay_signals[ASKG_OVERLAY_N_SIGNALS];

static void
emit (gpointer self,
      guint    signal)
{
  g_signal_emit (self, askg_overlay_signals[signal], 0);
}

static void
ask_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  if (!askg_draft_can_be_asked (self->draft) || askg_overlay_is_asking (self))
    return;
  askg_notice_put_away (self->notice);
  emit (self, ASKG_OVERLAY_ASK);
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  if (!askg_overlay_is_asking (self))
    return;
  askg_answer_stop (askg_overlay_get_last_answer (self));
  emit (self, ASKG_OVERLAY_STOP);
}

/* The one that is read is stopped, else the last is read. */
static void
speak_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  AskgSpeech *speech = askg_overlay_get_speech (self);
  AskgAnswer *answer = askg_speech_get_answer (speech) != NULL ? askg_speech_get_answer (speech)
                                                               : askg_overlay_get_last_answer (self);

  if (answer != NULL)
    askg_speech_toggle (speech, answer);
}

/* Esc: first type instead of talking, then stop what runs, then go. */
static void
escape_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  if (askg_overlay_is_by_voice (ASKG_OVERLAY (widget)))
    askg_overlay_leave_voice (ASKG_OVERLAY (widget));
  else if (askg_overlay_is_asking (ASKG_OVERLAY (widget)))
    stop_action (widget, NULL, NULL);
  else if (askg_speech_get_answer (askg_overlay_get_speech (ASKG_OVERLAY (widget))) != NULL)
    speak_action (widget, NULL, NULL);
  else
    askg_overlay_dismiss (ASKG_OVERLAY (widget));
}

static void
dismiss_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  askg_overlay_dismiss (ASKG_OVERLAY (widget));
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  emit (self, ASKG_OVERLAY_NEW);
  askg_composer_focus (self->composer);
}

/* What is asked from now on is never written down; Ctrl+N ends that. */
static void
off_record_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  g_autoptr(AskgConversation) conversation = askg_conversation_new_off_record ();

  askg_overlay_set_conversation (self, conversation);
  askg_composer_focus (self->composer);
}

static void
attach_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  const char *kind = g_variant_get_string (parameter, NULL);

  for (AskgOffer offer = 0; offer < ASKG_N_OFFERS; offer++)
    if (g_str_equal (kind, askg_offer_get_id (offer)) && !askg_start_page_can_offer (self->start_page, offer))
      return;

  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_ATTACH], 0, kind);
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  emit (widget, ASKG_OVERLAY_OPEN_HISTORY);
}

static void
retry_last_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  if (n_turns == 0 || askg_overlay_is_asking (self))
    return;
  askg_notice_put_away (self->notice);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_RETRY], 0, n_turns - 1, "");
}

/* The question that came back into the entry is on its way again, so it leaves the entry. */
static void
forget_taken_back (AskgOverlay  *self,
                   AskgQuestion *question)
{
  GListModel *attachments = askg_draft_get_attachments (self->draft);

  if (askg_draft_get_replaces (self->draft) == ASKG_DRAFT_NEW_TURN &&
      g_str_equal (askg_draft_get_text (self->draft), askg_question_get_text (question)) &&
      g_list_model_get_n_items (attachments) == askg_question_get_n_attachments (question))
    askg_draft_clear (self->draft);
}

/**
 * askg_overlay_retry_with:
 * @engine_id: "" for the one that is asked first
 *
 * What is being answered is stopped for it.
 */
void
askg_overlay_retry_with (AskgOverlay *self,
                         guint        turn,
                         const char  *engine_id)
{
  if (turn >= askg_conversation_get_n_turns (self->conversation))
    return;
  if (askg_overlay_is_asking (self))
    askg_answer_stop (askg_overlay_get_last_answer (self));
  askg_notice_put_away (self->notice);
  forget_taken_back (self, askg_turn_get_question (askg_conversation_get_turn (self->conversation, turn)));
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_RETRY], 0, turn, engine_id);
}

static void
retry_with_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  if (n_turns > 0)
    askg_overlay_retry_with (self, n_turns - 1, g_variant_get_string (parameter, NULL));
}

/* @turn: index of one whose answer broke off or was cut */
void
askg_overlay_go_on (AskgOverlay *self,
                    guint        turn)
{
  if (askg_overlay_is_asking (self))
    return;
  askg_notice_put_away (self->notice);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_GO_ON], 0, turn);
}

static void
go_on_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  if (n_turns > 0)
    askg_overlay_go_on (self, n_turns - 1);
}

static void
smaller_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  emit (widget, ASKG_OVERLAY_SMALLER);
}

static void
set_up_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AskgAnswer *answer = askg_overlay_get_last_answer (ASKG_OVERLAY (widget));

  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_SET_UP], 0, g_variant_get_string (parameter, NULL),
                 answer != NULL ? askg_answer_get_engine_id (answer) : "");
}

static void
sent_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  if (self->sent != NULL || (self->place != NULL && askg_draft_can_be_asked (self->draft)))
    emit (widget, ASKG_OVERLAY_SHOW_SENT);
  else
    askg_overlay_explain_place (ASKG_OVERLAY (widget));
}

static void
copy_last_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  AskgTurnView *last = askg_transcript_get_last (ASKG_OVERLAY (widget)->transcript);

  if (last != NULL)
    gtk_widget_activate_action (GTK_WIDGET (last), "turn.copy", NULL);
}

static void
first_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  askg_notice_press_first (ASKG_OVERLAY (widget)->notice);
}

static void
engine_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_menu_button_popup (ASKG_OVERLAY (widget)->engine_button);
}

static void
stay_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GtkToggleButton *button = ASKG_OVERLAY (widget)->stay_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
undo_delete_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);
  const gint64 id = self->deleted_id;

  g_clear_handle_id (&self->deleted_timer_id, g_source_remove);
  self->deleted_id = 0;
  if (id != 0)
    g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_UNDO_DELETE], 0, id);
}

static void
open_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_LINK_ACTIVATED], 0, g_variant_get_string (parameter, NULL));
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
scroll_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  askg_transcript_scroll_pages (ASKG_OVERLAY (widget)->transcript, g_variant_get_int32 (parameter));
}

/**
 * askg_overlay_take_back:
 * @turn: index of a turn
 *
 * Puts its question back into the entry, to be changed and asked in the same place.
 */
void
askg_overlay_take_back (AskgOverlay *self,
                        guint        turn)
{
  AskgTurn *asked = askg_conversation_get_turn (self->conversation, turn);

  askg_draft_take_back (self->draft, askg_turn_get_question (asked), turn);
  askg_composer_focus (self->composer);
}

/* What cannot be done now is grey. */
void
askg_overlay_update_actions (AskgOverlay *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean asking = askg_overlay_is_asking (self);

  gtk_widget_action_set_enabled (widget, "overlay.ask", !asking && askg_draft_can_be_asked (self->draft));
  gtk_widget_action_set_enabled (widget, "overlay.stop", asking);
  gtk_widget_action_set_enabled (widget, "overlay.retry", !asking &&
                                 askg_conversation_get_n_turns (self->conversation) > 0);
}

void
askg_overlay_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *type;
    GtkWidgetActionActivateFunc  activate;
    guint                        keyval;
    GdkModifierType              modifiers;
  } actions[] = {
    { "overlay.ask", NULL, ask_action },
    { "overlay.stop", NULL, stop_action, GDK_KEY_period, GDK_CONTROL_MASK },
    { "overlay.escape", NULL, escape_action, GDK_KEY_Escape, 0 },
    { "overlay.dismiss", NULL, dismiss_action, GDK_KEY_w, GDK_CONTROL_MASK },
    { "overlay.new", NULL, new_action, GDK_KEY_n, GDK_CONTROL_MASK },
    { "overlay.off-record", NULL, off_record_action, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "overlay.attach", "s", attach_action },
    { "overlay.history", NULL, history_action, GDK_KEY_f, GDK_CONTROL_MASK },
    { "overlay.retry", NULL, retry_last_action, GDK_KEY_r, GDK_CONTROL_MASK },
    { "overlay.retry-with", "s", retry_with_action },
    { "overlay.go-on", NULL, go_on_action },
    { "overlay.smaller", NULL, smaller_action },
    { "overlay.set-up", "s", set_up_action },
    { "overlay.sent", NULL, sent_action, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "overlay.copy", NULL, copy_last_action, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "overlay.speak", NULL, speak_action, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "overlay.first", NULL, first_action, GDK_KEY_Return, GDK_ALT_MASK },
    { "overlay.stay", NULL, stay_action, GDK_KEY_t, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "overlay.engine", NULL, engine_action, GDK_KEY_m, GDK_CONTROL_MASK },
    { "overlay.undo-delete", NULL, undo_delete_action },
    { "overlay.open-turn", "(xx)", askg_overlay_open_turn_action },
    { "overlay.leave-out", "x", askg_overlay_leave_out_action },
    { "overlay.scroll", "i", scroll_action },
    { "overlay.open-link", "s", open_link_action },
    { "overlay.copy-link", "s", copy_link_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
      if (actions[i].keyval != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].keyval, actions[i].modifiers,
                                             actions[i].name, NULL);
    }

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "overlay.set-up", "s", "engines");
  for (AskgOffer offer = 0; offer < ASKG_N_OFFERS; offer++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + offer, GDK_ALT_MASK,
                                         "overlay.attach", "s", askg_offer_get_id (offer));
}

static guint
new_signal (const char *name,
            guint       n_params,
            GType       first,
            GType       second)
{
  return g_signal_new (name, ASKG_TYPE_OVERLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second);
}

void
askg_overlay_install_signals (AskgOverlayClass *klass)
{
  guint *signals = askg_overlay_signals;

  signals[ASKG_OVERLAY_ASK] = new_signal ("ask", 0, 0, 0);
  signals[ASKG_OVERLAY_STOP] = new_signal ("stop", 0, 0, 0);
  signals[ASKG_OVERLAY_RETRY] = new_signal ("retry", 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[ASKG_OVERLAY_ATTACH] = new_signal ("attach", 1, G_TYPE_STRING, 0);
  signals[ASKG_OVERLAY_NEW] = new_signal ("new", 0, 0, 0);
  signals[ASKG_OVERLAY_OPEN_CONVERSATION] = new_signal ("open-conversation", 1, G_TYPE_INT64, 0);
  signals[ASKG_OVERLAY_DELETE_CONVERSATION] = new_signal ("delete-conversation", 1, G_TYPE_INT64, 0);
  signals[ASKG_OVERLAY_UNDO_DELETE] = new_signal ("undo-delete", 1, G_TYPE_INT64, 0);
  signals[ASKG_OVERLAY_OPEN_HISTORY] = new_signal ("open-history", 0, 0, 0);
  signals[ASKG_OVERLAY_LINK_ACTIVATED] = new_signal ("link-activated", 1, G_TYPE_STRING, 0);
  signals[ASKG_OVERLAY_DISMISSED] = new_signal ("dismissed", 0, 0, 0);
  signals[ASKG_OVERLAY_HINT_GIVEN] = new_signal ("hint-given", 0, 0, 0);
  signals[ASKG_OVERLAY_FILES_GIVEN] = new_signal ("files-given", 1, GDK_TYPE_FILE_LIST, 0);
  signals[ASKG_OVERLAY_PASTE] = new_signal ("paste", 0, 0, 0);
  signals[ASKG_OVERLAY_PICTURE_GIVEN] = new_signal ("picture-given", 2, G_TYPE_BYTES, G_TYPE_STRING);
  signals[ASKG_OVERLAY_GO_ON] = new_signal ("go-on", 1, G_TYPE_UINT, 0);
  signals[ASKG_OVERLAY_BRANCH] = new_signal ("branch", 1, G_TYPE_UINT, 0);
  signals[ASKG_OVERLAY_SMALLER] = new_signal ("smaller", 0, 0, 0);
  signals[ASKG_OVERLAY_SHOW_SENT] = new_signal ("show-sent", 0, 0, 0);
  signals[ASKG_OVERLAY_OPEN_TURN] = new_signal ("open-turn", 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[ASKG_OVERLAY_LEAVE_OUT] = new_signal ("leave-out", 1, G_TYPE_INT64, 0);
  signals[ASKG_OVERLAY_SET_UP] = new_signal ("set-up", 2, G_TYPE_STRING, G_TYPE_STRING);
}
