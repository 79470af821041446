/* askg-listeners.c: any thread. A file each in the runtime folder, locked as long as its process lives: one that can be
 * locked was left by a process that was killed, and its number may be somebody else's by now. */
#include "app/askg-listeners.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/base/askg-program.h"

#define PREFIX "listening-"

struct _AskgListener
{
  char *path; /* owned */
  int   fd;
};

/* Returns: (transfer full) (nullable): until it is withdrawn, “askglass stop” sends this process SIGTERM; %NULL where the
 * runtime folder cannot be written: then only Ctrl-C ends it */
AskgListener *
askg_listeners_announce (void)
{
  g_autofree char *folder = askg_program_runtime_folder (NULL);
  g_autofree char *name = g_strdup_printf (PREFIX "%d", getpid ());
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  const int fd = path != NULL ? open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
  AskgListener *self;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  self = g_new0 (AskgListener, 1);
  self->fd = fd;
  self->path = g_steal_pointer (&path);

  return self;
}

void
askg_listener_withdraw (AskgListener *self)
{
  if (self == NULL)
    return;

  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
stop_one (const char *path,
          pid_t       pid)
{
  const int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean is_alive;

  if (fd < 0)
    return FALSE;
  is_alive = flock (fd, LOCK_EX | LOCK_NB) != 0;
  if (!is_alive)
    g_unlink (path);
  close (fd);

  return is_alive && kill (pid, SIGTERM) == 0;
}

/* Returns: how many were told to end; they close their microphones within a moment */
guint
askg_listeners_stop (void)
{
  g_autofree char *folder = askg_program_runtime_folder (NULL);
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n_stopped = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const int pid = g_str_has_prefix (name, PREFIX) ? atoi (name + strlen (PREFIX)) : 0;
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (pid > 1)
        n_stopped += stop_one (path, pid);
    }

  return n_stopped;
}
