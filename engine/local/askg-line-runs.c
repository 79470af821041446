/* askg-line-runs.c: any one thread.
 *
 * A recogniser that learned from sentences makes words of "^~~~~~~" and "=======". The ink leaves
 * no doubt what they are: thin strokes at one height, again and again. They are taken off the line
 * before it is read, and put back as a run, whose letters are counted when it is known how far
 * apart letters stand. */
#include "engine/local/askg-line-runs.h"

#include <string.h>

#define IS_INK(grey) ((grey) < 160)

/* What one column of pixels holds. */
typedef struct
{
  int    top, bottom; /* the first row with ink, and the row after the last */
  int    n_bands;     /* strokes, one below the other; 0: the column is empty */
  int    thick_px;    /* of the thickest of them */
  double middle_px;   /* where the weight of the ink is */
} Column;

/* Columns with ink and none without. */
typedef struct
{
  int  start, end; /* columns; the end is outside */
  int  top, bottom;
  char mark;       /* '-' a stroke, '=' two, '^' or '|'; 0: something else */
} Piece;

typedef struct
{
  AskgGrey *line;
  Column   *columns; /* owned */
  GArray   *pieces;  /* owned; of Piece */
  int       margin_px;
  int       letter_px;
} Search;

static Column
look_at_column (const AskgGrey *line,
                int             x)
{
  Column column = { 0 };
  double weight = 0;
  int run = 0;

  for (int y = 0; y < (int) line->height_px; y++)
    {
      const int grey = line->pixels[(gsize) y * line->width_px + x];

      weight += 255 - grey;
      column.middle_px += (255 - grey) * (double) y;
      run = IS_INK (grey) ? run + 1 : 0;
      if (run == 0)
        continue;
      if (column.n_bands == 0)
        column.top = y;
      column.n_bands += run == 1;
      column.bottom = y + 1;
      column.thick_px = MAX (column.thick_px, run);
    }
  column.middle_px = weight > 0 ? column.middle_px / weight : 0;

  return column;
}

/* "^": highest in the middle, and open below. */
static gboolean
is_caret (const Search *search,
          const Piece  *piece)
{
  const int height = piece->bottom - piece->top, width = piece->end - piece->start;
  const Column *first = &search->columns[piece->start], *last = &search->columns[piece->end - 1];
  const Column *middle = &search->columns[piece->start + width / 2];

  return height * 20 <= search->letter_px * 11 && width * 5 <= search->letter_px * 4 && width * 5 >= search->letter_px &&
         height * 5 >= search->letter_px && first->top - piece->top >= height * 2 / 5 &&
         last->top - piece->top >= height * 2 / 5 && middle->n_bands == 1 &&
         piece->bottom - middle->bottom >= height / 5 && first->bottom >= piece->bottom - height / 4 &&
         last->bottom >= piece->bottom - height / 4;
}

static char
judge (const Search *search,
       const Piece  *piece)
{
  const int height = piece->bottom - piece->top, width = piece->end - piece->start, letter = search->letter_px;
  int n_double = 0, n_thin = 0;

  if (is_caret (search, piece))
    return '^';
  for (int x = piece->start; x < piece->end; x++)
    {
      n_double += search->columns[x].n_bands == 2;
      n_thin += search->columns[x].n_bands <= 2 && search->columns[x].thick_px <= MAX (3, letter * 9 / 40);
    }
  if (n_thin == width && height * 5 <= letter * 2 && width * 5 >= letter)
    {
      if (n_double * 10 >= width * 8)
        return '=';
      if (n_double * 10 <= width * 2)
        return '-';
    }
  if (width * 4 <= letter && height * 4 >= letter * 3 && n_double == 0)
    return '|';

  return 0;
}

