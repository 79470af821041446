/* askg-cli-run.c: `askglass run`: a command as if Askglass were not there, but that one can ask about it afterwards. */
#include "app/askg-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-run-child.h"
#include "app/askg-run-record.h"
#include "app/askg-run-relay.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-command-shelf.h"

#define EXIT_NOT_EXECUTABLE 126
#define EXIT_NOT_FOUND 127

typedef struct
{
  gboolean  is_quiet;
  gboolean  tells_time;
  gboolean  wants_terminal;
  gboolean  again;
  char     *folder;
  char     *line; /* (nullable): as it was typed, where a shell is to read it again */
  int       n_columns;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is run. */
typedef struct
{
  GStrv  words;
  char  *line; /* (nullable): as it was typed, when a shell reads it */
} Command;

static void
command_clear (Command *command)
{
  g_strfreev (command->words);
  g_free (command->line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Command, command_clear)

/* -- Which command -------------------------------------------------------------------------- */

/* One word that is no program, but reads like a line for a shell. */
static gboolean
is_line (const char *word)
{
  return strpbrk (word, " \t\n|&;<>$`(") != NULL && access (word, X_OK) != 0;
}

static void
take_words (Command  *command,
            char    **words)
{
  char *for_a_shell[] = { (char *) "sh", (char *) "-c", words[0], NULL };

  if (words[1] == NULL && is_line (words[0]))
    {
      command->words = g_strdupv (for_a_shell);
      command->line = g_strdup (words[0]);
    }
  else
    command->words = g_strdupv (words);
}

static AskgCommandRecord *
find_last (GError **error)
{
  g_autofree char *folder = askg_command_shelf_folder (error);
  g_autoptr(GPtrArray) records = folder != NULL ? askg_command_shelf_list (folder) : NULL;

  if (folder == NULL)
    return NULL;
  if (records->len > 0)
    return askg_command_record_ref (g_ptr_array_index (records, 0));
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                       _("No command is known that could be run again. Run one first: askglass run -- make."));

  return NULL;
}

/* The last one, in its folder; it is shown first. */
static gboolean
take_last (Command  *command,
           Options  *options,
           GError  **error)
{
  g_autoptr(AskgCommandRecord) last = find_last (error);
  g_autofree char *shown = NULL;

  if (last == NULL)
    return FALSE;
  command->words = askg_command_record_dup_words (last);
  command->line = g_strdup (last->command);
  if (options->folder == NULL)
    options->folder = g_strdup (last->folder);
  shown = g_strescape (last->command, NULL);
  if (!options->is_quiet)
    askg_exit_say (shown);

  return TRUE;
}

static gboolean
choose_command (Command  *command,
                Options  *options,
                int       argc,
                char    **argv,
                GError  **error)
{
  if (options->again != (argc < 2) || options->n_columns < 0 || options->n_columns > G_MAXUINT16)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("It is not clear what to run. Use: askglass run -- COMMAND, or askglass run --again."));
      return FALSE;
    }
  if (options->again && !take_last (command, options, error))
    return FALSE;
  if (!options->again)
    take_words (command, argv + 1);
  if (!options->again && options->line != NULL)
    {
      g_free (command->line);
      command->line = g_strdup (options->line);
    }
  if (options->folder != NULL && chdir (options->folder) != 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("The folder “%s” cannot be entered: %s. Give another with --folder."),
                   options->folder, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/* -- Before and after ------------------------------------------------------------------------ */

/* Descriptors that are opened later must not become standard streams. */
static void
fill_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      (void) open ("/dev/null", O_RDWR);
}

/* A pipe into the command must notice when the command no longer reads. */
static void
let_go_of_input (void)
{
  const int nothing = isatty (STDIN_FILENO) ? -1 : open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (nothing < 0)
    return;
  dup2 (nothing, STDIN_FILENO);
  close (nothing);
}

static int
status_of (const AskgRunEnd *end)
{
  if (end->refused != 0)
    return end->refused == ENOENT || end->refused == ENOTDIR ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE;

  return WIFSIGNALED (end->status) ? 128 + WTERMSIG (end->status) : WEXITSTATUS (end->status);
}

