/* askg-server-child.c: main thread; what runs between fork and exec says so.
 *
 * It writes into its log by itself, so nothing has to be read for it to go on.
 *
 * The child is a group of processes: walls, and the server behind them. To be told of a parent's death, as
 * prctl() offers it, each of them would have to ask for it right after it was born, and one that comes too
 * late lives on alone. So they are ended as a group, and they share the reading end of a pipe: when the last
 * writer is gone, which is this process, the kernel kills the group. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-server-child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"

#define LIFELINE_FD      3 /* its other end, in the child */
#define LAST_WORDS_BYTES 8192
#define MAX_LOG_BYTES    ((rlim_t) 64 << 20)
#define PATIENCE_MS      1500 /* a SIGTERM that meets it at work may leave it stuck for good */

struct _AskgServerChild
{
  GObject      parent_instance;

  /* Owned */
  GSubprocess *process;
  char        *log_path;
  int          lifeline; /* nothing is ever written to it */
  GSource     *insist; /* (nullable): after it was told to stop */

  GPid         pid;    /* 0 once it has ended */
  int          signal; /* that ended it, or 0 */
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgServerChild, askg_server_child, G_TYPE_OBJECT)

/* Between fork and exec: calls that are safe there, and no others. */
static void
prepare_child (gpointer user_data)
{
  const struct rlimit no_core = { 0, 0 };
  const struct rlimit log = { MAX_LOG_BYTES, MAX_LOG_BYTES };
  const int group = setsid ();

  if (group < 0 || fcntl (LIFELINE_FD, F_SETOWN, -group) < 0 || fcntl (LIFELINE_FD, F_SETSIG, SIGKILL) < 0 ||
      fcntl (LIFELINE_FD, F_SETFL, O_ASYNC) < 0)
    _exit (127);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != GPOINTER_TO_INT (user_data)) /* it died before that */
    _exit (127);
  setrlimit (RLIMIT_CORE, &no_core);
  setrlimit (RLIMIT_FSIZE, &log);
  signal (SIGXFSZ, SIG_IGN); /* a full log is no reason to end */
}

/* Walls say with which status a shell would tell of a signal. */
static int
signal_of (GSubprocess *process)
{
  if (g_subprocess_get_if_signaled (process))
    return g_subprocess_get_term_sig (process);

  return g_subprocess_get_exit_status (process) > 128 ? g_subprocess_get_exit_status (process) - 128 : 0;
}

static void
wait_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgServerChild) self = user_data;

  g_subprocess_wait_finish (self->process, result, NULL);
  askg_timer_clear (&self->insist);
  kill (-self->pid, SIGKILL); /* whoever is left of them */
  self->pid = 0;
  self->signal = signal_of (self->process);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
askg_server_child_finalize (GObject *object)
{
  AskgServerChild *self = ASKG_SERVER_CHILD (object);

  askg_timer_clear (&self->insist);
  if (self->lifeline >= 0)
    close (self->lifeline);
  g_clear_object (&self->process);
  g_clear_pointer (&self->log_path, g_free);

  G_OBJECT_CLASS (askg_server_child_parent_class)->finalize (object);
}

static void
askg_server_child_class_init (AskgServerChildClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_server_child_finalize;

  /**
   * AskgServerChild::ended:
   *
   * Emitted once, when the process is gone and has been reaped, for whatever reason.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_server_child_init (AskgServerChild *self)
{
  self->lifeline = -1;
}

/* Its own settings come from its command line alone: a variable of the person's session might open it
 * to the network. */
static GSubprocessLauncher *
new_launcher (const char *const *variables,
              const char        *log_path,
              int                lifeline)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_auto(GStrv) names = g_listenv ();

  for (gsize i = 0; names[i] != NULL; i++)
    for (gsize j = 0; variables[j] != NULL; j++)
      if (g_str_has_prefix (names[i], variables[j]))
        g_subprocess_launcher_unsetenv (launcher, names[i]);
  g_subprocess_launcher_set_stdout_file_path (launcher, log_path);
  g_subprocess_launcher_take_fd (launcher, lifeline, LIFELINE_FD);
  g_subprocess_launcher_set_child_setup (launcher, prepare_child, GINT_TO_POINTER (getpid ()), NULL);

  return launcher;
}

