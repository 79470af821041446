/* askg-picture-wire.c: any thread. */
#include "engine/base/askg-picture-wire.h"

#include <string.h>

#include "engine/base/askg-frame.h"

#define MAGIC "askgpic1"

gboolean
askg_picture_size_is_allowed (guint32 width_px,
                              guint32 height_px)
{
  return width_px >= 1 && width_px <= ASKG_FRAME_MAX_SIDE_PX &&
         height_px >= 1 && height_px <= ASKG_FRAME_MAX_SIDE_PX &&
         (guint64) width_px * height_px <= ASKG_FRAME_MAX_PIXELS;
}

/* @bytes: room for %ASKG_PICTURE_REPORT_BYTES. Both ends are on one machine: its own byte order. */
void
askg_picture_report_pack (const AskgPictureReport *report,
                          guint8                  *bytes)
{
  const guint32 words[] = { report->verdict, report->kind, report->width_px, report->height_px, report->opaque };

  G_STATIC_ASSERT (sizeof MAGIC - 1 + sizeof words == ASKG_PICTURE_REPORT_BYTES);
  memcpy (bytes, MAGIC, sizeof MAGIC - 1);
  memcpy (bytes + sizeof MAGIC - 1, words, sizeof words);
}

/**
 * askg_picture_report_parse:
 * @report: (out): filled when %TRUE is returned
 *
 * Believes nothing: a report whose numbers could lead anybody astray is none. The size of a
 * whole picture is within the limits of a frame.
 */
gboolean
askg_picture_report_parse (const guint8      *bytes,
                           gsize              n_bytes,
                           AskgPictureReport *report)
{
  guint32 words[5];

  if (n_bytes != ASKG_PICTURE_REPORT_BYTES || memcmp (bytes, MAGIC, sizeof MAGIC - 1) != 0)
    return FALSE;
  memcpy (words, bytes + sizeof MAGIC - 1, sizeof words);
  if (words[0] >= ASKG_PICTURE_N_VERDICTS || words[1] >= ASKG_PICTURE_N_KINDS || words[4] > 1)
    return FALSE;
  if (words[0] == ASKG_PICTURE_WHOLE && !askg_picture_size_is_allowed (words[2], words[3]))
    return FALSE;

  *report = (AskgPictureReport) { words[0], words[1], words[2], words[3], words[4] };

  return TRUE;
}