static Piece
make_piece (const Search *search,
            int           start,
            int           end)
{
  Piece piece = { start, end, G_MAXINT, 0, 0 };

  for (int x = start; x < end; x++)
    {
      piece.top = MIN (piece.top, search->columns[x].top);
      piece.bottom = MAX (piece.bottom, search->columns[x].bottom);
    }
  piece.mark = judge (search, &piece);

  return piece;
}

/* Adds what stands from @start to @end: in some fonts a caret touches the strokes beside it. */
static void
add_pieces (Search *search,
            int     start,
            int     end)
{
  const Piece whole = make_piece (search, start, end);
  const int least = MAX (1, search->letter_px / 5);
  const gboolean may_be_both = whole.mark == 0 && (whole.bottom - whole.top) * 20 <= search->letter_px * 13;

  for (int x = start + least; may_be_both && x <= end - least; x++)
    {
      const Piece left = make_piece (search, start, x);

      if (left.mark == '^' && make_piece (search, x, end).mark == '-')
        {
          g_array_append_val (search->pieces, left);
          add_pieces (search, x, end);
          return;
        }
    }
  g_array_append_val (search->pieces, whole);
}

static void
find_pieces (Search *search)
{
  const int width = (int) search->line->width_px;

  for (int x = 0; x < width; x++)
    search->columns[x] = look_at_column (search->line, x);
  for (int x = 0, start; x < width; x++)
    {
      for (start = x; x < width && search->columns[x].n_bands > 0; x++)
        ;
      if (x > start)
        add_pieces (search, start, x);
    }
}

static Piece *
piece_at (const Search *search,
          guint         i)
{
  return &g_array_index (search->pieces, Piece, i);
}

/* Whether the weight of the ink goes up and down along a stroke, as along "~~~~". */
static gboolean
is_wave (const Search *search,
         const Piece  *run)
{
  double highest = G_MAXDOUBLE, lowest = 0;

  for (int x = run->start; x < run->end; x++)
    if (search->columns[x].n_bands > 0)
      {
        highest = MIN (highest, search->columns[x].middle_px);
        lowest = MAX (lowest, search->columns[x].middle_px);
      }

  return (lowest - highest) * 20 > search->letter_px;
}

/* The pieces from @i on that go on as it begins, as one; @n is set to how many they are. */
static Piece
join_pieces (const Search *search,
             guint         i,
             guint        *n)
{
  Piece run = *piece_at (search, i);

  for (*n = 1; i + *n < search->pieces->len; (*n)++)
    {
      const Piece *next = piece_at (search, i + *n);

      if (next->mark != run.mark || (next->start - run.end) * 20 > search->letter_px * 9 ||
          ABS (next->top - run.top) * 20 > search->letter_px * 3 ||
          ABS (next->bottom - run.bottom) * 20 > search->letter_px * 3)
        break;
      run.end = next->end;
    }

  return run;
}

/* What a run is made of; 0 when it is too short to be sure that it is one. */
static char
name_run (const Search *search,
          const Piece  *run,
          gboolean      beside_caret)
{
  const int width = run->end - run->start, letter = search->letter_px;
  const int ink_height = (int) search->line->height_px - 2 * search->margin_px;
  const int from_top = (run->top + run->bottom) / 2 - search->margin_px;

  if (run->mark == '-' && (beside_caret || (width > letter && is_wave (search, run))))
    return '~';
  if (width < 2 * letter)
    return 0;
  if (run->mark == '-' && from_top * 4 > ink_height * 3 && ink_height * 2 > letter)
    return '_';

  return run->mark;
}

/* Takes @piece off the line and adds it to @runs as @mark. */
static void
take (const Search *search,
      const Piece  *piece,
      char          mark,
      GArray       *runs)
{
  AskgGlyph glyph = {
    .box = { piece->start, piece->top, piece->end - piece->start, piece->bottom - piece->top },
    .text = { mark, '\0' },
    .confidence = 90,
    .word_confidence = 90,
    .is_run = mark != '^' && mark != '|',
  };

  g_array_append_val (runs, glyph);
  /* Faint ink reaches a little farther. */
  for (int y = 0; y < (int) search->line->height_px; y++)
    for (int x = MAX (0, piece->start - 2); x < MIN (piece->end + 2, (int) search->line->width_px); x++)
      if (x >= piece->start && x < piece->end ? TRUE : search->columns[x].n_bands == 0)
        search->line->pixels[(gsize) y * search->line->width_px + x] = 255;
}

