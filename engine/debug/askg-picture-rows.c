/* askg-picture-rows.c: any thread.
 *
 * Letters of a terminal stand in columns, so that the width of one tells in which column a row ends. A row was broken where it ends
 * in the last column there is, and that is beside the picture's edge. */
#include "engine/debug/askg-picture-rows.h"

#include <string.h>

#include "engine/debug/askg-place.h"

#define FEWEST_COLUMNS 39.0  /* no terminal is narrower than 40, and no sentence is taken for a broken row */
#define FEWEST_CHARS   6     /* of what tells how wide letters are */
#define INSIDE         0.75  /* of a column: the ink of a letter ends inside of its room */
#define EDGE           4.0   /* columns: margin and scroll bar of a window */
#define BLANK          0.9   /* of a column: more between two letters is one that is left blank */
#define MAX_BLANKS     120
#define EVEN           0.06  /* by which the width of a letter may differ from one word to another */

typedef struct
{
  AskgPageText *page;
  double        advance_px; /* 0: nobody knows */
  int           left_px;
  double        last;       /* column in which the longest row ends */
  gboolean      is_edge;    /* rows are broken there */
  gboolean      is_even;    /* every letter is as wide as others */
} Grid;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
add_width (GArray *widths,
           int     box_px,
           glong   n_chars)
{
  const double width = (double) box_px / ((double) n_chars - 0.3);

  if (n_chars >= FEWEST_CHARS)
    g_array_append_val (widths, width);
}

static double
middle_of (GArray *widths)
{
  g_array_sort (widths, compare_doubles);

  return widths->len > 0 ? g_array_index (widths, double, widths->len / 2) : 0;
}

/* Long words tell how wide a letter is, rows without wide gaps tell it better. */
static void
find_advance (Grid *grid)
{
  g_autoptr(GArray) words = g_array_new (FALSE, FALSE, sizeof (double)), rows = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_even = 0;

  for (guint i = 0; i < askg_page_text_get_n_words (grid->page); i++)
    {
      const AskgWord *word = askg_page_text_get_word (grid->page, i);

      add_width (words, word->box.width, g_utf8_strlen (word->text, -1));
    }
  grid->advance_px = middle_of (words);
  for (guint i = 0; i < askg_page_text_get_n_lines (grid->page); i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (grid->page, i);

      add_width (rows, line->box.width, g_utf8_strlen (line->text + strspn (line->text, " "), -1));
      if (rows->len > 0 && ABS (g_array_index (rows, double, rows->len - 1) - grid->advance_px) > EVEN * grid->advance_px)
        g_array_set_size (rows, rows->len - 1);
    }
  for (guint i = 0; i < words->len; i++)
    n_even += ABS (g_array_index (words, double, i) - grid->advance_px) <= EVEN * grid->advance_px;
  grid->is_even = words->len > 0 && n_even * 5 >= words->len * 3;
  if (rows->len > 0)
    grid->advance_px = middle_of (rows);
}

static double
end_of (const Grid         *grid,
        const AskgTextLine *line)
{
  return (line->box.x + line->box.width - grid->left_px) / grid->advance_px;
}

static gboolean
is_full (const Grid         *grid,
         const AskgTextLine *line)
{
  return end_of (grid, line) >= grid->last - INSIDE;
}

static Grid
find_grid (AskgPageText *page,
           guint         width_px)
{
  Grid grid = { .page = page, .left_px = G_MAXINT };
  const guint n_lines = askg_page_text_get_n_lines (page);

  find_advance (&grid);
  if (grid.advance_px <= 0)
    return grid;
  for (guint i = 0; i < n_lines; i++)
    grid.left_px = MIN (grid.left_px, askg_page_text_get_line (page, i)->box.x);
  for (guint i = 0; i < n_lines; i++)
    grid.last = MAX (grid.last, end_of (&grid, askg_page_text_get_line (page, i)));
  grid.is_edge = grid.last >= FEWEST_COLUMNS && grid.left_px + (grid.last + EDGE) * grid.advance_px >= width_px;

  return grid;
}

