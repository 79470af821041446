/* askg-picture-diagnosis.c: any thread. */
#include "engine/debug/askg-picture-diagnosis.h"

#include <string.h>

#include "engine/debug/askg-picture-places.h"
#include "engine/debug/askg-picture-rows.h"

/**
 * askg_picture_diagnosis_new:
 * @page: what was read on the picture
 * @width_px: of the picture; %G_MAXUINT where nobody knows
 *
 * Files are named as they were read: askg_source_finder_accept_alike() finds those that are meant.
 *
 * Returns: (transfer full): finished
 */
AskgDiagnosis *
askg_picture_diagnosis_new (AskgPageText *page,
                            guint         width_px)
{
  AskgDiagnosis *diagnosis = askg_diagnosis_new (0);
  g_autoptr(GPtrArray) lines = askg_picture_rows_join (page, width_px);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = askg_picture_places_mend (g_ptr_array_index (lines, i));

      askg_diagnosis_feed (diagnosis, line, strlen (line));
      askg_diagnosis_feed (diagnosis, "\n", 1);
    }
  askg_diagnosis_finish (diagnosis);

  return diagnosis;
}
