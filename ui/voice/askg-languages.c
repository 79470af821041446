/* askg-languages.c: any thread. */
#include "ui/voice/askg-languages.h"

#include <string.h>

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

/* The words that nearly every sentence has some of. */
static const struct
{
  const char *code;
  const char *words;
} small_words[] = {
  { "en", " the and is are was you that of to it in this not what have for with do i we he she they will can my your please " },
  { "de", " der die das und ist nicht ich sie ein eine zu mit es wir auf was den dem für sind haben wie bitte kann auch er im " },
  { "fr", " le la les et est un une des je vous nous ne pas que qui dans pour avec ce il elle du sur au mais merci c'est en y " },
  { "es", " el la los las y es un una que no de en por para con se lo mi su está yo usted pero cómo qué como muy gracias del " },
  { "it", " il lo gli e è un una che non di per con sono mi si ho ha questo del della ma come cosa molto grazie anche al le i " },
  { "pt", " o os as e é um uma que não de em por para com se eu você mas como muito obrigado do da no na está ao isso são " },
  { "vi", " là và của không có cho một tôi bạn này được trong những với các đã rất ở anh chị " },
};

static guint
count_small_words (const char *code,
                   char      **words)
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (small_words); i++)
    for (char **word = words; g_str_equal (small_words[i].code, code) && *word != NULL; word++)
      {
        g_autofree char *apart = g_strdup_printf (" %s ", *word);

        n += **word != '\0' && strstr (small_words[i].words, apart) != NULL;
      }

  return n;
}

/**
 * askg_languages_tell:
 * @one, @other: of those there are
 *
 * Returns: (nullable): which of both @text is in, by its letters, and where both have the same ones by its small words;
 *   %NULL where that cannot be told
 */
const char *
askg_languages_tell (const char *one,
                     const char *other,
                     const char *text)
{
  const gboolean may_be_one = askg_languages_is_written_in (one, text);
  const gboolean may_be_other = askg_languages_is_written_in (other, text);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto(GStrv) words = g_strsplit_set (lower, " \t\n.,;:!?\"()", -1);
  guint n_one, n_other;

  if (may_be_one != may_be_other)
    return may_be_one ? one : other;

  n_one = count_small_words (one, words);
  n_other = count_small_words (other, words);

  return n_one == n_other ? NULL : n_one > n_other ? one : other;
}
