/* askg-line-reader.c: each instance belongs to one thread.
 *
 * English is read first. It is sure of what is Latin and unsure of what is not: a line with an
 * unsure word is read again in Korean, whose Hangul is good and whose Latin is poor. Of the second
 * reading only the Hangul is taken, where it stands; all else stays from the first. Asking for
 * both languages at once is slower, and mistakes one for the other word by word. What is still
 * unsure then is read once more, each word alone: beside Latin, Korean is taken for Latin. */
#include "engine/local/askg-line-reader.h"

#include <string.h>

#include "engine/local/askg-hangul.h"
#include "engine/local/askg-line-mender.h"
#include "engine/local/askg-line-runs.h"

#define MARGIN_PX      10u
#define SMALL_PX       26   /* lines lower than this are read at twice their size */
#define BIG_PX         64   /* and those higher than this at half of it */

/* Words read alone: Hangul is above 68, Latin taken for it below 61. */
#define ALONE_WORD     65u
#define MAX_LOOKS      8u  /* a line */

#define CUT_LINE       60u  /* mean of its words, below which a line at an edge is cut in half */
#define CUT_LETTER     60u  /* the same of a letter at the left or right edge */

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
is_unsure (const GArray *glyphs)
{
  for (guint i = 0; i < glyphs->len; i++)
    if (g_array_index (glyphs, AskgGlyph, i).word_confidence < ASKG_HANGUL_UNSURE)
      return TRUE;

  return FALSE;
}

/* Whether what was read of a few words alone is Korean and nothing else. */
static gboolean
is_all_hangul (const GArray *glyphs,
               int           width_px,
               int           line_px)
{
  int n_hangul = 0;

  for (guint i = 0; i < glyphs->len; i++)
    {
      const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, i);

      if (glyph->word_confidence < ALONE_WORD || (!askg_glyph_is_hangul (glyph) && !askg_glyph_is_mark (glyph)))
        return FALSE;
      n_hangul += askg_glyph_is_hangul (glyph);
    }

  /* A syllable is about as wide as the line is high. */
  return n_hangul > 0 && width_px * 10 <= n_hangul * line_px * 16 && width_px * 10 >= n_hangul * line_px * 5;
}

/* Reads the letters from @start to @end again, in Korean and alone, and takes what comes if it is
 * without doubt. Returns the new end. */
static guint
look_again (AskgLineReader *self,
            const AskgGrey *prepared,
            GArray         *glyphs,
            guint           start,
            guint           end)
{
  const AskgGlyph *first = &g_array_index (glyphs, AskgGlyph, start), *last = &g_array_index (glyphs, AskgGlyph, end - 1);
  const int left_px = first->box.x, right_px = last->box.x + last->box.width;
  const int before_px = start > 0 ? first[-1].box.x + first[-1].box.width : 0;
  const int behind_px = end < glyphs->len ? last[1].box.x : (int) prepared->width_px;
  const int from = MAX (0, (MIN (before_px, left_px) + left_px) / 2); /* in the middle of the gap */
  const int to = MIN ((int) prepared->width_px, (MAX (behind_px, right_px) + right_px) / 2);
  const int line_px = (int) prepared->height_px - 2 * (int) MARGIN_PX;
  g_autoptr(AskgGrey) part = NULL;
  g_autoptr(AskgGrey) padded = NULL;
  g_autoptr(GArray) again = NULL;

  if (to - from < line_px / 2 || from >= to)
    return end;
  part = askg_grey_cut (prepared, (guint) from, (guint) (to - from));
  padded = askg_grey_pad (part, MARGIN_PX);
  again = askg_tesseract_read (self->korean, padded, FALSE);
  if (again->len == 0 || !is_all_hangul (again, right_px - left_px, line_px))
    return end;

  g_array_index (again, AskgGlyph, 0).starts_word = first->starts_word;
  g_array_index (again, AskgGlyph, 0).starts_line = first->starts_line;
  for (guint i = 0; i < again->len; i++)
    g_array_index (again, AskgGlyph, i).box.x += from - (int) MARGIN_PX;
  g_array_remove_range (glyphs, start, end - start);
  g_array_insert_vals (glyphs, start, again->data, again->len);

  return start + again->len;
}

