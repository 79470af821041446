/* askg-source-finder.c: any thread.
 *
 * A path is tried from the folder the output named, from where the command ran, from the folders below it in which a build
 * runs, from those that compile_commands.json names, and at last by its name alone. What is found counts only if it lies, all
 * links followed, in the project. */
#include "engine/debug/askg-source-finder.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "engine/debug/askg-compile-commands.h"
#include "engine/debug/askg-source-index.h"
#include "engine/debug/askg-source-project.h"
#include "engine/debug/askg-source-secret.h"

#define MAX_FILE_BYTES (64u * 1024 * 1024)
#define MAX_LINE_BYTES 2000u

struct _AskgSourceFinder
{
  char            *folder;  /* owned: where the command ran, all links followed */
  char            *project; /* owned: the folder it belongs to */
  AskgSourceIndex *index;   /* (nullable) owned: made when a name is all there is */
  GPtrArray       *commands; /* (nullable) owned; of AskgCompileCommands: the same */
  gboolean         is_read;  /* names were read on a picture */

  /* The file that was read last: many diagnostics name one. */
  char            *path;    /* (nullable) owned */
  GStrv            lines;   /* (nullable) owned */
};

void
askg_source_line_free (AskgSourceLine *line)
{
  g_free (line->text);
  g_free (line);
}

/**
 * askg_source_finder_new:
 * @folder: where the command ran
 *
 * Returns: (transfer full):
 */
AskgSourceFinder *
askg_source_finder_new (const char *folder)
{
  AskgSourceFinder *self = g_new0 (AskgSourceFinder, 1);
  char *real = realpath (folder, NULL);

  self->folder = real != NULL ? g_strdup (real) : g_canonicalize_filename (folder, NULL);
  self->project = askg_source_project_find (self->folder);
  free (real);

  return self;
}

void
askg_source_finder_free (AskgSourceFinder *self)
{
  if (self == NULL)
    return;
  askg_source_index_free (self->index);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_strfreev (self->lines);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->project);
  g_free (self);
}

/* -- Places ------------------------------------------------------------------------- */

static gboolean
lies_below (const char *path,
            const char *folder)
{
  const gsize n = strlen (folder);

  return strncmp (path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0' || strcmp (folder, "/") == 0);
}

/* @path without the working folder before it; with "../" where it lies beside. Only names are looked at. */
static char *
make_relative (AskgSourceFinder *self,
               const char       *path)
{
  g_autofree char *at = g_strdup (self->folder);
  GString *up = g_string_new (NULL);

  while (!lies_below (path, at) && strcmp (at, "/") != 0 && lies_below (at, self->project))
    {
      char *parent = g_path_get_dirname (at);

      g_free (at);
      at = parent;
      g_string_append (up, "../");
    }
  if (!lies_below (path, at) || strcmp (at, "/") == 0)
    {
      g_string_free (up, TRUE);

      return g_strdup (path);
    }
  path += strlen (at);
  g_string_append (up, path + strspn (path, "/"));

  return g_string_free (up, FALSE);
}

/* Returns: (nullable) (transfer full): the real path, if there is such a file in the project */
static char *
find_real (AskgSourceFinder *self,
           const char       *folder,
           const char       *file)
{
  g_autofree char *path = g_canonicalize_filename (file, folder);
  char *real = realpath (path, NULL);
  char *found = NULL;

  if (real != NULL && (lies_below (real, self->project) || lies_below (real, self->folder)) && g_file_test (real, G_FILE_TEST_IS_REGULAR))
    found = g_strdup (real);
  free (real);

  return found;
}

static AskgSourceIndex *
get_index (AskgSourceFinder *self)
{
  if (self->index == NULL)
    self->index = askg_source_index_new (self->project);

  return self->index;
}

static GPtrArray *
get_commands (AskgSourceFinder *self)
{
  GPtrArray *builds;

  if (self->commands != NULL)
    return self->commands;
  builds = askg_source_index_get_builds (get_index (self));
  self->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_compile_commands_free);
  for (gint i = -1; i < (gint) builds->len; i++)
    {
      AskgCompileCommands *commands = askg_compile_commands_load (i < 0 ? self->folder : g_ptr_array_index (builds, i));

      if (commands != NULL)
        g_ptr_array_add (self->commands, commands);
    }

  return self->commands;
}

