/* askg-picture-decode-private.h: one decoder a kind; each checks the size before it allocates. */
#pragma once

#include "engine/base/askg-picture-decode.h"

G_BEGIN_DECLS

AskgDecoded askg_picture_decode_png  (const guint8 *bytes, gsize n_bytes);
AskgDecoded askg_picture_decode_jpeg (const guint8 *bytes, gsize n_bytes);
AskgDecoded askg_picture_decode_webp (const guint8 *bytes, gsize n_bytes);

/* A decoder's way out without pixels. */
static inline AskgDecoded
askg_decoded_refuse (AskgPictureVerdict verdict,
                     AskgPictureKind    kind,
                     guint32            width_px,
                     guint32            height_px)
{
  return (AskgDecoded) { .report = { verdict, kind, width_px, height_px, FALSE }, .orientation = 1 };
}

G_END_DECLS
