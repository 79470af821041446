/* askg-picture-decode.h: a stranger's bytes become pixels. Pure; runs in the caged helper alone. */
#pragma once

#include "engine/base/askg-picture-wire.h"

G_BEGIN_DECLS

/* What a decoder made. Release @pixels with free(). */
typedef struct
{
  AskgPictureReport  report;
  guint32           *pixels;      /* (nullable): 0xAARRGGBB premultiplied, rows without gaps, as stored */
  guint              orientation; /* how the camera was held: EXIF's 1 to 8 */
} AskgDecoded;

AskgPictureKind askg_picture_find_kind (const guint8      *bytes,
                                        gsize              n_bytes);
AskgDecoded     askg_picture_decode    (const guint8      *bytes,
                                        gsize              n_bytes);
void            askg_picture_copy_row  (const AskgDecoded *decoded,
                                        guint              y,
                                        guint32           *row);

G_END_DECLS
