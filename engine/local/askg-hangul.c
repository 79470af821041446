/* askg-hangul.c: any one thread. */
#include "engine/local/askg-hangul.h"

#include <string.h>

#include "engine/local/askg-line-mender.h"

/* How sure the Korean reading is, of a word and of a syllable, was counted over both kinds of
 * text: of real Hangul nine words in ten are above 85, of Latin taken for Hangul none; and a
 * syllable in a word with Latin in it, of which it is unsure as a whole, is still above 94. */
#define KOREAN_WORD    84u
#define MIXED_WORD     45u
#define SYLLABLE       90u
#define MIXED_SYLLABLE 94u
#define NEIGHBOUR      50u
#define LATIN_WORD     88u /* of letters alone: the English reading takes no Hangul for it */
#define NARROWEST      11 /* syllable among Latin letters, in twentieths of the line's height */

static int
centre_of (const AskgGlyph *glyph)
{
  return glyph->box.x + glyph->box.width / 2;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  return centre_of (a) - centre_of (b);
}

/**
 * askg_hangul_is_there:
 * @glyphs: (element-type AskgGlyph): the English reading
 * @korean: (element-type AskgGlyph): the Korean reading of the same line
 *
 * Two syllables of which there is no doubt make a line Korean; one does when there is not more.
 */
gboolean
askg_hangul_is_there (const GArray *glyphs,
                      const GArray *korean)
{
  guint n_sure = 0;

  for (guint i = 0; i < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);

      n_sure += askg_glyph_is_hangul (glyph) && glyph->confidence >= SYLLABLE && glyph->word_confidence >= KOREAN_WORD;
    }

  return n_sure >= 2 || (n_sure == 1 && glyphs->len <= 3);
}

/* Which letter of @korean stands where @glyph does, or nearest to it. */
static guint
find_nearest (const GArray    *korean,
              const AskgGlyph *glyph)
{
  const int x = centre_of (glyph);
  int nearest = G_MAXINT;
  guint found = 0;

  for (guint i = 0; i < korean->len; i++)
    {
      const AskgRect *box = &g_array_index (korean, AskgGlyph, i).box;
      const int far = x < box->x ? box->x - x : MAX (0, x - box->x - box->width + 1);

      if (far < nearest)
        {
          nearest = far;
          found = i;
        }
    }

  return found;
}

gboolean
askg_glyph_is_mark (const AskgGlyph *glyph)
{
  return g_ascii_ispunct (glyph->text[0]) && glyph->text[1] == '\0';
}

static gboolean
stands_with_hangul (const GArray *korean,
                    guint         i)
{
  return (i > 0 && askg_glyph_is_hangul (&g_array_index (korean, AskgGlyph, i - 1))) ||
         (i + 1 < korean->len && askg_glyph_is_hangul (&g_array_index (korean, AskgGlyph, i + 1)));
}

/* Which syllables of @korean are to be taken. Those beside one that is are believed sooner. */
static void
choose_syllables (const GArray *korean,
                  const guint  *n_sure,
                  int           line_px,
                  gboolean      is_second_look,
                  gboolean     *chosen)
{
  for (guint i = 0; i < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);
      const gboolean has_neighbour = (i > 0 && chosen[i - 1]) || (i + 1 < korean->len && chosen[i + 1]);
      const guint usual = glyph->word_confidence < MIXED_WORD ? MIXED_SYLLABLE : SYLLABLE;
      const guint n_replaced = glyph->word_confidence >= KOREAN_WORD ? 2 : 1;

      if (askg_glyph_is_hangul (glyph) && n_sure[i] <= n_replaced && glyph->box.width <= 2 * line_px &&
          (stands_with_hangul (korean, i) || glyph->box.width * 20 >= line_px * NARROWEST) &&
          glyph->confidence >= (is_second_look && has_neighbour ? NEIGHBOUR : usual))
        chosen[i] = TRUE;
    }
}

/* A rare syllable is unknown to the Korean reading; but between two others a likeness of it tells
 * more than Latin does. */
static void
choose_surrounded (const GArray *korean,
                   const guint  *n_sure,
                   int           line_px,
                   gboolean     *chosen)
{
  for (guint i = 1; i + 1 < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);

      if (askg_glyph_is_hangul (glyph) && n_sure[i] == 0 && chosen[i - 1] && chosen[i + 1] &&
          glyph->box.width * 20 >= line_px * NARROWEST && glyph->box.width <= 2 * line_px)
        chosen[i] = TRUE;
    }
}

static gboolean
is_of_number (const AskgGlyph *glyph)
{
  return g_ascii_isdigit (glyph->text[0]) || (glyph->text[1] == '\0' && strchr (".,", glyph->text[0]) != NULL);
}

/* A number that a syllable follows is often taken for letters together with it: "20초". All of it
 * comes from one reading, for where its digits stand is not known well enough to mix two. */
