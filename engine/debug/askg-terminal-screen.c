/* askg-terminal-screen.c: any thread.
 *
 * Rows that scroll over the upper edge are told at once, so that the memory stays that of one screen. A row that the
 * terminal itself has wrapped is told together with the one it goes on in. */
#include "engine/debug/askg-terminal-screen.h"

#include <string.h>

#include "engine/debug/askg-terminal-cells.h"

#define TAB_COLUMNS 8u
#define NO_CHARACTER 0xfffdu /* stands for bytes that are none */

typedef struct
{
  GArray   *cells;    /* of gunichar */
  gboolean  goes_on;  /* in the next row */
  gboolean  is_redrawn; /* from its beginning … */
  guint     redrawn_to; /* … up to here */
} Row;

struct _AskgTerminalScreen
{
  Row                  rows[ASKG_TERMINAL_SCREEN_ROWS]; /* owned; those after @n_rows hold nothing */
  GString             *line;      /* owned: of rows that were told in part */
  guint                n_columns; /* G_MAXUINT: there is no right edge */
  guint                n_rows;    /* that were reached */
  guint                row;
  guint                column;
  guint                saved_row;
  guint                saved_column;
  guint                top;       /* what scrolls: the first row … */
  guint                bottom;    /* … and the last */
  AskgTerminalLineFunc func;
  gpointer             user_data;
};

/**
 * askg_terminal_screen_new:
 * @n_columns: how wide it is; 0 where nobody knows, and no line is wrapped
 * @func: is called with each line, from the top
 *
 * Returns: (transfer full): an empty one, with the cursor in its upper left corner
 */
AskgTerminalScreen *
askg_terminal_screen_new (guint                n_columns,
                          AskgTerminalLineFunc func,
                          gpointer             user_data)
{
  AskgTerminalScreen *self = g_new0 (AskgTerminalScreen, 1);

  for (guint i = 0; i < ASKG_TERMINAL_SCREEN_ROWS; i++)
    self->rows[i].cells = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->line = g_string_new (NULL);
  self->n_columns = n_columns > 0 ? n_columns : G_MAXUINT;
  self->n_rows = 1;
  self->bottom = ASKG_TERMINAL_SCREEN_ROWS - 1;
  self->func = func;
  self->user_data = user_data;

  return self;
}

void
askg_terminal_screen_free (AskgTerminalScreen *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ASKG_TERMINAL_SCREEN_ROWS; i++)
    g_array_unref (self->rows[i].cells);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/* -- Rows ------------------------------------------------------------------------ */

static gunichar *
cells_of (Row *row)
{
  return (gunichar *) (gpointer) row->cells->data;
}

static void
row_clear (Row *row)
{
  g_array_set_size (row->cells, 0);
  row->goes_on = row->is_redrawn = FALSE;
}

/* So many cells as @n, with spaces where nothing was written. */
static void
row_reach (Row   *row,
           guint  n)
{
  const guint had = row->cells->len;

  if (had >= n)
    return;
  g_array_set_size (row->cells, n);
  for (guint i = had; i < n; i++)
    cells_of (row)[i] = ' ';
}

static void
tell_row (AskgTerminalScreen *self,
          Row                *row)
{
  askg_terminal_cells_append (cells_of (row), row->cells->len, self->line);
  if (row->goes_on && self->line->len < 4 * ASKG_TERMINAL_MAX_LINE_CELLS)
    return;

  while (self->line->len > 0 && self->line->str[self->line->len - 1] == ' ')
    g_string_truncate (self->line, self->line->len - 1);
  self->func (self->line->str, self->line->len, self->user_data);
  g_string_truncate (self->line, 0);
}

/* Takes a row out at @from and puts it in again, empty, at @to. */
static void
rotate (AskgTerminalScreen *self,
        guint               from,
        guint               to)
{
  Row moved = self->rows[from];

  if (from < to)
    memmove (&self->rows[from], &self->rows[from + 1], (to - from) * sizeof (Row));
  else
    memmove (&self->rows[to + 1], &self->rows[to], (from - to) * sizeof (Row));
  self->rows[to] = moved;
  row_clear (&self->rows[to]);
}

static void
scroll_up (AskgTerminalScreen *self)
{
  if (self->top == 0)
    tell_row (self, &self->rows[0]);
  rotate (self, self->top, self->bottom);
}

static Row *
here (AskgTerminalScreen *self)
{
  return &self->rows[self->row];
}

/* -- The cursor ------------------------------------------------------------------ */

static void
reach_row (AskgTerminalScreen *self,
           guint               row)
{
  self->row = row;
  self->n_rows = MAX (self->n_rows, row + 1);
}

