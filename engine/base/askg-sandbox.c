/* askg-sandbox.c: main thread; the probe may run anywhere. */
#include "engine/base/askg-sandbox-private.h"

#include <signal.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define INSIDE "/run/askglass/" /* where the helper stands in its own world */

typedef struct
{
  AskgSandboxKind  kind;
  char            *why; /* (nullable): what bubblewrap said when it would not start */
} Probe;

typedef struct
{
  char  *helper;
  char **arguments;
  int    stdin_fd; /* owned; -1: a pipe is made */
} StartTask;

static int forced_kind = -1;

static void
start_task_free (StartTask *data)
{
  if (data->stdin_fd >= 0)
    close (data->stdin_fd);
  g_free (data->helper);
  g_strfreev (data->arguments);
  g_free (data);
}

/* /bin, /lib and their kin are links into /usr today, and folders on older systems. */
static void
add_system_folder (GPtrArray  *argv,
                   const char *folder)
{
  g_autofree char *target = g_file_read_link (folder, NULL);

  if (target != NULL)
    {
      g_ptr_array_add (argv, g_strdup ("--symlink"));
      g_ptr_array_add (argv, g_steal_pointer (&target));
    }
  else
    {
      g_ptr_array_add (argv, g_strdup ("--ro-bind-try"));
      g_ptr_array_add (argv, g_strdup (folder));
    }
  g_ptr_array_add (argv, g_strdup (folder));
}

static void
add_words (GPtrArray          *argv,
           const char * const *words)
{
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, g_strdup (*words));
}

/* No home, nothing of /etc but the links that say which of several libraries is meant, no /proc, no network, no other
 * process, no name for this machine: only the system's own libraries, read-only, and the helper. */
static GPtrArray *
new_bubblewrap_argv (void)
{
  static const char * const walls[] = {
    "bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--clearenv",
    "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "OMP_THREAD_LIMIT", "1", "--setenv", "OPENBLAS_NUM_THREADS", "1",
    "--hostname", "askglass", "--ro-bind", "/usr", "/usr", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", NULL
  };
  static const char * const folders[] = { "/bin", "/lib", "/lib64", "/lib32" };
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  add_words (argv, walls);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_file_test (folders[i], G_FILE_TEST_EXISTS))
      add_system_folder (argv, folders[i]);
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
  add_words (argv, (const char * const[]) { "--proc", "/proc", NULL });
#endif

  return argv;
}

static Probe
probe (void)
{
  g_autoptr(GPtrArray) argv = new_bubblewrap_argv ();
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  int status = 0;

  add_words (argv, (const char * const[]) { "--remount-ro", "/", "--", "/usr/bin/true", NULL });
  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                     NULL, NULL, NULL, &said, &status, &error))
    return (Probe) { ASKG_SANDBOX_SELF, g_strdup (error->message) };
  if (!g_spawn_check_wait_status (status, &error))
    return (Probe) { ASKG_SANDBOX_SELF, g_strdup (*g_strchomp (said) != '\0' ? said : error->message) };

  return (Probe) { ASKG_SANDBOX_BUBBLEWRAP, NULL };
}

static const Probe *
get_probe (void)
{
  static gsize once;
  static Probe result;

  if (g_once_init_enter (&once))
    {
      result = probe ();
      g_once_init_leave (&once, 1);
    }

  return &result;
}

/**
 * askg_sandbox_get_kind:
 *
 * Any thread. The first call starts a program and takes some 15 ms: not for the main thread.
 *
 * Returns: how helpers are locked in on this machine
 */
AskgSandboxKind
askg_sandbox_get_kind (void)
{
  return forced_kind >= 0 ? (AskgSandboxKind) forced_kind : get_probe ()->kind;
}

void
askg_sandbox_force (AskgSandboxKind kind)
{
  forced_kind = (int) kind;
}

/**
 * askg_sandbox_describe:
 *
 * Any thread; see askg_sandbox_get_kind() for what the first call costs.
 *
 * Returns: (transfer full): one sentence for a person: which cage is in force, and why
 */
char *
askg_sandbox_describe (void)
{
  const char *why = get_probe ()->why;
  g_autofree char *quoted = NULL;

  if (askg_sandbox_get_kind () == ASKG_SANDBOX_BUBBLEWRAP)
    return g_strdup (_("Pictures are opened in bubblewrap: no files of yours, no network, little memory and time."));
  if (why == NULL)
    return g_strdup (_("Pictures are opened by helpers that lock themselves in with seccomp, limits and Landlock."));

  quoted = askg_error_quote (why);
  return g_strdup_printf (_("Pictures are opened by helpers that lock themselves in with seccomp, limits and Landlock, "
                            "because bubblewrap does not start here (%s). Install bubblewrap, or allow user "
                            "namespaces, for the stronger cage."), quoted);
}

/* In the child, before it becomes the helper: only what is safe after fork(). No terminal is in reach from a session of its
 * own. bubblewrap's --new-session would begin one inside, and who is in that one is no longer in the group that is ended. */