/* Looks again at each word that neither reading was sure of. */
static void
look_again_at_doubtful (AskgLineReader *self,
                        const AskgGrey *prepared,
                        GArray         *glyphs)
{
  guint n_looks = 0;

  for (guint start = 0, end; start < glyphs->len && n_looks < MAX_LOOKS; start = end)
    {
      gboolean is_doubtful = TRUE;

      for (end = start; end < glyphs->len && is_doubtful; end += is_doubtful)
        {
          const AskgGlyph *glyph = &g_array_index (glyphs, AskgGlyph, end);

          is_doubtful = !askg_glyph_is_hangul (glyph) && glyph->word_confidence < ASKG_HANGUL_UNSURE &&
                        (end == start || !glyph->starts_word);
        }
      if (end == start)
        end = start + 1;
      else
        {
          end = look_again (self, prepared, glyphs, start, end);
          n_looks++;
        }
    }
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

/* The letters of what stands on @prepared, in its pixels. */
static GArray *
read_letters (AskgLineReader *self,
              const AskgGrey *prepared,
              gboolean        is_block)
{
  GArray *glyphs = askg_tesseract_read (self->english, prepared, is_block);

  if (self->korean != NULL && is_unsure (glyphs))
    {
      g_autoptr(GArray) korean = askg_tesseract_read (self->korean, prepared, is_block);

      if (askg_hangul_is_there (glyphs, korean))
        askg_hangul_take (glyphs, korean, (int) prepared->height_px - 2 * (int) MARGIN_PX);
      if (!is_block)
        look_again_at_doubtful (self, prepared, glyphs);
    }
  askg_line_mend (glyphs, prepared, MARGIN_PX);

  return glyphs;
}

static gboolean
has_ink (const AskgGrey *grey)
{
  for (gsize i = 0; i < (gsize) grey->width_px * grey->height_px; i++)
    if (grey->pixels[i] < 128)
      return TRUE;

  return FALSE;
}

/* Most of what is read of a line cut in half is doubtful. */
static gboolean
is_junk (const GArray *glyphs)
{
  guint sum = 0;

  for (guint i = 0; i < glyphs->len; i++)
    sum += g_array_index (glyphs, AskgGlyph, i).word_confidence;

  return sum < glyphs->len * CUT_LINE;
}

/* Half a letter, where the left or right edge of the picture cuts one, is none. */
static void
drop_cut_letters (GArray           *glyphs,
                  const AskgPixels *picture)
{
  const AskgGlyph *first = (const AskgGlyph *) (gconstpointer) glyphs->data, *last = first + glyphs->len - 1;

  if (glyphs->len > 0 && last->box.x + last->box.width >= (int) picture->width_px && last->confidence < CUT_LETTER)
    g_array_set_size (glyphs, glyphs->len - 1);
  if (glyphs->len > 1 && first->box.x <= 0 && first->confidence < CUT_LETTER)
    {
      g_array_index (glyphs, AskgGlyph, 1).starts_line = TRUE;
      g_array_remove_index (glyphs, 0);
    }
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
  const guint letter_px = (guint) MAX (1, scale_back ((int) line->letter_px, -doubling));
  g_autoptr(GArray) runs = NULL;
  GArray *glyphs = NULL;

  if (!line->is_block)
    runs = askg_line_runs_take (prepared, MARGIN_PX, letter_px);
  if (runs == NULL || runs->len == 0 || has_ink (prepared))
    glyphs = read_letters (self, prepared, line->is_block);
  else
    glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  if (line->is_cut && is_junk (glyphs))
    g_array_set_size (glyphs, 0);
  if (runs != NULL)
    askg_line_runs_insert (glyphs, runs, letter_px);

  for (guint i = 0; i < glyphs->len; i++)
    {
      AskgRect *box = &g_array_index (glyphs, AskgGlyph, i).box;

      box->x = line->box.x + scale_back (box->x - (int) MARGIN_PX, doubling);
      box->y = line->box.y + scale_back (box->y - (int) MARGIN_PX, doubling);
      box->width = MAX (1, scale_back (box->width, doubling));
      box->height = MAX (1, scale_back (box->height, doubling));
    }
  drop_cut_letters (glyphs, picture);

  return glyphs;
}
