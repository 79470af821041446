/* askg-voices.c: main thread. */
#include "app/askg-voices.h"

#include <glib/gi18n-lib.h>

#include "app/askg-settings.h"
#include "engine/base/askg-error.h"
#include "engine/local/askg-command-speaker.h"
#include "engine/local/askg-desktop-speaker.h"
#include "engine/local/askg-espeak.h"
#include "engine/provider/askg-engine-speaker.h"
#include "engine/provider/askg-mouth.h"

#define AUTO    "auto"
#define ESPEAK  "espeak"
#define COMMAND "command"
#define DESKTOP "desktop"

static double
rate_of (const AskgVoiceWish *wish,
         GSettings           *settings)
{
  return wish->rate > 0 ? wish->rate : settings != NULL ? g_settings_get_double (settings, "voice-rate") : 1;
}

/* -- The kinds --------------------------------------------------------------------- */

static AskgSpeaker *
new_espeak (const AskgVoiceWish  *wish,
            const char           *voice,
            GSettings            *settings,
            GError              **error)
{
  g_autoptr(AskgEspeak) espeak = askg_espeak_new (NULL);
  g_autoptr(GVariant) names = settings != NULL ? g_settings_get_value (settings, "voice-names") : NULL;
  const char *language, *name;
  GVariantIter iter;

  if (!askg_espeak_is_there ())
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("Nothing can be read aloud here: this build of Askglass is without eSpeak NG, and no engine that "
                             "reads aloud is connected. Connect one with “askglass engines add NAME URL --speaks”."));
      return NULL;
    }
  if (names != NULL)
    {
      g_variant_iter_init (&iter, names);
      while (g_variant_iter_next (&iter, "{&s&s}", &language, &name))
        askg_espeak_voices_set (askg_espeak_get_voices (espeak), language, name);
    }
  if (voice != NULL)
    askg_espeak_voices_force (askg_espeak_get_voices (espeak), voice);
  askg_espeak_voices_set_rate (askg_espeak_get_voices (espeak), rate_of (wish, settings));

  return ASKG_SPEAKER (g_steal_pointer (&espeak));
}

static AskgSpeaker *
new_command (GSettings  *settings,
             GError    **error)
{
  g_auto(GStrv) argv = settings != NULL ? g_settings_get_strv (settings, "voice-command") : NULL;

  if (argv == NULL || argv[0] == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("There is no command that speaks. Name one in the settings, voice-command: its words one by one, "
                             "such as ['piper', '--model', 'de.onnx', '--output-raw']."));
      return NULL;
    }

  return ASKG_SPEAKER (askg_command_speaker_new ((const char *const *) argv,
                                                 g_settings_get_uint (settings, "voice-command-hz")));
}

static AskgSpeaker *
new_engine (const AskgVoiceWish *wish,
            AskgProfile         *profile)
{
  g_autoptr(AskgEngineLink) link = askg_engine_room_new_link (wish->room, profile);

  return askg_engine_speaker_new (link, wish->conversation, wish->words);
}

static AskgSpeaker *
find_engine (const AskgVoiceWish  *wish,
             const char           *name,
             GError              **error)
{
  AskgProfile *profile = wish->room != NULL ? askg_profiles_find (askg_engine_room_get_profiles (wish->room), name) : NULL;

  if (profile != NULL && askg_mouth_can_read (profile))
    return new_engine (wish, profile);
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_ENGINE,
               _("“%s” is no voice. There are “espeak”, “command”, “desktop” and the engines that read aloud: “askglass engines” "
                 "lists them."), name);

  return NULL;
}

/* (nullable) (transfer none): the engine that reads where nothing was chosen */
static AskgProfile *
usual_engine (const AskgVoiceWish *wish)
{
  return wish->room != NULL ? askg_mouth_find (askg_engine_room_get_profiles (wish->room), wish->engine_id) : NULL;
}

/* -- The choice -------------------------------------------------------------------- */

/**
 * askg_voices_choose:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE, %ASKG_ERROR_NO_SUCH_ENGINE
 *
 * Returns: (transfer full): a speaker that has not started anything yet
 */
AskgSpeaker *
askg_voices_choose (const AskgVoiceWish  *wish,
                    GError              **error)
{
  g_autoptr(GSettings) settings = askg_settings_new ();
  g_autofree char *chosen = wish->voice != NULL ? g_strdup (wish->voice)
                            : settings != NULL ? g_settings_get_string (settings, "voice-speaker") : g_strdup (AUTO);
  AskgProfile *engine;

  if (g_str_equal (chosen, AUTO) || *chosen == '\0')
    {
      engine = usual_engine (wish);
      return engine != NULL ? new_engine (wish, engine) : new_espeak (wish, NULL, settings, error);
    }
  if (g_str_equal (chosen, ESPEAK))
    return new_espeak (wish, NULL, settings, error);
  if (g_str_has_prefix (chosen, ESPEAK ":"))
    return new_espeak (wish, chosen + sizeof ESPEAK, settings, error);
  if (g_str_equal (chosen, COMMAND))
    return new_command (settings, error);
  if (g_str_equal (chosen, DESKTOP))
    return ASKG_SPEAKER (askg_desktop_speaker_new (NULL, rate_of (wish, settings)));

  return find_engine (wish, chosen, error);
}

/**
 * askg_voices_is_there:
 * @room: (nullable)
 * @why_not: (out) (optional): a sentence
 *
 * Returns: whether what is chosen can speak, as far as that is known before it is tried
 */
gboolean
askg_voices_is_there (AskgEngineRoom  *room,
                      char           **why_not)
{
  const AskgVoiceWish wish = { .room = room };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgSpeaker) speaker = askg_voices_choose (&wish, &error);

  if (speaker == NULL && why_not != NULL)
    *why_not = g_strdup (error->message);

  return speaker != NULL;
}

/* @voice: (nullable): of a wish. Whether it needs no engine. */
gboolean
askg_voices_are_local (const char *voice)
{
  return voice == NULL || g_str_equal (voice, AUTO) || g_str_equal (voice, ESPEAK) || g_str_has_prefix (voice, ESPEAK ":") ||
         g_str_equal (voice, COMMAND) || g_str_equal (voice, DESKTOP);
}
