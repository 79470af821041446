/* askg-portal-file.c: a worker thread.
 * Desktops leave the file behind, each under its own name in its own folder, and whose it is nobody
 * has settled. A person's pictures must not fill up with what they only asked about, and nothing of
 * theirs may be deleted: so it goes only when everything says that it was made for us just now. */
#include "capture/screen/askg-portal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

/* File systems round times, some to two seconds. */
#define CLOCK_SLACK_SECONDS 2

struct _AskgPortalFile
{
  char        *path;
  int          fd;          /* owned; -1 once taken */
  struct stat  opened;      /* what was behind the name when it was opened */
  gint64       asked_at_us; /* real time */
};

/**
 * askg_portal_file_open:
 * @uri: what the portal returned
 * @asked_at_us: g_get_real_time() before it was asked
 *
 * Opens the file at once: the next picture may take its name.
 *
 * Errors: %ASKG_ERROR_CAPTURE_UNAVAILABLE
 *
 * Returns: (transfer full): the open file, or %NULL with @error set
 */
AskgPortalFile *
askg_portal_file_open (const char  *uri,
                       gint64       asked_at_us,
                       GError     **error)
{
  g_autoptr(AskgPortalFile) self = g_new0 (AskgPortalFile, 1);

  self->fd = -1;
  self->asked_at_us = asked_at_us;
  self->path = g_filename_from_uri (uri, NULL, NULL);
  if (self->path == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                   _("The desktop took a picture but handed over no file of this machine. "
                     "Try again, or ask with a picture file."));
      return NULL;
    }

  /* A pipe or device would keep us waiting. */
  self->fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &self->opened) != 0 || !S_ISREG (self->opened.st_mode))
    {
      g_autofree char *shown = askg_error_quote (self->path);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                   _("The desktop says that its picture is in %s, but it cannot be opened (%s). Try again."), shown,
                   self->fd < 0 ? g_strerror (errno) : _("not a file"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * askg_portal_file_take_fd:
 *
 * Returns: (transfer full): the open file; -1 when it was taken before
 */
int
askg_portal_file_take_fd (AskgPortalFile *self)
{
  return g_steal_fd (&self->fd);
}

static gboolean
is_below (const char *path,
          const char *folder)
{
  g_autofree char *whole = NULL;

  if (folder == NULL || folder[0] != '/')
    return FALSE;
  whole = g_canonicalize_filename (folder, "/");

  return strlen (whole) > 1 && g_str_has_prefix (path, whole) && path[strlen (whole)] == '/';
}

/* Where desktops put pictures that a program asked for. */
static gboolean
is_in_a_folder_for_it (const char *path)
{
  g_autofree char *real = g_canonicalize_filename (path, "/");
  g_autofree char *folder = g_path_get_dirname (real);

  return is_below (real, g_get_user_special_dir (G_USER_DIRECTORY_PICTURES)) ||
         is_below (real, g_get_tmp_dir ()) || is_below (real, "/tmp") ||
         is_below (real, g_get_user_runtime_dir ()) ||
         g_str_equal (folder, g_get_home_dir ()); /* without a folder for pictures */
}

/**
 * askg_portal_file_remove:
 *
 * Deletes the file if it was made for this request: a regular file of this person, the very one that was
 * opened, with no second name, in a folder for such pictures, and not older than the question.
 *
 * Returns: whether it is gone
 */
gboolean
askg_portal_file_remove (AskgPortalFile *self)
{
  const gint64 made_at_us = (gint64) self->opened.st_mtim.tv_sec * G_USEC_PER_SEC +
                            self->opened.st_mtim.tv_nsec / 1000;
  struct stat now;

  if (lstat (self->path, &now) != 0 || !S_ISREG (now.st_mode) ||
      now.st_dev != self->opened.st_dev || now.st_ino != self->opened.st_ino ||
      now.st_uid != geteuid () || now.st_nlink != 1)
    return FALSE;
  if (made_at_us < self->asked_at_us - CLOCK_SLACK_SECONDS * G_USEC_PER_SEC || !is_in_a_folder_for_it (self->path))
    return FALSE;

  return g_unlink (self->path) == 0;
}

void
askg_portal_file_free (AskgPortalFile *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self->path);
  g_free (self);
}
