/* askg-cli-last.c: main thread. */
#include "app/askg-cli-last.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-last-failure.h"

/**
 * askg_cli_find_last:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when nothing failed, or when what it wrote is not known
 *
 * Returns: (transfer full): the command that failed last, with its output
 */
AskgCommandRecord *
askg_cli_find_last (GError **error)
{
  g_autoptr(AskgCommandRecord) record = askg_last_failure_find (NULL, NULL);

  if (record == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("No failing command is known. Run it so that Askglass reads along: askglass run -- make."));
      return NULL;
    }
  if (!askg_command_record_has_output (record))
    {
      g_autofree char *command = g_utf8_make_valid (record->command, -1);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("“%s” failed with %d, but nobody read along. Run it again with: askglass run --again."), command, record->status);
      return NULL;
    }

  return g_steal_pointer (&record);
}

/* Its command line, folder and exit status, and what it wrote. */
gboolean
askg_cli_attach_last (json_t  *attachments,
                      GError **error)
{
  g_autoptr(AskgCommandRecord) record = askg_cli_find_last (error);
  g_autoptr(AskgFailure) failure = record != NULL ? askg_failure_new_for_record (record) : NULL;
  const char *text = failure != NULL ? failure->text : NULL;
  g_autofree char *title = record != NULL ? g_utf8_make_valid (record->command, -1) : NULL;
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
  json_t *attachment = bytes != NULL ? askg_cli_attach_bytes (bytes, "command", title, error) : NULL;

  return attachment != NULL && json_array_append_new (attachments, attachment) == 0;
}
