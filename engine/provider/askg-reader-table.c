/* askg-reader-table.c: pure; any thread.
 *
 * A column ends where a stripe of the picture stays empty from line to line. Lines are taken
 * as long as the stripes stay open; a line of prose closes them, and the table is over. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-table.h"

#include <string.h>

#include "engine/provider/askg-reader-markup.h"
#include "engine/provider/askg-reader-table-rows.h"

/* Quarters of a letter's width. Few lines may leave a narrow stripe open by chance, many do not. */
#define WIDE_GUTTER 6
#define NARROW_GUTTER 3
#define MANY_ROWS 4
#define MAX_COLUMNS 64
/* Lines at the head of a run that may be where the table begins. */
#define MOST_STARTS 6
/* After so many rows a table is settled, and is weighed again only when a column closes. */
#define CAREFUL_ROWS 40

struct _AskgTable
{
  GPtrArray *rows; /* owned, of GStrv, each with n_columns cells */
  guint      n_columns;
};

/* What the lines taken so far cover, and the stripes between. */
typedef struct
{
  guint8 covered[ASKG_TABLE_MAX_EXTENT];
  guint  n_rows;
} Cover;

typedef struct
{
  guint middle[MAX_COLUMNS]; /* of each gutter, from left to right */
  guint width[MAX_COLUMNS];
  guint n;
} Gutters;

/* Rows that hang together. */
typedef struct
{
  Gutters gutters;
  guint   first;
  guint   n;
  guint   n_cells; /* beside the first of each row: how much of a table it is */
} Find;

static void
find_gutters (const Cover *cover,
              Gutters     *gutters)
{
  const guint least = cover->n_rows >= MANY_ROWS ? NARROW_GUTTER : WIDE_GUTTER;
  guint last = G_MAXUINT;

  gutters->n = 0;
  for (guint i = 0; i < ASKG_TABLE_MAX_EXTENT; i++)
    {
      if (!cover->covered[i])
        continue;
      if (last != G_MAXUINT && i - last - 1 >= least && gutters->n < MAX_COLUMNS - 1)
        {
          gutters->width[gutters->n] = i - last - 1;
          gutters->middle[gutters->n++] = (last + i) / 2;
        }
      last = i;
    }
}

static void
take_row (Cover        *cover,
          const GArray *row)
{
  for (guint i = 0; i < row->len; i++)
    {
      const AskgTablePiece *piece = &g_array_index (row, AskgTablePiece, i);

      memset (cover->covered + piece->from, 1, piece->to - piece->from);
    }
  cover->n_rows++;
}

static guint
column_of (const AskgTablePiece *piece,
           const Gutters        *gutters)
{
  const guint middle = (piece->from + piece->to) / 2;
  guint column = 0;

  while (column < gutters->n && gutters->middle[column] < middle)
    column++;

  return column;
}

/* A row that begins a table has a gap of its own. */
static gboolean
has_gap (const GArray *row)
{
  for (guint i = 1; i < row->len; i++)
    if (g_array_index (row, AskgTablePiece, i).from >=
        g_array_index (row, AskgTablePiece, i - 1).to + WIDE_GUTTER)
      return TRUE;

  return FALSE;
}

/* From one cell to the next within a row. */
static guint
count_steps (const GArray  *row,
             const Gutters *gutters)
{
  guint n = 0;

  for (guint i = 1; i < row->len; i++)
    n += column_of (&g_array_index (row, AskgTablePiece, i), gutters) !=
         column_of (&g_array_index (row, AskgTablePiece, i - 1), gutters);

  return n;
}

static guint
count_cells (GPtrArray     *rows,
             guint          first,
             guint          n,
             const Gutters *gutters)
{
  guint n_cells = 0;

  for (guint i = first; i < first + n; i++)
    n_cells += count_steps (g_ptr_array_index (rows, i), gutters);

  return n_cells;
}

/* A narrow gutter with next to nothing on one side of it is the space between two words. */
static gboolean
drop_one_gutter (GPtrArray *rows,
                 Find      *find)
{
  g_autofree guint *n_filled = g_new0 (guint, find->gutters.n + 1);

  for (guint i = find->first; i < find->first + find->n; i++)
    {
      const GArray *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->len; j++)
        {
          const guint column = column_of (&g_array_index (row, AskgTablePiece, j), &find->gutters);

          if (j == 0 || column_of (&g_array_index (row, AskgTablePiece, j - 1), &find->gutters) != column)
            n_filled[column]++;
        }
    }

  for (guint i = 0; i < find->gutters.n; i++)
    if (find->gutters.width[i] < WIDE_GUTTER && MIN (n_filled[i], n_filled[i + 1]) * 2 < find->n)
      {
        find->gutters.n--;
        memmove (&find->gutters.middle[i], &find->gutters.middle[i + 1], (find->gutters.n - i) * sizeof (guint));
        memmove (&find->gutters.width[i], &find->gutters.width[i + 1], (find->gutters.n - i) * sizeof (guint));
        return TRUE;
      }

  return FALSE;
}

/* A title above a table may have a gap, too, but few cells. */
static gboolean
is_title (const GArray  *row,
          const Gutters *gutters)
{
  return (count_steps (row, gutters) + 1) * 2 <= gutters->n + 1;
}

static void
keep_better (GPtrArray     *rows,
             guint          first,
             guint          n,
             const Gutters *gutters,
             Find          *best)
{
  Find find = { *gutters, first, n, 0 };

  while (drop_one_gutter (rows, &find))
    ;
  /* A line of one cell under a table is not part of it. */
  while (find.n > 0 && count_steps (g_ptr_array_index (rows, find.first + find.n - 1), &find.gutters) == 0)
    find.n--;
  for (; find.n > 2 && is_title (g_ptr_array_index (rows, find.first), &find.gutters); find.n--)
    find.first++;
  find.n_cells = count_cells (rows, find.first, find.n, &find.gutters);
  if (find.n >= 2 && find.n_cells > best->n_cells)
    *best = find;
}

