/* askg-patch-tool.c: any thread.
 *
 * git runs as if the folder were in no repository: a repository's own settings can name programs to run, and its index has no
 * part in this. Both tools refuse names that lead out of the folder, also by a link. */
#include "engine/debug/askg-patch-tool.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MOST_ARGUMENTS 16

static char *
find_tool (gboolean *out_is_git)
{
  char *path = g_find_program_in_path ("git");

  *out_is_git = path != NULL;

  return path != NULL ? path : g_find_program_in_path ("patch");
}

static void
fill_arguments (const char         **argv,
                const char          *tool,
                gboolean             is_git,
                AskgPatchToolFlags   flags)
{
  guint n = 0;

  argv[n++] = tool;
  if (is_git)
    {
      argv[n++] = "apply";
      argv[n++] = "--whitespace=nowarn";
    }
  else
    {
      argv[n++] = "--fuzz=0";
      argv[n++] = "--batch";
      argv[n++] = "--silent";
      argv[n++] = "--no-backup-if-mismatch";
      argv[n++] = "--reject-file=-";
    }
  argv[n++] = "-p1";
  if (flags & ASKG_PATCH_TAKE_BACK)
    argv[n++] = "-R";
  else if (!is_git)
    argv[n++] = "--forward";
  if (flags & ASKG_PATCH_CHECK)
    argv[n++] = is_git ? "--check" : "--dry-run";
  argv[n] = NULL;
}

/* The first line, without who says it. */
static char *
first_sentence (const char *said)
{
  const char *colon = g_str_has_prefix (said, "error: ") ? said + strlen ("error: ") : said;
  g_autofree char *line = g_strndup (colon, strcspn (colon, "\r\n"));

  return askg_error_quote (line);
}

/**
 * askg_patch_tool_run:
 * @project: the folder its names start from
 * @patch: as askg_patch_write() writes it
 *
 * Returns: %FALSE with a sentence when it does not apply; then nothing was written
 */
gboolean
askg_patch_tool_run (const char          *project,
                     const char          *patch,
                     AskgPatchToolFlags   flags,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GBytes) input = g_bytes_new_static (patch, strlen (patch)), said = NULL;
  const char *argv[MOST_ARGUMENTS];
  const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "GIT_DIR=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
                                      "GIT_CONFIG_GLOBAL=/dev/null", NULL };
  gboolean is_git;
  g_autofree char *tool = find_tool (&is_git), *words = NULL, *text = NULL;

  if (tool == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("Neither git nor patch is installed, which apply patches. Install one: sudo apt install git."));
      return FALSE;
    }
  fill_arguments (argv, tool, is_git, flags);
  g_subprocess_launcher_set_cwd (launcher, project);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  process = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (process == NULL)
    return FALSE;
  if (!g_subprocess_communicate (process, input, cancellable, NULL, &said, error))
    {
      g_subprocess_force_exit (process);
      return FALSE;
    }
  if (g_subprocess_get_successful (process))
    return TRUE;
  text = said != NULL ? g_strndup (g_bytes_get_data (said, NULL), g_bytes_get_size (said)) : g_strdup ("");
  words = first_sentence (text);
  /* Translators: %1$s is git or patch, %2$s what it says */
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("Does not apply: %s says “%s”. Ask again with the file as it is now."),
               is_git ? "git" : "patch", words);

  return FALSE;
}
