/* askg-own-terminal.c: main thread, and the handler of a crash. */
#include "app/askg-own-terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static AskgOwnTerminal *volatile lent; /* to be given back when this process crashes */

static void
crash_handler (int number)
{
  if (lent != NULL)
    tcsetattr (lent->keys, TCSANOW, &lent->manners);
  raise (number); /* the handler is gone by now: it ends as it would have */
}

static void
mind_crashes (void)
{
  static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
  const struct sigaction action = { .sa_handler = crash_handler, .sa_flags = (int) SA_RESETHAND | SA_NODEFER };

  for (gsize i = 0; i < G_N_ELEMENTS (crashes); i++)
    sigaction (crashes[i], &action, NULL);
}

/* Keys come from standard input where that is a terminal, else from the one that this session has. */
void
askg_own_terminal_open (AskgOwnTerminal *self)
{
  self->is_raw = FALSE;
  self->is_own = !isatty (STDIN_FILENO);
  self->keys = self->is_own ? open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
  if (self->keys >= 0 && tcgetattr (self->keys, &self->manners) != 0)
    askg_own_terminal_close (self);
}

void
askg_own_terminal_close (AskgOwnTerminal *self)
{
  askg_own_terminal_take_back (self);
  if (self->is_own && self->keys >= 0)
    close (self->keys);
  self->keys = -1;
}

/**
 * askg_own_terminal_is_in_front:
 *
 * Returns: whether keys are for this job of the shell; a terminal without jobs has no other
 */
gboolean
askg_own_terminal_is_in_front (AskgOwnTerminal *self)
{
  const pid_t front = self->keys >= 0 ? tcgetpgrp (self->keys) : 0;

  return self->keys >= 0 && (front < 0 || front == getpgrp ());
}

/* From here on each key is the command’s, Ctrl-C too. Not from the background: that would stop this process. */
void
askg_own_terminal_lend (AskgOwnTerminal *self)
{
  struct termios raw;

  if (self->is_raw || !askg_own_terminal_is_in_front (self) || tcgetattr (self->keys, &self->manners) != 0)
    return;
  raw = self->manners;
  cfmakeraw (&raw);
  if (!isatty (STDOUT_FILENO))
    raw.c_oflag = self->manners.c_oflag; /* others write to it: whoever reads what the command writes */
  mind_crashes ();
  lent = self;
  self->is_raw = tcsetattr (self->keys, TCSADRAIN, &raw) == 0;
}

/* What was typed ahead stays for whoever reads next. */
void
askg_own_terminal_take_back (AskgOwnTerminal *self)
{
  if (self->is_raw && askg_own_terminal_is_in_front (self))
    while (tcsetattr (self->keys, TCSADRAIN, &self->manners) != 0 && errno == EINTR)
      continue;
  self->is_raw = FALSE;
  lent = NULL;
}

/**
 * askg_own_terminal_get_size:
 *
 * Returns: whether any of the three standard streams is a terminal that knows its size
 */
gboolean
askg_own_terminal_get_size (struct winsize *size)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (ioctl (fd, TIOCGWINSZ, size) == 0 && size->ws_col > 0)
      return TRUE;

  return FALSE;
}