static void
lead_a_session (gpointer user_data)
{
  (void) setsid ();
}

/* Everything about the person's session stays outside: the helper gets three variables. */
static GSubprocessLauncher *
new_launcher (StartTask *data)
{
  const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                 (data->stdin_fd < 0 ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0);
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  const char *path = g_getenv ("PATH");
  g_auto(GStrv) environment = NULL;

  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "OMP_THREAD_LIMIT", "1", TRUE);
  environment = g_environ_setenv (environment, "OPENBLAS_NUM_THREADS", "1", TRUE);
  environment = g_environ_setenv (environment, "PATH", path != NULL ? path : "/usr/bin:/bin", TRUE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_child_setup (launcher, lead_a_session, NULL, NULL);
  if (data->stdin_fd >= 0)
    g_subprocess_launcher_take_stdin_fd (launcher, g_steal_fd (&data->stdin_fd));

  return launcher;
}

static GPtrArray *
new_argv (const StartTask *data)
{
  GPtrArray *argv;
  g_autofree char *inside = NULL;
  g_autofree char *name = NULL;

  if (askg_sandbox_get_kind () == ASKG_SANDBOX_SELF)
    {
      argv = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (argv, g_strdup (data->helper));
    }
  else
    {
      argv = new_bubblewrap_argv ();
      name = g_path_get_basename (data->helper);
      inside = g_strconcat (INSIDE, name, NULL);
      add_words (argv, (const char * const[]) { "--ro-bind", data->helper, inside, "--remount-ro", "/", "--", inside, NULL });
    }
  if (data->arguments != NULL)
    add_words (argv, (const char * const *) data->arguments);
  g_ptr_array_add (argv, NULL);

  return argv;
}

/* A cancel came between its start and the callback. */
static void
end_unwanted (gpointer child)
{
  askg_sandbox_kill (child);
  g_object_unref (child);
}

static void
start (GTask *task)
{
  StartTask *data = g_task_get_task_data (task);
  g_autoptr(GSubprocessLauncher) launcher = new_launcher (data);
  g_autoptr(GPtrArray) argv = new_argv (data);
  g_autoptr(GError) error = NULL;
  GSubprocess *child;

  if (!g_file_test (data->helper, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                               _("The helper %s is not there. Install Askglass again."), data->helper);
      return;
    }

  child = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv->pdata, &error);
  if (child == NULL)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                             _("The helper %s cannot be started (%s). Try again when the machine is less busy."),
                             data->helper, error->message);
  else
    g_task_return_pointer (task, child, end_unwanted);
}

static void
probe_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  (void) get_probe ();
  g_task_return_boolean (task, TRUE);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    start (task);
}

/**
 * askg_sandbox_start_async:
 * @helper: absolute path of the program
 * @arguments: (nullable) (array zero-terminated=1): what follows its name
 * @stdin_fd: what it reads, taken over in every case; -1 for a pipe
 * @cancellable: (nullable): heeded until @callback; askg_sandbox_kill() the child yourself after it
 *
 * Starts @helper where it can reach no file, no process and no network. Its standard output is
 * a pipe, its standard error nothing. It ends when this thread does.
 */
void
askg_sandbox_start_async (const char          *helper,
                          const char * const  *arguments,
                          int                  stdin_fd,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GTask) probing = NULL;
  StartTask *data = g_new0 (StartTask, 1);

  /* Writing to a helper that has just ended is a common thing, not a reason to end too. */
  if (stdin_fd < 0)
    (void) signal (SIGPIPE, SIG_IGN);

  data->helper = g_strdup (helper);
  data->arguments = g_strdupv ((char **) arguments);
  data->stdin_fd = stdin_fd;
  g_task_set_source_tag (task, askg_sandbox_start_async);
  g_task_set_task_data (task, data, (GDestroyNotify) start_task_free);

  probing = g_task_new (NULL, NULL, probed_cb, task);
  g_task_run_in_thread (probing, probe_in_thread);
}

/**
 * askg_sandbox_start_finish:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when the program is missing or cannot be started;
 *   %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the running child; it is reaped by itself
 */
GSubprocess *
askg_sandbox_start_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_sandbox_start_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * askg_sandbox_kill:
 * @child: a helper that askg_sandbox_start_finish() gave
 *
 * Ends @child and all of its cage. bubblewrap killed alone, before its own child has asked to die with it, leaves
 * that child waiting for ever with our pipe in its hands; its process group ends both.
 */
void
askg_sandbox_kill (GSubprocess *child)
{
  const char *id = g_subprocess_get_identifier (child); /* NULL once it is reaped: then the number is not ours */
  const pid_t group = id != NULL ? (pid_t) g_ascii_strtoll (id, NULL, 10) : 0;

  if (group > 1)
    (void) kill (-group, SIGKILL);
  g_subprocess_force_exit (child);
}
