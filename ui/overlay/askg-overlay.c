/* askg-overlay.c: main thread. */
#define G_LOG_DOMAIN "askg-ui"

#include "ui/overlay/askg-overlay.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-overlay-fit-private.h"
#include "ui/overlay/askg-overlay-private.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgOverlay, askg_overlay, ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_DEBUG_HOST, askg_overlay_debug_host_init))

/* -- what shows ---------------------------------------------------------- */

AskgAnswer *
askg_overlay_get_last_answer (AskgOverlay *self)
{
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  return n_turns > 0 ? askg_turn_get_answer (askg_conversation_get_turn (self->conversation, n_turns - 1)) : NULL;
}

gboolean
askg_overlay_is_asking (AskgOverlay *self)
{
  AskgAnswer *answer = askg_overlay_get_last_answer (self);

  return answer != NULL && !askg_answer_is_over (answer);
}

void
askg_overlay_update_title (AskgOverlay *self)
{
  const char *title = askg_conversation_get_title (self->conversation);

  if (askg_conversation_is_off_record (self->conversation))
    title = _("Off the record: nothing is written");
  else if (self->voice_title != NULL)
    title = self->voice_title;
  else if (*title == '\0' && askg_conversation_get_n_turns (self->conversation) > 0)
    title = askg_question_get_text (askg_turn_get_question (askg_conversation_get_turn (self->conversation, 0)));
  gtk_label_set_text (self->title, title);
}

/* A conversation has strip and transcript; without one, and with nothing attached yet, there
 * are offers and recents. */
static void
update_page (AskgOverlay *self)
{
  const gboolean has_turns = askg_conversation_get_n_turns (self->conversation) > 0;
  const gboolean is_off_record = askg_conversation_is_off_record (self->conversation);
  const gboolean has_chips = g_list_model_get_n_items (askg_draft_get_attachments (self->draft)) > 0;

  gtk_widget_set_visible (self->strip, has_turns || is_off_record);
  gtk_widget_set_visible (self->hat, is_off_record);
  gtk_widget_set_margin_start (GTK_WIDGET (self->title), is_off_record ? 0 : 12);
  askg_start_page_set_discreet (self->start_page, is_off_record);
  gtk_widget_set_visible (GTK_WIDGET (self->transcript), has_turns);
  gtk_widget_set_visible (GTK_WIDGET (self->start_page), !has_turns && !has_chips);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->notice), has_turns ? 12 : 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->notice), has_turns ? 0 : 12);
  askg_composer_set_follow_up (self->composer, has_turns);
  if (has_turns || has_chips)
    gtk_widget_remove_css_class (GTK_WIDGET (self->voice_bar), "first");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->voice_bar), "first");
  askg_overlay_update_title (self);
}

static void
turns_changed (AskgOverlay *self)
{
  update_page (self);
  askg_overlay_last_answer_changed (self);
}

/* -- the window ---------------------------------------------------------- */

static gboolean
askg_overlay_close_request (GtkWindow *window)
{
  askg_overlay_dismiss (ASKG_OVERLAY (window));

  return TRUE;
}

static void
askg_overlay_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  for_size = askg_overlay_size_to_measure (ASKG_OVERLAY (widget), orientation, for_size);
  GTK_WIDGET_CLASS (askg_overlay_parent_class)->measure (widget, orientation, for_size, minimum, natural,
                                                         minimum_baseline, natural_baseline);
}

/* Another window of ours (history, a picture) is not "another window". */
static gboolean
leave_unless_ours (gpointer user_data)
{
  AskgOverlay *self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;

  if (!gtk_toggle_button_get_active (self->stay_button) && !askg_overlay_is_by_voice (self) && !gtk_window_is_active (GTK_WINDOW (self)) &&
      (active == NULL || !gtk_window_is_active (active)) && !askg_overlay_is_asking (self))
    askg_overlay_dismiss (self);

  return G_SOURCE_REMOVE;
}

static void
is_active_changed (AskgOverlay *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) && gtk_widget_get_visible (GTK_WIDGET (self)))
    g_idle_add_full (G_PRIORITY_LOW, leave_unless_ours, g_object_ref (self), g_object_unref);
}

