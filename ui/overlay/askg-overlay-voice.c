/* askg-overlay-voice.c: a conversation by voice in the overlay: the bar stands where the entry was. Main thread. */
#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-overlay-private.h"

/* -- What the person does ---------------------------------------------------------- */

static void
tell (AskgOverlay *self,
      const char  *what)
{
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_TALK], 0, what);
}

static void
bar_send (AskgOverlay *self)
{
  tell (self, "send");
}

static void
bar_light (AskgOverlay *self)
{
  tell (self, "light");
}

static void
bar_fix (AskgOverlay *self)
{
  tell (self, "fix");
}

void
askg_overlay_leave_voice (AskgOverlay *self)
{
  tell (self, "leave");
}

/* The entry is back, and has the focus, before the first key gets there. */
static gboolean
bar_typed (AskgOverlay           *self,
           GtkEventControllerKey *controller)
{
  GtkWidget *entry;

  askg_overlay_leave_voice (self);
  entry = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return !askg_overlay_is_by_voice (self) && entry != NULL && gtk_event_controller_key_forward (controller, entry);
}

static void
talk_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  tell (ASKG_OVERLAY (widget), "begin");
}

/* Wherever the focus is. */
static void
light_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  if (askg_overlay_is_by_voice (self))
    tell (self, "light");
}

void
askg_overlay_install_voice (GtkWidgetClass *widget_class)
{
  askg_overlay_signals[ASKG_OVERLAY_TALK] = g_signal_new ("talk", ASKG_TYPE_OVERLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "overlay.talk", NULL, talk_action);
  gtk_widget_class_install_action (widget_class, "overlay.light", NULL, light_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "overlay.light", NULL);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, heard);
  gtk_widget_class_bind_template_child (widget_class, AskgOverlay, voice_bar);
  gtk_widget_class_bind_template_callback (widget_class, bar_send);
  gtk_widget_class_bind_template_callback (widget_class, bar_light);
  gtk_widget_class_bind_template_callback (widget_class, bar_fix);
  gtk_widget_class_bind_template_callback (widget_class, askg_overlay_leave_voice);
  gtk_widget_class_bind_template_callback (widget_class, bar_typed);
}

/* -- What it is told -------------------------------------------------------------------- */

/* (transfer none) */
AskgVoiceBar *
askg_overlay_get_voice_bar (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->voice_bar;
}

gboolean
askg_overlay_is_by_voice (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->voice_bar));
}

/* What has the focus is not hidden: the text view of GTK 4.8 aborts over a caret that blinks on. */
static void
swap (AskgOverlay *self,
      gboolean     by_voice)
{
  if (by_voice)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->voice_bar), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->voice_bar));
      askg_composer_set_by_voice (self->composer, TRUE);
    }
  else
    {
      askg_composer_set_by_voice (self->composer, FALSE);
      askg_composer_focus (self->composer);
      gtk_widget_set_visible (GTK_WIDGET (self->voice_bar), FALSE);
    }
}

/**
 * askg_overlay_show_voice:
 * @by_voice: whether the bar stands where the entry was; what is attached stays in sight
 * @title: (nullable): who hears, in the strip's place for a title
 *
 * Nothing is heard by that.
 */
void
askg_overlay_show_voice (AskgOverlay *self,
                         gboolean     by_voice,
                         const char  *title)
{
  const gboolean was = askg_overlay_is_by_voice (self);

  g_return_if_fail (ASKG_IS_OVERLAY (self));

  g_free (self->voice_title);
  self->voice_title = by_voice ? g_strdup (title) : NULL;
  if (by_voice != was)
    swap (self, by_voice);
  askg_heard_row_set_text (self->heard, NULL);
  askg_overlay_update_title (self);
}

/* @text: (nullable): what the person is saying, as far as it is understood */
void
askg_overlay_set_heard (AskgOverlay *self,
                        const char  *text)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_heard_row_set_text (self->heard, text);
}

/**
 * askg_overlay_set_can_talk:
 * @why_not: (nullable): why nobody can be heard here; %NULL when they can
 * @key: (nullable): that is held or pressed for it, for people
 */
void
askg_overlay_set_can_talk (AskgOverlay *self,
                           const char  *why_not,
                           const char  *key)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ASKG_IS_OVERLAY (self));

  words = why_not != NULL ? g_strdup (why_not)
          : key != NULL   ? g_strdup_printf (_("Talk (%s anywhere)"), key)
                          : g_strdup (_("Talk"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overlay.talk", why_not == NULL);
  askg_composer_set_talk (self->composer, words);
}

/**
 * askg_overlay_set_waits:
 * @sentence: (nullable): what the open microphone waits for, though nobody talks; %NULL when it is closed
 */
void
askg_overlay_set_waits (AskgOverlay *self,
                        const char  *sentence)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_composer_set_waits (self->composer, sentence);
}
