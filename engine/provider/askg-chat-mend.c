/* askg-chat-mend.c: main thread. */
#include "engine/provider/askg-chat-mend.h"

#include <string.h>

#include "engine/transport/askg-back-off.h"

#define MAX_OTHERWISE 4
#define LOADING_WAIT_MS 1000
#define MAX_LOADING 600 /* ten minutes: a large model from a slow disk */

/* What the words of a refusal ask for. All words parted by "&" must be there. */
static const struct
{
  const char *words;
  AskgQuirks  quirk;
} rules[] = {
  { "max_completion_tokens", ASKG_QUIRK_MAX_COMPLETION_TOKENS },
  { "max_tokens&not supported", ASKG_QUIRK_MAX_COMPLETION_TOKENS },
  { "max_tokens&unsupported", ASKG_QUIRK_MAX_COMPLETION_TOKENS },
  { "stream_options", ASKG_QUIRK_NO_STREAM_OPTIONS },
  { "include_usage", ASKG_QUIRK_NO_STREAM_OPTIONS },
  { "alternate", ASKG_QUIRK_NO_SYSTEM },
  { "system role", ASKG_QUIRK_NO_SYSTEM },
  { "system message&beginning", ASKG_QUIRK_NO_SYSTEM },
  { "jinja", ASKG_QUIRK_NO_SYSTEM },
  { "chat template", ASKG_QUIRK_NO_SYSTEM },
  { "audio_url", ASKG_QUIRK_AUDIO_URL },
};

static gboolean
holds_all (const char *text,
           const char *words)
{
  g_auto(GStrv) parts = g_strsplit (words, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
learn_quirk (const AskgWireError *error,
             AskgProfile         *profile)
{
  g_autofree char *words = g_ascii_strdown (error->message != NULL ? error->message : "", -1);
  const char *param = error->param != NULL ? error->param : "";

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const gboolean is_meant = holds_all (words, rules[i].words) || g_str_equal (param, rules[i].words);

      if (!is_meant || (askg_profile_get_quirks (profile) & rules[i].quirk) != 0)
        continue;
      askg_profile_add_quirk (profile, rules[i].quirk);
      return TRUE;
    }

  return FALSE;
}

/* What nobody was sure of is known now. One that said it can, or whose person says so, keeps its name for it: it
 * may have been this one picture. */
static void
learn_that_it_cannot (AskgProfile      *profile,
                      AskgCapabilities  capability)
{
  if (askg_profile_find_out (profile, capability, NULL) <= ASKG_KNOWN_BY_PROBE)
    askg_profile_learn (profile, capability, FALSE, ASKG_KNOWN_BY_PROBE);
}

/* Earlier turns are folded until they fit what it says it takes in. Once: said again, it is the question that is too long. */
static gboolean
learn_context (const AskgWireError *error,
               AskgProfile         *profile)
{
  const gint64 known = askg_profile_get_number (profile, "context-tokens");

  if (error->n_context_tokens <= 0 || (known > 0 && known <= error->n_context_tokens))
    return FALSE;
  g_object_set (profile, "context-tokens", (gint64) MIN (error->n_context_tokens, G_MAXINT32), NULL);

  return TRUE;
}

/* ASKG_MEND_TELL where nothing else can be sent. */
static AskgMend
mend_otherwise (const AskgWireError *error,
                const AskgMendCase  *so_far,
                AskgProfile         *profile)
{
  const int kind = error->kind; /* most of them cannot be mended */

  if (so_far->n_otherwise >= MAX_OTHERWISE)
    return ASKG_MEND_TELL;

  switch (kind)
    {
    case ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE:
      if (!so_far->sent_pictures || so_far->keeps_all)
        return ASKG_MEND_TELL;
      learn_that_it_cannot (profile, ASKG_CAN_TAKE_IMAGE);
      return ASKG_MEND_WITHOUT_PICTURES;
    case ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO:
      if (!so_far->sent_sounds)
        return ASKG_MEND_TELL;
      if (learn_quirk (error, profile))
        return ASKG_MEND_OTHERWISE;
      if (so_far->keeps_all)
        return ASKG_MEND_TELL;
      learn_that_it_cannot (profile, ASKG_CAN_TAKE_AUDIO);
      return ASKG_MEND_WITHOUT_SOUNDS;
    case ASKG_WIRE_ERROR_TOO_LONG:
      return so_far->has_earlier && learn_context (error, profile) ? ASKG_MEND_OTHERWISE : ASKG_MEND_TELL;
    case ASKG_WIRE_ERROR_BAD_REQUEST:
    case ASKG_WIRE_ERROR_SERVER:
    case ASKG_WIRE_ERROR_UNKNOWN:
      return learn_quirk (error, profile) ? ASKG_MEND_OTHERWISE : ASKG_MEND_TELL;
    default:
      return ASKG_MEND_TELL;
    }
}

/**
 * askg_chat_mend:
 * @out_wait_ms: (out): set for ASKG_MEND_WAIT
 *
 * Retries obey what the engine says, are at most four in all, and never follow an answer of which
 * something was shown: it would be doubled, and paid twice.
 */
AskgMend
askg_chat_mend (const AskgWireError *error,
                const AskgMendCase  *so_far,
                AskgProfile         *profile,
                gint64              *out_wait_ms)
{
  AskgMend mend;

  if (so_far->has_output)
    return ASKG_MEND_TELL;
  if (error->kind == ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS)
    return ASKG_MEND_OTHER_PATH;
  if (error->kind == ASKG_WIRE_ERROR_LOADING)
    {
      *out_wait_ms = MAX (error->retry_after_ms, LOADING_WAIT_MS);
      return so_far->n_loading < MAX_LOADING ? ASKG_MEND_WAIT : ASKG_MEND_TELL;
    }
  mend = mend_otherwise (error, so_far, profile);
  if (mend != ASKG_MEND_TELL)
    return mend;
  /* An empty answer may be an accident once; twice it is the answer. */
  if (error->kind == ASKG_WIRE_ERROR_EMPTY ? so_far->n_tries > 1 : !error->may_retry)
    return ASKG_MEND_TELL;

  *out_wait_ms = askg_back_off_get_wait_ms (so_far->n_tries - so_far->n_loading - so_far->n_otherwise,
                                            error->retry_after_ms, so_far->chance);

  return *out_wait_ms >= 0 ? ASKG_MEND_WAIT : ASKG_MEND_TELL;
}
