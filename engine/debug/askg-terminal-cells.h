/* askg-terminal-cells.h: the cells of one row of a terminal, as text. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The second half of a wide character: it stands for itself and is not told. */
#define ASKG_TERMINAL_WIDE_REST 0u

void askg_terminal_cells_append (const gunichar *cells,
                                 guint           n_cells,
                                 GString        *text);

G_END_DECLS
