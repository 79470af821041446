/* askg-command-diagnosis.c: any thread. */
#include "engine/debug/askg-command-diagnosis.h"

/**
 * askg_command_diagnosis_new:
 *
 * Returns: (transfer full): what is wrong by the output that was kept; finished. Of one that nobody read along nothing is.
 */
AskgDiagnosis *
askg_command_diagnosis_new (const AskgCommandRecord *record)
{
  AskgDiagnosis *diagnosis = askg_diagnosis_new (record->n_columns);
  g_autoptr(GBytes) output = askg_command_record_dup_output (record);
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (output, &n_bytes);

  if (n_bytes > 0)
    askg_diagnosis_feed (diagnosis, bytes, n_bytes);
  askg_diagnosis_finish (diagnosis);

  return diagnosis;
}
