/* askg-desk-voice.c: main thread. Made with the window of the preferences, and gone with it. */
#include "app/askg-desk-voice.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-menu.h"
#include "app/askg-desk-voice-chime.h"
#include "app/askg-desk-voice-choices.h"
#include "capture/audio/askg-sound-device.h"
#include "capture/audio/askg-microphone.h"

#define RATE_HZ 16000u

typedef struct
{
  /* Owned */
  GSettings      *settings;
  AskgMicrophone *microphone; /* (nullable): while it is tested */
  AskgVoiceChime *chime;      /* (nullable): while it sounds */
  GCancellable   *listing;

  /* Borrowed */
  AskgVoicePage  *page;    /* of the window that owns this */
  AskgOverlay    *overlay; /* outlives it */
  AskgEngineRoom *room;    /* the same */
} Voice;

/**
 * askg_desk_voice_dup_device:
 * @key: "voice-microphone" or "voice-loudspeaker"
 *
 * Returns: (transfer full) (nullable): the one the person chose; %NULL for the one the desktop uses
 */
char *
askg_desk_voice_dup_device (GSettings  *settings,
                            const char *key)
{
  g_autofree char *name = settings != NULL ? g_settings_get_string (settings, key) : NULL;

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* -- Devices --------------------------------------------------------------------- */

/* @devices: (nullable): where nobody can tell */
static void
offer (AskgChoiceRow *row,
       GPtrArray     *devices)
{
  askg_choice_row_clear (row);
  askg_choice_row_add (row, "", _("The one your desktop uses"));
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const AskgSoundDevice *device = g_ptr_array_index (devices, i);

      askg_choice_row_add (row, device->name, device->description);
    }
  askg_choice_row_choose (row, NULL);
}

/* Cancelled is what ends with the page. */
static void
microphones_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) devices = askg_microphone_list_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    offer (askg_voice_page_get_row (((Voice *) user_data)->page, ASKG_VOICE_MICROPHONE), devices);
}

static void
loudspeakers_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) devices = askg_loudspeaker_list_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    offer (askg_voice_page_get_row (((Voice *) user_data)->page, ASKG_VOICE_LOUDSPEAKER), devices);
}

static void
list_devices (Voice *self)
{
  askg_microphone_list_async (self->listing, microphones_cb, self);
  askg_loudspeaker_list_async (self->listing, loudspeakers_cb, self);
}

/* -- The key ----------------------------------------------------------------------- */

static void
tell_key (Voice *self)
{
  AskgDeskKeys *keys = askg_desk_menu_get_keys (self->overlay);
  const AskgShortcut *shortcut = keys != NULL ? askg_desk_keys_get (keys, ASKG_DESK_KEY_TALK) : NULL;
  g_autofree char *words = NULL;

  if (shortcut == NULL || shortcut->given == NULL)
    words = g_strdup (_("None yet: the button says what to do"));
  else if (askg_desk_keys_tell_release (keys))
    words = g_strdup_printf (_("%s, held while you talk"), shortcut->given);
  else
    words = g_strdup_printf (_("%s, pressed once to talk and once more to send"), shortcut->given);
  askg_voice_page_set_key (self->page, words);
}

static void
keys_cb (Voice *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->overlay), "desk.keys", NULL);
}

/* -- The test ------------------------------------------------------------------------ */

static void
glanced_cb (Voice *self)
{
  askg_voice_page_push_level (self->page, askg_microphone_get_level_dbfs (self->microphone));
}

static void
end_test (Voice *self)
{
  if (self->microphone == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->microphone, self);
  askg_microphone_close (self->microphone);
  g_clear_object (&self->microphone);
}

static void
state_cb (Voice *self)
{
  const GError *trouble = askg_microphone_get_trouble (self->microphone);
  g_autofree char *why = NULL;

  switch (askg_microphone_get_state (self->microphone))
    {
    case ASKG_MICROPHONE_SILENT:
      askg_voice_page_set_test (self->page, TRUE, _("Nothing at all comes from it: it is muted, or off"));
      break;
    case ASKG_MICROPHONE_LOST:
    case ASKG_MICROPHONE_CLOSED:
      why = g_strdup (trouble != NULL ? trouble->message : "");
      end_test (self);
      askg_voice_page_set_test (self->page, FALSE, why);
      break;
    case ASKG_MICROPHONE_OPENING:
    case ASKG_MICROPHONE_HEARS:
    default:
      askg_voice_page_set_test (self->page, TRUE, _("Say something"));
      break;
    }
}

