/* askg-question-entry.c: main thread.
 *
 * How Enter and input methods meet here. Every Enter is shown to the input method first.
 * Four kinds have to be told apart, because none of them says "I have used this key":
 *
 * - It keeps the key (filter returns TRUE) and that is all.
 * - ibus keeps the key, asks its daemon, commits the syllable, and puts the same event back
 *   into the queue because "Enter" is not its own: the second delivery has the same time.
 * - ibus-hangul keeps every Enter and "forwards" it, which in GTK 4 goes nowhere. An Enter that
 *   was kept while nothing was composed, and that nothing came of, was a plain one.
 * - On Wayland the compositor's input method commits first, and a fresh Enter follows at
 *   once: the composing ended a moment ago without any other key in between. */
#include "ui/overlay/askg-question-entry.h"

#include <string.h>

/* What a compositor needs between committing and passing the key on; fingers need more. */
#define COMMIT_BEFORE_ENTER_US (40 * 1000)
/* In which something comes of an Enter that an input method kept. */
#define KEPT_ENTER_MS 60

struct _AskgQuestionEntry
{
  GtkTextView  parent_instance;

  gint64       composing_ended_at_us; /* monotonic; 0 when a key was pressed since */
  guint        kept_enter_id;         /* waits for what comes of a kept Enter */
  guint32      enter_time;            /* of the Enter being looked at, as its event tells */
  gboolean     composing;
  gboolean     enter_was_composing;   /* that Enter met a syllable or candidate */
  gboolean     enter_is_down;
  gboolean     enter_has_shift;
};

enum { ASK, RECALL, LEAVE_DOWN, PASTE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgQuestionEntry, askg_question_entry, GTK_TYPE_TEXT_VIEW)

/* Something came of it, or somebody went on: it is not ours any more. */
static void
forget_kept_enter (AskgQuestionEntry *self)
{
  g_clear_handle_id (&self->kept_enter_id, g_source_remove);
}

static void
preedit_changed (GtkTextView *view,
                 const char  *preedit)
{
  AskgQuestionEntry *self = ASKG_QUESTION_ENTRY (view);
  const gboolean composing = preedit != NULL && *preedit != '\0';

  forget_kept_enter (self);
  if (self->composing && !composing)
    self->composing_ended_at_us = g_get_monotonic_time ();
  if (composing)
    self->enter_was_composing = TRUE; /* of an Enter whose answer is still on its way */
  self->composing = composing;
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* A first delivery: what was being composed when it came? */
static void
begin_enter (AskgQuestionEntry *self,
             guint32            time)
{
  const gint64 ended_ago_us = g_get_monotonic_time () - self->composing_ended_at_us;

  self->enter_time = time;
  self->enter_was_composing = self->composing || ended_ago_us < COMMIT_BEFORE_ENTER_US;
}

/* Done here, not left to the text view, which would show the key to the input method again. */
static void
break_line (AskgQuestionEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

static void
do_enter (AskgQuestionEntry *self)
{
  if (self->enter_has_shift)
    break_line (self);
  else
    g_signal_emit (self, signals[ASK], 0);
}

static void
nothing_came_of_it (gpointer user_data)
{
  AskgQuestionEntry *self = user_data;

  self->kept_enter_id = 0;
  do_enter (self);
}

static gboolean
enter_pressed (AskgQuestionEntry *self,
               GdkEvent          *event,
               gboolean           shift)
{
  const guint32 time = gdk_event_get_time (event);
  const gboolean again = time != 0 && time == self->enter_time;
  const gboolean held = self->enter_is_down && !again;

  forget_kept_enter (self);
  if (!again)
    {
      begin_enter (self, time);
      self->enter_is_down = TRUE;
      self->enter_has_shift = shift;
    }

  if (gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self), event))
    {
      if (!self->enter_was_composing && !held)
        self->kept_enter_id = g_timeout_add_once (KEPT_ENTER_MS, nothing_came_of_it, self);
      return TRUE;
    }
  if (self->enter_was_composing)
    return TRUE; /* it ended the syllable: that was all the person meant by it */
  if (shift || !held)
    do_enter (self);

  return TRUE;
}

static gboolean
caret_is_on_edge_line (AskgQuestionEntry *self,
                       gboolean           first)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));

  return first ? !gtk_text_view_backward_display_line (GTK_TEXT_VIEW (self), &caret)
               : !gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self), &caret);
}

