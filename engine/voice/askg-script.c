/* askg-script.c: pure; any thread. */
#include "engine/voice/askg-script.h"

#include <string.h>

/* Sentences in other scripts are full of names in Latin letters. */
#define LATIN_A_LETTER 6u

/* Of the languages written in Latin letters: how many of a clause's words must be of these. */
#define MIN_SHARE_PERCENT 15u

static const struct { const char *language; const char *const words[24]; } common[] = {
  { "en", { "the", "is", "of", "and", "to", "in", "that", "it", "you", "for", "are", "with", "this", "not", "was", "be", "have", "or", "can", "your", "on", "if", "as" } },
  { "de", { "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "auf", "sie", "ich", "den", "von", "zu", "für", "wird", "auch", "dem", "oder", "im", "sich", "bei" } },
  { "fr", { "le", "la", "les", "des", "est", "et", "une", "vous", "que", "dans", "pour", "pas", "qui", "sur", "du", "avec", "ce", "il", "ne", "sont", "un", "nous", "au" } },
  { "es", { "el", "los", "las", "es", "una", "que", "por", "con", "para", "del", "como", "está", "más", "pero", "su", "al", "lo", "son", "y", "no", "un", "se", "si" } },
};

static guint
count (const char     *text,
       gsize           n_bytes,
       GUnicodeScript  script)
{
  guint n = 0;

  for (const char *at = text; at < text + n_bytes; at = g_utf8_next_char (at))
    n += g_unichar_get_script (g_utf8_get_char (at)) == script;

  return n;
}

static guint
count_kana (const char *text,
            gsize       n_bytes)
{
  return count (text, n_bytes, G_UNICODE_SCRIPT_HIRAGANA) + count (text, n_bytes, G_UNICODE_SCRIPT_KATAKANA);
}

static gboolean
is_latin_language (const char *language)
{
  static const char *const others[] = { "ko", "ja", "zh", "ru", "uk", "el", "ar", "he", "hi", "th", "fa", "bg", "sr", NULL };

  return !g_strv_contains (others, language);
}

static gboolean
is_among (const char *const *words,
          const char        *word,
          gsize              n_bytes)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == n_bytes && strncmp (words[i], word, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* By the small words that every sentence of a language has. */
static const char *
guess_latin (const char *text,
             gsize       n_bytes,
             const char *usual)
{
  g_autofree char *lower = g_utf8_strdown (text, n_bytes);
  guint n_found[G_N_ELEMENTS (common)] = { 0 };
  guint n_words = 0, best = 0;
  gboolean is_usual_known = FALSE;

  for (const char *at = lower; *at != '\0';)
    {
      const char *start = at;

      while (*at != '\0' && g_unichar_isalpha (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      for (guint i = 0; at > start && i < G_N_ELEMENTS (common); i++)
        n_found[i] += is_among (common[i].words, start, at - start);
      n_words += at > start;
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      is_usual_known |= g_str_equal (common[i].language, usual);
      if (n_found[i] > n_found[best] || (n_found[i] == n_found[best] && g_str_equal (common[i].language, usual)))
        best = i;
    }
  if (n_found[best] >= 2 && n_found[best] * 100 >= n_words * MIN_SHARE_PERCENT &&
      (is_usual_known || !is_latin_language (usual) || n_found[best] >= 4))
    return common[best].language;

  return is_latin_language (usual) ? usual : "en";
}

/**
 * askg_script_guess:
 * @usual: two letters: what it is where its letters do not tell
 * @before: (inout): of the clauses of one text, in their order
 *
 * Returns: (transfer none): two letters, static or @usual
 */
const char *
askg_script_guess (const char       *text,
                   gsize             n_bytes,
                   const char       *usual,
                   AskgScriptBefore *before)
{
  static const struct { GUnicodeScript script; const char *language; const char *others; } scripts[] = {
    { G_UNICODE_SCRIPT_HANGUL, "ko", "" },
    { G_UNICODE_SCRIPT_CYRILLIC, "ru", "uk bg sr" },
    { G_UNICODE_SCRIPT_GREEK, "el", "" },
    { G_UNICODE_SCRIPT_ARABIC, "ar", "fa ur" },
    { G_UNICODE_SCRIPT_HEBREW, "he", "" },
    { G_UNICODE_SCRIPT_DEVANAGARI, "hi", "mr ne" },
    { G_UNICODE_SCRIPT_THAI, "th", "" },
  };
  const guint n_latin = count (text, n_bytes, G_UNICODE_SCRIPT_LATIN);
  const guint n_kana = count_kana (text, n_bytes);
  const guint n_han = count (text, n_bytes, G_UNICODE_SCRIPT_HAN);

  before->has_kana |= n_kana > 0;
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      const guint n = count (text, n_bytes, scripts[i].script);

      if (n > 0 && n * LATIN_A_LETTER >= n_latin)
        return strstr (scripts[i].others, usual) != NULL ? usual : scripts[i].language;
    }
  if (n_kana + n_han > 0 && (n_kana + n_han) * LATIN_A_LETTER >= n_latin)
    return before->has_kana || g_str_equal (usual, "ja") ? "ja" : "zh";
  if (n_latin == 0)
    return usual;
  before->latin = guess_latin (text, n_bytes, before->latin != NULL ? before->latin : usual);

  return before->latin;
}

/* Returns: (transfer none): two letters, static: the language of this process's messages */
const char *
askg_script_of_user (void)
{
  const char *name = g_get_language_names ()[0];
  char letters[3] = "en";

  if (g_ascii_isalpha (name[0]) && g_ascii_isalpha (name[1]) && !g_ascii_isalpha (name[2]))
    {
      letters[0] = g_ascii_tolower (name[0]);
      letters[1] = g_ascii_tolower (name[1]);
    }

  return g_intern_string (letters);
}
