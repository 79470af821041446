/* askg-kitty-terminal.h: what stands in a window of kitty, over the socket on which it listens where its settings say so. Any
 * thread; waits, 2 s at most.
 *
 * Its own `kitty @` asks the same, but takes longer to start than kitty to answer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *askg_kitty_terminal_read (const char   *address,
                                  const char   *window,
                                  GCancellable *cancellable);

G_END_DECLS