/* A row that begins with a place, or with what tools call it, is a line of its own. */
static gboolean
begins_line (const char *text)
{
  static const char *const heads[] = { "error", "warning", "note:", "fatal", "Error", "Traceback", "File \"", "at ", "-->", "make" };
  AskgPlace place;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (text, heads[i]))
      return TRUE;

  return askg_place_read_head (text, &place) && strcspn (place.file, " \"'") >= place.n_file;
}

/* "==== FAILURES ====" is drawn as wide as the terminal. */
static gboolean
is_rule (const char *text)
{
  return g_str_has_suffix (text, "===") || g_str_has_suffix (text, "___") || g_str_has_suffix (text, "---") || g_str_has_suffix (text, "***");
}

/* Before what is quoted there is a blank. */
static gboolean
opens_quote (const char *text)
{
  return *text != '\0' && strchr ("\"'`", *text) != NULL && g_ascii_isalnum (text[1]);
}

/* "(ImmutableCollect" and "ions.java:147)" */
static gboolean
leaves_open (const char *text)
{
  int n_open = 0;

  for (; *text != '\0'; text++)
    n_open += *text == '(' ? 1 : *text == ')' && n_open > 0 ? -1 : 0;

  return n_open > 0;
}

/* Whether @next, which stands below @line, goes on with it: behind a blank, where that was the last column. */
static gboolean
goes_on (const Grid         *grid,
         const AskgTextLine *line,
         const AskgTextLine *next)
{
  return grid->is_edge && !is_rule (line->text) && !is_rule (next->text) && end_of (grid, line) >= grid->last - 1 - INSIDE && (next->box.x - grid->left_px) < 1.6 * grid->advance_px &&
         next->box.y > line->box.y && next->box.y - line->box.y < 5 * grid->advance_px &&
         (leaves_open (line->text) || !begins_line (next->text + strspn (next->text, " ")));
}

/* In columns: what was read knows of no more than one blank between words, and finds some where a letter is narrow. */
static void
append_row (const Grid         *grid,
            const AskgTextLine *line,
            GString            *text)
{
  int end_px = 0;

  if (!grid->is_even)
    {
      g_string_append (text, line->text);
      return;
    }
  g_string_append_len (text, line->text, (gssize) strspn (line->text, " "));
  for (guint i = 0; i < line->n_words; i++)
    {
      const AskgWord *word = askg_page_text_get_word (grid->page, line->first_word + i);
      const double gap = (word->box.x - end_px) / grid->advance_px;

      if (i > 0 && gap >= BLANK)
        for (int n = (int) CLAMP (gap + 1 - BLANK, 1, MAX_BLANKS); n > 0; n--)
          g_string_append_c (text, ' ');
      g_string_append (text, word->text);
      end_px = word->box.x + word->box.width;
    }
}

/**
 * askg_picture_rows_join:
 * @width_px: of the picture; %G_MAXUINT where nobody knows
 *
 * Returns: (transfer full) (element-type utf8): the lines, from the top
 */
GPtrArray *
askg_picture_rows_join (AskgPageText *page,
                        guint         width_px)
{
  const Grid grid = find_grid (page, width_px);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const guint n_lines = askg_page_text_get_n_lines (page);

  for (guint i = 0; i < n_lines; i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (page, i);
      GString *whole = g_string_new (NULL);

      append_row (&grid, line, whole);
      for (; i + 1 < n_lines && goes_on (&grid, line, line + 1); line++, i++)
        {
          if (!is_full (&grid, line) || opens_quote (line[1].text))
            g_string_append_c (whole, ' ');
          append_row (&grid, line + 1, whole);
        }
      g_ptr_array_add (lines, g_string_free (whole, FALSE));
    }

  return lines;
}
