/* askg-late-output.c: any thread. */
#include "app/askg-late-output.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "capture/context/askg-terminal-reader.h"
#include "engine/debug/askg-command-cut.h"

static AskgCommandRecord *
copy_with_output (AskgCommandRecord *record,
                  const char        *output)
{
  g_autoptr(GBytes) head = askg_command_record_write (record), bytes = g_bytes_new (output, strlen (output));
  AskgCommandRecord *copy = askg_command_record_read (head);

  if (copy == NULL)
    return NULL;
  copy->n_total_bytes = g_bytes_get_size (bytes);
  copy->n_columns = 0; /* a terminal gives a line that it wrapped in one piece */
  askg_command_record_add_part (copy, 0, bytes);

  return copy;
}

/**
 * askg_late_output_find:
 * @record: of a shell's hook
 *
 * Returns: (transfer full) (nullable): @record where it has its output; else a copy with what still stands in its terminal;
 *   %NULL where that is gone, or the terminal tells nobody
 */
AskgCommandRecord *
askg_late_output_find (AskgCommandRecord *record,
                       GCancellable      *cancellable)
{
  g_autoptr(GPtrArray) texts = NULL;

  if (askg_command_record_has_output (record))
    return askg_command_record_ref (record);
  if (record->terminal == NULL)
    return NULL;
  texts = askg_terminal_reader_read ((const char *const *) record->terminal, record->pid, cancellable);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *output = askg_command_cut (g_ptr_array_index (texts, i), record->command, record->n_columns);

      if (output != NULL)
        return copy_with_output (record, output);
    }

  return NULL;
}

/**
 * askg_late_output_tell_why:
 * @record: of which nothing was found
 *
 * Returns: (transfer none) (nullable): what keeps its terminal from telling, where the person can change that
 */
const char *
askg_late_output_tell_why (const AskgCommandRecord *record)
{
  if (askg_command_record_get_terminal (record, "KITTY_WINDOW_ID") == NULL || askg_command_record_get_terminal (record, "TMUX") != NULL)
    return NULL;

  return _("kitty shows what it holds to other programs only where its settings say so (allow_remote_control and listen_on).");
}
