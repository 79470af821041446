/* askg-command-post.c: main thread. */
#include "app/askg-command-post.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

/* Of one turn of the main loop: whoever sends without end slows down nobody but itself. */
#define MOST_AT_ONCE 8

struct _AskgCommandPost
{
  /* Owned */
  char            *path;
  guint            source;
  int              fd;

  /* Borrowed */
  gpointer         user_data;

  AskgCommandTold  told;
  dev_t            device; /* of the socket in the folder, which another process may have replaced since */
  ino_t            inode;
  guint8           bytes[ASKG_COMMAND_POST_MAX_BYTES];
};

/* -- What comes --------------------------------------------------------------------------- */

/* The kernel tells whose it is. Nobody's file descriptors are taken: there is no room for them. */
static gboolean
is_of_this_person (struct msghdr *message)
{
  for (struct cmsghdr *part = CMSG_FIRSTHDR (message); part != NULL; part = CMSG_NXTHDR (message, part))
    if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_CREDENTIALS && part->cmsg_len == CMSG_LEN (sizeof (struct ucred)))
      {
        struct ucred sender;

        memcpy (&sender, CMSG_DATA (part), sizeof sender);
        return sender.uid == geteuid ();
      }

  return FALSE;
}

/* A shell tells nothing that a command wrote. */
static void
take (AskgCommandPost *self,
      gsize            n_bytes)
{
  g_autoptr(GBytes) bytes = g_bytes_new (self->bytes, n_bytes);
  g_autoptr(AskgCommandRecord) record = askg_command_record_read (bytes);

  if (record != NULL && record->shell != NULL && record->parts->len == 0)
    self->told (record, self->user_data);
}

/* Returns: whether there was something, be it good or not */
static gboolean
receive_one (AskgCommandPost *self)
{
  union { struct cmsghdr aligned; char room[CMSG_SPACE (sizeof (struct ucred))]; } control;
  struct iovec place = { self->bytes, sizeof self->bytes };
  struct msghdr message = { .msg_iov = &place, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
  ssize_t n;

  do
    n = recvmsg (self->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return FALSE;
  if ((message.msg_flags & MSG_TRUNC) == 0 && is_of_this_person (&message))
    take (self, (gsize) n);

  return TRUE;
}

static gboolean
readable_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  for (guint i = 0; i < MOST_AT_ONCE && receive_one (user_data); i++)
    ;

  return G_SOURCE_CONTINUE;
}

/* -- Where ------------------------------------------------------------------------------- */

/**
 * askg_command_post_path:
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): where who is resident listens, in a folder that is closed to others
 */
char *
askg_command_post_path (GError **error)
{
  g_autofree char *runtime = askg_program_runtime_folder (error);

  return runtime != NULL ? g_build_filename (runtime, "commands.sock", NULL) : NULL;
}

/* Under a name of its own first: what stands at the path is at every moment a socket on which somebody listens, or has listened. */
static gboolean
bind_at (AskgCommandPost  *self,
         GError          **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const int n = snprintf (address.sun_path, sizeof address.sun_path, "%s.%d", self->path, (int) getpid ());
  const int yes = 1;
  struct stat info;

  self->fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (n < 0 || (gsize) n >= sizeof address.sun_path)
    errno = ENAMETOOLONG;
  else if (self->fd >= 0 && setsockopt (self->fd, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes) == 0 &&
           (g_unlink (address.sun_path) == 0 || errno == ENOENT) &&
           bind (self->fd, (const struct sockaddr *) &address, sizeof address) == 0)
    {
      if (g_chmod (address.sun_path, 0600) == 0 && g_lstat (address.sun_path, &info) == 0 && g_rename (address.sun_path, self->path) == 0)
        {
          self->device = info.st_dev;
          self->inode = info.st_ino;
          return TRUE;
        }
      g_unlink (address.sun_path);
    }
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE, _("What your shell tells of commands is not heard at once (%s). It is found when you ask."),
               g_strerror (errno));

  return FALSE;
}

/**
 * askg_command_post_new:
 * @path: that of askg_command_post_path(); whoever listened there does no longer
 * @told: called for each record that comes
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (nullable) (transfer full):
 */
AskgCommandPost *
askg_command_post_new (const char       *path,
                       AskgCommandTold   told,
                       gpointer          user_data,
                       GError          **error)
{
  g_autoptr(AskgCommandPost) self = g_new0 (AskgCommandPost, 1);

  self->path = g_strdup (path);
  self->told = told;
  self->user_data = user_data;
  if (!bind_at (self, error))
    return NULL;
  self->source = g_unix_fd_add_full (G_PRIORITY_DEFAULT_IDLE, self->fd, G_IO_IN, readable_cb, self, NULL);

  return g_steal_pointer (&self);
}

/* What another process put in its place stays there. */
void
askg_command_post_free (AskgCommandPost *self)
{
  struct stat info;

  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->inode != 0 && g_lstat (self->path, &info) == 0 && info.st_dev == self->device && info.st_ino == self->inode)
    g_unlink (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
