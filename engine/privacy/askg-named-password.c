/* askg-named-password.c: whether what stands behind a word for passwords is one. One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

static gboolean
has_space (const AskgValue *value)
{
  return memchr (value->text, ' ', value->n) != NULL;
}

static gboolean
is_number (const AskgValue *value)
{
  return value->n > 0 && askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) == value->n;
}

static gboolean
is_number_password (const AskgScan  *scan,
                    const AskgWord  *word,
                    const AskgGap   *gap,
                    const AskgValue *value)
{
  const gboolean is_pin = (word->kind & ASKG_WORD_PIN) != 0;
  const gboolean is_short_name = word->end - word->start == 4 && g_ascii_strncasecmp (scan->text + word->start, "pass", 4) == 0;

  if (value->n < (is_pin ? 4 : 5) ||
      value->n > (gap->kind >= ASKG_GAP_COLON && !gap->is_far ? 20 : 12) || /* routers have keys of digits alone */
      askg_value_is_counted (scan, value->end))
    return FALSE;
  if (is_short_name && gap->kind != ASKG_GAP_EQUALS)
    return FALSE; /* "pass: 12408, fail: 3" */

  if (gap->kind == ASKG_GAP_SPACE)
    return (is_pin && value->n <= 8) ||
           (value->n >= 8 && askg_words_near (scan, word->start, word->end, ASKG_WORD_NETWORK, 24, 0)) ||
           (value->is_last && value->n >= 6 && word->end - word->start > 4);

  return gap->kind >= ASKG_GAP_IS;
}

/* Alone in its line but for what lists begin with: no head of a table's column. */
static gboolean
is_label (const AskgScan *scan,
          const AskgWord *word)
{
  gsize at = word->start;

  while (at > 0 && strchr (" *>#-", scan->text[at - 1]) != NULL)
    at--;

  return at == 0 || scan->text[at - 1] == '\n' || askg_byte_is (scan->text[at - 1], ASKG_BYTES_LETTERS | ASKG_BYTE_HIGH);
}

/* "meeting 123, passcode zmH1Oi" */
static gboolean
is_passcode (const AskgScan  *scan,
             const AskgWord  *word,
             const AskgValue *value)
{
  return (word->kind & ASKG_WORD_PIN) != 0 &&
         g_ascii_tolower (scan->text[word->start]) == 'p' &&
         value->n >= 6 &&
         askg_value_count (value->text, value->n, ASKG_BYTES_ALNUM) == value->n &&
         askg_value_count (value->text, value->n, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) > 0 &&
         askg_value_count (value->text, value->n, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP) > 0 &&
         (askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) > 0 || g_ascii_isupper (value->text[value->n - 1]));
}

/* What may be a password or a word: a password where it is assigned or quoted, or looks like no word behind the last name. */
static gboolean
is_doubtful_password (const AskgScan  *scan,
                      const AskgWord  *word,
                      const AskgGap   *gap,
                      const AskgValue *value)
{
  const char *text = value->text;
  const gsize n = value->n;

  if ((gap->kind >= ASKG_GAP_COLON && !gap->is_far) || gap->kind >= ASKG_GAP_IS)
    return TRUE;
  if ((word->kind & ASKG_WORD_SETTING) != 0 || value->quote != '\0')
    return TRUE;
  if (value->is_last && n >= 8 &&
      (askg_value_count (text, n, ASKG_BYTE_DIGIT) >= 2 || askg_value_is_unspeakable (text, n) || askg_value_is_random (text, n)))
    return TRUE;

  if (gap->is_below && is_label (scan, word) && askg_value_count (text, n, ASKG_BYTE_DIGIT | ASKG_BYTE_MARK) > 0)
    return TRUE; /* alone below it */
  if (gap->kind == ASKG_GAP_SPACE &&
      !gap->is_below &&
      ((n >= 12 && askg_value_is_random (text, n)) ||
       (askg_value_is_hangul_typed (text, n) && askg_value_count (text, n, ASKG_BYTE_DIGIT) > 0)))
    return TRUE;
  if (gap->kind == ASKG_GAP_SPACE && is_passcode (scan, word, value))
    return TRUE;

  return gap->kind == ASKG_GAP_SPACE &&
         (askg_value_is_made_up (text, n) ||
          askg_byte_is (scan->text[word->end - 1], ASKG_BYTE_HIGH) ||
          askg_words_near (scan, word->start, word->end, ASKG_WORD_HINT, 48, 0));
}

