/* askg-source-outside.c: any thread. */
#include "engine/debug/askg-source-outside.h"

#include <stdlib.h>

#include "engine/debug/askg-source-secret.h"

/* No files, but what the system tells of itself: also of this process. */
static const char *const no_files[] = { "/proc/", "/sys/", "/dev/", "/run/" };

static gboolean
is_no_file (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_files); i++)
    if (g_str_has_prefix (path, no_files[i]))
      return TRUE;

  return FALSE;
}

/**
 * askg_source_outside_find:
 * @folder: where the command ran
 * @file: as a failure names it
 *
 * Nothing of it is read.
 *
 * Returns: (nullable) (transfer full): where it lies, all links followed; %NULL where it is in the project, is none, or holds
 *   secrets (askg_source_is_secret())
 */
char *
askg_source_outside_find (const char *folder,
                          const char *file)
{
  g_autoptr(AskgSourceFinder) finder = askg_source_finder_new (folder);
  g_autofree char *path = g_canonicalize_filename (file, folder), *inside = askg_source_finder_find (finder, file);
  g_autofree char *real = inside == NULL ? realpath (path, NULL) : NULL;

  if (real == NULL || is_no_file (real) || !g_file_test (real, G_FILE_TEST_IS_REGULAR) || askg_source_is_secret (path) ||
      askg_source_is_secret (real))
    return NULL;

  return g_steal_pointer (&real);
}

/**
 * askg_source_outside_read:
 * @path: as askg_source_outside_find() gave it; looked at anew
 *
 * Returns: (transfer full) (element-type AskgSourceLine): as askg_source_finder_read(); none where nothing may be read
 */
GPtrArray *
askg_source_outside_read (const char *folder,
                          const char *path,
                          guint       line,
                          guint       n_around)
{
  g_autofree char *real = askg_source_outside_find (folder, path);
  g_autofree char *own = real != NULL ? g_path_get_dirname (real) : NULL;
  g_autoptr(AskgSourceFinder) there = own != NULL ? askg_source_finder_new (own) : NULL; /* its own folder is the project now */

  if (there == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_source_line_free);

  return askg_source_finder_read (there, real, line, n_around);
}
