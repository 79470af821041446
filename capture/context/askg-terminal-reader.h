/* askg-terminal-reader.h: what stands in the terminal of a shell: exact text, by the ways that terminals have for it. Any
 * thread; waits, 3 s at most.
 *
 * tmux, kitty with remote control and wezterm tell all that was written; any terminal that speaks to screen readers (AT-SPI)
 * tells what is visible. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TERMINAL_READER_MAX_BYTES (512u * 1024)

GPtrArray *askg_terminal_reader_read (const char *const *environment,
                                      int                shell_pid,
                                      GCancellable      *cancellable);

G_END_DECLS