static void
go_down (AskgTerminalScreen *self)
{
  if (self->row == self->bottom)
    scroll_up (self);
  else if (self->row + 1 < ASKG_TERMINAL_SCREEN_ROWS)
    reach_row (self, self->row + 1);
}

/**
 * askg_terminal_screen_feed_line:
 *
 * The next row, in its first column. What a carriage return has brought the cursor back over, and was not drawn over,
 * belongs to a progress bar: it goes.
 */
void
askg_terminal_screen_feed_line (AskgTerminalScreen *self)
{
  Row *row = here (self);

  if (row->is_redrawn && row->redrawn_to < row->cells->len)
    g_array_set_size (row->cells, row->redrawn_to);
  row->is_redrawn = FALSE;
  go_down (self);
  self->column = 0;
}

void
askg_terminal_screen_return (AskgTerminalScreen *self)
{
  self->column = 0;
}

void
askg_terminal_screen_move_to (AskgTerminalScreen *self,
                              int                 row,
                              int                 column)
{
  const int last_column = (int) MIN (self->n_columns, ASKG_TERMINAL_MAX_LINE_CELLS) - 1;

  reach_row (self, (guint) CLAMP (row, 0, (int) ASKG_TERMINAL_SCREEN_ROWS - 1));
  self->column = (guint) CLAMP (column, 0, last_column);
}

void
askg_terminal_screen_move (AskgTerminalScreen *self,
                           int                 by_rows,
                           int                 by_columns)
{
  askg_terminal_screen_move_to (self, (int) self->row + by_rows, (int) self->column + by_columns);
}

void
askg_terminal_screen_tab (AskgTerminalScreen *self)
{
  const guint column = (self->column / TAB_COLUMNS + 1) * TAB_COLUMNS;

  self->column = MIN (column, MIN (self->n_columns, ASKG_TERMINAL_MAX_LINE_CELLS) - 1);
}

/* One row up; at the upper margin all others go one down. */
void
askg_terminal_screen_reverse (AskgTerminalScreen *self)
{
  if (self->row == self->top)
    rotate (self, self->bottom, self->top);
  else if (self->row > 0)
    self->row--;
}

void
askg_terminal_screen_save (AskgTerminalScreen *self,
                           gboolean            restore)
{
  if (restore)
    askg_terminal_screen_move_to (self, (int) self->saved_row, (int) self->saved_column);
  else
    {
      self->saved_row = self->row;
      self->saved_column = self->column;
    }
}

/* -- Characters ------------------------------------------------------------------ */

/* Accents and the later letters of a Hangul syllable join what stands before them. */
static void
join (AskgTerminalScreen *self,
      gunichar            mark)
{
  Row *row = here (self);
  guint at = MIN (self->column, row->cells->len);
  gunichar joined;

  while (at > 0 && cells_of (row)[at - 1] == ASKG_TERMINAL_WIDE_REST)
    at--;
  if (at > 0 && g_unichar_compose (cells_of (row)[at - 1], mark, &joined))
    cells_of (row)[at - 1] = joined;
}

void
askg_terminal_screen_put (AskgTerminalScreen *self,
                          gunichar            character)
{
  const gboolean is_plain = character < 0x7f || character == NO_CHARACTER;
  const guint width = is_plain || !g_unichar_iswide (character) ? 1 : 2;
  Row *row;

  if (!is_plain && g_unichar_iszerowidth (character))
    {
      join (self, character);
      return;
    }
  if (self->column + width > self->n_columns)
    {
      here (self)->goes_on = TRUE;
      here (self)->is_redrawn = FALSE;
      go_down (self);
      self->column = 0;
    }
  row = here (self);
  if (self->column + width > ASKG_TERMINAL_MAX_LINE_CELLS)
    return;
  if (self->column == 0)
    {
      row->is_redrawn = row->cells->len > 0;
      row->redrawn_to = 0;
    }

  row_reach (row, self->column + width);
  cells_of (row)[self->column] = character;
  if (width == 2)
    cells_of (row)[self->column + 1] = ASKG_TERMINAL_WIDE_REST;
  self->column += width;
  row->redrawn_to = MAX (row->redrawn_to, self->column);
}

/* The same for many at once, of one cell each. @ascii: (nullable): for so many U+FFFD */
void
askg_terminal_screen_put_run (AskgTerminalScreen *self,
                              const char         *ascii,
                              gsize               n_bytes)
{
  const guint limit = MIN (self->n_columns, ASKG_TERMINAL_MAX_LINE_CELLS);

  for (gsize i = 0; i < n_bytes;)
    {
      Row *row;
      gunichar *cells;
      guint n;

      if (self->column == 0 || self->column >= limit) /* the next row may have to be begun */
        {
          askg_terminal_screen_put (self, ascii != NULL ? (guchar) ascii[i] : NO_CHARACTER);
          i++;
        }
      row = here (self);
      row_reach (row, self->column);
      n = (guint) MIN (n_bytes - i, limit - self->column);
      if (row->cells->len < self->column + n) /* no cell is left between: they need no spaces */
        g_array_set_size (row->cells, self->column + n);
      cells = cells_of (row) + self->column;
      for (guint j = 0; j < n; j++)
        cells[j] = ascii != NULL ? (guchar) ascii[i + j] : NO_CHARACTER;
      self->column += n;
      row->redrawn_to = MAX (row->redrawn_to, self->column);
      i += n;
    }
}

