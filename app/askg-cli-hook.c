/* askg-cli-hook.c: `askglass hook`: a few lines for the person's shell. They write a small file when a command failed: nobody has to
 * be there to listen. Who is resident is told of it over a socket, beside the prompt. */
#include "app/askg-cli.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-command-post.h"
#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/debug/askg-command-shelf.h"

static void
print_variable (const char *shell,
                const char *name,
                const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  askg_exit_print (strcmp (shell, "fish") == 0 ? "set -g " : "");
  askg_exit_print (name);
  askg_exit_print (strcmp (shell, "fish") == 0 ? " " : "=");
  askg_exit_print (quoted);
  askg_exit_print ("\n");
}

static gboolean
print_hook (const char  *shell,
            GError     **error)
{
  g_autofree char *name = g_strconcat ("hooks/askglass.", shell, NULL);
  g_autofree char *path = askg_program_find_data (name);
  g_autofree char *folder = askg_command_shelf_folder (error);
  g_autofree char *socket = folder != NULL ? askg_command_post_path (error) : NULL;
  g_autofree char *teller = askg_program_find_helper ("askglass-tell");
  g_autofree char *hook = NULL;

  if (socket == NULL || !g_file_get_contents (path, &hook, NULL, error))
    return FALSE;
  print_variable (shell, "__askglass_folder", folder);
  print_variable (shell, "__askglass_socket", socket);
  print_variable (shell, "__askglass_teller", teller);
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