static gboolean
key_pressed (AskgQuestionEntry     *self,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        modifiers,
             GtkEventControllerKey *controller)
{
  const GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();
  gboolean taken = FALSE;

  if (is_enter (keyval) && (held == 0 || held == GDK_SHIFT_MASK))
    return enter_pressed (self, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller)),
                          held == GDK_SHIFT_MASK);
  /* The text view would break the line. */
  if (is_enter (keyval) && held == GDK_CONTROL_MASK)
    gtk_widget_activate_action (GTK_WIDGET (self), "overlay.apply-patch", NULL);
  if (is_enter (keyval))
    return !(held & GDK_ALT_MASK) || gtk_widget_activate_action (GTK_WIDGET (self), "overlay.first", NULL);

  self->composing_ended_at_us = 0;
  forget_kept_enter (self);
  /* Which the text view has for emoji (Ctrl+; does that too). */
  if (keyval == GDK_KEY_period && held == GDK_CONTROL_MASK)
    return gtk_widget_activate_action (GTK_WIDGET (self), "overlay.stop", NULL);
  if (self->composing || held != 0)
    return FALSE;

  /* The entry is a few lines high: pages are those of the conversation above it. */
  if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down)
    return gtk_widget_activate_action (GTK_WIDGET (self), "overlay.scroll", "i", keyval == GDK_KEY_Page_Up ? -1 : 1);
  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && caret_is_on_edge_line (self, TRUE))
    g_signal_emit (self, signals[RECALL], 0, &taken);
  else if ((keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) && caret_is_on_edge_line (self, FALSE))
    g_signal_emit (self, signals[LEAVE_DOWN], 0, &taken);

  return taken;
}

static void
key_released (AskgQuestionEntry *self,
              guint              keyval)
{
  if (is_enter (keyval))
    self->enter_is_down = FALSE;
}

static void
focus_left (AskgQuestionEntry *self)
{
  self->enter_is_down = FALSE;
  self->composing = FALSE;
  forget_kept_enter (self);
}

/* GTK would put a picture's or a file's name into the buffer, or decode the picture here. */
static void
paste_clipboard (GtkTextView *view)
{
  g_signal_emit (view, signals[PASTE], 0);
}

/* A caret that blinks in a hidden window would wake the machine twice a second. One without the focus is left alone: GTK
 * 4.8 would go on blinking it, and abort because it is not visible. */
static void
askg_question_entry_map (GtkWidget *widget)
{
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (widget), TRUE);
  GTK_WIDGET_CLASS (askg_question_entry_parent_class)->map (widget);
}

static void
askg_question_entry_unmap (GtkWidget *widget)
{
  if (gtk_widget_has_focus (widget))
    gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (widget), FALSE);
  GTK_WIDGET_CLASS (askg_question_entry_parent_class)->unmap (widget);
}

static void
askg_question_entry_dispose (GObject *object)
{
  forget_kept_enter (ASKG_QUESTION_ENTRY (object));

  G_OBJECT_CLASS (askg_question_entry_parent_class)->dispose (object);
}

static void
askg_question_entry_class_init (AskgQuestionEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_question_entry_dispose;
  widget_class->map = askg_question_entry_map;
  widget_class->unmap = askg_question_entry_unmap;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = paste_clipboard;

  signals[ASK] = g_signal_new ("ask", ASKG_TYPE_QUESTION_ENTRY, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Up on the first line, Down on the last: return whether that meant something. */
  signals[RECALL] = g_signal_new ("recall", ASKG_TYPE_QUESTION_ENTRY, G_SIGNAL_RUN_LAST,
                                  0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  signals[LEAVE_DOWN] = g_signal_new ("leave-down", ASKG_TYPE_QUESTION_ENTRY, G_SIGNAL_RUN_LAST,
                                      0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  /* Something is to be pasted; whoever listens looks at what it is. */
  signals[PASTE] = g_signal_new ("paste", ASKG_TYPE_QUESTION_ENTRY, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_question_entry_init (AskgQuestionEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Added after the text view's own, so asked before it. */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                            G_CALLBACK (forget_kept_enter), self);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), TRUE);
}

AskgQuestionEntry *
askg_question_entry_new (void)
{
  return g_object_new (ASKG_TYPE_QUESTION_ENTRY, NULL);
}

/**
 * askg_question_entry_dup_text:
 *
 * Returns: (transfer full): what is written; not what is still being composed
 */
char *
askg_question_entry_dup_text (AskgQuestionEntry *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (ASKG_IS_QUESTION_ENTRY (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The caret goes to the end; what was there comes back with Ctrl+Z. Text that is there already
 * is left alone, caret and all. */
void
askg_question_entry_set_text (AskgQuestionEntry *self,
                              const char        *text)
{
  g_autofree char *now = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (ASKG_IS_QUESTION_ENTRY (self));

  now = askg_question_entry_dup_text (self);
  if (strcmp (now, text) == 0)
    return;

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_end_user_action (buffer);
}
