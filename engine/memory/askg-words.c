/* askg-words.c: any thread. */
#include "engine/memory/askg-words.h"

#include <string.h>

#define MAX_WORD_BYTES 64 /* a word is found by its first 64 bytes; base64 does not fill the index */
#define MAX_PARTS 8
#define MAX_CHAR_BYTES 6

typedef enum { GAP, LETTER, MARK, IDEOGRAPH } Class;

typedef struct
{
  gsize folded; /* offset into the folded word */
  gsize source; /* offset into the text */
} Part;

typedef struct
{
  const char   *text;
  gsize         n_bytes;
  gboolean      as_query;
  AskgWordFunc  each;
  gpointer      user_data;
} Walk;

/* Scripts written without spaces: found by pairs of characters. */
static gboolean
is_ideograph (gunichar c)
{
  static const struct { gunichar first, last; } ranges[] = {
    { 0x1100, 0x11FF }, { 0x2E80, 0x2FDF }, { 0x3005, 0x3007 }, { 0x3040, 0x30FF }, { 0x3100, 0x318F },
    { 0x31A0, 0x31BF }, { 0x31F0, 0x31FF }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xA960, 0xA97F },
    { 0xAC00, 0xD7FB }, { 0xF900, 0xFAFF }, { 0x20000, 0x3FFFF },
  };

  if (c < ranges[0].first)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i].first && c <= ranges[i].last)
      return c != 0x30A0 && c != 0x30FB; /* the two marks of punctuation among kana */

  return FALSE;
}

/* What @at holds; what is no UTF-8 is a gap of one byte. */
static Class
look_at (const Walk *walk,
         gsize       at,
         gunichar   *out_c,
         gsize      *out_length)
{
  const guchar first = walk->text[at];
  gunichar c = first;

  *out_length = 1;
  if (first >= 0x80)
    {
      c = g_utf8_get_char_validated (walk->text + at, walk->n_bytes - at);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        return GAP;
      *out_length = g_utf8_skip[first];
      if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!'; /* the wide forms of ASCII */
    }
  *out_c = c;

  if (c < 0x80)
    return g_ascii_isalnum (c) ? LETTER : GAP;
  if (is_ideograph (c))
    return IDEOGRAPH;
  if (g_unichar_ismark (c))
    return MARK;

  return g_unichar_isalnum (c) ? LETTER : GAP;
}

/* Lower case without accent. */
static gunichar
fold (gunichar c)
{
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    return g_ascii_tolower (c);
  if (g_unichar_fully_decompose (c, FALSE, base, G_N_ELEMENTS (base)) > 0)
    c = base[0];

  return g_unichar_tolower (c);
}

/* All pairs of neighbours, so that two syllables are found in the middle of a word; the last one
 * also alone, so that every single one is the beginning of something. */
static int
take_ideographs (const Walk *walk,
                 gsize      *at)
{
  gsize previous = *at;
  gsize n = 0;
  int result = 0;

  while (*at < walk->n_bytes && result == 0)
    {
      gunichar c;
      gsize length;

      if (look_at (walk, *at, &c, &length) != IDEOGRAPH)
        break;
      if (n > 0)
        result = walk->each (walk->text + previous, *at + length - previous, previous, *at + length,
                             ASKG_WORD_SCRIPT, walk->user_data);
      previous = *at;
      *at += length;
      n++;
    }
  if (result == 0 && (n == 1 || !walk->as_query))
    result = walk->each (walk->text + previous, *at - previous, previous, *at,
                         n > 1 ? ASKG_WORD_SCRIPT | ASKG_WORD_BESIDE : ASKG_WORD_SCRIPT, walk->user_data);

  return result;
}

/* fooBar begins a part at B. */
static gboolean
begins_part (gunichar before,
             gunichar now)
{
  return before != 0 && !g_unichar_isupper (before) && g_unichar_isupper (now);
}

/* HTTPServer begins a part at S, which is known at e. */
static gboolean
began_part (const gunichar *last_three)
{
  return g_unichar_isupper (last_three[0]) && g_unichar_isupper (last_three[1]) && g_unichar_islower (last_three[2]);
}

/* The parts at their places, and the whole beside the last of them. */
static int
give_parts (const Walk    *walk,
            const GString *folded,
            const Part    *parts,
            gsize          n_parts,
            gsize          start,
            gsize          end)
{
  for (gsize i = 0; i < n_parts; i++)
    {
      const gboolean is_last = i + 1 == n_parts;
      const gsize to = is_last ? folded->len : parts[i + 1].folded;
      const int result = walk->each (folded->str + parts[i].folded, to - parts[i].folded, parts[i].source,
                                     is_last ? end : parts[i + 1].source, ASKG_WORD_PLAIN, walk->user_data);

      if (result != 0)
        return result;
    }
  if (n_parts > 1 && !walk->as_query)
    return walk->each (folded->str, folded->len, start, end, ASKG_WORD_BESIDE, walk->user_data);

  return 0;
}

static int
take_letters (const Walk *walk,
              gsize      *at,
              GString    *folded)
{
  const gsize start = *at;
  Part parts[MAX_PARTS] = { { 0, start } };
  gunichar seen[3] = { 0 };     /* the last three letters as written */
  Part last = { 0, start };     /* where the last letter began */
  gsize n_parts = 1;
  gboolean is_cut = FALSE;

  g_string_truncate (folded, 0);
  while (*at < walk->n_bytes)
    {
      gunichar c;
      gsize length;
      const Class class = look_at (walk, *at, &c, &length);
      const Part here = { folded->len, *at };

      if (class != LETTER && class != MARK)
        break;
      *at += length;
      if (class == MARK)
        continue;

      seen[0] = seen[1];
      seen[1] = seen[2];
      seen[2] = c;
      if (is_cut || folded->len + MAX_CHAR_BYTES > MAX_WORD_BYTES)
        {
          is_cut = TRUE;
          continue;
        }
      if (n_parts < MAX_PARTS && begins_part (seen[1], c))
        parts[n_parts++] = here;
      else if (n_parts < MAX_PARTS && began_part (seen))
        parts[n_parts++] = last;
      last = here;
      g_string_append_unichar (folded, fold (c));
    }

  return folded->len > 0 ? give_parts (walk, folded, parts, n_parts, start, *at) : 0;
}

/**
 * askg_words_split:
 * @text: (array length=n_bytes): UTF-8; what is not valid in it separates words
 * @as_query: whether it is text to look for rather than text to be found
 *
 * Calls @each for each word, in order: letters and digits together; an identifier also by its
 * parts (foo_bar, fooBar); scripts without spaces by pairs of characters. Text looked for gives
 * only what must be found, one word a place.
 *
 * Returns: 0, or what @each ended the walk with
 */
int
askg_words_split (const char   *text,
                  gsize         n_bytes,
                  gboolean      as_query,
                  AskgWordFunc  each,
                  gpointer      user_data)
{
  const Walk walk = { text, n_bytes, as_query, each, user_data };
  g_autoptr(GString) folded = g_string_sized_new (MAX_WORD_BYTES + MAX_CHAR_BYTES);
  int result = 0;

  for (gsize at = 0; at < n_bytes && result == 0;)
    {
      gunichar c;
      gsize length;

      switch (look_at (&walk, at, &c, &length))
        {
        case LETTER:
          result = take_letters (&walk, &at, folded);
          break;
        case IDEOGRAPH:
          result = take_ideographs (&walk, &at);
          break;
        case GAP:
        case MARK:
        default:
          at += length;
        }
    }

  return result;
}
