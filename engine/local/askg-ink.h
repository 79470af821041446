/* askg-ink.h: where there is writing on a picture, whatever its colours. Pure; any one thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

/* Grey pixels, rows without gaps: 255 is paper, 0 is ink, whatever colours they had. */
typedef struct
{
  guint8 *pixels; /* owned */
  guint   width_px;
  guint   height_px;
} AskgGrey;

/* A picture as the recogniser gets it: 0xAARRGGBB, premultiplied, rows without gaps. */
typedef struct
{
  const guint32 *pixels; /* not owned */
  guint          width_px;
  guint          height_px;
} AskgPixels;

void       askg_grey_free         (AskgGrey         *grey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgGrey, askg_grey_free)

AskgGrey  *askg_ink_find          (const AskgPixels *picture);
AskgGrey  *askg_ink_cut           (const AskgPixels *picture,
                                   const AskgRect   *line);
AskgGrey  *askg_grey_double       (const AskgGrey   *grey);
AskgGrey  *askg_grey_halve        (const AskgGrey   *grey);
AskgGrey  *askg_grey_cut          (const AskgGrey   *grey,
                                   guint             x,
                                   guint             width_px);
AskgGrey  *askg_grey_pad          (const AskgGrey   *grey,
                                   guint             margin_px);

G_END_DECLS
