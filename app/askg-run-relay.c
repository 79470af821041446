/* askg-run-relay.c: main thread. */
#include "app/askg-run-relay.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define BUFFER_BYTES (64u * 1024)
/* What a command has written when it ends and nobody has read yet: no pipe and no terminal holds more. What others, whom it
 * left behind, write after that is not waited for. */
#define MAX_REST_BYTES (256u * 1024)
#define FRONT_MS 200 /* in the background nobody tells that the job came to the front */

typedef struct
{
  AskgRunChild    *child;
  AskgOwnTerminal *own;
  AskgOutputKeep  *keep;
  AskgRunEnd      *end;
  char             keys[4096]; /* typed, and not yet taken by the command */
  gsize            n_keys;
  gboolean         has_ended;
  gboolean         has_keys;   /* somebody may type more */
  char             buffer[BUFFER_BYTES];
} Relay;

/* -- Signals ---------------------------------------------------------------------------- */

/* Sent by somebody to this process: meant for the command. Those of the terminal reach the command without us where it is
 * of the same job. */
static const int passed_on[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGTSTP };
#define N_OF_SAME_JOB (G_N_ELEMENTS (passed_on) - 1) /* a command of the same job stops as this process does: nobody minds that */

static volatile sig_atomic_t is_pending[NSIG];
static int wake = -1;

static void
signal_handler (int        number,
                siginfo_t *info,
                void      *context)
{
  const guint64 one = 1;
  const int kept = errno;
  const gboolean is_sent = number == SIGCHLD || number == SIGWINCH || number == SIGCONT || info->si_code <= 0;

  is_pending[number] = is_sent ? 2 : MAX (1, is_pending[number]);
  if (write (wake, &one, sizeof one) < 0)
    errno = kept;
  errno = kept;
}

static void
handle (int      number,
        gboolean even_if_ignored)
{
  struct sigaction action = { .sa_sigaction = signal_handler, .sa_flags = SA_SIGINFO };
  struct sigaction before;

  if (even_if_ignored || (sigaction (number, NULL, &before) == 0 && before.sa_handler != SIG_IGN))
    sigaction (number, &action, NULL);
}

/* Before the command starts: it may end at once. */
void
askg_run_relay_mind_signals (void)
{
  wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  for (gsize i = 0; i < N_OF_SAME_JOB; i++)
    handle (passed_on[i], FALSE);
  handle (SIGCHLD, TRUE);
  handle (SIGWINCH, TRUE);
  handle (SIGCONT, TRUE);
}

/* Ctrl-Z in a terminal of its own stopped the command: now its job stops, as the shell expects; once it goes on, so does the
 * command. */
static void
stop_with_it (Relay *self,
              int    number)
{
  struct sigaction before;

  askg_own_terminal_take_back (self->own);
  sigaction (SIGTSTP, NULL, &before);
  signal (SIGTSTP, SIG_DFL);
  kill (0, number == SIGSTOP ? SIGSTOP : SIGTSTP);
  sigaction (SIGTSTP, &before, NULL);
  is_pending[SIGCONT] = 0;
  askg_own_terminal_lend (self->own);
  askg_run_child_set_size (self->child);
  askg_run_child_signal (self->child, SIGCONT);
}

static void
note_end (Relay *self,
          int    status)
{
  self->end->status = status;
  self->end->ended_us = g_get_monotonic_time ();
  self->has_ended = TRUE;
}

/* A command without a terminal of its own is a child of this process, and stops with its job. */
static void
reap (Relay *self)
{
  int status;

  if (self->child->screen < 0 && !self->has_ended && waitpid (self->child->keeper, &status, WNOHANG) == self->child->keeper)
    note_end (self, status);
}

static void
mind_pending (Relay *self)
{
  guint64 n;

  if (read (wake, &n, sizeof n) < 0 && errno != EAGAIN)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (passed_on); i++)
    {
      const int number = passed_on[i];
      const gboolean is_theirs = self->child->screen >= 0 || is_pending[number] == 2;

      if (is_pending[number] != 0 && is_theirs)
        askg_run_child_signal (self->child, number);
      is_pending[number] = 0;
    }
  if (is_pending[SIGWINCH] != 0)
    askg_run_child_set_size (self->child);
  if (is_pending[SIGCONT] != 0 && self->child->screen >= 0)
    {
      askg_own_terminal_lend (self->own);
      askg_run_child_set_size (self->child);
      askg_run_child_signal (self->child, SIGCONT);
    }
  is_pending[SIGWINCH] = is_pending[SIGCONT] = 0;
  if (is_pending[SIGCHLD] != 0)
    reap (self);
  is_pending[SIGCHLD] = 0;
}

