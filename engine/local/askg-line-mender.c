/* askg-line-mender.c: any one thread.
 *
 * The recogniser guesses where words end from what words look like, and takes an underscore for a
 * space as often as not. On a screen the ink tells: a space is as wide as other spaces, and an
 * underscore is there. Letters are never changed to make a word of them: what is on a screen is
 * code and names as often as language. */
#include "engine/local/askg-line-mender.h"

#include <string.h>

#define IS_INK(grey) ((grey) < 160)
#define NARROWEST_L  37 /* percent of its height; the l with a tail of code fonts has 30 to 34 */

typedef struct
{
  GArray         *glyphs;
  const AskgGrey *line;
  int             letter_px; /* from the highest ink of the line to the lowest */
} Mending;

gboolean
askg_glyph_is_hangul (const AskgGlyph *glyph)
{
  const gunichar c = g_utf8_get_char (glyph->text);

  return c >= 0xac00 && c <= 0xd7a3;
}

static AskgGlyph *
glyph_at (const Mending *mending,
          guint          i)
{
  return &g_array_index (mending->glyphs, AskgGlyph, i);
}

static int
centre_of (const AskgGlyph *glyph)
{
  return glyph->box.x + glyph->box.width / 2;
}

/* The first row with ink in a column; the line's height when there is none. */
static int
top_of_column (const AskgGrey *line,
               int             x)
{
  int y = 0;

  while (y < (int) line->height_px && !IS_INK (line->pixels[(gsize) y * line->width_px + x]))
    y++;

  return y;
}

/* The widest stretch without ink between the middles of two letters. */
static int
gap_before (const Mending *mending,
            guint          i)
{
  const int from = MAX (0, centre_of (glyph_at (mending, i - 1)));
  const int to = MIN (centre_of (glyph_at (mending, i)), (int) mending->line->width_px);
  int widest = 0, run = 0;

  for (int x = from; x < to; x++)
    {
      run = top_of_column (mending->line, x) == (int) mending->line->height_px ? run + 1 : 0;
      widest = MAX (widest, run);
    }

  return widest;
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static gboolean
is_one_of (const AskgGlyph *glyph,
           const char      *set)
{
  return glyph->text[1] == '\0' && strchr (set, glyph->text[0]) != NULL;
}

/* Where the gaps within Korean words end and those between words begin: in the middle of the
 * widest step between two gaps that occur, near where it is to be expected. */
static int
find_korean_space (GArray *gaps,
                   int     letter_px)
{
  int step = 0, limit = letter_px * 3 / 10;

  g_array_sort (gaps, compare_ints);
  for (guint i = 1; i < gaps->len; i++)
    {
      const int narrow = g_array_index (gaps, int, i - 1), wide = g_array_index (gaps, int, i);

      if (wide - narrow > step && wide * 9 > letter_px * 2 && narrow * 7 < letter_px * 2)
        {
          step = wide - narrow;
          limit = (wide + narrow + 1) / 2;
        }
    }

  return limit;
}

static gboolean
touches_hangul (const Mending *mending,
                guint          i)
{
  return askg_glyph_is_hangul (glyph_at (mending, i)) || askg_glyph_is_hangul (glyph_at (mending, i - 1));
}

/* The Korean reading cuts words as it likes. */
static void
part_korean_words (const Mending *mending)
{
  g_autoptr(GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));
  int limit;

  for (guint i = 1; i < mending->glyphs->len; i++)
    if (touches_hangul (mending, i) && !glyph_at (mending, i)->starts_line)
      {
        const int gap = gap_before (mending, i);

        g_array_append_val (gaps, gap);
      }
  limit = find_korean_space (gaps, mending->letter_px);
  for (guint i = 1; i < mending->glyphs->len; i++)
    if (touches_hangul (mending, i) && !glyph_at (mending, i)->starts_line)
      glyph_at (mending, i)->starts_word = !is_one_of (glyph_at (mending, i), ".,:;!?") &&
                                           gap_before (mending, i) >= limit;
  /* Latin between Hangul has too few spaces of its own to learn from: "https: //". */
  for (guint i = 1; gaps->len >= 4 && i < mending->glyphs->len; i++)
    if (!touches_hangul (mending, i) && glyph_at (mending, i)->starts_word && is_one_of (glyph_at (mending, i), "/.,:;"))
      glyph_at (mending, i)->starts_word = glyph_at (mending, i)->starts_line || gap_before (mending, i) >= limit;
}

/* The gaps between Latin words that are at most @widest_px wide. */
static GArray *
find_latin_spaces (const Mending *mending,
                   int            widest_px)
{
  GArray *spaces = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 1; i < mending->glyphs->len; i++)
    if (glyph_at (mending, i)->starts_word && !glyph_at (mending, i)->starts_line && !touches_hangul (mending, i))
      {
        const int gap = gap_before (mending, i);

        if (gap <= widest_px)
          g_array_append_val (spaces, gap);
      }

  return spaces;
}