/**
 * askg_server_child_start:
 * @program: what a sentence calls it
 * @variables: (array zero-terminated=1): how those begin that it does not inherit
 * @argv: (array zero-terminated=1)
 * @log_path: where its words go; what is there is replaced
 *
 * The child dies with this process, however it ends.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE; %G_UNIX_ERROR when no descriptor is left
 *
 * Returns: (transfer full): it runs; drop the reference only after "ended"
 */
AskgServerChild *
askg_server_child_start (const char         *program,
                         const char *const  *variables,
                         const char *const  *argv,
                         const char         *log_path,
                         GError            **error)
{
  g_autoptr(AskgServerChild) self = g_object_new (ASKG_TYPE_SERVER_CHILD, NULL);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) trouble = NULL;
  int lifeline[2];

  if (!g_unix_open_pipe (lifeline, FD_CLOEXEC, error))
    return NULL;

  self->lifeline = lifeline[1];
  launcher = new_launcher (variables, log_path, lifeline[0]);
  self->log_path = g_strdup (log_path);
  unlink (log_path); /* it would be written over, and its end left */
  self->process = g_subprocess_launcher_spawnv (launcher, argv, &trouble);
  if (self->process == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("%s could not be started: %s. Install it again, or choose another engine."), program,
                   trouble->message);
      return NULL;
    }
  chmod (log_path, 0600);
  self->pid = atoi (g_subprocess_get_identifier (self->process));
  g_subprocess_wait_async (self->process, NULL, wait_cb, g_object_ref (self));

  return g_steal_pointer (&self);
}

gboolean
askg_server_child_is_running (AskgServerChild *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_CHILD (self), FALSE);

  return self->pid != 0;
}

/**
 * askg_server_child_get_pid:
 *
 * Returns: of the process that was started; 0 once it has ended
 */
GPid
askg_server_child_get_pid (AskgServerChild *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_CHILD (self), 0);

  return self->pid;
}

/**
 * askg_server_child_get_signal:
 *
 * Returns: the signal that ended it; 0 when it ended by itself, or runs
 */
int
askg_server_child_get_signal (AskgServerChild *self)
{
  g_return_val_if_fail (ASKG_IS_SERVER_CHILD (self), 0);

  return self->signal;
}

/**
 * askg_server_child_dup_last_words:
 *
 * Reads the end of its log, some kilobytes that were just written.
 *
 * Returns: (transfer full): UTF-8
 */
char *
askg_server_child_dup_last_words (AskgServerChild *self)
{
  char words[LAST_WORDS_BYTES];
  ssize_t n_bytes = 0;
  int fd;

  g_return_val_if_fail (ASKG_IS_SERVER_CHILD (self), NULL);

  fd = open (self->log_path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0)
    {
      const off_t size = lseek (fd, 0, SEEK_END);

      n_bytes = pread (fd, words, sizeof words, MAX (size - (off_t) sizeof words, 0));
      close (fd);
    }

  return g_utf8_make_valid (words, MAX (n_bytes, 0));
}

static gboolean
insist_cb (gpointer user_data)
{
  AskgServerChild *self = user_data;

  askg_timer_clear (&self->insist);
  kill (-self->pid, SIGKILL);

  return G_SOURCE_REMOVE;
}

/**
 * askg_server_child_stop:
 *
 * Asks it to end, and makes it end soon after; "ended" tells when it has. Does nothing when it has ended.
 */
void
askg_server_child_stop (AskgServerChild *self)
{
  g_return_if_fail (ASKG_IS_SERVER_CHILD (self));

  if (self->pid == 0 || self->insist != NULL)
    return;

  kill (-self->pid, SIGTERM);
  askg_timer_set (&self->insist, PATIENCE_MS, "[askg] a server is made to end", insist_cb, self);
}