/* Returns: (nullable) (transfer full): from where compilers run, and where they look for headers */
static char *
search_commands (AskgSourceFinder *self,
                 const char       *file)
{
  GPtrArray *all = get_commands (self);
  char *real = NULL;

  for (guint i = 0; i < all->len && real == NULL; i++)
    {
      GPtrArray *folders = askg_compile_commands_get_folders (g_ptr_array_index (all, i));

      for (guint j = 0; j < folders->len && real == NULL; j++)
        real = find_real (self, g_ptr_array_index (folders, j), file);
    }

  return real;
}

/* Returns: (nullable) (transfer full): where the folders of builds, or names alone, lead */
static char *
search (AskgSourceFinder *self,
        const char       *file)
{
  GPtrArray *builds = askg_source_index_get_builds (get_index (self));
  const char *by_name;
  char *real;

  for (guint i = 0; i < builds->len; i++)
    {
      real = find_real (self, g_ptr_array_index (builds, i), file);

      if (real != NULL)
        return real;
    }
  real = search_commands (self, file);
  if (real != NULL)
    return real;
  by_name = askg_source_index_find (get_index (self), file);

  return by_name != NULL ? find_real (self, self->project, by_name) : NULL;
}

/**
 * askg_source_finder_accept_alike:
 *
 * Names were read on a picture: one that leads nowhere is that of the one file of the project it cannot be told from by eye.
 */
void
askg_source_finder_accept_alike (AskgSourceFinder *self)
{
  self->is_read = TRUE;
}

/* Of a whole path, from another machine or misread above the project, what stands behind the project's own name. Returns: (nullable) */
static const char *
find_below_project (AskgSourceFinder *self,
                    const char       *file)
{
  g_autofree char *name = g_path_get_basename (self->project), *mark = g_strdup_printf ("/%s/", name);
  const char *at = g_strrstr (file, mark);

  return at != NULL ? at + strlen (mark) : NULL;
}

/* Returns: (nullable) (transfer full): the file that looks like it */
static char *
search_alike (AskgSourceFinder *self,
              const char       *file)
{
  const char *below = g_path_is_absolute (file) ? find_below_project (self, file) : file;
  const char *alike = below != NULL ? askg_source_index_find_alike (get_index (self), below) : NULL;

  return alike != NULL ? find_real (self, self->project, alike) : NULL;
}

/**
 * askg_source_finder_resolve:
 *
 * Returns: (nullable) (transfer full): the file it names, relative to the working folder; as the tool wrote it where there
 *   is no such file in the project; %NULL where it names none
 */
char *
askg_source_finder_resolve (AskgSourceFinder     *self,
                            const AskgDiagnostic *diagnostic)
{
  const char *file = diagnostic->file;
  g_autofree char *start = NULL, *real = NULL, *named = NULL;

  if (file == NULL)
    return NULL;
  start = diagnostic->folder != NULL ? g_canonicalize_filename (diagnostic->folder, self->folder) : g_strdup (self->folder);
  real = find_real (self, start, file);
  if (real == NULL && diagnostic->folder != NULL)
    real = find_real (self, self->folder, file);
  if (real == NULL && !(g_path_is_absolute (file) && !lies_below (file, self->project)))
    real = search (self, file);
  if (real == NULL && self->is_read)
    real = search_alike (self, file);
  if (real != NULL)
    return make_relative (self, real);
  if (diagnostic->folder == NULL && !g_path_is_absolute (file))
    return g_strdup (g_str_has_prefix (file, "./") ? file + 2 : file);
  named = g_canonicalize_filename (file, start);

  return make_relative (self, named);
}

/* Whole names only: "a.c" is no end of "aa.c". */
static gboolean
ends_with (const char *path,
           const char *end)
{
  const gsize n = strlen (path), n_end = strlen (end);

  return n_end <= n && strcmp (path + n - n_end, end) == 0 && (n_end == n || path[n - n_end - 1] == '/');
}

/* Whether @file says the same as @path, from some folders above the project or from some below it. */
static gboolean
names_the_same (AskgSourceFinder *self,
                const char       *file,
                const char       *path)
{
  g_autofree char *above = NULL;

  if (ends_with (path, file))
    return TRUE;
  if (!ends_with (file, path))
    return FALSE;
  above = g_strndup (file, strlen (file) - strlen (path) - 1);

  return ends_with (self->project, above);
}