/* One space is enough when it is as wide as a letter, as in code fonts. */
static gboolean
can_be_learned_from (const GArray *spaces,
                     int           letter_px)
{
  return spaces->len >= 2 || (spaces->len == 1 && g_array_index (spaces, int, 0) * 2 >= letter_px);
}

/* A space much narrower than the others on its line is none: "args. limit". One as wide as they
 * are, that was not seen, is one. Buttons stand wider apart than words, and are not counted. */
static void
part_latin_words (const Mending *mending)
{
  g_autoptr(GArray) spaces = find_latin_spaces (mending, mending->letter_px);
  int usual;

  if (!can_be_learned_from (spaces, mending->letter_px))
    {
      g_array_unref (spaces);
      spaces = find_latin_spaces (mending, G_MAXINT);
    }
  if (!can_be_learned_from (spaces, mending->letter_px))
    return;
  g_array_sort (spaces, compare_ints);
  usual = g_array_index (spaces, int, spaces->len / 2);
  if (usual * 4 < mending->letter_px)
    return; /* these cannot be spaces: nothing is learned from them */

  for (guint i = 1; i < mending->glyphs->len; i++)
    if (!touches_hangul (mending, i) && !glyph_at (mending, i)->starts_line)
      {
        AskgGlyph *glyph = glyph_at (mending, i);
        const int gap = gap_before (mending, i);

        glyph->starts_word = glyph->starts_word ? gap * 5 > usual * 3 : gap * 10 > usual * 9;
      }
}

/* The row on which most letters stand: the middle of where letters without a tail end. */
static int
find_foot (const Mending *mending)
{
  g_autoptr(GArray) feet = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < mending->glyphs->len; i++)
    {
      const AskgGlyph *glyph = glyph_at (mending, i);
      const int foot = glyph->box.y + glyph->box.height;

      if (g_ascii_isalnum (glyph->text[0]) && strchr ("gjpqyQ", glyph->text[0]) == NULL)
        g_array_append_val (feet, foot);
    }
  if (feet->len == 0)
    return G_MAXINT;
  g_array_sort (feet, compare_ints);

  return g_array_index (feet, int, feet->len / 2);
}

/* Puts an underscore where there is one, unless it was read. */
static void
put_underscore (Mending        *mending,
                const AskgRect *box)
{
  AskgGlyph underscore = { .text = "_", .box = *box, .confidence = 80, .word_confidence = 80 };
  const int centre = centre_of (&underscore);
  guint at = 0;

  for (guint i = 0; i < mending->glyphs->len; i++)
    {
      if (strcmp (glyph_at (mending, i)->text, "_") == 0 && ABS (centre_of (glyph_at (mending, i)) - centre) < box->width)
        return;
      at = centre_of (glyph_at (mending, i)) < centre ? i + 1 : at;
    }
  if (at == 0 || at == mending->glyphs->len)
    return; /* before and behind all letters it may be anything */
  g_array_insert_val (mending->glyphs, at, underscore);
}

/* A stretch that is inked at the foot of the line and nowhere above. */
static void
put_underscores (Mending *mending)
{
  const int foot = find_foot (mending), height = (int) mending->line->height_px;
  int start = -1;

  for (int x = 0; x < (int) mending->line->width_px; x++)
    {
      const int top = top_of_column (mending->line, x);

      if (top < height && top >= foot - 1)
        {
          start = start < 0 ? x : start;
          continue;
        }
      if (start >= 0 && (x - start) * 7 > mending->letter_px * 2 && (x - start) * 4 < mending->letter_px * 3)
        put_underscore (mending, &(AskgRect) { start, foot, x - start, MAX (1, mending->letter_px / 12) });
      start = -1;
    }
}

/* Bent quotes are straight on a screen far more often than not, and both mean the same. */
static void
straighten_quotes (const Mending *mending)
{
  for (guint i = 0; i < mending->glyphs->len; i++)
    {
      AskgGlyph *glyph = glyph_at (mending, i);
      const gunichar c = g_utf8_get_char (glyph->text);

      if (c == 0x2018 || c == 0x2019)
        strcpy (glyph->text, "'");
      else if (c == 0x201c || c == 0x201d)
        strcpy (glyph->text, "\"");
    }
}

/* What is inked from the letter at @i to the one at @end, as if it were one. */
static AskgRect
ink_of (const Mending *mending,
        guint          i,
        guint          end,
        gboolean      *is_whole)
{
  const int from = MAX (0, glyph_at (mending, i)->box.x), width = (int) mending->line->width_px;
  const int to = end < mending->glyphs->len ? MIN (width, glyph_at (mending, end)->box.x) : width;
  AskgRect ink = { from, 0, 0, (int) mending->line->height_px };

  *is_whole = TRUE;
  for (int x = from; x < to; x++)
    {
      if (top_of_column (mending->line, x) == ink.height)
        continue;
      if (ink.width == 0)
        ink.x = x;
      *is_whole = *is_whole && (ink.width == 0 || ink.x + ink.width == x);
      ink.width = x + 1 - ink.x;
    }

  return ink;
}

