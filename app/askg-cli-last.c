/* askg-cli-last.c: main thread. */
#include "app/askg-cli-last.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-late-output.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-last-failure.h"
#include "engine/model/askg-day.h"

/**
 * askg_cli_find_last:
 *
 * Where nobody read along, what it wrote is looked for in its terminal.
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when nothing failed, or when what it wrote is not known
 *
 * Returns: (transfer full): the command that failed last, with its output
 */
AskgCommandRecord *
askg_cli_find_last (GError **error)
{
  g_autoptr(AskgCommandRecord) record = askg_last_failure_find (NULL, NULL), whole = NULL;

  if (record == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("No failing command is known. Run it so that Askglass reads along: askglass run -- make."));
      return NULL;
    }
  whole = askg_late_output_find (record, NULL);
  if (whole == NULL)
    {
      g_autofree char *command = g_utf8_make_valid (record->command, -1);
      const char *why = askg_late_output_tell_why (record);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("“%s” failed with %d, but nobody read along. Run it again with: askglass run --again."), command, record->status);
      if (why != NULL)
        g_prefix_error (error, "%s ", why);
      return NULL;
    }

  return g_steal_pointer (&whole);
}

static json_t *
find_met (const AskgFailure *failure)
{
  g_autoptr(json_t) request = NULL, last = NULL;

  if (failure->signature == NULL)
    return NULL;
  request = json_pack ("{s:s, s:s, s:s, s:s, s:I}", "verb", "met", "signature", failure->signature, "words", failure->words,
                       "text", failure->text, "before_us", (json_int_t) g_get_real_time ());
  last = askg_cli_request (request, FALSE, NULL, NULL, NULL);

  return json_incref (json_object_get (last, "met"));
}

/**
 * askg_cli_find_met:
 *
 * Returns: (transfer full) (nullable): where the error of @record was asked about before; %NULL also where the history cannot
 *   be looked into
 */
json_t *
askg_cli_find_met (const AskgCommandRecord *record)
{
  g_autoptr(AskgFailure) failure = askg_failure_new_for_record (record);

  return find_met (failure);
}

/* Returns: (transfer full): a line: when that was, and how it is read */
char *
askg_cli_tell_met (json_t *met)
{
  g_autofree char *when = askg_day_tell_met (json_integer_value (json_object_get (met, "asked_at_us")), g_get_real_time ());

  g_autofree char *number = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (json_object_get (met, "conversation")));

  /* Translators: the first is “Seen before on Tuesday”, the second a number */
  return g_strdup_printf (_("%s. Read it: askglass history export --markdown --conversation %s FOLDER"), when, number);
}

/* Its command line, folder and exit status, and what it wrote. That it was met before is said beside it. */
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
  g_autoptr(json_t) met = attachment != NULL ? find_met (failure) : NULL;

  if (met != NULL)
    {
      g_autofree char *told = askg_cli_tell_met (met);

      askg_exit_say (told);
    }

  return attachment != NULL && json_array_append_new (attachments, attachment) == 0;
}
