/* askg-line-finder.c: one thread per picture.
 *
 * A screen is made of boxes: it comes apart along empty rows and empty columns, again and again,
 * until a piece has neither (a recursive cut). What is left are lines. Frames and rules are taken
 * out first, for nothing comes apart inside a frame. */
#include "engine/local/askg-line-finder.h"

#include <string.h>

#define PAPER         255
#define RULE_PX       64u  /* an unbroken run of this length, and thin, is a rule */
#define UPRIGHT_PX    48u  /* the same from top to bottom */
#define RULE_THICK_PX 4u
#define BAND_PX       12u  /* too low to hold writing */
#define GUTTER_PX     28   /* columns stand at least so far apart, and more where letters are big */
#define MAX_DEPTH     12
#define MAX_LINES     2000u

typedef struct
{
  const AskgGrey *ink;
  GArray         *lines;
  guint           letter_px; /* how high a usual line is */
  guint           paragraph;
} Finder;

static gboolean
is_ink (const AskgGrey *ink,
        guint           x,
        guint           y)
{
  return ink->pixels[(gsize) y * ink->width_px + x] != PAPER;
}

/* Whether a run along one axis is thin across it at its middle. */
static gboolean
is_thin (const AskgGrey *ink,
         guint           x,
         guint           y,
         gboolean        is_upright)
{
  guint before = 0, after = 0;

  while (before <= RULE_THICK_PX && (is_upright ? x > before && is_ink (ink, x - before - 1, y)
                                                : y > before && is_ink (ink, x, y - before - 1)))
    before++;
  while (after <= RULE_THICK_PX && (is_upright ? x + after + 1 < ink->width_px && is_ink (ink, x + after + 1, y)
                                               : y + after + 1 < ink->height_px && is_ink (ink, x, y + after + 1)))
    after++;

  return before + after < RULE_THICK_PX;
}

static void
erase_rules (AskgGrey *ink,
             gboolean  is_upright)
{
  const guint n_lanes = is_upright ? ink->width_px : ink->height_px;
  const guint n_steps = is_upright ? ink->height_px : ink->width_px;
  const guint limit = is_upright ? UPRIGHT_PX : RULE_PX;
  const gsize step = is_upright ? ink->width_px : 1, lane_step = is_upright ? 1 : ink->width_px;

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      guint8 *pixels = ink->pixels + lane * lane_step;

      for (guint start = 0, end; start < n_steps; start = end + 1)
        {
          guint middle;

          for (end = start; end < n_steps && pixels[end * step] != PAPER; end++)
            ;
          middle = (start + end) / 2;
          if (end - start < limit || !is_thin (ink, is_upright ? lane : middle, is_upright ? middle : lane, is_upright))
            continue;
          for (guint at = start; at < end; at++)
            pixels[at * step] = PAPER;
        }
    }
}

/* Whether ink runs unbroken along most of a row (or column). */
static gboolean
is_solid (const AskgGrey *ink,
          guint           lane,
          gboolean        is_upright)
{
  const guint n_steps = is_upright ? ink->height_px : ink->width_px;
  const gsize step = is_upright ? ink->width_px : 1;
  const guint8 *pixels = ink->pixels + (gsize) lane * (is_upright ? 1 : ink->width_px);
  guint run = 0, longest = 0;

  for (guint at = 0; at < n_steps; at++)
    {
      run = pixels[at * step] != PAPER ? run + 1 : 0;
      longest = MAX (longest, run);
    }

  return longest * 4 >= n_steps * 3;
}

/* A region is dragged a little past what it is meant to hold: what stands along its edges then is
 * the ground around, not a line. */
static void
erase_band (AskgGrey *ink,
            gboolean  is_upright,
            gboolean  from_end)
{
  const guint n_lanes = is_upright ? ink->width_px : ink->height_px;
  const guint n_steps = is_upright ? ink->height_px : ink->width_px;
  guint n = 0;

  while (n <= BAND_PX && n < n_lanes && is_solid (ink, from_end ? n_lanes - 1 - n : n, is_upright))
    n++;
  if (n > BAND_PX)
    return;
  for (guint i = 0; i < n; i++)
    for (guint at = 0, lane = from_end ? n_lanes - 1 - i : i; at < n_steps; at++)
      ink->pixels[is_upright ? (gsize) at * ink->width_px + lane : (gsize) lane * ink->width_px + at] = PAPER;
}

/* Which rows (or columns) of a box hold ink. */
static guint8 *
profile (const AskgGrey *ink,
         const AskgRect *box,
         gboolean        by_row)
{
  guint8 *used = g_malloc0 (by_row ? box->height : box->width);

  for (int y = 0; y < box->height; y++)
    {
      const guint8 *row = ink->pixels + (gsize) (box->y + y) * ink->width_px + box->x;

      if (by_row)
        for (int x = 0; x < box->width && used[y] == 0; x++)
          used[y] = row[x] != PAPER;
      else
        for (int x = 0; x < box->width; x++)
          used[x] |= row[x] != PAPER;
    }

  return used;
}

/* The next part of @used that is not interrupted by @gap empty places. */
static gboolean
next_part (const guint8 *used,
           int           n,
           int           gap,
           int          *start,
           int          *end)
{
  int at = *end;

  while (at < n && used[at] == 0)
    at++;
  if (at == n)
    return FALSE;
  *start = *end = at;
  for (; at < n && at - *end < gap; at++)
    if (used[at] != 0)
      *end = at + 1;

  return TRUE;
}

