/* askg-reader-table-rows.c: pure; any thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-table-rows.h"

#include <math.h>
#include <string.h>

#define MAX_ROWS 2000

static void
clear_piece (gpointer data)
{
  g_free (((AskgTablePiece *) data)->text);
}

static GArray *
row_new (GPtrArray *rows)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (AskgTablePiece));

  g_array_set_clear_func (row, clear_piece);
  g_ptr_array_add (rows, row);

  return row;
}

static guint
width_in_letters (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return width;
}

/* The mean width of a letter, in pixels. */
static double
letter_width (AskgPageText *page)
{
  double pixels = 0, letters = 0;

  for (guint i = 0; i < askg_page_text_get_n_words (page); i++)
    {
      const AskgWord *word = askg_page_text_get_word (page, i);

      pixels += MAX (word->box.width, 0);
      letters += width_in_letters (word->text);
    }

  return letters > 0 && pixels > 0 ? pixels / letters : 1;
}

static int
left_edge (AskgPageText *page)
{
  int left = G_MAXINT;

  for (guint i = 0; i < askg_page_text_get_n_words (page); i++)
    left = MIN (left, askg_page_text_get_word (page, i)->box.x);

  return left;
}

/* Lines and bars that were drawn, read as letters. */
static gboolean
is_drawn (const char *text)
{
  return text[strspn (text, "|-=_+~.:")] == '\0' && strspn (text, ".:") != strlen (text);
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const AskgTablePiece *one = a, *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

/**
 * askg_table_rows_from_page:
 *
 * Returns: (transfer full) (element-type GArray): a row a line, without what was drawn around it
 */
GPtrArray *
askg_table_rows_from_page (AskgPageText *page)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  const double quarter = letter_width (page) / 4;
  const int left = left_edge (page);

  for (guint i = 0; i < MIN (askg_page_text_get_n_lines (page), MAX_ROWS); i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (page, i);
      GArray *row = row_new (rows);

      for (guint j = 0; j < line->n_words; j++)
        {
          const AskgWord *word = askg_page_text_get_word (page, line->first_word + j);
          const double from = (word->box.x - left) / quarter;
          const double to = (word->box.x + MAX (word->box.width, 1) - left) / quarter;
          AskgTablePiece piece = { NULL, (guint) CLAMP (floor (from), 0, ASKG_TABLE_MAX_EXTENT - 1), 0 };

          if (is_drawn (word->text) && strcmp (word->text, "-") != 0)
            continue;
          piece.to = (guint) CLAMP (ceil (to), piece.from + 1, ASKG_TABLE_MAX_EXTENT);
          piece.text = g_strdup (word->text);
          g_array_append_val (row, piece);
        }
      g_array_sort (row, compare_pieces);
    }

  return rows;
}

static void
read_line (const char *line,
           GArray     *row)
{
  const char *start = NULL;
  guint column = 0, from = 0;

  for (const char *p = line; ; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_letter = c != 0 && !g_unichar_isspace (c);

      if (is_letter && start == NULL)
        {
          start = p;
          from = column;
        }
      else if (!is_letter && start != NULL)
        {
          AskgTablePiece piece = { g_strndup (start, p - start), from * 4, column * 4 };

          start = NULL;
          if (piece.to <= ASKG_TABLE_MAX_EXTENT && (!is_drawn (piece.text) || strcmp (piece.text, "-") == 0))
            g_array_append_val (row, piece);
          else
            g_free (piece.text);
        }
      if (c == 0)
        break;
      column += c == '\t' ? 8 - column % 8 : g_unichar_iswide (c) ? 2 : 1;
    }
}

/**
 * askg_table_rows_from_text:
 * @text: as a terminal shows it: every letter as wide as the other
 *
 * Returns: (transfer full) (element-type GArray): a row a line
 */
GPtrArray *
askg_table_rows_from_text (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_auto(GStrv) lines = g_strsplit (text, "\n", MAX_ROWS + 1);

  for (guint i = 0; lines[i] != NULL && i < MAX_ROWS; i++)
    read_line (lines[i], row_new (rows));

  return rows;
}

static guint
count_of (const char *line,
          const char *divider)
{
  guint n = 0;

  for (const char *p = strstr (line, divider); p != NULL; p = strstr (p + 1, divider))
    n++;

  return n;
}

static char **
split_cells (const char *line,
             const char *divider)
{
  g_autofree char *plain = g_strstrip (g_strdup (line));
  const char *start = plain;
  char **cells;

  /* The bars at both ends of a row divide nothing. */
  if (divider[0] == '|')
    {
      const gsize length = strlen (plain);

      if (length > 1 && plain[length - 1] == '|')
        plain[length - 1] = '\0';
      if (*start == '|')
        start++;
    }
  cells = g_strsplit (divider[0] == '\t' ? line : start, divider, 65);
  for (char **cell = cells; *cell != NULL; cell++)
    g_strstrip (*cell);

  return cells;
}

/* The longest run of lines that hold @divider equally often. */
static GPtrArray *
split_by (char       **lines,
          const char  *divider,
          guint        least_dividers,
          guint        least_rows)
{
  GPtrArray *best = NULL;

  for (guint i = 0; lines[i] != NULL; )
    {
      const guint n = count_of (lines[i], divider);
      g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

      if (n < least_dividers)
        {
          i++;
          continue;
        }
      for (; lines[i] != NULL && rows->len < MAX_ROWS; i++)
        {
          if (is_drawn (g_strstrip (lines[i])) || strspn (lines[i], "|-=+: ") == strlen (lines[i]))
            {
              if (lines[i][0] == '\0')
                break;
              continue;
            }
          if (count_of (lines[i], divider) != n)
            break;
          g_ptr_array_add (rows, split_cells (lines[i], divider));
        }
      if (rows->len >= least_rows && (best == NULL || rows->len > best->len))
        {
          g_clear_pointer (&best, g_ptr_array_unref);
          best = g_steal_pointer (&rows);
        }
    }

  return best;
}

/**
 * askg_table_split_text:
 *
 * Returns: (nullable) (transfer full) (element-type GStrv): rows of cells; %NULL when neither
 *   tabs nor bars nor commas divide two or more lines in the same way
 */
GPtrArray *
askg_table_split_text (const char *text)
{
  static const struct
  {
    const char *divider;
    guint       least_dividers;
    guint       least_rows;
  } ways[] = { { "\t", 1, 2 }, { "|", 2, 2 }, { "|", 1, 3 }, { ";", 2, 3 }, { ",", 2, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
      GPtrArray *rows = split_by (lines, ways[i].divider, ways[i].least_dividers, ways[i].least_rows);

      if (rows != NULL)
        return rows;
    }

  return NULL;
}
