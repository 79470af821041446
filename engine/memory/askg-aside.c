/* askg-aside.c: any thread. */
#include "engine/memory/askg-aside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

/**
 * askg_aside_fail:
 *
 * Sets @error from errno after a call that had to write @path.
 *
 * Errors: %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE
 *
 * Returns: %FALSE, always
 */
gboolean
askg_aside_fail (const char  *path,
                 GError     **error)
{
  const int code = errno;

  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL,
                 _("%s could not be written because the disk is full. Free some space, then try again."), path);
  else if (code == ENOENT)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("%s could not be written: its folder is not there. Make the folder or choose another, then try again."), path);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("%s could not be written (%s). Make its folder writable, then try again."), path, g_strerror (code));

  return FALSE;
}

/**
 * askg_aside_name:
 * @why: a word, such as "corrupt"
 *
 * Returns: (transfer full): `PATH.WHY-20261121-122700` (UTC), with a number where that exists
 */
char *
askg_aside_name (const char *path,
                 const char *why)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.%s-%s", path, why, date);

  for (guint n = 2; g_file_test (name, G_FILE_TEST_EXISTS); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.%s-%s-%02u", path, why, date, n);
    }

  return name;
}

/* Made for this person alone, whatever the umask; it must not exist. */
gboolean
askg_aside_make_empty (const char  *path,
                       GError     **error)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return askg_aside_fail (path, error);

  return g_close (fd, error);
}

static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  (void) fsync (fd); /* some file systems cannot; then the name is as safe as it gets */
  (void) g_close (fd, NULL);
}

/* Renames, and makes the new name last. */
gboolean
askg_aside_move (const char  *from,
                 const char  *to,
                 GError     **error)
{
  if (g_rename (from, to) != 0)
    return askg_aside_fail (to, error);
  sync_folder_of (to);

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Removes all but the newest @n_kept of the files that askg_aside_name() named so. */
void
askg_aside_keep_newest (const char *path,
                        const char *why,
                        guint       n_kept)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf ("%s.%s-", base, why);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));

  g_ptr_array_sort (names, compare_names); /* the date is in the name */
  for (guint i = 0; i + n_kept < names->len; i++)
    (void) g_unlink (g_ptr_array_index (names, i));
}