static void
choose_numbers (const GArray *korean,
                const guint  *n_sure,
                gboolean     *chosen)
{
  for (guint end = 1; end < korean->len; end++)
    {
      guint start = end;
      gboolean is_sure = askg_glyph_is_hangul (&g_array_index (korean, AskgGlyph, end)) && chosen[end];

      while (is_sure && start > 0 && is_of_number (&g_array_index (korean, AskgGlyph, start - 1)))
        {
          const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, --start);

          is_sure = n_sure[start] == 0 && glyph->confidence >= SYLLABLE && glyph->word_confidence >= KOREAN_WORD;
          if (glyph->starts_word)
            break;
        }
      for (guint i = start; is_sure && i < end; i++)
        chosen[i] = TRUE;
    }
}

/* The syllables, and the numbers and marks beside them that the first reading did not see. */
static gboolean *
choose_hangul (const GArray *glyphs,
               const GArray *korean,
               int           line_px)
{
  gboolean *chosen = g_new0 (gboolean, korean->len);
  g_autofree guint *n_there = g_new0 (guint, korean->len); /* Latin letters that stand there */
  g_autofree guint *n_sure = g_new0 (guint, korean->len);  /* and those without doubt */

  for (guint i = 0; i < glyphs->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, i);
      const guint nearest = find_nearest (korean, glyph);

      n_there[nearest]++;
      n_sure[nearest] += glyph->word_confidence >= ASKG_HANGUL_UNSURE;
    }
  choose_syllables (korean, n_sure, line_px, FALSE, chosen);
  choose_syllables (korean, n_sure, line_px, TRUE, chosen);
  choose_surrounded (korean, n_sure, line_px, chosen);
  choose_numbers (korean, n_sure, chosen);
  for (guint i = 0; i < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);
      const gboolean follows = i > 0 && chosen[i - 1], leads = i + 1 < korean->len && chosen[i + 1];

      if (askg_glyph_is_mark (glyph) && glyph->confidence >= SYLLABLE &&
          ((follows && strchr (".,:;!?", glyph->text[0]) != NULL) || ((follows || leads) && n_there[i] == 0)))
        chosen[i] = TRUE;
    }

  return chosen;
}

/* Hangul follows a Latin name, but does not stand within one: "Val니란다or". */
static void
spare_latin_names (const GArray *glyphs,
                   const GArray *korean,
                   gboolean     *chosen)
{
  for (guint start = 0, end; start < glyphs->len; start = end)
    {
      const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, start), *next;
      gboolean is_within = start > 0 && g_ascii_isalpha (glyph[-1].text[0]) && !glyph->starts_word;

      end = start + 1;
      if (!chosen[find_nearest (korean, glyph)])
        continue;
      for (; end < glyphs->len && chosen[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, end))]; end++)
        is_within = is_within && !g_array_index (glyphs, AskgGlyph, end).starts_word;
      next = &g_array_index (glyphs, AskgGlyph, end);
      if (is_within && end < glyphs->len && !next->starts_word && (g_ascii_isalpha (next->text[0]) || next->text[0] == '('))
        for (guint i = start; i < end; i++)
          chosen[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, i))] = FALSE;
    }
}

/* What is sure as a whole stays whole: "FRO에" was FROM. */
static void
spare_sure_words (const GArray *glyphs,
                  const GArray *korean,
                  gboolean     *chosen)
{
  for (guint start = 0, end; start < glyphs->len; start = end)
    {
      gboolean is_name = TRUE;
      guint n_chosen = 0;

      for (end = start; end < glyphs->len && (end == start || !g_array_index (glyphs, AskgGlyph, end).starts_word); end++)
        {
          const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, end);

          is_name = is_name && g_ascii_isalpha (glyph->text[0]) && glyph->word_confidence >= LATIN_WORD;
          n_chosen += chosen[find_nearest (korean, glyph)];
        }
      if (!is_name || n_chosen == end - start)
        continue;
      for (guint i = start; i < end; i++)
        chosen[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, i))] = FALSE;
    }
}

/**
 * askg_hangul_take:
 * @line_px: how high the ink of the line is
 *
 * Takes the Hangul of @korean into @glyphs, in the place of what stood there.
 */
void
askg_hangul_take (GArray       *glyphs,
                  const GArray *korean,
                  int           line_px)
{
  g_autofree gboolean *chosen = choose_hangul (glyphs, korean, line_px);

  spare_sure_words (glyphs, korean, chosen);
  spare_latin_names (glyphs, korean, chosen);
  for (guint i = glyphs->len; i-- > 0;)
    if (chosen[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, i))])
      g_array_remove_index (glyphs, i);
  for (guint i = 0; i < korean->len; i++)
    if (chosen[i])
      g_array_append_val (glyphs, g_array_index (korean, AskgGlyph, i));
  g_array_sort (glyphs, compare_places);
}