/* Takes rows from @first on as long as stripes stay open, and keeps the best table on the way:
 * a line below it may leave some of them open by chance. Returns how many rows were taken. */
static guint
grow_from (GPtrArray *rows,
           guint      first,
           Find      *best)
{
  g_autofree Cover *cover = g_new0 (Cover, 1);
  Gutters gutters = { .n = 0 };
  guint n_taken = 0;

  for (guint i = first; i < rows->len; i++)
    {
      const GArray *row = g_ptr_array_index (rows, i);
      Gutters with;

      if (row->len == 0 && n_taken > 0)
        break;
      take_row (cover, row);
      find_gutters (cover, &with);
      if (with.n < gutters.n || n_taken < CAREFUL_ROWS)
        keep_better (rows, first, n_taken, &gutters, best);
      if (with.n == 0)
        break;
      gutters = with;
      n_taken++;
    }
  keep_better (rows, first, n_taken, &gutters, best);

  return n_taken;
}

static char **
make_cells (const GArray  *row,
            const Gutters *gutters)
{
  char **cells = g_new0 (char *, gutters->n + 2);

  for (guint i = 0; i <= gutters->n; i++)
    {
      g_autoptr(GString) cell = g_string_new (NULL);

      for (guint j = 0; j < row->len; j++)
        {
          const AskgTablePiece *piece = &g_array_index (row, AskgTablePiece, j);

          if (column_of (piece, gutters) == i)
            g_string_append_printf (cell, "%s%s", cell->len > 0 ? " " : "", piece->text);
        }
      cells[i] = g_string_free (g_steal_pointer (&cell), FALSE);
    }

  return cells;
}

/* Lines that were drawn have no pieces left and do not divide a table. */
static void
drop_empty_rows (GPtrArray *rows)
{
  for (guint i = rows->len; i > 0; i--)
    if (((GArray *) g_ptr_array_index (rows, i - 1))->len == 0)
      g_ptr_array_remove_index (rows, i - 1);
}

/* A line above the table may have a gap of its own, so the rows below the first are tried, too. */
static guint
try_from (GPtrArray *rows,
          guint      first,
          Find      *best)
{
  guint n_longest = 0;

  for (guint i = first; i < MIN (first + MOST_STARTS, rows->len); i++)
    if (has_gap (g_ptr_array_index (rows, i)))
      n_longest = MAX (n_longest, grow_from (rows, i, best));
    else if (i == first)
      break;

  return n_longest;
}

static AskgTable *
find_in_rows (GPtrArray *rows)
{
  AskgTable *table;
  Find best = { .n = 0 };

  for (guint i = 0; i < rows->len; )
    i += MAX (try_from (rows, i, &best), 1);
  if (best.n == 0)
    return NULL;

  table = g_new0 (AskgTable, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->n_columns = best.gutters.n + 1;
  for (guint i = 0; i < best.n; i++)
    g_ptr_array_add (table->rows, make_cells (g_ptr_array_index (rows, best.first + i), &best.gutters));

  return table;
}

/**
 * askg_table_find_in_page:
 * @page: words with their boxes
 *
 * Returns: (nullable) (transfer full): the largest table; %NULL when there is none
 */
AskgTable *
askg_table_find_in_page (AskgPageText *page)
{
  g_autoptr(GPtrArray) rows = NULL;

  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (page), NULL);

  rows = askg_table_rows_from_page (page);
  drop_empty_rows (rows);

  return find_in_rows (rows);
}

/**
 * askg_table_find_in_text:
 * @text: divided by tabs, bars or commas, or set in columns by spaces
 *
 * Returns: (nullable) (transfer full): the largest table; %NULL when there is none
 */
AskgTable *
askg_table_find_in_text (const char *text)
{
  g_autoptr(GPtrArray) split = askg_table_split_text (text);
  g_autoptr(GPtrArray) rows = NULL;
  AskgTable *table;

  if (split == NULL)
    {
      rows = askg_table_rows_from_text (text);
      return find_in_rows (rows);
    }

  table = g_new0 (AskgTable, 1);
  table->n_columns = g_strv_length (g_ptr_array_index (split, 0));
  table->rows = g_steal_pointer (&split);

  return table;
}

void
askg_table_free (AskgTable *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

guint
askg_table_get_n_rows (AskgTable *self)
{
  return self->rows->len;
}

guint
askg_table_get_n_columns (AskgTable *self)
{
  return self->n_columns;
}

/* (transfer none): "" for an empty one */
const char *
askg_table_get_cell (AskgTable *self,
                     guint      row,
                     guint      column)
{
  char **cells = g_ptr_array_index (self->rows, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

/* The first row is taken for the heading: Markdown has no table without one. */
char *
askg_table_to_markdown (AskgTable *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_string_append (text, i > 0 ? "\n|" : "|");
      for (guint j = 0; j < self->n_columns; j++)
        {
          g_autofree char *cell = askg_reader_plain (askg_table_get_cell (self, i, j));

          g_string_append_printf (text, " %s |", cell);
        }
      if (i > 0)
        continue;
      g_string_append (text, "\n|");
      for (guint j = 0; j < self->n_columns; j++)
        g_string_append (text, " --- |");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Tabs between cells, a line feed after each row. */
char *
askg_table_to_tsv (AskgTable *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < self->n_columns; j++)
      g_string_append_printf (text, "%s%c", askg_table_get_cell (self, i, j), j + 1 < self->n_columns ? '\t' : '\n');

  return g_string_free (g_steal_pointer (&text), FALSE);
}
