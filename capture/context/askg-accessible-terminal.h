/* askg-accessible-terminal.h: the text that a terminal shows to screen readers (AT-SPI). Any thread; waits, 1 s at most. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void askg_accessible_terminal_read (int           shell_pid,
                                    GPtrArray    *texts,
                                    GCancellable *cancellable);

G_END_DECLS
