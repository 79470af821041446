/* askg-profile-types.c: any thread. */
#include "engine/provider/askg-profile-types.h"

#include "engine/provider/askg-engine-url.h"

#define MAX_ID_CHARS 40

G_DEFINE_ENUM_TYPE (AskgProfileKind, askg_profile_kind,
                    G_DEFINE_ENUM_VALUE (ASKG_PROFILE_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (ASKG_PROFILE_CHILD, "child"))
G_DEFINE_ENUM_TYPE (AskgSpeaks, askg_speaks,
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_AUTO, "auto"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_CHAT, "chat"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_RESPONSES, "responses"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_OLLAMA, "ollama"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_ANTHROPIC, "anthropic"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_GEMINI, "gemini"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_TRANSCRIPTION, "transcription"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_INFERENCE, "inference"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_SPEECH, "speech"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPEAKS_REALTIME, "realtime"))
G_DEFINE_ENUM_TYPE (AskgKeyPlace, askg_key_place,
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_IN_SERVICE, "service"),
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_IN_FILE, "file"))
G_DEFINE_ENUM_TYPE (AskgPreview, askg_preview,
                    G_DEFINE_ENUM_VALUE (ASKG_PREVIEW_FOUND, "found"),
                    G_DEFINE_ENUM_VALUE (ASKG_PREVIEW_ALWAYS, "always"),
                    G_DEFINE_ENUM_VALUE (ASKG_PREVIEW_NEVER, "never"))
G_DEFINE_FLAGS_TYPE (AskgQuirks, askg_quirks,
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_MAX_COMPLETION_TOKENS, "max-completion-tokens"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_DEVELOPER, "developer"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_NO_SYSTEM, "no-system"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_NO_STREAM_OPTIONS, "no-stream-options"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_NO_OBFUSCATION, "no-obfuscation"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_PROGRESS, "progress"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_AUDIO_URL, "audio-url"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_IMAGE_URL_TEXT, "image-url-text"),
                     G_DEFINE_ENUM_VALUE (ASKG_QUIRK_TEMPLATE_THINKING, "template-thinking"))
G_DEFINE_ENUM_TYPE (AskgKnownBy, askg_known_by,
                    G_DEFINE_ENUM_VALUE (ASKG_KNOWN_BY_NOBODY, "nobody"),
                    G_DEFINE_ENUM_VALUE (ASKG_KNOWN_BY_PROBE, "probe"),
                    G_DEFINE_ENUM_VALUE (ASKG_KNOWN_BY_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (ASKG_KNOWN_BY_PERSON, "person"))

/**
 * askg_profile_make_id:
 * @name: what a person calls it
 *
 * Returns: (transfer full): a word for command line, settings and files: letters, figures and
 *   hyphens, at most 40; "" when @name holds no letter and no figure
 */
char *
askg_profile_make_id (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *whole = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr(GString) id = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *at = whole; *at != '\0' && n_chars < MAX_ID_CHARS; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        {
          g_string_append_unichar (id, g_unichar_tolower (c));
          n_chars++;
        }
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        {
          g_string_append_c (id, '-');
          n_chars++;
        }
    }
  if (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_string_free (g_steal_pointer (&id), FALSE);
}

/**
 * askg_speaks_guess:
 * @url: (nullable): as it was typed
 *
 * Returns: what an engine at that endpoint is spoken to in; ASKG_SPEAKS_AUTO where @url names none
 */
AskgSpeaks
askg_speaks_guess (const char *url)
{
  const struct { const char *endpoint; AskgSpeaks speaks; } endpoints[] = {
    { "/chat/completions", ASKG_SPEAKS_CHAT },
    { "/responses", ASKG_SPEAKS_RESPONSES },
    { "/audio/transcriptions", ASKG_SPEAKS_TRANSCRIPTION },
    { "/audio/speech", ASKG_SPEAKS_SPEECH },
    { "/inference", ASKG_SPEAKS_INFERENCE },
    { "/realtime", ASKG_SPEAKS_REALTIME },
  };
  const gboolean is_web_socket = url != NULL && (g_str_has_prefix (url, "ws://") || g_str_has_prefix (url, "wss://"));
  const char *endpoint = url != NULL ? askg_engine_url_find_endpoint (url) : NULL;

  for (gsize i = 0; endpoint != NULL && i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_equal (endpoints[i].endpoint, endpoint))
      return endpoints[i].speaks;

  return is_web_socket ? ASKG_SPEAKS_REALTIME : ASKG_SPEAKS_AUTO;
}

/* @nick: (nullable): what is none is %ASKG_PREVIEW_FOUND */
AskgPreview
askg_preview_from_nick (const char *nick)
{
  g_autoptr(GEnumClass) previews = g_type_class_ref (ASKG_TYPE_PREVIEW);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (previews, nick) : NULL;

  return value != NULL ? (AskgPreview) value->value : ASKG_PREVIEW_FOUND;
}
