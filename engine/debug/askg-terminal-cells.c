/* askg-terminal-cells.c: any thread. */
#include "engine/debug/askg-terminal-cells.h"

#include <string.h>

#define MAX_UTF8_BYTES 4u
#define NO_CHARACTER 0xfffdu

/**
 * askg_terminal_cells_append:
 * @cells: (array length=n_cells): what stands in them
 *
 * Room is made once, for the longest they can become.
 */
void
askg_terminal_cells_append (const gunichar *cells,
                            guint           n_cells,
                            GString        *text)
{
  const gsize had = text->len;
  char *end;

  g_string_set_size (text, had + (gsize) n_cells * MAX_UTF8_BYTES);
  end = text->str + had;
  for (guint i = 0; i < n_cells; i++)
    if (cells[i] >= 0x20 && cells[i] < 0x7f)
      *end++ = (char) cells[i];
    else if (cells[i] == NO_CHARACTER) /* of what is no text there are many */
      {
        memcpy (end, "\xef\xbf\xbd", 3);
        end += 3;
      }
    else if (cells[i] != ASKG_TERMINAL_WIDE_REST)
      end += g_unichar_to_utf8 (cells[i], end);
  g_string_set_size (text, (gsize) (end - text->str));
}
