/* askg-speak-button.c: main thread. */
#include "ui/overlay/askg-speak-button.h"

#include <glib/gi18n-lib.h>

struct _AskgSpeakButton
{
  GtkButton   parent_instance;

  /* Owned */
  AskgSpeech *speech; /* (nullable) */
  AskgAnswer *answer; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AskgSpeakButton, askg_speak_button, GTK_TYPE_BUTTON)

/* Grey says why; a tooltip on a grey button shows all the same. */
static void
update (AskgSpeakButton *self)
{
  const gboolean is_reading = askg_speech_get_answer (self->speech) == self->answer;
  const char *cause = is_reading ? NULL : askg_speech_get_cause (self->speech, self->answer);
  const char *label = is_reading ? _("Stop reading aloud") : _("Read aloud");
  g_autofree char *tooltip = cause != NULL && *cause != '\0' ? g_strdup (cause)
                                                             : g_strdup_printf (_("%s (Ctrl+Shift+S)"), label);

  gtk_button_set_icon_name (GTK_BUTTON (self), is_reading ? "media-playback-stop-symbolic" : "audio-volume-high-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_widget_set_sensitive (GTK_WIDGET (self), cause == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cause != NULL ? cause : "", -1);
}

static void
askg_speak_button_clicked (GtkButton *button)
{
  AskgSpeakButton *self = ASKG_SPEAK_BUTTON (button);

  if (self->speech != NULL)
    askg_speech_toggle (self->speech, self->answer);
}

static void
askg_speak_button_finalize (GObject *object)
{
  AskgSpeakButton *self = ASKG_SPEAK_BUTTON (object);

  g_clear_object (&self->speech);
  g_clear_object (&self->answer);

  G_OBJECT_CLASS (askg_speak_button_parent_class)->finalize (object);
}

static void
askg_speak_button_class_init (AskgSpeakButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_speak_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = askg_speak_button_clicked;
}

static void
askg_speak_button_init (AskgSpeakButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

/* Once: of one turn. */
void
askg_speak_button_set (AskgSpeakButton *self,
                       AskgSpeech      *speech,
                       AskgAnswer      *answer)
{
  g_return_if_fail (ASKG_IS_SPEAK_BUTTON (self));
  g_return_if_fail (self->speech == NULL);

  self->speech = g_object_ref (speech);
  self->answer = g_object_ref (answer);
  g_signal_connect_object (speech, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
