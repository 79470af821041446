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
#define MANY_ROWS 5
#define MAX_COLUMNS 64

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
  guint n;
} Gutters;

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
        gutters->middle[gutters->n++] = (last + i) / 2;
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

static gboolean
is_in_one_column (const GArray  *row,
                  const Gutters *gutters)
{
  for (guint i = 1; i < row->len; i++)
    if (column_of (&g_array_index (row, AskgTablePiece, i), gutters) !=
        column_of (&g_array_index (row, AskgTablePiece, 0), gutters))
      return FALSE;

  return TRUE;
}

/* The rows from @first on that keep their columns; @out_gutters are those of all of them. */
static guint
grow_from (GPtrArray *rows,
           guint      first,
           Gutters   *out_gutters)
{
  g_autofree Cover *cover = g_new0 (Cover, 1);
  guint n_taken = 0;

  for (guint i = first; i < rows->len; i++)
    {
      const GArray *row = g_ptr_array_index (rows, i);
      g_autofree Cover *with = g_memdup2 (cover, sizeof (Cover));
      Gutters gutters;

      if (row->len == 0 && n_taken > 0)
        break;
      take_row (with, row);
      find_gutters (with, &gutters);
      if (gutters.n == 0 || (n_taken > 0 && (gutters.n + 1) * 10 < (out_gutters->n + 1) * 6))
        break;
      *out_gutters = gutters;
      *cover = *with;
      n_taken++;
    }

  /* A line of one cell under a table is not part of it. */
  while (n_taken > 0 && is_in_one_column (g_ptr_array_index (rows, first + n_taken - 1), out_gutters))
    n_taken--;

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

static AskgTable *
find_in_rows (GPtrArray *rows)
{
  AskgTable *table;
  Gutters best_gutters = { .n = 0 };
  guint best_first = 0, best_n = 0;

  for (guint i = 0; i < rows->len; )
    {
      Gutters gutters = { .n = 0 };
      const guint n = has_gap (g_ptr_array_index (rows, i)) ? grow_from (rows, i, &gutters) : 0;

      if (n >= 2 && n * gutters.n > best_n * best_gutters.n)
        {
          best_first = i;
          best_n = n;
          best_gutters = gutters;
        }
      i += MAX (n, 1);
    }
  if (best_n == 0)
    return NULL;

  table = g_new0 (AskgTable, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->n_columns = best_gutters.n + 1;
  for (guint i = 0; i < best_n; i++)
    g_ptr_array_add (table->rows, make_cells (g_ptr_array_index (rows, best_first + i), &best_gutters));

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