/* One letter read as two that look like it, side by side in the room of one. */
static void
drop_echoes (Mending *mending)
{
  static const char * const alike[] = { "lLI1", "\"'", "|]I[l", "0OQ" };

  for (guint i = 1; i < mending->glyphs->len; i++)
    {
      AskgGlyph *left = glyph_at (mending, i - 1), *right = glyph_at (mending, i);
      const int width = right->box.x + right->box.width - left->box.x;
      gboolean is_echo = FALSE, is_whole;

      for (gsize set = 0; set < G_N_ELEMENTS (alike); set++)
        is_echo = is_echo || (is_one_of (left, alike[set]) && is_one_of (right, alike[set]) &&
                              (strcmp (left->text, right->text) != 0 || set == 1));
      if (!is_echo)
        continue;
      if (width * 5 > mending->letter_px * 2 &&
          (ink_of (mending, i - 1, i + 1, &is_whole).width * 3 > mending->letter_px * 2 || !is_whole))
        continue;
      left->box.width = width;
      if (left->confidence < right->confidence)
        {
          left->confidence = right->confidence;
          memcpy (left->text, right->text, sizeof left->text);
        }
      g_array_remove_index (mending->glyphs, i);
      i--;
    }
}

/* How high the ink in the columns of @ink stands. */
static int
height_of (const Mending  *mending,
           const AskgRect *ink)
{
  int top = ink->height, bottom = 0;

  for (int y = 0; y < ink->height; y++)
    for (int x = ink->x; x < ink->x + ink->width; x++)
      if (IS_INK (mending->line->pixels[(gsize) y * mending->line->width_px + x]))
        {
          top = MIN (top, y);
          bottom = y + 1;
        }

  return MAX (0, bottom - top);
}

/* The stem of an L is at its left, and its foot is long; an l that looks like one has only its
 * flag at the left, or a short tail at its foot. */
static void
tell_l_from_capital (const Mending *mending)
{
  for (guint i = 0; i < mending->glyphs->len; i++)
    {
      AskgGlyph *glyph = glyph_at (mending, i);
      gboolean is_whole, ends, has_stem = FALSE;
      AskgRect ink;

      if (!is_one_of (glyph, "L"))
        continue;
      ink = ink_of (mending, i, i + 1, &is_whole);
      for (int x = ink.x; x < ink.x + MAX (1, ink.width / 4); x++)
        for (int y = ink.height / 2; y < ink.height * 3 / 5; y++)
          has_stem = has_stem || IS_INK (mending->line->pixels[(gsize) y * mending->line->width_px + x]);
      /* Where the next letter was seen too early, the end of the foot counts as its ink. */
      ends = (ink.x + ink.width >= (int) mending->line->width_px ||
              top_of_column (mending->line, ink.x + ink.width) == ink.height) &&
             (i + 1 == mending->glyphs->len || glyph[1].starts_word || !g_ascii_isupper (glyph[1].text[0]));
      if (is_whole && (has_stem ? ends && ink.width * 100 < height_of (mending, &ink) * NARROWEST_L
                                : ink.width * 5 > mending->letter_px))
        strcpy (glyph->text, "l");
    }
}

/* 0x7f is a number: nobody names a thing Ox7f. */
static void
zero_hexadecimal (const Mending *mending)
{
  for (guint i = 0; i + 2 < mending->glyphs->len; i++)
    {
      AskgGlyph *glyph = glyph_at (mending, i);
      const gboolean starts = i == 0 || glyph->starts_word || !g_ascii_isalnum (glyph_at (mending, i - 1)->text[0]);

      if (starts && is_one_of (glyph, "O") && is_one_of (glyph + 1, "x") && g_ascii_isxdigit (glyph[2].text[0]))
        strcpy (glyph->text, "0");
    }
}

/**
 * askg_line_mend:
 * @glyphs: (element-type AskgGlyph): as they were read, from left to right
 * @line: what they were read from
 * @margin_px: of paper around its ink
 *
 * Mends spaces, underscores, letters seen twice and bent quotes.
 */
void
askg_line_mend (GArray         *glyphs,
                const AskgGrey *line,
                guint           margin_px)
{
  Mending mending = { glyphs, line, (int) line->height_px - 2 * (int) margin_px };

  straighten_quotes (&mending);
  drop_echoes (&mending);
  tell_l_from_capital (&mending);
  put_underscores (&mending);
  part_latin_words (&mending);
  part_korean_words (&mending);
  zero_hexadecimal (&mending);
}
