/* askg-own-terminal.h: the terminal in which `askglass run` itself was typed: lent to the command while it runs, and given back
 * as it was, however that ends. One a process; main thread. */
#pragma once

#include <sys/ioctl.h>
#include <termios.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int            keys;   /* where keys come from; -1: there is no terminal */
  gboolean       is_own; /* @keys was opened here */
  gboolean       is_raw;
  struct termios manners; /* as it was found */
} AskgOwnTerminal;

void     askg_own_terminal_open        (AskgOwnTerminal *self);
void     askg_own_terminal_close       (AskgOwnTerminal *self);
gboolean askg_own_terminal_is_in_front (AskgOwnTerminal *self);
void     askg_own_terminal_lend        (AskgOwnTerminal *self);
void     askg_own_terminal_take_back   (AskgOwnTerminal *self);
gboolean askg_own_terminal_get_size    (struct winsize  *size);

G_END_DECLS