static void
askg_overlay_dispose (GObject *object)
{
  AskgOverlay *self = ASKG_OVERLAY (object);

  g_clear_handle_id (&self->deleted_timer_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->answer_signals);
  g_clear_weak_pointer (&self->patch);
  g_clear_weak_pointer (&self->failure_card);
  g_clear_object (&self->host);
  g_clear_object (&self->intake);

  G_OBJECT_CLASS (askg_overlay_parent_class)->dispose (object);
}

static void
askg_overlay_finalize (GObject *object)
{
  AskgOverlay *self = ASKG_OVERLAY (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->others, askg_other_engines_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->draft_line, g_free);
  g_clear_pointer (&self->sent, g_free);
  g_clear_pointer (&self->voice_title, g_free);

  G_OBJECT_CLASS (askg_overlay_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, column);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, strip);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, hat);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, title);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, stay_button);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, transcript);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, notice);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, facts_chip);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, composer);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, start_page);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, engine_dot);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, engine_name);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, engine_state);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, engine_menu);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, leaves);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, leaves_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, leaves_label);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, engine_button);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, said);
}

static void
askg_overlay_class_init (AskgOverlayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_overlay_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_overlay_finalize;
  widget_class->measure = askg_overlay_measure;
  GTK_WINDOW_CLASS (klass)->close_request = askg_overlay_close_request;

  g_type_ensure (ASKG_TYPE_COMPOSER);
  g_type_ensure (ASKG_TYPE_ENGINE_MENU);
  g_type_ensure (ASKG_TYPE_FACTS_CHIP);
  g_type_ensure (ASKG_TYPE_HEARD_ROW);
  g_type_ensure (ASKG_TYPE_NOTICE);
  g_type_ensure (ASKG_TYPE_START_PAGE);
  g_type_ensure (ASKG_TYPE_TRANSCRIPT);
  g_type_ensure (ASKG_TYPE_VOICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-overlay.ui");
  bind_children (widget_class);
  askg_overlay_bind_callbacks (widget_class);
  askg_overlay_install_signals (klass);
  askg_overlay_install_actions (widget_class);
  askg_overlay_install_facts (widget_class);
  askg_overlay_install_debug (widget_class);
  askg_overlay_install_voice (widget_class);
}

static void
watch_draft (AskgOverlay *self)
{
  self->draft = askg_draft_new ();
  g_signal_connect_object (self->draft, "notify::can-be-asked", G_CALLBACK (askg_overlay_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_draft_get_attachments (self->draft), "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  askg_composer_set_draft (self->composer, self->draft);
  askg_facts_chip_set_draft (self->facts_chip, self->draft);
}

static void
askg_overlay_init (AskgOverlay *self)
{
  g_autoptr(AskgConversation) nothing = askg_conversation_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, " ", -1); /* else it has its type's name */
  self->host = askg_overlay_host_new (GTK_WINDOW (self));

  self->conversation_signals = g_signal_group_new (ASKG_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "items-changed", G_CALLBACK (turns_changed), self);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::title", G_CALLBACK (askg_overlay_update_title), self);
  askg_overlay_watch_answer (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_changed), NULL);

  watch_draft (self);
  askg_overlay_watch_intake (self);
  askg_overlay_watch_size (self);
  askg_overlay_set_conversation (self, nothing);
}

/**
 * askg_overlay_new:
 * @application: (nullable): the window is one of its windows
 *
 * Returns: (transfer none): hidden; GTK owns it until gtk_window_destroy()
 */
AskgOverlay *
askg_overlay_new (GtkApplication *application)
{
  return g_object_new (ASKG_TYPE_OVERLAY, "application", application, NULL);
}

/* @id: of a turn of the conversation that is shown, which somebody searched for */
void
askg_overlay_show_turn (AskgOverlay *self,
                        gint64       id)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_transcript_show_turn (self->transcript, id);
}

/**
 * askg_overlay_set_conversation:
 * @conversation: what shows; a new one for the start page
 */
void
askg_overlay_set_conversation (AskgOverlay      *self,
                               AskgConversation *conversation)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (conversation));

  if (!g_set_object (&self->conversation, conversation))
    return;
  askg_draft_forget_replaces (self->draft);
  g_signal_group_set_target (self->conversation_signals, conversation);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overlay.open-mention", FALSE); /* until a failing command tells of which project */
  askg_transcript_set_conversation (self->transcript, conversation);
  askg_notice_put_away (self->notice);
  turns_changed (self);
}
