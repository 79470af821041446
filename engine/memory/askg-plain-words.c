/* askg-plain-words.c: any thread. */
#include "engine/memory/askg-plain-words.h"

#include <string.h>

/* Words that ask, and words between those that say what about. What could be part of an error ("not",
 * "no", "null") is none of them. */
static const char *const plain[] = {
  "a", "about", "again", "an", "and", "any", "are", "as", "asked", "at", "be", "been", "by", "can", "could", "did", "do",
  "does", "earlier", "find", "for", "from", "get", "got", "had", "has", "have", "how", "i", "in", "is", "it", "last", "me",
  "my", "of", "on", "or", "please", "said", "saw", "say", "see", "show", "some", "tell", "that", "the", "there", "these",
  "this", "those", "to", "was", "we", "were", "what", "what's", "whats", "when", "where", "which", "who", "why", "with",
  "you",
  "거", "것", "그", "내가", "나는", "나온", "나왔던", "대해", "대한", "때", "떴던", "무엇", "무슨", "뭐", "뭐가", "뭐라고",
  "뭐야", "뭐였어", "뭐였지", "뭐였나", "뭔가", "본", "봤던", "어느", "어디", "어떤", "어떻게", "언제", "왜",
  "이", "있던", "있었던", "있었지", "저", "지난", "지난번", "찾아", "찾아줘",
};

/* What Korean hangs on a noun; longer ones before those they end with. */
static const char *const particles[] = {
  "에서는", "으로는", "이라는", "에서", "에게", "으로", "까지", "부터", "이나", "라는", "한테", "처럼", "보다",
  "은", "는", "이", "가", "을", "를", "에", "의", "로", "와", "과", "도", "만",
};

/* Signs at both ends do not make another word of it. */
static char *
bare (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  const char *start = lower;
  const char *end = lower + strlen (lower);

  while (*start != '\0' && !g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, end - start);
}

/**
 * askg_plain_words_is_plain:
 * @word: valid UTF-8
 *
 * Returns: whether it only makes a question of the words around it
 */
gboolean
askg_plain_words_is_plain (const char *word)
{
  g_autofree char *wanted = bare (word);

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (strcmp (plain[i], wanted) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_hangul (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      const gunichar c = g_utf8_get_char (word);

      if (c < 0xAC00 || c > 0xD7A3)
        return FALSE;
    }

  return TRUE;
}

/**
 * askg_plain_words_trim:
 * @word: valid UTF-8
 *
 * Returns: how many bytes of @word are left without a Korean particle at its end, which is taken only
 *   where two syllables stay: the noun is found with whatever particle it had
 */
gsize
askg_plain_words_trim (const char *word)
{
  g_autofree char *core = bare (word);
  const char *at = strstr (word, core);

  if (*core == '\0' || at == NULL || !is_hangul (core))
    return strlen (word);
  for (gsize i = 0; i < G_N_ELEMENTS (particles); i++)
    if (g_str_has_suffix (core, particles[i]) &&
        g_utf8_strlen (core, -1) >= g_utf8_strlen (particles[i], -1) + 2)
      return at - word + strlen (core) - strlen (particles[i]);

  return strlen (word);
}