/* Splits @box at empty places at least @gap wide. */
static GArray *
split (const Finder   *finder,
       const AskgRect *box,
       gboolean        by_row,
       int             gap)
{
  g_autofree guint8 *used = profile (finder->ink, box, by_row);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (AskgRect));
  int start = 0, end = 0;

  while (next_part (used, by_row ? box->height : box->width, gap, &start, &end))
    {
      const AskgRect part = by_row ? (AskgRect) { box->x, box->y + start, box->width, end - start }
                                   : (AskgRect) { box->x + start, box->y, end - start, box->height };

      g_array_append_val (parts, part);
    }

  return parts;
}

/* Dots of an i and strokes under or over a letter belong to the line they are nearest to. */
static void
join_slivers (GArray *rows,
              int     letter_px)
{
  for (guint i = 0; i + 1 < rows->len;)
    {
      AskgRect *upper = &g_array_index (rows, AskgRect, i), *lower = upper + 1;
      const int gap = lower->y - upper->y - upper->height;
      const int both = lower->y + lower->height - upper->y;

      if (MIN (upper->height, lower->height) * 5 < letter_px * 2 && gap * 4 <= letter_px && both * 4 <= letter_px * 7)
        {
          upper->height = both;
          g_array_remove_index (rows, i + 1);
        }
      else
        i++;
    }
}

static void
add_line (Finder         *finder,
          const AskgRect *box,
          int             left_px)
{
  g_autoptr(GArray) parts = split (finder, box, FALSE, G_MAXINT);
  AskgFoundLine line;
  AskgRect tight;
  gboolean at_edge;

  if (parts->len == 0 || finder->lines->len >= MAX_LINES)
    return;
  tight = g_array_index (parts, AskgRect, 0);
  if (tight.height < 3 || (tight.width < 3 && tight.height > 3 * (int) finder->letter_px))
    return; /* a speck or the rest of a rule */

  /* Half a line, where a region was dragged through one, reads as anything but what it says. */
  at_edge = tight.y == 0 || tight.y + tight.height == (int) finder->ink->height_px;
  if (at_edge && tight.height * 4 < (int) finder->letter_px * 3)
    return;

  line = (AskgFoundLine) {
    .box = tight,
    .paragraph = finder->paragraph,
    .left_px = left_px,
    .letter_px = finder->letter_px,
    .is_block = tight.height > 2 * (int) finder->letter_px,
    .is_cut = at_edge,
  };
  g_array_append_val (finder->lines, line);
}

static void
cut (Finder         *finder,
     const AskgRect *box,
     guint           depth)
{
  const int letter = finder->letter_px;
  const gboolean may_hold_columns = depth < MAX_DEPTH && box->height > 2 * letter;
  g_autoptr(GArray) columns = split (finder, box, FALSE, may_hold_columns ? MAX (GUTTER_PX, 5 * letter / 2) : G_MAXINT);
  g_autoptr(GArray) rows = NULL;

  if (columns->len != 1)
    {
      for (guint i = 0; i < columns->len; i++)
        cut (finder, &g_array_index (columns, AskgRect, i), depth + 1);
      return;
    }

  box = &g_array_index (columns, AskgRect, 0); /* the same without the empty margin */
  rows = split (finder, box, TRUE, 1);
  join_slivers (rows, letter);
  for (guint i = 0; i < rows->len; i++)
    {
      const AskgRect *row = &g_array_index (rows, AskgRect, i);
      const AskgRect *above = i > 0 ? row - 1 : NULL;

      if (above == NULL || row->y - above->y - above->height > letter)
        finder->paragraph++;
      if (rows->len > 1 && depth < MAX_DEPTH && row->height > 2 * letter)
        cut (finder, row, depth + 1);
      else
        add_line (finder, row, box->x);
    }
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The usual height of a piece between two empty rows; of the lower half, for pieces may hold
 * several lines side by side. */
static guint
find_letter_height (const Finder   *finder,
                    const AskgRect *all)
{
  g_autoptr(GArray) columns = split (finder, all, FALSE, GUTTER_PX);
  g_autoptr(GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < columns->len; i++)
    {
      g_autoptr(GArray) rows = split (finder, &g_array_index (columns, AskgRect, i), TRUE, 1);

      for (guint j = 0; j < rows->len; j++)
        {
          const int height = g_array_index (rows, AskgRect, j).height;

          if (height >= 6)
            g_array_append_val (heights, height);
        }
    }
  if (heights->len == 0)
    return 12;
  g_array_sort (heights, compare_ints);

  return CLAMP (g_array_index (heights, int, heights->len * 2 / 5), 8, 64);
}

/**
 * askg_line_finder_run:
 * @ink: from askg_ink_find(); frames and rules are erased from it
 *
 * Returns: (transfer full) (element-type AskgFoundLine): the lines in reading order, column by
 *   column; at most 2000
 */
GArray *
askg_line_finder_run (AskgGrey *ink)
{
  const AskgRect all = { 0, 0, (int) ink->width_px, (int) ink->height_px };
  Finder finder = { ink, g_array_new (FALSE, FALSE, sizeof (AskgFoundLine)), 0, 0 };

  for (guint edge = 0; edge < 4; edge++)
    erase_band (ink, edge >= 2, edge % 2 == 1);
  erase_rules (ink, FALSE);
  erase_rules (ink, TRUE);
  finder.letter_px = find_letter_height (&finder, &all);
  cut (&finder, &all, 0);

  return finder.lines;
}
