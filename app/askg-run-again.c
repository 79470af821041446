/* askg-run-again.c: main thread. */
#include "app/askg-run-again.h"

#include <signal.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/debug/askg-command-shelf.h"

#define COLUMNS_OF_NOBODY 100u

static GPtrArray *
new_words (const AskgCommandRecord *record)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) own = askg_command_record_dup_words (record);

  g_ptr_array_add (words, askg_program_front_door ());
  g_ptr_array_add (words, g_strdup ("run"));
  g_ptr_array_add (words, g_strdup ("--quiet"));
  g_ptr_array_add (words, g_strdup ("--pty"));
  g_ptr_array_add (words, g_strdup_printf ("--columns=%u", record->n_columns > 0 ? record->n_columns : COLUMNS_OF_NOBODY));
  g_ptr_array_add (words, g_strconcat ("--folder=", record->folder, NULL));
  if (record->arguments == NULL) /* known by what was typed, not by the shell that reads it again */
    g_ptr_array_add (words, g_strconcat ("--line=", record->command, NULL));
  g_ptr_array_add (words, g_strdup ("--"));
  for (char **word = own; *word != NULL; word++)
    g_ptr_array_add (words, g_strdup (*word));
  g_ptr_array_add (words, NULL);

  return words;
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GSubprocess *process = G_SUBPROCESS (object);
  g_autoptr(GError) error = NULL;
  AskgCommandRecord *again;

  if (!g_subprocess_wait_finish (process, result, &error))
    {
      g_subprocess_send_signal (process, SIGTERM); /* it passes that on to the command */
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  again = askg_command_shelf_find_run (GPOINTER_TO_INT (g_task_get_task_data (task)));
  if (again != NULL)
    g_task_return_pointer (task, again, (GDestroyNotify) askg_command_record_unref);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                             _("The command could not be run again: it is no longer there, or its folder is gone. Run it in a terminal."));
}

/**
 * askg_run_again_async:
 *
 * Runs the command of @record in its folder, without a word of input, as wide as it was. What it writes is kept, and is the
 * last failure if it fails again.
 */
void
askg_run_again_async (AskgCommandRecord   *record,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GPtrArray) words = new_words (record);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) process = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, askg_run_again_async);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  if (process == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (atoi (g_subprocess_get_identifier (process))), NULL);
  g_subprocess_wait_async (process, cancellable, ended_cb, task);
}

/**
 * askg_run_again_finish:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE; %G_IO_ERROR_CANCELLED when it was, and the command with it
 *
 * Returns: (transfer full): how it went this time, with its output
 */
AskgCommandRecord *
askg_run_again_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