/* Returns: (transfer none): the folder, all links followed, out of which nothing is read */
const char *
askg_source_finder_get_project (AskgSourceFinder *self)
{
  return self->project;
}

/**
 * askg_source_finder_find:
 * @file: from the working folder, from the project's, or whole; or with folders before it that are missing or too many
 *
 * Returns: (nullable) (transfer full): from the project's folder on, all links followed; %NULL where the project has no such file
 */
char *
askg_source_finder_find (AskgSourceFinder *self,
                         const char       *file)
{
  g_autofree char *real = find_real (self, self->folder, file);
  const char *by_name;

  if (real == NULL)
    real = find_real (self, self->project, file);
  if (real == NULL && !g_path_is_absolute (file))
    {
      by_name = askg_source_index_find (get_index (self), file);
      real = by_name != NULL && names_the_same (self, file, by_name) ? find_real (self, self->project, by_name) : NULL;
    }
  if (real == NULL && !g_path_is_absolute (file))
    real = search_commands (self, file);
  if (real == NULL || !lies_below (real, self->project))
    return NULL;

  return g_strdup (real + strlen (self->project) + strspn (real + strlen (self->project), "/"));
}

/**
 * askg_source_finder_list:
 * @endings: such as ".h"
 *
 * Returns: (transfer full) (element-type utf8): files of the project, whole paths, in no order
 */
GPtrArray *
askg_source_finder_list (AskgSourceFinder  *self,
                         const char *const *endings)
{
  g_autoptr(GPtrArray) names = askg_source_index_list (get_index (self), endings);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (paths, g_build_filename (self->project, g_ptr_array_index (names, i), NULL));

  return paths;
}

/* -- Lines -------------------------------------------------------------------------- */

static gboolean
load (AskgSourceFinder *self,
      const char       *path)
{
  g_autofree char *bytes = NULL, *text = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = NULL;
  gsize n;

  if (g_strcmp0 (self->path, path) == 0)
    return self->lines != NULL;
  g_clear_pointer (&self->lines, g_strfreev);
  g_free (self->path);
  self->path = g_strdup (path);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL || g_file_info_get_size (info) > MAX_FILE_BYTES || !g_file_get_contents (path, &bytes, &n, NULL))
    return FALSE;
  if (memchr (bytes, '\0', n) != NULL)
    return FALSE;
  text = g_utf8_make_valid (bytes, (gssize) n);
  self->lines = g_strsplit (text, "\n", -1);

  return TRUE;
}

static AskgSourceLine *
source_line_new (const char *text,
                 guint       number)
{
  AskgSourceLine *line = g_new0 (AskgSourceLine, 1);
  gsize n = strcspn (text, "\r");

  if (n > MAX_LINE_BYTES)
    n = (gsize) (g_utf8_find_prev_char (text, text + MAX_LINE_BYTES) - text);
  line->number = number;
  line->text = g_strndup (text, n);

  return line;
}

/**
 * askg_source_finder_read:
 * @file: as askg_source_finder_resolve() gave it
 * @line: from 1
 * @n_around: so many before and after it, too
 *
 * Returns: (transfer full) (element-type AskgSourceLine): the lines there are; none where the file is not in the project,
 *   holds secrets (askg_source_is_secret()), is no text, or is shorter
 */
GPtrArray *
askg_source_finder_read (AskgSourceFinder *self,
                         const char       *file,
                         guint             line,
                         guint             n_around)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_source_line_free);
  g_autofree char *real = file != NULL && line > 0 ? find_real (self, self->folder, file) : NULL;
  guint n_lines;

  if (real == NULL || askg_source_is_secret (real) || !load (self, real))
    return lines;
  n_lines = g_strv_length (self->lines);
  if (n_lines > 0 && *self->lines[n_lines - 1] == '\0') /* behind the last line's end */
    n_lines--;
  if (line > n_lines)
    return lines;
  for (guint i = line > n_around ? line - n_around : 1; i <= n_lines && i <= line + n_around; i++)
    g_ptr_array_add (lines, source_line_new (self->lines[i - 1], i));

  return lines;
}
