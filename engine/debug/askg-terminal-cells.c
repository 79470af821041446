/* askg-terminal-cells.c: any thread. */
#include "engine/debug/askg-terminal-cells.h"

static inline gboolean
is_ascii (gunichar cell)
{
  return cell >= 0x20 && cell < 0x7f;
}

/**
 * askg_terminal_cells_append:
 * @cells: (array length=n_cells): what stands in them
 *
 * Most hold ASCII: their room is made once.
 */
void
askg_terminal_cells_append (const gunichar *cells,
                            guint           n_cells,
                            GString        *text)
{
  for (guint i = 0; i < n_cells;)
    {
      const gsize had = text->len;
      char *end;

      g_string_set_size (text, had + n_cells - i);
      for (end = text->str + had; i < n_cells && is_ascii (cells[i]); i++)
        *end++ = (char) cells[i];
      g_string_set_size (text, (gsize) (end - text->str));
      for (; i < n_cells && !is_ascii (cells[i]); i++)
        if (cells[i] != ASKG_TERMINAL_WIDE_REST)
          g_string_append_unichar (text, cells[i]);
    }
}