static void
begin_test (Voice *self)
{
  g_autofree char *device = askg_desk_voice_dup_device (self->settings, "voice-microphone");
  g_autoptr(GError) error = NULL;

  self->microphone = askg_microphone_new (RATE_HZ, device);
  g_signal_connect_swapped (self->microphone, "glanced", G_CALLBACK (glanced_cb), self);
  g_signal_connect_swapped (self->microphone, "notify::state", G_CALLBACK (state_cb), self);
  if (askg_microphone_open (self->microphone, &error))
    return;
  end_test (self);
  askg_voice_page_set_test (self->page, FALSE, error->message);
}

static void
test_cb (Voice   *self,
         gboolean on)
{
  if (on == (self->microphone != NULL))
    return;
  if (on)
    begin_test (self);
  else
    end_test (self);
}

/* Another one is tested from now on. */
static void
microphone_chosen_cb (Voice *self)
{
  if (self->microphone == NULL)
    return;
  end_test (self);
  begin_test (self);
}

/* -- The sound ------------------------------------------------------------------------- */

static void
chimed_cb (const GError *error,
           gpointer      user_data)
{
  Voice *self = user_data;

  g_clear_pointer (&self->chime, askg_voice_chime_free);
  askg_voice_page_set_play (self->page, FALSE, error != NULL ? error->message : "");
}

static void
play_cb (Voice *self)
{
  g_autofree char *device = askg_desk_voice_dup_device (self->settings, "voice-loudspeaker");

  if (self->chime != NULL)
    return;
  askg_voice_page_set_play (self->page, TRUE, _("Three notes, each higher than the one before"));
  self->chime = askg_voice_chime_new (device, chimed_cb, self);
}

/* -- Life -------------------------------------------------------------------------------- */

static void
voice_free (gpointer data)
{
  Voice *self = data;

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->chime, askg_voice_chime_free);
  end_test (self);
  g_clear_object (&self->settings);
  g_free (self);
}

/* Devices come and go, and a key may have been given: each time it is looked at. */
static void
mapped_cb (Voice *self)
{
  list_devices (self);
  tell_key (self);
  askg_desk_voice_offer_recognisers (self->page, self->room);
  askg_desk_voice_offer_speakers (self->page, self->room, self->settings);
  askg_desk_voice_offer_languages (self->page, self->settings);
  askg_desk_voice_tell_wake_word (self->page, self->settings);
}

static void
changed_key_cb (AskgDeskKeys *keys,
                GtkWidget    *page)
{
  tell_key (g_object_get_data (G_OBJECT (page), "askg-desk-voice"));
}

/**
 * askg_desk_voice_add:
 * @overlay: has the keys; outlives @window
 * @room: has the engines; outlives @window
 *
 * Makes the window's page of voice do what it offers.
 */
void
askg_desk_voice_add (AskgPreferencesWindow *window,
                     GSettings             *settings,
                     AskgOverlay           *overlay,
                     AskgEngineRoom        *room)
{
  Voice *self = g_new0 (Voice, 1);
  AskgDeskKeys *keys = askg_desk_menu_get_keys (overlay);

  self->settings = g_object_ref (settings);
  self->listing = g_cancellable_new ();
  self->page = askg_preferences_window_get_voice (window);
  self->overlay = overlay;
  self->room = room;
  g_object_set_data_full (G_OBJECT (self->page), "askg-desk-voice", self, voice_free);
  askg_voice_page_bind (self->page, settings);
  g_signal_connect_swapped (self->page, "map", G_CALLBACK (mapped_cb), self);
  g_signal_connect_swapped (self->page, "test", G_CALLBACK (test_cb), self);
  g_signal_connect_swapped (self->page, "play", G_CALLBACK (play_cb), self);
  g_signal_connect_swapped (self->page, "keys", G_CALLBACK (keys_cb), self);
  g_signal_connect_swapped (askg_voice_page_get_row (self->page, ASKG_VOICE_MICROPHONE), "chosen",
                            G_CALLBACK (microphone_chosen_cb), self);
  if (keys != NULL)
    g_signal_connect_object (keys, "changed", G_CALLBACK (changed_key_cb), self->page, G_CONNECT_DEFAULT);
}
