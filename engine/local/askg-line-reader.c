/* askg-line-reader.c: each instance belongs to one thread.
 *
 * English is read first. It is sure of what is Latin and unsure of what is not: a line with an
 * unsure word is read again in Korean, whose Hangul is good and whose Latin is poor. Of the second
 * reading only the Hangul is taken, where it stands; all else stays from the first. Asking for
 * both languages at once is slower, and mistakes one for the other word by word. */
#include "engine/local/askg-line-reader.h"

#include <string.h>

#define MARGIN_PX      10u
#define SMALL_PX       26   /* lines lower than this are read at twice their size */
#define BIG_PX         64   /* and those higher than this at half of it */
#define UNSURE         75u  /* of a word, below which it may not be Latin */
#define SURE_HANGUL    88u  /* of a syllable; without one such a line is not Korean at all */
#define LIKELY_HANGUL  40u  /* of a syllable on a line that is */
#define IS_INK(grey)   ((grey) < 160)

struct _AskgLineReader
{
  AskgTesseract *english;
  AskgTesseract *korean; /* (nullable): not installed */
};

/**
 * askg_line_reader_new:
 *
 * Returns: (transfer full) (nullable): %NULL when the English reading data is not installed
 */
AskgLineReader *
askg_line_reader_new (void)
{
  g_autoptr(AskgLineReader) self = g_new0 (AskgLineReader, 1);

  self->english = askg_tesseract_new ("eng");
  if (self->english == NULL)
    return NULL;
  self->korean = askg_tesseract_new ("kor");

  return g_steal_pointer (&self);
}

void
askg_line_reader_free (AskgLineReader *self)
{
  if (self == NULL)
    return;

  askg_tesseract_free (self->english);
  askg_tesseract_free (self->korean);
  g_free (self);
}

static gboolean
is_hangul (const AskgGlyph *glyph)
{
  const gunichar c = g_utf8_get_char (glyph->text);

  return c >= 0xac00 && c <= 0xd7a3;
}

static int
centre_of (const AskgGlyph *glyph)
{
  return glyph->box.x + glyph->box.width / 2;
}

static gboolean
is_unsure (const GArray *glyphs)
{
  for (guint i = 0; i < glyphs->len; i++)
    if (g_array_index (glyphs, AskgGlyph, i).word_confidence < UNSURE)
      return TRUE;

  return FALSE;
}

/* How sure the first reading is of what stands at @x; 0 of an empty place. */
static guint
sureness_at (const GArray *glyphs,
             int           x)
{
  for (guint i = 0; i < glyphs->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, i);

      if (x >= glyph->box.x && x < glyph->box.x + glyph->box.width)
        return glyph->word_confidence;
    }

  return 0;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  return centre_of (a) - centre_of (b);
}

/* Latin letters close together pass for a syllable now and then, but never with confidence. */
static gboolean
is_korean (const GArray *glyphs,
           const GArray *korean)
{
  for (guint i = 0; i < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);

      if (is_hangul (glyph) && glyph->confidence >= SURE_HANGUL && sureness_at (glyphs, centre_of (glyph)) < UNSURE)
        return TRUE;
    }

  return FALSE;
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

static gboolean
is_mark (const AskgGlyph *glyph)
{
  return strchr (".,:;!?", glyph->text[0]) != NULL && glyph->text[1] == '\0';
}

/* Which letters of @korean are to be taken, with the marks that follow them. */
static gboolean *
choose_hangul (const GArray *glyphs,
               const GArray *korean)
{
  gboolean *chosen = g_new0 (gboolean, korean->len);
  g_autofree guint *n_there = g_new0 (guint, korean->len); /* letters of the first reading */

  for (guint i = 0; i < glyphs->len; i++)
    n_there[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, i))]++;
  for (guint i = 0; i < korean->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (korean, AskgGlyph, i);
      const gboolean is_sure = sureness_at (glyphs, centre_of (glyph)) >= UNSURE;

      if (is_hangul (glyph))
        chosen[i] = is_sure ? glyph->confidence >= SURE_HANGUL && n_there[i] <= 1
                            : glyph->confidence >= LIKELY_HANGUL;
      else
        chosen[i] = i > 0 && chosen[i - 1] && is_mark (glyph) && glyph->confidence >= LIKELY_HANGUL;
    }

  return chosen;
}

/* Takes the Hangul of @korean into @glyphs, in the place of what stood there. */
static void
take_hangul (GArray       *glyphs,
             const GArray *korean)
{
  g_autofree gboolean *chosen = choose_hangul (glyphs, korean);

  for (guint i = glyphs->len; i-- > 0;)
    if (chosen[find_nearest (korean, &g_array_index (glyphs, AskgGlyph, i))])
      g_array_remove_index (glyphs, i);
  for (guint i = 0; i < korean->len; i++)
    if (chosen[i])
      g_array_append_val (glyphs, g_array_index (korean, AskgGlyph, i));
  g_array_sort (glyphs, compare_places);
}

