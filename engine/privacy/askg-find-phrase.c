/* askg-find-phrase.c: passwords of several words. One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* Several words in quotes: small letters alone, none of them too short to be drawn from a list. */
gboolean
askg_value_is_phrase (const AskgValue *value)
{
  guint words = 1;
  gsize n_word = 0;

  if (value->quote == '\0' || value->n < 12 || value->n > 100)
    return FALSE;
  for (gsize i = 0; i < value->n; i++)
    {
      if (value->text[i] == ' ' || value->text[i] == '-')
        {
          if (n_word < 3)
            return FALSE;
          words++;
          n_word = 0;
        }
      else if (!g_ascii_islower (value->text[i]) && !g_ascii_isdigit (value->text[i]))
        return FALSE;
      else
        n_word++;
    }

  return words >= 3 && words <= 10 && n_word >= 3;
}

/* correct-horse-battery-staple: four words or more, of small letters. */
gboolean
askg_value_is_dashed_phrase (const AskgValue *value)
{
  const AskgValue quoted = { .text = value->text, .n = value->n, .quote = '"' };

  return askg_value_count (value->text, value->n, ASKG_BYTE_DASH) >= 3 && askg_value_is_phrase (&quoted);
}

/* "password: please choose something long" */
static gboolean
is_of_instruction (const char *word,
                   gsize       n_bytes)
{
  static const char * const words[] = { "please", "must", "should", "will", "your", "this", "that", "from", "with", "have",
                                        "been", "when", "then", "only", "characters", "contains", "contain", "enter", "need",
                                        "more", "least", "than", "them", "they", "which", "cannot", "does", "into", "after",
                                        "before", "again", "users", "account", "reset", "email", "week", "month", "days",
                                        "letters", "numbers", "digits", "some", "something", "every", "each", "other", "want",
                                        "would", "could", "same", "choose", "make" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == n_bytes && memcmp (words[i], word, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* Four words or more, and no letter or digit behind the last. */
static gboolean
has_words_only (const AskgValue *phrase)
{
  const char *end = phrase->text + phrase->n;
  gsize n_word = 0;
  guint words = 0;

  for (const char *at = phrase->text; at <= end; at++)
    if (at < end && *at != ' ')
      n_word++;
    else if (n_word < 4 || askg_word_is_of_sentence (at - n_word, n_word) || is_of_instruction (at - n_word, n_word))
      return FALSE;
    else
      {
        words++;
        n_word = 0;
      }

  return words >= 4;
}

/* "passphrase: four words or more to the line's end". */
gboolean
askg_find_bare_phrase (AskgScan       *scan,
                       const AskgWord *word,
                       const AskgGap  *gap)
{
  AskgValue phrase = { .start = gap->at, .quote = '"', .text = scan->text + gap->at };

  const gboolean is_passphrase = word->end - word->start >= 8 && g_ascii_strncasecmp (scan->text + word->start, "passphra", 8) == 0;
  const gboolean is_assigned = (word->kind & ASKG_WORD_PASSWORD) != 0 &&
                               (gap->kind == ASKG_GAP_EQUALS || gap->kind == ASKG_GAP_COLON);

  if (!(is_passphrase && gap->kind >= ASKG_GAP_IS) && !is_assigned)
    return FALSE;
  if (gap->quote != '\0')
    return FALSE;
  for (phrase.end = gap->at; phrase.end < scan->n && phrase.end - gap->at < 100 &&
       (askg_byte_is (scan->text[phrase.end], ASKG_BYTES_LOWER36 | ASKG_BYTE_DASH) || scan->text[phrase.end] == ' '); phrase.end++)
    ;
  while (phrase.end > gap->at && scan->text[phrase.end - 1] == ' ')
    phrase.end--;
  phrase.n = phrase.end - gap->at;
  if (!askg_value_is_phrase (&phrase) || (!is_passphrase && !has_words_only (&phrase)))
    return FALSE;
  askg_scan_add (scan, phrase.start, phrase.end, ASKG_SECRET_PASSWORD_PROSE);

  return TRUE;
}

/* wpa2-pre-shared-key=X: what has a name of its own is judged by that. */
gboolean
askg_word_is_named (const AskgScan *scan,
                    gsize           at,
                    gsize           n)
{
  const char *equals = memchr (scan->text + at, '=', n);

  if (equals == NULL || equals + 1 >= scan->text + at + n)
    return FALSE;
  for (guint i = askg_words_from (scan, at); i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

      if (word->end > (gsize) (equals - scan->text))
        return FALSE;
      if (word->start >= at &&
          (word->kind & (ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_KEY | ASKG_WORD_SESSION | ASKG_WORD_CLOUD |
                         ASKG_WORD_AWS)) != 0)
        return TRUE;
    }

  return FALSE;
}
