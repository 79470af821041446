/* askg-word-guess.c: any thread. A reader takes letters for others, puts some in, loses some and sees gaps where there
 * are none; what stays is how a key looks from afar. Covering a word too much costs less than one too few. */
#include "engine/privacy/askg-word-guess.h"

#include <string.h>

#include "engine/privacy/askg-prefix-table-private.h"

#define MIN_DRAWN_BYTES   20
#define MIN_DRAWN_CHANGES 6
#define MIN_MARK_BYTES    4  /* shorter marks begin too many words */
#define MIN_MARKED_BYTES  10
#define MIN_LETTER_CHANGES 5 /* behind a mark, of letters alone: a gap may have set off the digits */
#define MIN_ACCOUNT_BYTES 15
#define MIN_CAPITALS      14
#define MIN_PART_BYTES    4
#define MIN_LONG_BYTES    12

/* Of what a stretch of a word consists. */
typedef struct
{
  gsize n_bytes;
  guint n_upper;
  guint n_lower;
  guint n_digits;
  guint n_changes; /* from one of the three to another */
} Looks;

static gboolean
is_token_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("+/=_-.", c) != NULL) || (guint8) c >= 0x80;
}

/* What is no ASCII is a letter that was taken for something else. */
static int
class_of (char c)
{
  return g_ascii_isdigit (c) ? 1 : g_ascii_isupper (c) ? 2 : g_ascii_islower (c) ? 3 : 0;
}

/* Of the token at @at. */
static Looks
look_at (const char *at)
{
  Looks looks = { 0 };
  int last = 0;

  for (; is_token_byte (at[looks.n_bytes]); looks.n_bytes++)
    {
      const int class = class_of (at[looks.n_bytes]);

      looks.n_digits += class == 1;
      looks.n_upper += class == 2;
      looks.n_lower += class == 3;
      if (class == 0)
        continue;
      looks.n_changes += last != 0 && class != last;
      last = class;
    }

  return looks;
}

static gboolean
is_mixed (const Looks *looks)
{
  return looks->n_digits > 0 && looks->n_upper > 0 && looks->n_lower > 0;
}

/* Whether something in @word is as if drawn by lot: long, of all kinds of letters, and in no order. */
gboolean
askg_word_looks_drawn (const char *word)
{
  for (const char *at = word; *at != '\0';)
    {
      const Looks looks = look_at (at);

      if (looks.n_bytes >= MIN_DRAWN_BYTES && is_mixed (&looks) &&
          looks.n_changes >= MAX (MIN_DRAWN_CHANGES, looks.n_bytes / 5))
        return TRUE;
      at += MAX (looks.n_bytes, 1);
    }

  return FALSE;
}

/* What follows a mark: of several kinds of letters, or of capital letters and digits alone, as Amazon's are. */
static gboolean
looks_marked (const Looks *looks)
{
  if (looks->n_lower == 0 && looks->n_digits > 0 && looks->n_upper + looks->n_digits >= MIN_CAPITALS)
    return TRUE;

  return (looks->n_digits > 0 && looks->n_changes >= 3) || looks->n_changes >= MIN_LETTER_CHANGES;
}

/* Whether something in @word begins as a provider marks its keys, however it goes on. */
gboolean
askg_word_has_mark (const char *word)
{
  gsize n_prefixes;
  const AskgPrefix *prefixes = askg_prefix_table (&n_prefixes);

  for (gsize i = 0; i < n_prefixes; i++)
    {
      const gsize n_mark = strlen (prefixes[i].prefix);

      if (n_mark < MIN_MARK_BYTES)
        continue;
      for (const char *at = word; (at = strstr (at, prefixes[i].prefix)) != NULL; at++)
        {
          const Looks looks = look_at (at + n_mark);

          if ((at == word || !g_ascii_isalnum (at[-1])) && looks.n_bytes >= MIN_MARKED_BYTES &&
              looks_marked (&looks))
            return TRUE;
        }
    }

  return FALSE;
}

/* Whether @word, beside a key, may be a piece of it that a gap set off. */
gboolean
askg_word_looks_like_part (const char *word)
{
  const Looks looks = look_at (word);

  if (word[looks.n_bytes] != '\0' && word[looks.n_bytes + 1] != '\0') /* but for a mark at its end */
    return FALSE;
  if (looks.n_bytes >= MIN_PART_BYTES && is_mixed (&looks))
    return TRUE;

  return looks.n_bytes >= MIN_LONG_BYTES && looks.n_changes >= 3;
}

/* Whether @word is the beginning of an IBAN: two capital letters and the check digits. */
gboolean
askg_word_begins_account (const char *word)
{
  return g_ascii_isupper (word[0]) && g_ascii_isupper (word[1]) && g_ascii_isdigit (word[2]) && g_ascii_isdigit (word[3]) &&
         (word[4] == '\0' || look_at (word).n_bytes >= MIN_ACCOUNT_BYTES);
}
