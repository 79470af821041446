/* askg-ear-choice.c: main thread. Who hears: what the person said, else the first engine of theirs that can, else
 * PocketSphinx. A server that was only found is nobody's choice yet: somebody else may have put it there to listen. */
#include "engine/provider/askg-ear-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-words-process.h"

/* Whether nothing is to be sent to it, whatever it could do. */
static gboolean
is_out_of_reach (AskgEar        *self,
                 AskgEngineLink *link)
{
  gboolean is_local_only;

  g_object_get (askg_http_get_policy (self->http), "local-only", &is_local_only, NULL);

  return is_local_only && !askg_engine_link_is_here (link);
}

/* (transfer full) */
static AskgEngineLink *
new_link (AskgEar     *self,
          AskgProfile *profile)
{
  AskgEngineLink *link = askg_engine_link_new (profile, self->http, self->keys);

  askg_engine_link_set_servers (link, self->servers);

  return link;
}

/* (transfer full) (nullable): to the first of the list that hears */
static AskgEngineLink *
find_any (AskgEar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);
      g_autoptr(AskgEngineLink) link = askg_profile_is_ear (profile) ? new_link (self, profile) : NULL;

      if (link != NULL && !is_out_of_reach (self, link))
        return g_steal_pointer (&link);
    }

  return NULL;
}

/* (transfer full) (nullable): to the one that was named */
static AskgEngineLink *
find_named (AskgEar     *self,
            const char  *wanted,
            GError     **error)
{
  AskgProfile *profile = askg_profiles_find (self->profiles, wanted);

  if (profile == NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_ENGINE,
                 _("No engine is called “%s”. “askglass engines” lists those that are connected."), wanted);
  else if (!askg_profile_is_ear (profile))
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                 _("“%s” does not turn speech into words alone. Choose an engine that does, or ask this one with “askglass ask "
                   "--audio FILE”."), askg_profile_get_name (profile));
  else
    return new_link (self, profile);

  return NULL;
}

/* Takes @link. */
static AskgTranscriber *
take_link (AskgEngineLink  *link,
           char           **out_sentence)
{
  g_autoptr(AskgEngineLink) taken = link;
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (link));

  if (out_sentence != NULL)
    *out_sentence = g_strdup_printf (askg_engine_link_is_here (link) ? _("“%s” understands what is said, on this machine.")
                                                                     : _("What is said is sent to “%s”, which understands it."), name);

  return ASKG_TRANSCRIBER (askg_ear_transcriber_new (link));
}

static gboolean
is_english (const char *language)
{
  return strncmp (language, "en", 2) == 0 && !g_ascii_isalpha (language[2]);
}

static AskgTranscriber *
take_words (AskgEar     *self,
            const char  *language,
            char       **out_sentence,
            GError     **error)
{
  if (self->dictation == NULL)
    self->dictation = ASKG_TRANSCRIBER (askg_words_process_new (ASKG_WORDS_FOR_DICTATION));
  if (!is_english (language))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                           _("No engine that turns speech into words is connected, and PocketSphinx knows English alone. Connect "
                             "one with “askglass engines add NAME URL”, or “engines add NAME --speech-model FILE” with a model of "
                             "whisper.cpp."));
      return NULL;
    }
  if (!askg_transcriber_is_there (self->dictation, error))
    return NULL;
  if (out_sentence != NULL)
    *out_sentence = g_strdup_printf (_("%s understands what is said, on this machine: roughly, and English alone."),
                                     ASKG_WORDS_ENGINE);

  return g_object_ref (self->dictation);
}

/**
 * askg_ear_choose:
 * @out_sentence: (out) (optional) (transfer full): who hears, for the person
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE; %ASKG_ERROR_NEEDS_MODEL where nobody is connected that could; %ASKG_ERROR_UNAVAILABLE,
 *   naming the package that is missing
 *
 * Returns: (transfer full) (nullable): %NULL without an error where the engine that is asked hears by itself
 */
AskgTranscriber *
askg_ear_choose (AskgEar            *self,
                 const AskgEarWish  *wish,
                 char              **out_sentence,
                 GError            **error)
{
  const char *wanted = wish->engine != NULL ? wish->engine : self->with;
  g_autofree char *language = wish->language != NULL ? g_strdup (wish->language) : askg_ear_dup_language (self, TRUE);
  AskgEngineLink *link;
  gboolean hears = FALSE;

  g_return_val_if_fail (ASKG_IS_EAR (self), NULL);

  if (wish->engine == NULL && wish->asked != NULL &&
      askg_profile_find_out (wish->asked, ASKG_CAN_TAKE_AUDIO, &hears) != ASKG_KNOWN_BY_NOBODY && hears)
    {
      if (out_sentence != NULL)
        *out_sentence = g_strdup_printf (_("“%s” hears what is said by itself."), askg_profile_get_name (wish->asked));
      return NULL;
    }
  if (g_strcmp0 (wanted, ASKG_WORDS_ENGINE_ID) == 0 || g_strcmp0 (wanted, ASKG_WORDS_ENGINE) == 0)
    return take_words (self, language, out_sentence, error);

  if (wanted != NULL && *wanted != '\0')
    {
      /* One that the settings name may be gone by now. */
      link = find_named (self, wanted, wish->engine != NULL ? error : NULL);
      if (link != NULL || wish->engine != NULL)
        return link != NULL ? take_link (link, out_sentence) : NULL;
    }
  link = find_any (self);

  return link != NULL ? take_link (link, out_sentence) : take_words (self, language, out_sentence, error);
}

/**
 * askg_ear_get_commands:
 *
 * Returns: (transfer none): what takes whatever it hears for one of askg_voice_command_find()'s orders: only while a key or
 *   a mode says that an order comes
 */
AskgTranscriber *
askg_ear_get_commands (AskgEar *self)
{
  g_return_val_if_fail (ASKG_IS_EAR (self), NULL);

  if (self->commands == NULL)
    self->commands = ASKG_TRANSCRIBER (askg_words_process_new (ASKG_WORDS_FOR_COMMANDS));

  return self->commands;
}

/**
 * askg_ear_dup_language:
 * @is_guess_fine: whether the desktop's will do where the person has said nothing
 *
 * Returns: (transfer full) (nullable): "ko"; %NULL where it is to be found out by whoever hears
 */
char *
askg_ear_dup_language (AskgEar  *self,
                       gboolean  is_guess_fine)
{
  const char *usual = g_get_language_names ()[0];

  g_return_val_if_fail (ASKG_IS_EAR (self), NULL);

  if (self->language != NULL && *self->language != '\0')
    return g_strdup (self->language);
  if (!is_guess_fine)
    return NULL;

  return strlen (usual) > 1 && *usual != 'P' && *usual != 'C' ? g_strndup (usual, strcspn (usual, "_.@")) : g_strdup ("en");
}

/* Whether anybody could hear now, as far as can be seen. */
gboolean
askg_ear_is_there (AskgEar *self)
{
  g_autoptr(AskgTranscriber) any = askg_ear_choose (self, &(AskgEarWish) { NULL }, NULL, NULL);

  return any != NULL;
}