/* A line with nothing but bars and carets points at something in the line above it. */
static gboolean
is_pointer (const Search *search)
{
  gboolean has_caret = FALSE;

  for (guint i = 0; i < search->pieces->len; i++)
    {
      const char mark = piece_at (search, i)->mark;

      if (mark != '^' && mark != '-' && !(mark == '|' && !has_caret))
        return FALSE;
      has_caret = has_caret || mark == '^';
    }

  return has_caret;
}

static gboolean
touches_caret (const Search *search,
               guint         i,
               guint         n)
{
  const Piece *first = piece_at (search, i), *last = piece_at (search, i + n - 1);

  return (i > 0 && first[-1].mark == '^' && (first->start - first[-1].end) * 5 < search->letter_px * 2) ||
         (i + n < search->pieces->len && last[1].mark == '^' && (last[1].start - last->end) * 5 < search->letter_px * 2);
}

/**
 * askg_line_runs_take:
 * @line: as it will be read; the runs are taken off it
 * @margin_px: of paper around its ink
 * @letter_px: how high lines are here, at the scale of @line
 *
 * Returns: (transfer full) (element-type AskgGlyph): what was taken, from left to right
 */
GArray *
askg_line_runs_take (AskgGrey *line,
                     guint     margin_px,
                     guint     letter_px)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  g_autofree Column *columns = g_new (Column, MAX (1, line->width_px));
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const int height_px = (int) line->height_px - 2 * (int) margin_px;
  Search search = { line, columns, pieces, (int) margin_px, MAX (height_px, (int) letter_px) };
  gboolean points;

  find_pieces (&search);
  points = is_pointer (&search);
  for (guint i = 0, n; i < pieces->len; i += n)
    {
      const Piece run = join_pieces (&search, i, &n);
      char mark = run.mark;

      if (mark == '-' || mark == '=')
        mark = name_run (&search, &run, touches_caret (&search, i, n));
      else if (mark == '^' || mark == '|')
        {
          n = 1;
          mark = points ? mark : 0;
        }
      if (mark != 0)
        take (&search, n == 1 ? piece_at (&search, i) : &run, mark, runs);
    }

  return runs;
}

static int
right_of (const AskgGlyph *glyph)
{
  return glyph->box.x + glyph->box.width;
}

/**
 * askg_line_runs_insert:
 * @glyphs: (element-type AskgGlyph): of one line, from left to right
 * @runs: (element-type AskgGlyph): from askg_line_runs_take()
 *
 * Puts the runs where they stood.
 */
void
askg_line_runs_insert (GArray       *glyphs,
                       const GArray *runs,
                       guint         letter_px)
{
  for (guint i = 0, at = 0; i < runs->len; i++)
    {
      AskgGlyph run = g_array_index (runs, AskgGlyph, i);

      while (at < glyphs->len && g_array_index (glyphs, AskgGlyph, at).box.x < run.box.x)
        at++;
      run.starts_line = at == 0;
      run.starts_word = at == 0 || (run.box.x - right_of (&g_array_index (glyphs, AskgGlyph, at - 1))) * 5 > (int) letter_px * 2;
      if (at < glyphs->len)
        {
          AskgGlyph *next = &g_array_index (glyphs, AskgGlyph, at);

          next->starts_line = FALSE;
          next->starts_word = (next->box.x - right_of (&run)) * 5 > (int) letter_px * 2;
        }
      g_array_insert_val (glyphs, at, run);
    }
}
