/* askg-run-child.c: main thread. Behind fork() only what may be called there. */
#include "app/askg-run-child.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define ROWS_OF_NOBODY 24
#define COLUMNS_OF_NOBODY 100

/* What the command’s standard streams become; -1: stays as it is. */
typedef struct
{
  int      own[3];
  int      tty;     /* of its own session; -1: it stays in this one */
  int      reports;
  char   **words;
} Plan;

/* -- Behind fork() -------------------------------------------------------------------- */

static void
report (int         reports,
        AskgRunNews news,
        int         value)
{
  const AskgRunReport told = { news, value };

  while (write (reports, &told, sizeof told) < 0 && errno == EINTR)
    continue;
}

/* Those that the command must not inherit from us. */
static void
reset_signals (void)
{
  static const int ours[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGWINCH, SIGUSR1, SIGUSR2,
                              SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
  sigset_t none;

  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      struct sigaction action;

      if (sigaction (ours[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) /* what nohup let be stays so */
        signal (ours[i], SIG_DFL);
    }
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
}

G_NORETURN static void
become_command (const Plan *plan)
{
  for (int fd = 0; fd < 3; fd++)
    if (plan->own[fd] >= 0)
      dup2 (plan->own[fd], fd);
  reset_signals ();
  execvp (plan->words[0], plan->words);
  report (plan->reports, ASKG_RUN_REFUSED, errno);
  _exit (127);
}

static void
put_in_front (int   tty,
              pid_t group)
{
  sigset_t out, before;

  sigemptyset (&out);
  sigaddset (&out, SIGTTOU);
  sigprocmask (SIG_BLOCK, &out, &before);
  tcsetpgrp (tty, group);
  sigprocmask (SIG_SETMASK, &before, NULL);
}

/* Leads the session, and tells what becomes of the command. The last thing it does is to come to the front itself: the
 * kernel hangs up on whoever is there when the leader ends, and that must be nobody whom the command left behind. */
G_NORETURN static void
keep (const Plan *plan)
{
  pid_t command;
  int status = 0;

  setsid ();
  ioctl (plan->tty, TIOCSCTTY, 0);
  reset_signals ();
  command = fork ();
  if (command == 0)
    {
      setpgid (0, 0);
      put_in_front (plan->tty, getpid ());
      become_command (plan);
    }
  if (command < 0)
    {
      report (plan->reports, ASKG_RUN_REFUSED, errno);
      _exit (126);
    }
  setpgid (command, command);
  for (int fd = 0; fd < 3; fd++) /* a pipe must end when the command does */
    close (fd);
  report (plan->reports, ASKG_RUN_STARTED, command);
  for (;;)
    {
      const pid_t who = waitpid (command, &status, WUNTRACED);

      if (who < 0 && errno == EINTR)
        continue;
      if (who < 0)
        break;
      if (!WIFSTOPPED (status))
        put_in_front (plan->tty, getpgrp ());
      report (plan->reports, ASKG_RUN_CHANGED, status);
      if (!WIFSTOPPED (status))
        break;
    }
  _exit (0);
}

/* -- Before it -------------------------------------------------------------------------- */

static gboolean
is_same_file (int a,
              int b)
{
  struct stat first, second;

  return fstat (a, &first) == 0 && fstat (b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static int
keep_close_on_exec (int fd)
{
  fcntl (fd, F_SETFD, FD_CLOEXEC);

  return fd;
}

static void
read_along (AskgRunChild *self,
            int           from,
            int           to)
{
  fcntl (from, F_SETFL, fcntl (from, F_GETFL) | O_NONBLOCK);
  self->streams[self->n_streams++] = (AskgRunStream) { from, to };
}

/* Returns: the end for the command; -1 with errno set */
static int
open_pipe (AskgRunChild *self,
           int           to)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    return -1;
  read_along (self, ends[0], to);

  return ends[1];
}

/* Nothing is added to what the command writes unless the terminal that it is shown in would do that. */
static int
open_terminal (int             *out_screen,
               AskgOwnTerminal *own,
               gboolean         is_shown)
{
  struct winsize size = { .ws_row = ROWS_OF_NOBODY, .ws_col = COLUMNS_OF_NOBODY };
  struct termios manners;
  int tty;

  askg_own_terminal_get_size (&size);
  if (openpty (out_screen, &tty, NULL, own->keys >= 0 ? &own->manners : NULL, &size) != 0)
    return -1;
  if (!is_shown && tcgetattr (tty, &manners) == 0)
    {
      manners.c_oflag &= (tcflag_t) ~OPOST;
      tcsetattr (tty, TCSANOW, &manners);
    }
  keep_close_on_exec (*out_screen);

  return keep_close_on_exec (tty);
}

static gboolean
plan_own_terminal (AskgRunChild    *self,
                   Plan            *plan,
                   AskgOwnTerminal *own)
{
  const gboolean is_shown = isatty (STDOUT_FILENO);

  plan->tty = open_terminal (&self->screen, own, is_shown);
  if (plan->tty < 0)
    return FALSE;
  read_along (self, self->screen, STDOUT_FILENO);
  plan->own[1] = plan->own[2] = plan->tty;
  if (isatty (STDIN_FILENO))
    plan->own[0] = plan->tty;
  if (!isatty (STDERR_FILENO) && !is_same_file (STDOUT_FILENO, STDERR_FILENO))
    plan->own[2] = open_pipe (self, STDERR_FILENO);

  return plan->own[2] >= 0;
}

static gboolean
plan_streams (AskgRunChild    *self,
              Plan            *plan,
              AskgOwnTerminal *own)
{
  plan->own[1] = open_pipe (self, STDOUT_FILENO);
  if (plan->own[1] < 0)
    return FALSE;
  if (is_same_file (STDOUT_FILENO, STDERR_FILENO))
    plan->own[2] = plan->own[1];
  else if (!isatty (STDERR_FILENO))
    plan->own[2] = open_pipe (self, STDERR_FILENO);
  else
    {
      plan->own[2] = open_terminal (&self->side, own, FALSE);
      if (plan->own[2] >= 0)
        read_along (self, self->side, STDERR_FILENO);
    }

  return plan->own[2] >= 0;
}

static void
close_once (int *fds,
            gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_first = fds[i] >= 0;

      for (gsize j = 0; j < i; j++)
        is_first = is_first && fds[j] != fds[i];
      if (is_first)
        close (fds[i]);
    }
}

static void
set_start_error (GError **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
               _("The command cannot be run: there is no terminal or no process left for it (%s). Run it without Askglass, or try again."),
               g_strerror (errno));
}

/**
 * askg_run_child_start:
 * @words: (array zero-terminated=1): the command, as for execvp()
 * @wants_terminal: it gets a terminal of its own even where standard output is none
 *
 * The first report tells whether it could be started.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE
 */
gboolean
askg_run_child_start (AskgRunChild     *self,
                      char            **words,
                      AskgOwnTerminal  *own,
                      gboolean          wants_terminal,
                      GError          **error)
{
  const gboolean has_own = wants_terminal || isatty (STDOUT_FILENO);
  Plan plan = { { -1, -1, -1 }, -1, -1, words };
  int reports[2] = { -1, -1 };
  int ends[5];

  *self = (AskgRunChild) { .reports = -1, .screen = -1, .side = -1 };
  if (pipe2 (reports, O_CLOEXEC) == 0 && (has_own ? plan_own_terminal (self, &plan, own) : plan_streams (self, &plan, own)))
    {
      self->reports = reports[0];
      plan.reports = reports[1];
      self->keeper = fork ();
      if (self->keeper == 0 && has_own)
        keep (&plan);
      else if (self->keeper == 0)
        become_command (&plan);
      else if (self->keeper > 0 && !has_own)
        self->command = self->keeper;
    }
  if (self->keeper <= 0)
    set_start_error (error);
  memcpy (ends, plan.own, sizeof plan.own);
  ends[3] = plan.tty;
  ends[4] = reports[1];
  close_once (ends, G_N_ELEMENTS (ends));

  return self->keeper > 0;
}

/* The command’s terminal becomes as large as the own one; it is told so. */
void
askg_run_child_set_size (AskgRunChild *self)
{
  struct winsize size;

  if (!askg_own_terminal_get_size (&size))
    return;
  if (self->screen >= 0)
    ioctl (self->screen, TIOCSWINSZ, &size);
  if (self->side >= 0 && ioctl (self->side, TIOCSWINSZ, &size) == 0)
    askg_run_child_signal (self, SIGWINCH); /* it has asked the old size by now */
}

/* To all processes of the command where it is a job of its own. */
void
askg_run_child_signal (AskgRunChild *self,
                       int           number)
{
  if (self->command > 0)
    kill (self->screen >= 0 ? -self->command : self->command, number);
}

void
askg_run_child_clear (AskgRunChild *self)
{
  for (guint i = 0; i < self->n_streams; i++)
    if (self->streams[i].from >= 0 && self->streams[i].from != self->screen)
      close (self->streams[i].from);
  if (self->screen >= 0)
    close (self->screen);
  if (self->reports >= 0)
    close (self->reports);
  self->n_streams = 0;
  self->screen = self->side = self->reports = -1;
}
