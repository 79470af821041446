/* askg-last-failure.c: main thread for the asynchronous half, any for the other. */
#include "engine/debug/askg-last-failure.h"

#include <stdio.h>
#include <string.h>

#include "engine/debug/askg-command-shelf.h"
#include "engine/debug/askg-command-text.h"

#define MAX_ANCESTORS 64

/* -- Whose terminal -------------------------------------------------------------------- */

static int
parent_of (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;
  const char *behind_name;
  int parent = 0;

  if (!g_file_get_contents (path, &stat, NULL, NULL) || (behind_name = strrchr (stat, ')')) == NULL ||
      sscanf (behind_name, ") %*c %d", &parent) != 1)
    return 0;

  return parent;
}

static gboolean
descends_from (int pid,
               int ancestor)
{
  for (int i = 0; i < MAX_ANCESTORS && pid > 1; i++, pid = parent_of (pid))
    if (pid == ancestor)
      return TRUE;

  return FALSE;
}

static gboolean
is_of_terminal (const AskgCommandRecord *record,
                const AskgTerminalHint  *hint)
{
  const char *window = askg_command_record_get_terminal (record, "WINDOWID");

  if (hint->window_id != 0 && window != NULL && g_ascii_strtoull (window, NULL, 0) == hint->window_id)
    return TRUE;

  return hint->pid > 0 && record->pid > 0 && descends_from (record->pid, hint->pid);
}

/* -- Which ------------------------------------------------------------------------------ */

/* The same command went well since. */
static gboolean
is_well_again (const AskgCommandRecord *failed,
               GPtrArray               *records,
               guint                    index)
{
  for (guint i = 0; i < index; i++)
    {
      const AskgCommandRecord *later = g_ptr_array_index (records, i);

      if (later->status == 0 && strcmp (later->command, failed->command) == 0 && strcmp (later->folder, failed->folder) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_last_failure_find:
 * @folder: (nullable): that of askg_command_shelf_folder(); %NULL to have it looked up
 * @hint: (nullable): whose terminal comes first
 *
 * Returns: (transfer full) (nullable): the command that failed last, in the hinted terminal where one failed there; %NULL
 *   when nothing failed in this session that has not gone well since. Without output (askg_command_record_has_output())
 *   it was a shell that told of it: ask its terminal for the text, or run it again.
 */
AskgCommandRecord *
askg_last_failure_find (const char             *folder,
                        const AskgTerminalHint *hint)
{
  g_autofree char *own = folder == NULL ? askg_command_shelf_folder (NULL) : NULL;
  g_autoptr(GPtrArray) records = folder != NULL || own != NULL ? askg_command_shelf_list (folder != NULL ? folder : own)
                                                               : g_ptr_array_new ();
  AskgCommandRecord *found = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      AskgCommandRecord *record = g_ptr_array_index (records, i);

      if (!askg_command_record_has_failed (record) || is_well_again (record, records, i))
        continue;
      if (found == NULL)
        found = record;
      if (hint == NULL || is_of_terminal (record, hint))
        {
          found = record;
          break;
        }
    }

  return found != NULL ? askg_command_record_ref (found) : NULL;
}

/**
 * askg_last_failure_find_command:
 * @folder: (nullable): as for askg_last_failure_find()
 * @command: in one line, as askg_command_text_dup_line()
 * @where: valid UTF-8: where it ran
 *
 * Returns: (transfer full) (nullable): how it was run last, however it ended
 */
AskgCommandRecord *
askg_last_failure_find_command (const char *folder,
                                const char *command,
                                const char *where)
{
  g_autofree char *own = folder == NULL ? askg_command_shelf_folder (NULL) : NULL;
  g_autoptr(GPtrArray) records = folder != NULL || own != NULL ? askg_command_shelf_list (folder != NULL ? folder : own)
                                                               : g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      AskgCommandRecord *record = g_ptr_array_index (records, i);
      g_autofree char *line = askg_command_text_dup_line (record), *ran_in = g_utf8_make_valid (record->folder, -1);

      if (strcmp (line, command) == 0 && strcmp (ran_in, where) == 0)
        return askg_command_record_ref (record);
    }

  return NULL;
}

/* -- Beside the main loop ---------------------------------------------------------------- */

typedef struct
{
  char             *folder;  /* (nullable) */
  char             *command; /* (nullable): that one is wanted, which ran in @where */
  char             *where;   /* (nullable) */
  AskgTerminalHint  hint;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->folder);
  g_free (search->command);
  g_free (search->where);
  g_free (search);
}

static void
find_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      data,
                GCancellable *cancellable)
{
  const Search *search = data;
  AskgCommandRecord *found = search->command != NULL ? askg_last_failure_find_command (search->folder, search->command, search->where)
                                                     : askg_last_failure_find (search->folder, &search->hint);

  g_task_return_pointer (task, found, (GDestroyNotify) askg_command_record_unref);
}

/**
 * askg_last_failure_find_async:
 * @folder: (nullable): as for askg_last_failure_find()
 * @hint: (nullable): copied
 */
void
askg_last_failure_find_async (const char             *folder,
                              const AskgTerminalHint *hint,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->folder = g_strdup (folder);
  if (hint != NULL)
    search->hint = *hint;
  g_task_set_source_tag (task, askg_last_failure_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, find_in_thread);
}

/* As askg_last_failure_find_command(). */
void
askg_last_failure_find_command_async (const char          *command,
                                      const char          *where,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->command = g_strdup (command);
  search->where = g_strdup (where);
  g_task_set_source_tag (task, askg_last_failure_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, find_in_thread);
}

/* Returns: (transfer full) (nullable): as askg_last_failure_find() does */
AskgCommandRecord *
askg_last_failure_find_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