/* The widest stretch without ink between the middles of two letters. */
static int
gap_between (const AskgGrey  *line,
             const AskgGlyph *left,
             const AskgGlyph *right)
{
  int widest = 0, run = 0;

  for (int x = centre_of (left); x < centre_of (right); x++)
    {
      gboolean is_empty = TRUE;

      for (guint y = 0; y < line->height_px && is_empty; y++)
        is_empty = !IS_INK (line->pixels[(gsize) y * line->width_px + x]);
      run = is_empty ? run + 1 : 0;
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

/* Where the gaps within words end and those between words begin: in the middle of the widest
 * step between two gaps that occur, near where it is to be expected. */
static int
find_space (GArray *gaps,
            int     letter_px)
{
  int step = letter_px / 10, limit = letter_px * 3 / 10;

  g_array_sort (gaps, compare_ints);
  for (guint i = 1; i < gaps->len; i++)
    {
      const int narrow = g_array_index (gaps, int, i - 1), wide = g_array_index (gaps, int, i);

      if (wide - narrow > step && wide * 4 > letter_px && narrow * 5 < letter_px * 2)
        {
          step = wide - narrow;
          limit = (wide + narrow + 1) / 2;
        }
    }

  return limit;
}

/* The Korean reading cuts words as it likes; the gaps in the ink tell where they end. */
static void
part_korean_words (GArray         *glyphs,
                   const AskgGrey *line)
{
  const int letter_px = (int) line->height_px - 2 * (int) MARGIN_PX;
  g_autoptr(GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));
  AskgGlyph *all = (AskgGlyph *) (gpointer) glyphs->data;
  int limit;

  for (guint i = 1; i < glyphs->len; i++)
    if (is_hangul (&all[i]) || is_hangul (&all[i - 1]))
      {
        const int gap = gap_between (line, &all[i - 1], &all[i]);

        g_array_append_val (gaps, gap);
      }
  limit = find_space (gaps, letter_px);
  for (guint i = 1; i < glyphs->len; i++)
    if (is_hangul (&all[i]) || is_hangul (&all[i - 1]))
      all[i].starts_word = gap_between (line, &all[i - 1], &all[i]) >= limit;
}

/* At the size that is read best, with paper round it. @doubling: how often it was doubled. */
static AskgGrey *
prepare (const AskgPixels *picture,
         const AskgRect   *box,
         int              *doubling)
{
  AskgGrey *grey = askg_ink_cut (picture, box);
  g_autoptr(AskgGrey) sized = NULL;

  *doubling = 0;
  if (box->height < SMALL_PX)
    {
      g_autoptr(AskgGrey) small = grey;

      grey = askg_grey_double (small);
      *doubling = 1;
    }
  for (int height = box->height; height > BIG_PX; height /= 2, (*doubling)--)
    {
      g_autoptr(AskgGrey) big = grey;

      grey = askg_grey_halve (big);
    }
  sized = grey;

  return askg_grey_pad (sized, MARGIN_PX);
}

static int
scale_back (int value,
            int doubling)
{
  return doubling >= 0 ? value >> doubling : value << -doubling;
}

/**
 * askg_line_reader_read:
 * @line: from the line finder
 *
 * Takes some 15 ms for a line of English, twice that for one of Korean.
 *
 * Returns: (transfer full) (element-type AskgGlyph): the letters in pixels of the picture
 */
GArray *
askg_line_reader_read (AskgLineReader      *self,
                       const AskgPixels    *picture,
                       const AskgFoundLine *line)
{
  int doubling = 0;
  g_autoptr(AskgGrey) prepared = prepare (picture, &line->box, &doubling);
  GArray *glyphs = askg_tesseract_read (self->english, prepared, line->is_block);

  if (self->korean != NULL && is_unsure (glyphs))
    {
      g_autoptr(GArray) korean = askg_tesseract_read (self->korean, prepared, line->is_block);

      if (is_korean (glyphs, korean))
        {
          take_hangul (glyphs, korean);
          part_korean_words (glyphs, prepared);
        }
    }
  for (guint i = 0; i < glyphs->len; i++)
    {
      AskgRect *box = &g_array_index (glyphs, AskgGlyph, i).box;

      box->x = line->box.x + scale_back (box->x - (int) MARGIN_PX, doubling);
      box->y = line->box.y + scale_back (box->y - (int) MARGIN_PX, doubling);
      box->width = MAX (1, scale_back (box->width, doubling));
      box->height = MAX (1, scale_back (box->height, doubling));
    }

  return glyphs;
}