/* -- What it writes ----------------------------------------------------------------------- */

/* Returns: whether it was taken whole; while nobody takes it, signals are minded */
static gboolean
write_all (Relay      *self,
           int         to,
           const char *bytes,
           gsize       n_bytes)
{
  while (n_bytes > 0)
    {
      const gssize n = write (to, bytes, n_bytes);

      if (n > 0)
        {
          bytes += n;
          n_bytes -= (gsize) n;
        }
      else if (n < 0 && errno == EINTR)
        mind_pending (self);
      else if (n < 0 && errno == EAGAIN)
        poll (&(struct pollfd) { to, POLLOUT, 0 }, 1, FRONT_MS);
      else
        return FALSE;
    }

  return TRUE;
}

/* Its reader went away: the command notices as it would have without us. */
static void
lose_reader (Relay         *self,
             AskgRunStream *stream)
{
  stream->to = -1;
  if (stream->from == self->child->screen || stream->from == self->child->side)
    {
      askg_run_child_signal (self->child, errno == EPIPE ? SIGPIPE : SIGHUP);
      return;
    }
  close (stream->from);
  stream->from = -1;
}

/* Returns: how many bytes there were; 0 when there is nothing to read now */
static gsize
carry (Relay         *self,
       AskgRunStream *stream)
{
  gsize n_bytes;
  gssize n;

  n = read (stream->from, self->buffer, BUFFER_BYTES); /* once: asking a terminal whether there is more costs more than it gives */
  n_bytes = n > 0 ? (gsize) n : 0;
  if (n_bytes > 0)
    askg_output_keep_take (self->keep, self->buffer, n_bytes);
  if (n_bytes > 0 && stream->to >= 0 && !write_all (self, stream->to, self->buffer, n_bytes))
    lose_reader (self, stream);
  else if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR && n_bytes == 0)) /* closed by all who could write to it */
    {
      if (stream->from != self->child->screen)
        close (stream->from);
      stream->from = -1;
    }

  return n_bytes;
}

/* What was written before it ended. The kernel hands over what is under way before it says that there is nothing. */
static void
carry_rest (Relay *self)
{
  for (guint i = 0; i < self->child->n_streams; i++)
    {
      AskgRunStream *stream = &self->child->streams[i];

      for (gsize n_bytes = 0;
           stream->from >= 0 && n_bytes < MAX_REST_BYTES && poll (&(struct pollfd) { stream->from, POLLIN, 0 }, 1, 0) > 0;)
        {
          const gsize n = carry (self, stream);

          if (n == 0)
            break;
          n_bytes += n;
        }
    }
}

/* -- What is typed -------------------------------------------------------------------------- */

static void
take_keys (Relay *self)
{
  const gssize n = read (self->own->keys, self->keys + self->n_keys, sizeof self->keys - self->n_keys);

  if (n > 0)
    self->n_keys += (gsize) n;
  else if (n == 0 || (errno != EINTR && errno != EAGAIN))
    self->has_keys = FALSE;
}

static void
give_keys (Relay *self)
{
  const gssize n = write (self->child->screen, self->keys, self->n_keys);

  if (n <= 0)
    return;
  self->n_keys -= (gsize) n;
  memmove (self->keys, self->keys + n, self->n_keys);
}

static void
type_again (Relay      *self,
            const char *keys,
            gsize       n_keys)
{
  for (gsize i = 0; i < n_keys; i++)
    if (ioctl (self->own->keys, TIOCSTI, keys + i) != 0)
      return; /* kernels from 6.2 on may forbid it: what was typed ahead is lost */
}

