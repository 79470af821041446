/* askg-source-changes.c: any thread.
 *
 * A repository's own settings can name programs that git runs. So it is only asked for the bytes of an earlier version, which
 * runs none, and compares two files outside of any repository. */
#include "engine/debug/askg-source-changes.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#define MAX_BYTES (1024u * 1024)
#define PATIENCE_S "2"

static const char *const nobody[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
                                      "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=", "HOME=/nonexistent", NULL };

/* @out_status: 0 is well, 1 may be. Returns: (nullable) (transfer full) */
static GBytes *
run_git (const char *const *words,
         const char        *folder,
         gboolean           is_in_repository,
         int               *out_status)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) process = NULL;
  GBytes *output = NULL;

  g_subprocess_launcher_set_environ (launcher, (char **) nobody);
  if (!is_in_repository)
    g_subprocess_launcher_setenv (launcher, "GIT_DIR", "/dev/null", TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, words, NULL);
  if (process == NULL || !g_subprocess_communicate (process, NULL, NULL, &output, NULL, NULL) || !g_subprocess_get_if_exited (process))
    {
      g_clear_pointer (&output, g_bytes_unref);
      return NULL;
    }
  *out_status = g_subprocess_get_exit_status (process);

  return output;
}

/* Returns: (nullable) (transfer full): the file as it was there */
static GBytes *
read_version (const char *project,
              const char *file,
              const char *commit)
{
  g_autofree char *object = g_strdup_printf ("%s:./%s", commit, file);
  const char *words[] = { "timeout", PATIENCE_S, "git", "-c", "core.fsmonitor=false", "cat-file", "blob", object, NULL };
  int status;
  GBytes *bytes = run_git (words, project, TRUE, &status);

  if (bytes != NULL && (status != 0 || g_bytes_get_size (bytes) > MAX_BYTES))
    g_clear_pointer (&bytes, g_bytes_unref);

  return bytes;
}

/* Returns: (nullable) (transfer full): the name of a file with @bytes in it, for nobody else */
static char *
write_aside (GBytes *bytes)
{
  char *name = NULL;
  const int fd = g_file_open_tmp ("askglass-before-XXXXXX", &name, NULL);
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  if (fd < 0)
    return NULL;
  while (n > 0)
    {
      const gssize n_written = write (fd, data, n);

      if (n_written <= 0)
        break;
      data += n_written;
      n -= (gsize) n_written;
    }
  close (fd);

  return name;
}

/* Returns: (nullable) (transfer full): hunks */
static char *
compare (GBytes     *before,
         const char *after)
{
  g_autofree char *aside = write_aside (before);
  const char *words[] = { "timeout", PATIENCE_S, "git", "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "-U3", "--",
                          aside, after, NULL };
  g_autoptr(GBytes) output = NULL;
  g_autofree char *text = NULL, *valid = NULL;
  const char *hunks;
  int status = 0;

  if (aside == NULL)
    return NULL;
  output = run_git (words, "/", FALSE, &status);
  unlink (aside);
  if (output == NULL || status != 1 || g_bytes_get_size (output) > MAX_BYTES)
    return NULL;
  text = g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  valid = g_utf8_make_valid (text, -1);
  hunks = strstr (valid, "\n@@ ");

  return hunks != NULL ? g_strdup (hunks + 1) : NULL;
}

/* -- The part that matters --------------------------------------------------------------------- */

/* "@@ -79,4 +80,6 @@": how far its lines are from @line */
static guint
distance_of (const char *hunk,
             guint       line)
{
  const char *plus = strchr (hunk, '+');
  char *end;
  const guint first = plus != NULL ? (guint) strtoul (plus + 1, &end, 10) : 0;
  const guint n = plus != NULL && *end == ',' ? (guint) strtoul (end + 1, NULL, 10) : 1;

  if (line < first)
    return first - line;

  return line > first + n ? line - first - n : 0;
}

/* The hunk that is nearest, and those after it while there is room. Whole lines. */
static char *
cut (const char *hunks,
     guint       line,
     gsize       most_bytes)
{
  const char *best = hunks;
  gsize n;

  for (const char *at = hunks; at != NULL; at = strstr (at, "\n@@ "), at = at != NULL ? at + 1 : NULL)
    if (distance_of (at, line) < distance_of (best, line))
      best = at;
  if (strlen (hunks) <= most_bytes)
    best = hunks;
  n = strlen (best);
  if (n > most_bytes)
    {
      n = most_bytes;
      while (n > 0 && best[n - 1] != '\n')
        n--;
    }

  return g_strndup (best, n);
}

/**
 * askg_source_changes:
 * @project: the folder of the repository
 * @file: from there
 * @line: what is changed near it comes first
 * @out_is_committed: (out): whether nothing was changed since the last commit, so that this is what that changed
 *
 * Returns: (nullable) (transfer full): hunks as git tells them, UTF-8; %NULL where there are none, or no git
 */
char *
askg_source_changes (const char *project,
                     const char *file,
                     guint       line,
                     gsize       most_bytes,
                     gboolean   *out_is_committed)
{
  g_autofree char *path = g_build_filename (project, file, NULL), *hunks = NULL;
  g_autoptr(GBytes) last = read_version (project, file, "HEAD"), before = NULL;

  *out_is_committed = FALSE;
  if (last == NULL)
    return NULL;
  hunks = compare (last, path);
  if (hunks == NULL)
    {
      before = read_version (project, file, "HEAD~1");
      hunks = before != NULL && !g_bytes_equal (before, last) ? compare (before, path) : NULL;
      *out_is_committed = TRUE;
    }

  return hunks != NULL ? cut (hunks, line, most_bytes) : NULL;
}
