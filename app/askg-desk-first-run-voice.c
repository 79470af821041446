/* askg-desk-first-run-voice.c: main thread. The microphone is opened by its button, and by nothing else; what is heard is
 * measured, and neither kept nor sent. */
#include "app/askg-desk-first-run-voice.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-voice.h"
#include "capture/audio/askg-microphone.h"
#include "ui/voice/askg-voice-bar.h"

#define RATE_HZ 16000u

typedef struct
{
  /* Owned */
  GSettings      *settings;   /* (nullable) */
  AskgMicrophone *microphone; /* (nullable): once it was opened */
  GPtrArray      *devices;    /* (nullable): of AskgMicrophoneDevice */
  GCancellable   *listing;

  /* Borrowed */
  AskgVoiceBar   *bar; /* owns this */
} Trial;

static void
close_it (Trial *self)
{
  if (self->microphone == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->microphone, self);
  askg_microphone_close (self->microphone);
  g_clear_object (&self->microphone);
}

static void
show_ready (Trial *self)
{
  askg_voice_bar_set (self->bar, ASKG_TALK_READY, FALSE, _("Press the microphone. It is heard only while this light is on."));
}

/* What people call the one that is heard; else its name. */
static const char *
find_words (Trial      *self,
            const char *name)
{
  for (guint i = 0; self->devices != NULL && i < self->devices->len; i++)
    {
      const AskgMicrophoneDevice *device = g_ptr_array_index (self->devices, i);

      if (g_strcmp0 (device->name, name) == 0)
        return device->description;
    }

  return name != NULL ? name : _("Microphone");
}

static void
show_listening (Trial *self)
{
  const char *device = find_words (self, askg_microphone_get_device (self->microphone));
  g_autofree char *words = g_strdup_printf (_("“%s”. It is heard only while this light is on."), device);

  askg_voice_bar_set (self->bar, ASKG_TALK_LISTENING, TRUE, words);
}

static void
state_cb (Trial *self)
{
  const GError *trouble = askg_microphone_get_trouble (self->microphone);
  g_autofree char *why = trouble != NULL ? g_strdup (trouble->message) : NULL;

  switch (askg_microphone_get_state (self->microphone))
    {
    case ASKG_MICROPHONE_CLOSED:
      close_it (self);
      askg_voice_bar_set (self->bar, ASKG_TALK_DEAF, FALSE, why);
      break;
    case ASKG_MICROPHONE_LOST:
      askg_voice_bar_set (self->bar, ASKG_TALK_DEAF, TRUE, why);
      break;
    case ASKG_MICROPHONE_SILENT:
      askg_voice_bar_set (self->bar, ASKG_TALK_DEAF, TRUE, _("Nothing at all comes from it: it is muted, or off."));
      break;
    case ASKG_MICROPHONE_OPENING:
    case ASKG_MICROPHONE_HEARS:
    default:
      show_listening (self);
      break;
    }
}

static void
glanced_cb (Trial *self)
{
  askg_voice_bar_push_level (self->bar, askg_microphone_get_level_dbfs (self->microphone));
}

static void
open_it (Trial *self)
{
  g_autofree char *device = askg_desk_voice_dup_device (self->settings, "voice-microphone");
  g_autoptr(GError) error = NULL;

  self->microphone = askg_microphone_new (RATE_HZ, device);
  g_signal_connect_swapped (self->microphone, "glanced", G_CALLBACK (glanced_cb), self);
  g_signal_connect_swapped (self->microphone, "notify::state", G_CALLBACK (state_cb), self);
  if (askg_microphone_open (self->microphone, &error))
    {
      show_listening (self);
      return;
    }
  close_it (self);
  askg_voice_bar_set (self->bar, ASKG_TALK_DEAF, FALSE, error->message);
}

static void
light_cb (Trial *self)
{
  if (self->microphone == NULL)
    {
      open_it (self);
      return;
    }
  close_it (self);
  show_ready (self);
}

/* Its own choice is made in the preferences; here the one the desktop uses is looked at once more. */
static void
fix_cb (Trial *self)
{
  close_it (self);
  open_it (self);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Trial *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) devices = askg_microphone_list_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* by the end of this */
    self->devices = g_steal_pointer (&devices);
}

static void
unmapped_cb (Trial *self)
{
  close_it (self);
  show_ready (self);
}

static void
trial_free (gpointer data)
{
  Trial *self = data;

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  close_it (self);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_free (self);
}

/**
 * askg_desk_first_run_voice_new:
 * @settings: (nullable): which microphone is wanted
 *
 * Returns: (transfer floating): ready at once, since nobody has to talk
 */
AskgFirstRunStep *
askg_desk_first_run_voice_new (GSettings *settings)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *bar = askg_voice_bar_new ();
  AskgFirstRunStep *step = askg_first_run_step_new (card);
  Trial *self = g_new0 (Trial, 1);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->listing = g_cancellable_new ();
  self->bar = ASKG_VOICE_BAR (bar);
  g_object_set_data_full (G_OBJECT (bar), "askg-trial", self, trial_free);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_box_append (GTK_BOX (card), bar);
  askg_voice_bar_set_can_leave (self->bar, FALSE);
  show_ready (self);
  g_signal_connect_swapped (bar, "light", G_CALLBACK (light_cb), self);
  g_signal_connect_swapped (bar, "send", G_CALLBACK (light_cb), self);
  g_signal_connect_swapped (bar, "fix", G_CALLBACK (fix_cb), self);
  g_signal_connect_swapped (bar, "unmap", G_CALLBACK (unmapped_cb), self);
  askg_microphone_list_async (self->listing, listed_cb, self);
  askg_first_run_step_set_words (step, _("Say something"),
                                 _("Optional. Talk instead of typing, and interrupt the answer by talking."));
  askg_first_run_step_set_ready (step, TRUE);

  return step;
}