/* master password "four words or more" */
static gboolean
is_behind_master (const AskgScan *scan,
                  const AskgWord *word)
{
  return word->start >= 7 && g_ascii_strncasecmp (scan->text + word->start - 7, "master ", 7) == 0;
}

/**
 * askg_named_is_password:
 *
 * Returns: whether @value, behind @gap, is the password that @word announces
 */
gboolean
askg_named_is_password (const AskgScan  *scan,
                        const AskgWord  *word,
                        const AskgGap   *gap,
                        const AskgValue *value)
{
  const gboolean is_assigned = gap->kind >= ASKG_GAP_COLON && !gap->is_far;
  AskgPasswordLook look;

  if (value->n < 3 || (value->n > 128 && !has_space (value)) || askg_word_is_plain (value->text, value->n))
    return FALSE;
  if (gap->is_below && word->start > 0 && scan->text[word->start - 1] == ',' && memchr (value->text, ',', value->n) != NULL)
    return FALSE; /* a row of a table below its heads */
  if (is_number (value))
    return is_number_password (scan, word, gap, value);
  if (has_space (value))
    return askg_value_is_phrase (value) && (gap->kind >= ASKG_GAP_IS || is_behind_master (scan, word));

  look = askg_value_look (value->text, value->n);
  if (look == ASKG_PASSWORD_LIKELY)
    return TRUE;
  if (look == ASKG_PASSWORD_MAYBE)
    return is_doubtful_password (scan, word, gap, value);

  /* Letters alone: only where nothing else can be meant. */
  if (gap->kind == ASKG_GAP_SPACE && value->n >= 8 && askg_byte_is (scan->text[word->end - 1], ASKG_BYTE_HIGH) &&
      askg_value_is_unspeakable (value->text, value->n))
    return TRUE;
  if (gap->kind >= ASKG_GAP_IS &&
      (askg_value_is_dashed_phrase (value) || (value->n >= 8 && askg_value_is_unspeakable (value->text, value->n))))
    return TRUE;
  if (value->n < 4 || askg_value_count (value->text, value->n, ASKG_BYTES_URL64) != MIN (value->n, ASKG_VALUE_MAX_BYTES))
    return gap->is_tight && value->n >= 6 && askg_value_look (value->text, value->n) != ASKG_PASSWORD_NO;
  if (is_assigned && (gap->is_tight || (value->quote != '\0' && value->quote != ']' && value->quote != ')')))
    return !(value->quote == '\0' && askg_word_is_of_sentence (value->text, value->n));
  if (value->is_last &&
      value->n >= 6 &&
      gap->kind >= ASKG_GAP_IS &&
      word->end - word->start > 4 &&
      askg_value_count (value->text, value->n, ASKG_BYTES_LETTERS) > 0)
    return !askg_word_is_of_sentence (value->text, value->n) && value->quote != ')' && !g_ascii_isupper (value->text[0]);

  return FALSE;
}

/* The same for what opens a door, a lock or a telephone. */
gboolean
askg_named_is_pin (const AskgScan  *scan,
                   const AskgWord  *word,
                   const AskgGap   *gap,
                   const AskgValue *value)
{
  if (is_number (value))
    return is_number_password (scan, word, gap, value);
  if (askg_value_count (value->text, value->n, ASKG_BYTE_DASH) == 2 && value->n <= 8 && value->n >= 5 &&
      askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) == value->n - 2)
    return TRUE; /* 31-14-22 */

  return value->is_last &&
         gap->kind >= ASKG_GAP_SPACE &&
         value->n >= 6 &&
         !(value->n < 8 && g_ascii_isupper (value->text[0]) && g_ascii_isupper (value->text[1])) &&
         !has_space (value) &&
         askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT) >= 2 &&
         askg_value_look (value->text, value->n) != ASKG_PASSWORD_NO;
}
