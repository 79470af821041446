/* askg-languages.c: any thread. */
#include "ui/voice/askg-languages.h"

static const AskgLanguage languages[] = {
  { "ko", "한국어" }, { "en", "English" },  { "ja", "日本語" },   { "zh", "中文" },      { "de", "Deutsch" }, { "fr", "Français" },
  { "es", "Español" }, { "it", "Italiano" }, { "pt", "Português" }, { "ru", "Русский" }, { "vi", "Tiếng Việt" },
};

const AskgLanguage *
askg_languages_list (guint *n_languages)
{
  *n_languages = G_N_ELEMENTS (languages);

  return languages;
}

/**
 * askg_languages_find:
 * @code: two letters, or a locale that begins with them
 * @position: (out) (optional)
 *
 * Returns: (nullable)
 */
const AskgLanguage *
askg_languages_find (const char *code,
                     guint      *position)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strncasecmp (languages[i].code, code, 2) == 0)
      {
        if (position != NULL)
          *position = i;
        return &languages[i];
      }

  return NULL;
}

/* Japanese is told by its kana: its other signs are Chinese, too. */
static gboolean
is_sign_of (const char    *code,
            GUnicodeScript script)
{
  if (g_str_equal (code, "ko"))
    return script == G_UNICODE_SCRIPT_HANGUL;
  if (g_str_equal (code, "ja"))
    return script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
  if (g_str_equal (code, "zh"))
    return script == G_UNICODE_SCRIPT_HAN;
  if (g_str_equal (code, "ru"))
    return script == G_UNICODE_SCRIPT_CYRILLIC;

  return script == G_UNICODE_SCRIPT_LATIN;
}

/**
 * askg_languages_is_written_in:
 * @code: of one of those there are
 * @text: a sentence, perhaps with a foreign name in it
 *
 * Returns: whether @text may be of that language, as far as its letters tell
 */
gboolean
askg_languages_is_written_in (const char *code,
                              const char *text)
{
  guint n_own = 0;
  guint n_other = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (c));

      if (is_sign_of (code, script))
        n_own++;
      else if (g_unichar_isalpha (g_utf8_get_char (c)) && script != G_UNICODE_SCRIPT_HAN)
        n_other++;
    }

  /* Names and commands are Latin in every language. */
  return is_sign_of (code, G_UNICODE_SCRIPT_LATIN) ? n_own > 3 * n_other : 3 * n_own > n_other;
}