static void
tell_time (const AskgRunEnd *end,
           gint64            entered_us)
{
  const double took_ms = (double) (end->ended_us - end->started_us) / 1000;
  const double added_ms = (double) (end->started_us - entered_us + g_get_monotonic_time () - end->ended_us) / 1000;
  g_autofree char *told = g_strdup_printf (_("it took %.3f s; Askglass added %.1f ms before and after"), took_ms / 1000, added_ms);

  askg_exit_say (told);
}

/* As the command ended: whoever waits for this process sees the same. */
static int
end_like (const AskgRunEnd *end)
{
  if (end->refused == 0 && WIFSIGNALED (end->status))
    {
      const int number = WTERMSIG (end->status);
      const struct rlimit none = { 0, 0 };

      setrlimit (RLIMIT_CORE, &none); /* its core is there, and ours is of no use */
      signal (number, SIG_DFL);
      raise (number);
    }

  return status_of (end);
}

static void
say_refused (const char *name,
             int         refused)
{
  g_autofree char *told = g_strdup_printf (_("“%s” cannot be run: %s."), name, g_strerror (refused));

  askg_exit_say (told);
}

static int
run (Command       *command,
     const Options *options,
     gint64         entered_us,
     GError       **error)
{
  g_autoptr(AskgOutputKeep) keep = askg_output_keep_new ();
  g_autoptr(AskgCommandRecord) record = NULL;
  AskgRunEnd end = { 0 };
  AskgRunChild child;
  AskgOwnTerminal own;
  struct winsize size = { .ws_row = 24, .ws_col = 100 };

  askg_own_terminal_open (&own);
  record = askg_run_record_new (command->words, command->line, &own);
  askg_run_relay_mind_signals ();
  end.started_us = g_get_monotonic_time ();
  if (!askg_run_child_start (&child, command->words, &own, options->wants_terminal, error))
    {
      askg_run_child_clear (&child);
      return askg_exit_with_error (*error);
    }
  askg_cli_mind_itself ();
  let_go_of_input ();
  if (child.screen >= 0 && options->n_columns > 0)
    {
      size.ws_col = (unsigned short) options->n_columns;
      ioctl (child.screen, TIOCSWINSZ, &size);
    }
  else
    askg_own_terminal_get_size (&size);
  record->n_columns = child.screen >= 0 || child.side >= 0 ? size.ws_col : 0;
  askg_run_relay (&child, &own, keep, &end);
  askg_run_child_clear (&child);
  askg_own_terminal_close (&own);

  record->ended_us = g_get_real_time ();
  record->status = status_of (&end);
  askg_output_keep_leave (keep, record);
  if (end.refused != 0)
    say_refused (command->words[0], end.refused);
  else
    askg_run_record_keep (record);
  if (end.refused == 0 && !options->is_quiet && askg_command_record_has_failed (record))
    askg_run_record_tell (record);
  if (options->tells_time)
    tell_time (&end, entered_us);

  return end_like (&end);
}

int
askg_cli_run (int    argc,
              char **argv)
{
  const gint64 entered_us = g_get_monotonic_time ();
  g_auto(Options) options = { 0 };
  g_auto(Command) command = { 0 };
  GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.is_quiet, N_("Say nothing about it when the command fails"), NULL },
    { "time", 0, 0, G_OPTION_ARG_NONE, &options.tells_time, N_("Tell how long it took, and how much of that Askglass added"), NULL },
    { "pty", 0, 0, G_OPTION_ARG_NONE, &options.wants_terminal,
      N_("Give it a terminal even when its output goes to a file or a pipe"), NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, N_("Run it in this folder"), N_("FOLDER") },
    { "columns", 0, 0, G_OPTION_ARG_INT, &options.n_columns, N_("How wide its terminal is, where there is no other to go by"), N_("N") },
    { "line", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &options.line, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &options.again, N_("Run the last command again, in its folder"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;

  fill_standard_streams ();
  if (!askg_cli_parse_before_command (entries, "run", &argc, &argv, &error) || !choose_command (&command, &options, argc, argv, &error))
    return askg_exit_with_error (error);

  return run (&command, &options, entered_us, &error);
}