/* What was typed ahead, and the command did not read, is for whoever reads next: the shell, as a rule. */
static void
give_back_keys (Relay *self)
{
  struct termios manners;
  int tty;
  gssize n;

  if (self->child->screen < 0 || !self->own->is_raw || (tty = ioctl (self->child->screen, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0)
    return;
  if (tcgetattr (tty, &manners) == 0)
    {
      cfmakeraw (&manners); /* so that half a line counts too */
      manners.c_cc[VMIN] = 0;
      tcsetattr (tty, TCSANOW, &manners);
    }
  askg_own_terminal_take_back (self->own); /* it echoes them, as it would have */
  while ((n = read (tty, self->buffer, BUFFER_BYTES)) > 0)
    type_again (self, self->buffer, (gsize) n);
  type_again (self, self->keys, self->n_keys);
  close (tty);
}

/* -- Its keeper ------------------------------------------------------------------------------- */

static void
take_report (Relay *self)
{
  AskgRunReport report;
  const gssize n = read (self->child->reports, &report, sizeof report);

  if (n < 0 && errno == EINTR)
    return;
  if (n != sizeof report) /* whoever could report has ended, or has become the command */
    {
      close (self->child->reports);
      self->child->reports = -1;
      if (self->child->screen >= 0 && !self->has_ended)
        note_end (self, SIGKILL); /* as if the command had met what its keeper met */
      return;
    }
  if (report.news == ASKG_RUN_STARTED)
    self->child->command = report.value;
  else if (report.news == ASKG_RUN_REFUSED)
    self->end->refused = report.value;
  else if (WIFSTOPPED (report.value))
    {
      carry_rest (self);
      stop_with_it (self, WSTOPSIG (report.value));
    }
  else
    note_end (self, report.value);
}

/* -- All of it ---------------------------------------------------------------------------------- */

static void
wait_and_carry (Relay *self)
{
  AskgRunChild *child = self->child;
  const gboolean takes_keys = child->screen >= 0 && self->own->is_raw && self->has_keys && self->n_keys < sizeof self->keys;
  const gboolean is_behind = child->screen >= 0 && self->own->keys >= 0 && !self->own->is_raw;
  struct pollfd ends[5] = {
    { wake, POLLIN, 0 },
    { child->reports, POLLIN, 0 },
    { takes_keys ? self->own->keys : -1, POLLIN, 0 },
  };

  for (guint i = 0; i < ASKG_RUN_MAX_STREAMS; i++)
    ends[3 + i] = (struct pollfd) { i < child->n_streams ? child->streams[i].from : -1, POLLIN, 0 };
  if (self->n_keys > 0 && ends[3].fd >= 0)
    ends[3].events |= POLLOUT;
  if (poll (ends, G_N_ELEMENTS (ends), is_behind ? FRONT_MS : -1) < 0 && errno != EINTR)
    return;

  if (is_behind)
    askg_own_terminal_lend (self->own);
  if (ends[0].revents != 0)
    mind_pending (self);
  if (ends[2].revents != 0)
    take_keys (self);
  if (self->n_keys > 0 && child->screen >= 0)
    give_keys (self);
  for (guint i = 0; i < child->n_streams; i++)
    if ((ends[3 + i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
      carry (self, &child->streams[i]);
  if (ends[1].revents != 0 && child->reports >= 0)
    take_report (self);
}

/**
 * askg_run_relay:
 * @keep: is given what the command writes
 * @out_end: (out): how it ended
 *
 * Returns when the command has ended, whoever it leaves behind. The own terminal is as it was then.
 */
void
askg_run_relay (AskgRunChild    *child,
                AskgOwnTerminal *own,
                AskgOutputKeep  *keep,
                AskgRunEnd      *out_end)
{
  g_autofree Relay *self = g_new0 (Relay, 1);

  self->child = child;
  self->own = own;
  self->keep = keep;
  self->end = out_end;
  self->has_keys = TRUE;
  if (child->screen >= 0)
    {
      handle (SIGTSTP, FALSE);
      askg_own_terminal_lend (own);
    }
  while (!self->has_ended)
    wait_and_carry (self);
  carry_rest (self);
  if (child->reports >= 0 && poll (&(struct pollfd) { child->reports, POLLIN, 0 }, 1, 0) > 0)
    take_report (self);
  give_back_keys (self);
  askg_own_terminal_take_back (own);
}
