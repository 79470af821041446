/* askg-cli-hook.c: `askglass hook`: a few lines for the person's shell. They write a small file when a command failed: no
 * process is started for it, and nobody has to be there to listen. */
#include "app/askg-cli.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/debug/askg-command-shelf.h"

static gboolean
print_hook (const char  *shell,
            GError     **error)
{
  g_autofree char *name = g_strconcat ("hooks/askglass.", shell, NULL);
  g_autofree char *path = askg_program_find_data (name);
  g_autofree char *folder = askg_command_shelf_folder (error);
  g_autofree char *hook = NULL, *quoted = NULL;

  if (folder == NULL || !g_file_get_contents (path, &hook, NULL, error))
    return FALSE;
  quoted = g_shell_quote (folder);
  askg_exit_print (strcmp (shell, "fish") == 0 ? "set -g __askglass_folder " : "__askglass_folder=");
  askg_exit_print (quoted);
  askg_exit_print ("\n");
  askg_exit_print (hook);

  return TRUE;
}

int
askg_cli_hook (int    argc,
               char **argv)
{
  static const char *const shells[] = { "bash", "zsh", "fish", NULL };
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr(GError) error = NULL;

  if (!askg_cli_parse (entries, "hook", &argc, &argv, &error))
    return askg_exit_with_error (error);
  if (argc != 2 || !g_strv_contains (shells, argv[1]))
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("Name your shell: eval \"$(askglass hook bash)\" in ~/.bashrc, the same with zsh in ~/.zshrc, "
                           "or “askglass hook fish | source” in ~/.config/fish/config.fish."));
  if (error != NULL || !print_hook (argv[1], &error))
    return askg_exit_with_error (error);

  return ASKG_EXIT_OK;
}
