/* askg-editor.c: main thread. */
#include "app/askg-editor.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* How editors with windows are told a line, from their manuals. Those that a person installs come before those of desktops. */
static const struct
{
  const char *program;
  const char *words;
} editors[] = {
  { "code", "-g {file}:{line}" },
  { "codium", "-g {file}:{line}" },
  { "cursor", "-g {file}:{line}" },
  { "zed", "{file}:{line}" },
  { "zeditor", "{file}:{line}" },
  { "subl", "{file}:{line}" },
  { "idea", "--line {line} {file}" },
  { "clion", "--line {line} {file}" },
  { "pycharm", "--line {line} {file}" },
  { "gvim", "--remote-silent +{line} {file}" },
  { "emacs", "+{line} {file}" },
  { "geany", "+{line} {file}" },
  { "gnome-text-editor", "+{line} {file}" },
  { "gedit", "+{line} {file}" },
  { "kate", "-l {line} {file}" },
  { "kwrite", "-l {line} {file}" },
  { "pluma", "+{line} {file}" },
  { "xed", "+{line} {file}" },
  { "mousepad", "--line={line} {file}" },
};

static const char *
words_for (const char *program)
{
  g_autofree char *name = g_path_get_basename (program);

  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    if (strcmp (editors[i].program, name) == 0)
      return editors[i].words;

  return NULL;
}

static char *
fill (const char *word,
      const char *path,
      guint       line)
{
  g_autofree char *number = g_strdup_printf ("%u", MAX (line, 1));
  GString *filled = g_string_new (word);

  /* The path last: it may hold the other's mark. */
  g_string_replace (filled, "{line}", number, 0);
  g_string_replace (filled, "{file}", path, 0);

  return g_string_free (filled, FALSE);
}

/**
 * askg_editor_make_command:
 * @wanted: (nullable): a command of the person's with {file} and {line}; "" for none
 * @program: (nullable): an editor, where there is no such command
 * @line: from 1; 0 for none
 *
 * No shell has a part in it: a name of a file is one word, whatever it holds.
 *
 * Returns: (nullable) (transfer full): %NULL for one whose ways are not known
 */
GStrv
askg_editor_make_command (const char *wanted,
                          const char *program,
                          const char *path,
                          guint       line)
{
  const gboolean has_wanted = wanted != NULL && *wanted != '\0';
  const char *words = has_wanted ? wanted : program != NULL ? words_for (program) : NULL;
  g_autoptr(GStrvBuilder) command = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;

  if (words == NULL || !g_shell_parse_argv (words, NULL, &parts, NULL))
    return NULL;
  if (!has_wanted)
    g_strv_builder_add (command, program);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = fill (parts[i], path, line);

      g_strv_builder_add (command, part);
    }
  if (has_wanted && strstr (wanted, "{file}") == NULL)
    g_strv_builder_add (command, path);

  return g_strv_builder_end (command);
}

/* The one that opens plain texts, if it is known how; else the first that is installed. */
static GStrv
find_command (const char *path,
              guint       line)
{
  g_autoptr(GAppInfo) usual = g_app_info_get_default_for_type ("text/plain", FALSE);
  GStrv command = usual != NULL ? askg_editor_make_command (NULL, g_app_info_get_executable (usual), path, line) : NULL;

  for (gsize i = 0; command == NULL && i < G_N_ELEMENTS (editors); i++)
    {
      g_autofree char *program = g_find_program_in_path (editors[i].program);

      if (program != NULL)
        command = askg_editor_make_command (NULL, program, path, line);
    }

  return command;
}

/**
 * askg_editor_open:
 * @wanted: (nullable): as the setting "editor" has it
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE
 */
gboolean
askg_editor_open (const char  *wanted,
                  const char  *path,
                  guint        line,
                  GError     **error)
{
  g_auto(GStrv) command = askg_editor_make_command (wanted, NULL, path, line);
  g_autoptr(GSubprocess) editor = NULL;
  g_autofree char *uri = NULL;

  if (command == NULL)
    command = find_command (path, line);
  if (command != NULL)
    {
      editor = g_subprocess_newv ((const char *const *) command,
                                  G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
      if (editor != NULL)
        return TRUE;
    }
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri != NULL && g_app_info_launch_default_for_uri (uri, NULL, NULL))
    return TRUE;
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
               _("No editor was found for %s. Name yours in the setting “editor”, such as: code -g {file}:{line}."), path);

  return FALSE;
}
