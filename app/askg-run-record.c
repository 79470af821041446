/* askg-run-record.c: main thread. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-run-record.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/debug/askg-command-diagnosis.h"
#include "engine/debug/askg-command-shelf.h"
#include "engine/debug/askg-source-finder.h"

#define MAX_MESSAGE_CHARS 160

/* By which of these a terminal knows itself, and is found again. None of them is a secret. */
static const char *const facts[] = {
  "WINDOWID", "TERM", "TERM_PROGRAM", "VTE_VERSION", "GNOME_TERMINAL_SCREEN", "TMUX", "TMUX_PANE", "STY", "KITTY_WINDOW_ID", "KITTY_PID",
  "KITTY_LISTEN_ON", "WEZTERM_PANE", "WEZTERM_UNIX_SOCKET", "KONSOLE_DBUS_SERVICE", "KONSOLE_DBUS_SESSION", "KONSOLE_DBUS_WINDOW",
  "ALACRITTY_WINDOW_ID", "ALACRITTY_SOCKET", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY",
};

static GStrv
gather_facts (AskgOwnTerminal *own)
{
  g_autoptr(GStrvBuilder) gathered = g_strv_builder_new ();
  const char *tty = own->keys >= 0 && !own->is_own ? ttyname (own->keys) : ttyname (STDERR_FILENO);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const char *value = g_getenv (facts[i]);
      g_autofree char *fact = value != NULL && *value != '\0' ? g_strconcat (facts[i], "=", value, NULL) : NULL;

      if (fact != NULL)
        g_strv_builder_add (gathered, fact);
    }
  if (tty != NULL)
    {
      g_autofree char *fact = g_strconcat ("TTY=", tty, NULL);

      g_strv_builder_add (gathered, fact);
    }

  return g_strv_builder_end (gathered);
}

/* As it can be typed again. */
static char *
join_words (char **words)
{
  GString *line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      const gboolean is_plain = **word != '\0' && (*word)[strspn (*word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                                     "%+,-./:=@^_")] == '\0';
      g_autofree char *quoted = is_plain ? NULL : g_shell_quote (*word);

      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", is_plain ? *word : quoted);
    }

  return g_string_free (line, FALSE);
}

/**
 * askg_run_record_new:
 * @words: what is run
 * @line: (nullable): how it was typed, where that was a line for a shell
 *
 * Returns: (transfer full): of a command that begins now, in this folder
 */
AskgCommandRecord *
askg_run_record_new (char            **words,
                     const char       *line,
                     AskgOwnTerminal  *own)
{
  AskgCommandRecord *record = askg_command_record_new ();

  record->arguments = g_strdupv (words);
  record->command = line != NULL ? g_strdup (line) : join_words (words);
  record->folder = g_get_current_dir ();
  g_strfreev (record->terminal);
  record->terminal = gather_facts (own);
  record->began_us = g_get_real_time ();
  record->pid = getpid ();

  return record;
}

/* That it cannot be kept is no trouble of who wanted the command to run. */
void
askg_run_record_keep (AskgCommandRecord *record)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = askg_command_shelf_folder (&error);

  if (folder == NULL || !askg_command_shelf_put (folder, record, &error))
    g_debug ("what the command wrote is not kept: %s", error->message);
}

static char *
name_root (const AskgCommandRecord *record)
{
  g_autoptr(AskgDiagnosis) diagnosis = askg_command_diagnosis_new (record);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);
  g_autoptr(AskgSourceFinder) finder = NULL;
  g_autofree char *file = NULL, *message = NULL;

  if (root == NULL)
    return NULL;
  finder = askg_source_finder_new (record->folder);
  file = askg_source_finder_resolve (finder, root);
  message = g_utf8_strlen (root->message, -1) > MAX_MESSAGE_CHARS ? g_utf8_substring (root->message, 0, MAX_MESSAGE_CHARS)
                                                                 : g_strdup (root->message);
  if (file == NULL)
    return g_steal_pointer (&message);

  return root->line > 0 ? g_strdup_printf ("%s:%u: %s", file, root->line, message) : g_strdup_printf ("%s: %s", file, message);
}

/* One quiet line about a command that failed, in the terminal where it was typed; none into a file or a pipe. */
void
askg_run_record_tell (const AskgCommandRecord *record)
{
  g_autofree char *root = NULL, *told = NULL;

  if (!isatty (STDERR_FILENO))
    return;
  root = name_root (record);
  /* Translators: the first is what went wrong, such as “main.c:4: expected ‘;’” */
  told = root != NULL ? g_strdup_printf (_("%s — why? askglass ask --last"), root)
                      : g_strdup_printf (_("it ended with %d — why? askglass ask --last"), record->status);
  askg_exit_say (told);
}
