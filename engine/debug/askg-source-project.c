/* askg-source-project.c: any thread. A build beside its sources knows by compile_commands.json whose it is. */
#include "engine/debug/askg-source-project.h"

#include <stdlib.h>
#include <string.h>

#include "engine/debug/askg-compile-commands.h"

/* The nearest folder above that a version control knows; else the folder itself. */
static char *
find_project (const char *folder)
{
  const char *home = g_get_home_dir ();
  g_autofree char *at = g_strdup (folder);

  while (strcmp (at, "/") != 0 && g_strcmp0 (at, home) != 0)
    {
      g_autofree char *git = g_build_filename (at, ".git", NULL);
      char *parent;

      if (g_file_test (git, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&at);
      parent = g_path_get_dirname (at);
      g_free (at);
      at = parent;
    }

  return g_strdup (folder);
}

static gboolean
is_repository (const char *folder)
{
  g_autofree char *git = g_build_filename (folder, ".git", NULL);

  return g_file_test (git, G_FILE_TEST_EXISTS);
}

/* Of a build in a folder of its own that no version control knows. Returns: (nullable) (transfer full) */
static char *
find_sources (const char *folder)
{
  g_autoptr(AskgCompileCommands) commands = askg_compile_commands_load (folder);
  GPtrArray *files = commands != NULL ? askg_compile_commands_get_files (commands) : NULL;
  g_autofree char *first = files != NULL && files->len > 0 ? g_path_get_dirname (g_ptr_array_index (files, 0)) : NULL;
  char *real = first != NULL ? realpath (first, NULL) : NULL;
  g_autofree char *project = real != NULL ? find_project (real) : NULL;

  free (real);

  return project != NULL && is_repository (project) ? g_steal_pointer (&project) : NULL;
}

/**
 * askg_source_project_find:
 * @folder: whole, all links followed
 *
 * Returns: (transfer full): the folder it belongs to, out of which nothing is read
 */
char *
askg_source_project_find (const char *folder)
{
  g_autofree char *project = find_project (folder);
  g_autofree char *sources = is_repository (project) ? NULL : find_sources (folder);

  return sources != NULL ? g_steal_pointer (&sources) : g_steal_pointer (&project);
}