/* -- Erasing --------------------------------------------------------------------- */

void
askg_terminal_screen_erase_cells (AskgTerminalScreen *self,
                                  guint               n_cells)
{
  Row *row = here (self);

  for (guint i = self->column; i < row->cells->len && i - self->column < n_cells; i++)
    cells_of (row)[i] = ' ';
}

void
askg_terminal_screen_erase_row (AskgTerminalScreen *self,
                                AskgTerminalErase   what)
{
  Row *row = here (self);

  if (what == ASKG_TERMINAL_ERASE_BEFORE)
    for (guint i = 0; i < row->cells->len && i <= self->column; i++)
      cells_of (row)[i] = ' ';
  else
    {
      const guint from = what == ASKG_TERMINAL_ERASE_BEHIND ? self->column : 0;

      row->goes_on = FALSE;
      if (row->cells->len > from)
        g_array_set_size (row->cells, from);
    }
}

void
askg_terminal_screen_erase (AskgTerminalScreen *self,
                            AskgTerminalErase   what)
{
  const guint first = what == ASKG_TERMINAL_ERASE_BEHIND ? self->row + 1 : 0;
  const guint end = what == ASKG_TERMINAL_ERASE_BEFORE ? self->row : ASKG_TERMINAL_SCREEN_ROWS;

  for (guint i = first; i < end; i++)
    row_clear (&self->rows[i]);
  if (what != ASKG_TERMINAL_ERASE_ALL)
    askg_terminal_screen_erase_row (self, what);
  if (what == ASKG_TERMINAL_ERASE_ALL)
    g_string_truncate (self->line, 0);
}

/* Cells behind the cursor go right by so many, or left over what is there. */
void
askg_terminal_screen_shift_cells (AskgTerminalScreen *self,
                                  int                 by_cells)
{
  Row *row = here (self);
  const guint n = MIN ((guint) ABS (by_cells), ASKG_TERMINAL_MAX_LINE_CELLS);
  const guint limit = MIN (self->n_columns, ASKG_TERMINAL_MAX_LINE_CELLS);

  if (self->column >= row->cells->len)
    return;
  if (by_cells < 0)
    g_array_remove_range (row->cells, self->column, MIN (n, row->cells->len - self->column));
  else
    {
      for (guint i = 0; i < n && row->cells->len < limit; i++)
        {
          const gunichar space = ' ';

          g_array_insert_val (row->cells, self->column, space);
        }
    }
}

/* Rows from the cursor's go down by so many, or up over what is there. */
void
askg_terminal_screen_shift_rows (AskgTerminalScreen *self,
                                 int                 by_rows)
{
  const guint n = MIN ((guint) ABS (by_rows), ASKG_TERMINAL_SCREEN_ROWS);

  if (self->row < self->top || self->row > self->bottom)
    return;
  for (guint i = 0; i < n; i++)
    if (by_rows > 0)
      rotate (self, self->bottom, self->row);
    else
      rotate (self, self->row, self->bottom);
}

/* What stands outside of them does not scroll. */
void
askg_terminal_screen_set_margins (AskgTerminalScreen *self,
                                  guint               top,
                                  guint               bottom)
{
  self->top = MIN (top, ASKG_TERMINAL_SCREEN_ROWS - 1);
  self->bottom = MIN (bottom, ASKG_TERMINAL_SCREEN_ROWS - 1);
  if (self->top >= self->bottom)
    {
      self->top = 0;
      self->bottom = ASKG_TERMINAL_SCREEN_ROWS - 1;
    }
}

/**
 * askg_terminal_screen_finish:
 *
 * Tells what still stands on it, up to the last row that holds something, and leaves it empty.
 */
void
askg_terminal_screen_finish (AskgTerminalScreen *self)
{
  guint n = self->n_rows;

  while (n > 0 && self->rows[n - 1].cells->len == 0)
    n--;
  for (guint i = 0; i < n; i++)
    {
      self->rows[i].goes_on = self->rows[i].goes_on && i + 1 < n;
      tell_row (self, &self->rows[i]);
    }
  for (guint i = 0; i < ASKG_TERMINAL_SCREEN_ROWS; i++)
    row_clear (&self->rows[i]);
  self->n_rows = 1;
  self->row = self->column = 0;
}
