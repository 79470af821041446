/* askg-program.c: any thread. */
#include "engine/base/askg-program.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

/* The folder of the running executable. It tells installed from not: nothing else does when
 * both exist, or when the build tree was moved. */
static const char *
own_folder (void)
{
  static gsize once;
  static char *folder;

  if (g_once_init_enter (&once))
    {
      g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);

      folder = exe != NULL ? g_path_get_dirname (exe) : g_strdup (ASKG_LIBEXEC_DIR);
      g_once_init_leave (&once, 1);
    }

  return folder;
}

/**
 * askg_program_is_installed:
 *
 * Returns: %FALSE when the executable runs from the build tree
 */
gboolean
askg_program_is_installed (void)
{
  return !g_str_has_prefix (own_folder (), ASKG_BUILD_DIR G_DIR_SEPARATOR_S);
}

/**
 * askg_program_find_helper:
 * @name: file name of a program that comes with Askglass
 *
 * Returns: (transfer full): its absolute path; whether it is there is seen when it is started
 */
char *
askg_program_find_helper (const char *name)
{
  const char *folder = askg_program_is_installed () ? ASKG_LIBEXEC_DIR : ASKG_BUILD_DIR "/app";

  return g_build_filename (folder, name, NULL);
}

/**
 * askg_program_find_data:
 * @name: a file or folder below data/ of the source tree, such as "catalogue"
 *
 * Returns: (transfer full): its absolute path
 */
char *
askg_program_find_data (const char *name)
{
  const char *folder = askg_program_is_installed () ? ASKG_DATA_DIR : ASKG_SOURCE_DIR "/data";

  return g_build_filename (folder, name, NULL);
}

/**
 * askg_program_front_door:
 *
 * Returns: (transfer full): how the desktop can start this very Askglass: by its name where that
 *   is it, else by its path
 */
char *
askg_program_front_door (void)
{
  g_autofree char *own = g_strdup (askg_program_is_installed () ? ASKG_BIN_DIR "/askglass"
                                                                : ASKG_BUILD_DIR "/app/askglass");
  g_autofree char *found = g_find_program_in_path ("askglass");

  return g_strdup (g_strcmp0 (found, own) == 0 ? "askglass" : own);
}

const char *
askg_program_locale_dir (void)
{
  return askg_program_is_installed () ? ASKG_LOCALE_DIR : ASKG_BUILD_DIR "/data/po";
}

/**
 * askg_program_make_private:
 * @folder: an absolute path
 *
 * Makes @folder and what is missing above it, for this person alone (0700). One that others could read
 * is closed to them; one that they could write to is not used: nobody knows what they put there.
 *
 * Errors: %ASKG_ERROR_STORAGE when it cannot be made, belongs to somebody else, is a link, or can be
 *   written to by others.
 */
gboolean
askg_program_make_private (const char  *folder,
                           GError     **error)
{
  struct stat info;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_lstat (folder, &info) != 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("The folder %s cannot be made (%s). Make it writable, or point XDG_DATA_HOME elsewhere."),
                   folder, g_strerror (errno));
      return FALSE;
    }
  if (S_ISLNK (info.st_mode))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("%s is a link, which anybody may have laid. Put the folder itself there, or point XDG_DATA_HOME at where it is."), folder);
      return FALSE;
    }
  if (!S_ISDIR (info.st_mode) || info.st_uid != geteuid ())
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("%s is not a folder of yours. Move it away, or point XDG_DATA_HOME elsewhere."), folder);
      return FALSE;
    }
  if ((info.st_mode & 0022) != 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("Others may write to the folder %s. See that all in it is yours, close it to them with “chmod 700”, then try again."), folder);
      return FALSE;
    }
  if ((info.st_mode & 0077) != 0)
    (void) g_chmod (folder, 0700); /* on a read-only file system it stays as it is */

  return TRUE;
}

/**
 * askg_program_stay_private:
 *
 * First thing of a program: what it holds in memory, keys among it, is not written to a core file when
 * it crashes, nor are the programs that it starts; not by a service that collects them either. What a
 * portal or a debugger of this person may see does not change: portals look who asks them.
 */
void
askg_program_stay_private (void)
{
  const struct rlimit none = { 0, 0 };
  const int fd = g_open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC, 0);

  (void) setrlimit (RLIMIT_CORE, &none);
  if (fd < 0)
    return;
  if (write (fd, "0", 1) != 1)
    g_debug ("core dumps are not empty: %s", g_strerror (errno));
  (void) g_close (fd, NULL);
}

static char *
private_folder (const char  *parent,
                GError     **error)
{
  g_autofree char *folder = g_build_filename (parent, "askglass", NULL);

  return askg_program_make_private (folder, error) ? g_steal_pointer (&folder) : NULL;
}

/**
 * askg_program_data_folder:
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): `$XDG_DATA_HOME/askglass`, made if need be (0700)
 */
char *
askg_program_data_folder (GError **error)
{
  return private_folder (g_get_user_data_dir (), error);
}

/**
 * askg_program_runtime_folder:
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): `$XDG_RUNTIME_DIR/askglass`; without that variable `run` below the
 *   data folder
 */
char *
askg_program_runtime_folder (GError **error)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *data = NULL;
  g_autofree char *folder = NULL;

  if (runtime != NULL && g_path_is_absolute (runtime) && g_access (runtime, W_OK) == 0)
    return private_folder (runtime, error);

  data = askg_program_data_folder (error);
  if (data == NULL)
    return NULL;
  folder = g_build_filename (data, "run", NULL);

  return askg_program_make_private (folder, error) ? g_steal_pointer (&folder) : NULL;
}

char *
askg_program_config_folder (GError **error)
{
  return private_folder (g_get_user_config_dir (), error);
}

char *
askg_program_cache_folder (GError **error)
{
  return private_folder (g_get_user_cache_dir (), error);
}
