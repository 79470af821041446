/* askg-owner-lock.c: any thread. The lock is the kernel's: it ends with the process, however that
 * ends, and the file's content is only there to be told to people. */
#include "engine/memory/askg-owner-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/memory/askg-aside.h"

#define LOCK_NAME "lock"

struct _AskgOwnerLock
{
  char *folder;
  int   fd;
};

/* Folders this process owns: flock() itself does not tell the owner from others. */
static GMutex mutex;
static GPtrArray *held; /* (nullable): of AskgOwnerLock, not owned */

static void
fail_busy (const char  *folder,
           int          fd,
           GError     **error)
{
  char text[32] = "";
  const ssize_t n = pread (fd, text, sizeof text - 1, 0);
  const int pid = n > 0 ? (int) g_ascii_strtoll (text, NULL, 10) : 0;

  if (pid > 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY,
                 _("Another Askglass (process %d) holds the history in %s. Stop it with “askglass quit”, then try again."),
                 pid, folder);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY,
                 _("Another Askglass holds the history in %s. Stop it with “askglass quit”, then try again."), folder);
}

/* Told to people and to "askglass quit"; that it could not be written changes nothing. */
static void
write_pid (int fd)
{
  char text[32];
  const int length = g_snprintf (text, sizeof text, "%ld\n", (long) getpid ());

  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, length, 0) != length)
    g_debug ("the lock does not say whose it is: %s", g_strerror (errno));
}

static int
open_lock (const char *path)
{
  const int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  /* Where nothing can be written the history can still be read, by one at a time. */
  if (fd < 0 && (errno == EROFS || errno == EACCES))
    return g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  return fd;
}

/**
 * askg_owner_lock_take:
 * @folder: the data folder; made if need be
 *
 * Never waits. The lock is not handed on to programs that are started.
 *
 * Errors: %ASKG_ERROR_STORAGE_BUSY when another process, or another part of this one, holds it;
 * %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL when the folder or the file cannot be made.
 *
 * Returns: (transfer full): to be released last, after the store is closed
 */
AskgOwnerLock *
askg_owner_lock_take (const char  *folder,
                      GError     **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  AskgOwnerLock *self;
  int fd;

  if (!askg_program_make_private (folder, error))
    return NULL;
  fd = open_lock (path);
  if (fd < 0)
    {
      (void) askg_aside_fail (path, error);
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      fail_busy (folder, fd, error);
      (void) g_close (fd, NULL);
      return NULL;
    }
  write_pid (fd);

  self = g_new0 (AskgOwnerLock, 1);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->fd = fd;
  g_mutex_lock (&mutex);
  if (held == NULL)
    held = g_ptr_array_new ();
  g_ptr_array_add (held, self);
  g_mutex_unlock (&mutex);

  return self;
}

/* The file stays: were it removed, two could lock two files of the same name. */
void
askg_owner_lock_release (AskgOwnerLock *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&mutex);
  g_ptr_array_remove (held, self);
  if (held->len == 0)
    g_clear_pointer (&held, g_ptr_array_unref);
  g_mutex_unlock (&mutex);

  (void) g_close (self->fd, NULL);
  g_free (self->folder);
  g_free (self);
}

/**
 * askg_owner_lock_is_held:
 *
 * Returns: whether this process holds the lock of @folder
 */
gboolean
askg_owner_lock_is_held (const char *folder)
{
  g_autofree char *canonical = g_canonicalize_filename (folder, NULL);
  gboolean found = FALSE;

  g_mutex_lock (&mutex);
  for (guint i = 0; held != NULL && i < held->len && !found; i++)
    found = g_str_equal (((const AskgOwnerLock *) g_ptr_array_index (held, i))->folder, canonical);
  g_mutex_unlock (&mutex);

  return found;
}
