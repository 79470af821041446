/* askg-proof-desk.c: main thread. */
#include "app/askg-proof-desk.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/base/askg-program.h"

#define START_PATIENCE_US (20 * G_TIME_SPAN_SECOND)
#define END_PATIENCE_US   (10 * G_TIME_SPAN_SECOND)
#define LOOK_US           (50 * G_TIME_SPAN_MILLISECOND)
#define SETTLE_US         (500 * G_TIME_SPAN_MILLISECOND) /* from owning the history to hearing others */

/* Somebody owns the history of @data_folder. */
static gboolean
is_owned (const char *data_folder)
{
  g_autofree char *path = g_build_filename (data_folder, "askglass", "lock", NULL);
  const int fd = open (path, O_RDONLY | O_CLOEXEC);
  const gboolean is_free = fd < 0 || flock (fd, LOCK_SH | LOCK_NB) == 0;

  if (fd >= 0)
    close (fd);

  return !is_free;
}

static gboolean
is_over (GSubprocess *desk)
{
  return g_subprocess_get_identifier (desk) == NULL;
}

/* Its end is noticed by the main loop. */
static void
look_again (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (LOOK_US);
}

/**
 * askg_proof_desk_start:
 *
 * Waits until it answers, for up to twenty seconds.
 *
 * Returns: (transfer full) (nullable): %NULL where it does not come, as without a display
 */
GSubprocess *
askg_proof_desk_start (const char *const *environment,
                       const char        *data_folder)
{
  g_autofree char *program = askg_program_find_helper ("askglass-desk");
  const char *const argv[] = { program, "--resident", NULL };
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  const gint64 deadline_us = g_get_monotonic_time () + START_PATIENCE_US;
  g_autoptr(GSubprocess) desk = NULL;

  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  desk = g_subprocess_launcher_spawnv (launcher, argv, NULL);
  while (desk != NULL && !is_over (desk) && g_get_monotonic_time () < deadline_us)
    {
      if (is_owned (data_folder))
        {
          g_usleep (SETTLE_US);
          return g_steal_pointer (&desk);
        }
      look_again ();
    }
  if (desk != NULL)
    askg_proof_desk_end (desk);

  return NULL;
}

/* It was told to quit, or is in the way: nothing of it stays. */
void
askg_proof_desk_end (GSubprocess *desk)
{
  const gint64 deadline_us = g_get_monotonic_time () + END_PATIENCE_US;

  g_subprocess_send_signal (desk, SIGTERM);
  while (!is_over (desk) && g_get_monotonic_time () < deadline_us)
    look_again ();
  if (is_over (desk))
    return;
  g_subprocess_force_exit (desk);
  (void) g_subprocess_wait (desk, NULL, NULL);
}
