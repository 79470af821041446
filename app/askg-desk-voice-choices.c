/* askg-desk-voice-choices.c: main thread. */
#include "app/askg-desk-voice-choices.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/local/askg-espeak-voices.h"
#include "engine/local/askg-espeak.h"
#include "engine/local/askg-wake-word.h"
#include "engine/local/askg-words-process.h"
#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-mouth.h"
#include "ui/voice/askg-languages.h"

/* -- Who understands ----------------------------------------------------------------- */

void
askg_desk_voice_offer_recognisers (AskgVoicePage  *page,
                                   AskgEngineRoom *room)
{
  AskgChoiceRow *row = askg_voice_page_get_row (page, ASKG_VOICE_RECOGNISER);
  GListModel *profiles = G_LIST_MODEL (askg_engine_room_get_profiles (room));

  askg_choice_row_clear (row);
  askg_choice_row_add (row, "", _("The first one that can; an engine that hears you needs none"));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, i);

      if (askg_profile_is_ear (profile))
        askg_choice_row_add (row, askg_profile_get_id (profile), askg_profile_get_name (profile));
    }
  askg_choice_row_add (row, ASKG_WORDS_ENGINE_ID, _("PocketSphinx: on this machine, English alone, and roughly"));
  askg_choice_row_choose (row, NULL);
}

/* -- Who speaks ------------------------------------------------------------------------ */

void
askg_desk_voice_offer_speakers (AskgVoicePage  *page,
                                AskgEngineRoom *room,
                                GSettings      *settings)
{
  AskgChoiceRow *row = askg_voice_page_get_row (page, ASKG_VOICE_SPEAKER);
  GListModel *profiles = G_LIST_MODEL (askg_engine_room_get_profiles (room));
  g_auto(GStrv) command = g_settings_get_strv (settings, "voice-command");

  askg_choice_row_clear (row);
  askg_choice_row_add (row, "auto", _("The engine’s own; without one, eSpeak NG by language"));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, i);

      if (askg_mouth_can_read (profile))
        askg_choice_row_add (row, askg_profile_get_id (profile), askg_profile_get_name (profile));
    }
  askg_choice_row_add (row, "espeak", _("eSpeak NG by language"));
  askg_choice_row_add (row, "desktop", _("The desktop’s own, which plays by itself: the microphone is closed while it speaks"));
  if (command[0] != NULL)
    askg_choice_row_add (row, "command", command[0]);
  askg_choice_row_choose (row, NULL);
}

/* -- The voices of eSpeak NG -------------------------------------------------------------- */

/* Held by the page. */
typedef struct
{
  AskgEspeak    *espeak;   /* owned */
  GSettings     *settings; /* owned */
  AskgVoicePage *page;     /* borrowed */
} Voices;

static void
voices_free (gpointer data)
{
  Voices *self = data;

  g_clear_object (&self->espeak);
  g_clear_object (&self->settings);
  g_free (self);
}

/* (transfer full): the voice that was chosen for it, or "" */
static char *
dup_voice (GSettings  *settings,
           const char *language)
{
  g_autoptr(GVariant) names = g_settings_get_value (settings, "voice-names");
  const char *voice = "";

  g_variant_lookup (names, language, "&s", &voice);

  return g_strdup (voice);
}

static void
voice_cb (Voices     *self,
          const char *language,
          const char *voice)
{
  g_autoptr(GVariant) names = g_settings_get_value (self->settings, "voice-names");
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other, *name;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, names);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &name))
    if (!g_str_equal (other, language))
      g_variant_builder_add (&builder, "{ss}", other, name);
  if (*voice != '\0')
    g_variant_builder_add (&builder, "{ss}", language, voice);
  g_settings_set_value (self->settings, "voice-names", g_variant_builder_end (&builder));
}

/* @lines: name, language, "m", "f" or "-", between tabs */
static void
add_language (Voices             *self,
              const AskgLanguage *language,
              char              **lines)
{
  AskgChoiceRow *row = askg_voice_page_add_language (self->page, language->code, language->name,
                                                     askg_espeak_voices_tell_weakness (language->code));
  g_autofree char *chosen = dup_voice (self->settings, language->code);

  askg_choice_row_add (row, "", _("The usual one"));
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto(GStrv) parts = g_strsplit (*line, "\t", 3);

      if (g_strv_length (parts) == 3 && g_str_has_prefix (parts[1], language->code) && strchr ("-", parts[1][2]) != NULL)
        askg_choice_row_add (row, parts[0], parts[0]);
    }
  askg_choice_row_choose (row, chosen);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgVoicePage) page = user_data;
  g_autofree char *list = askg_espeak_list_finish (ASKG_ESPEAK (object), result, NULL);
  g_auto(GStrv) lines = list != NULL ? g_strsplit (list, "\n", -1) : NULL;
  Voices *self = g_object_get_data (G_OBJECT (page), "askg-voices");
  guint n_languages;
  const AskgLanguage *languages = askg_languages_list (&n_languages);

  for (guint i = 0; lines != NULL && i < n_languages; i++)
    add_language (self, &languages[i], lines);
}

/* Once. Its helper is asked which there are; where it is not there, nothing is offered. */
void
askg_desk_voice_offer_languages (AskgVoicePage *page,
                                 GSettings     *settings)
{
  Voices *self;

  if (!askg_espeak_is_there () || g_object_get_data (G_OBJECT (page), "askg-voices") != NULL)
    return;

  self = g_new0 (Voices, 1);
  self->espeak = askg_espeak_new (NULL);
  self->settings = g_object_ref (settings);
  self->page = page;
  g_object_set_data_full (G_OBJECT (page), "askg-voices", self, voices_free);
  g_signal_connect_swapped (page, "voice", G_CALLBACK (voice_cb), self);
  askg_espeak_list_async (self->espeak, NULL, listed_cb, g_object_ref (page));
}

/* -- The wake word ------------------------------------------------------------------------- */

void
askg_desk_voice_tell_wake_word (AskgVoicePage *page,
                                GSettings     *settings)
{
  g_autofree char *phrase = g_settings_get_string (settings, "wake-word-phrase");
  g_autofree char *figure = askg_wake_word_describe (phrase, g_settings_get_int (settings, "wake-word-exponent"));
  g_autofree char *words = g_strdup_printf (_("Heard on this machine only, with an open microphone. %s"), figure);

  askg_voice_page_set_wake (page, words, TRUE);
}
