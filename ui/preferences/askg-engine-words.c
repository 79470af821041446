/* askg-engine-words.c: main thread. */
#include "ui/preferences/askg-engine-words.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-url.h"

/* What an engine can beside words; told as words of a list: "sees, hears". */
static const struct
{
  AskgCapabilities  capability;
  const char       *word;
} abilities[] = {
  { ASKG_CAN_TAKE_IMAGE, N_("sees") },
  { ASKG_CAN_TAKE_AUDIO, N_("hears") },
  { ASKG_CAN_GIVE_AUDIO, N_("speaks") },
  { ASKG_CAN_GIVE_IMAGE, N_("draws") },
};

/* Returns: (nullable) (transfer full): the host it is at; %NULL when nothing leaves this machine */
char *
askg_engine_words_for_place (AskgProfile *profile)
{
  const char *typed = askg_profile_get_url (profile);
  g_autoptr(AskgEngineUrl) url = NULL;

  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD || typed == NULL)
    return NULL;
  url = askg_engine_url_parse (typed, NULL);
  if (url != NULL && url->is_here)
    return NULL;

  return url != NULL ? askg_engine_url_get_place (url) : g_strdup (typed);
}

/* Returns: (transfer full): "Model file, served here", "Server at 127.0.0.1:8080", "api.example" */
char *
askg_engine_words_for_kind (AskgProfile *profile)
{
  const char *typed = askg_profile_get_url (profile);
  g_autofree char *place = askg_engine_words_for_place (profile);
  g_autofree char *here = NULL;
  g_autoptr(AskgEngineUrl) url = NULL;

  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD)
    return g_strdup (_("Model file, served here"));
  if (place != NULL)
    return g_steal_pointer (&place);

  url = typed != NULL ? askg_engine_url_parse (typed, NULL) : NULL;
  here = url != NULL ? askg_engine_url_get_place (url) : g_strdup ("");

  /* TRANSLATORS: %s is an address of this machine, such as 127.0.0.1:8080 */
  return g_strdup_printf (_("Server at %s"), here);
}

/* Returns: (nullable) (transfer full): %NULL when nobody knows yet */
char *
askg_engine_words_for_can (AskgProfile *profile)
{
  g_autoptr(GString) words = g_string_new (NULL);
  gboolean is_known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (abilities); i++)
    {
      gboolean can;

      if (askg_profile_find_out (profile, abilities[i].capability, &can) == ASKG_KNOWN_BY_NOBODY)
        continue;
      is_known = TRUE;
      if (!can)
        continue;
      if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append (words, _(abilities[i].word));
    }
  if (!is_known)
    return NULL;

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : g_strdup (_("words only"));
}

/* Returns: (nullable) (transfer none): a word or two beside the dot of an engine that failed; %NULL when
 *   @error says nothing about the engine */
const char *
askg_engine_words_for_error (const GError *error)
{
  static const struct
  {
    AskgError   code;
    const char *words;
  } known[] = {
    { ASKG_ERROR_NETWORK, N_("not reached") },
    { ASKG_ERROR_ADDRESS, N_("wrong address") },
    { ASKG_ERROR_CERTIFICATE, N_("wrong certificate") },
    { ASKG_ERROR_LOCAL_ONLY, N_("local only is on") },
    { ASKG_ERROR_KEY_REFUSED, N_("key refused") },
    { ASKG_ERROR_NO_CREDIT, N_("no credit left") },
    { ASKG_ERROR_RATE_LIMIT, N_("asks to wait") },
    { ASKG_ERROR_NO_SUCH_MODEL, N_("no such model") },
    { ASKG_ERROR_UNREADABLE_MODEL, N_("unreadable model") },
    { ASKG_ERROR_ENGINE_SILENT, N_("did not answer") },
    { ASKG_ERROR_EMPTY_ANSWER, N_("did not answer") },
    { ASKG_ERROR_ENGINE_FAILED, N_("failed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_error_matches (error, ASKG_ERROR, (int) known[i].code))
      return _(known[i].words);

  return NULL;
}
