/* askg-picture-decode.c: the caged helper's only thread. */
#include "engine/base/askg-picture-decode-private.h"

#include <string.h>

/* What a file is, is told by its first bytes, never by its name. */
static const struct
{
  AskgPictureKind  kind;
  gsize            at;
  const char      *mark;
  gsize            n_mark;
} marks[] = {
  { ASKG_PICTURE_KIND_APPLE_PNG, 12, "CgBI", 4 },
  { ASKG_PICTURE_KIND_PNG, 0, "\x89PNG\r\n\x1a\n", 8 },
  { ASKG_PICTURE_KIND_JPEG, 0, "\xff\xd8\xff", 3 },
  { ASKG_PICTURE_KIND_WEBP, 8, "WEBP", 4 },
  { ASKG_PICTURE_KIND_GIF, 0, "GIF8", 4 },
  { ASKG_PICTURE_KIND_BMP, 0, "BM", 2 },
  { ASKG_PICTURE_KIND_TIFF, 0, "II*\0", 4 },
  { ASKG_PICTURE_KIND_TIFF, 0, "MM\0*", 4 },
  { ASKG_PICTURE_KIND_AVIF, 4, "ftypavif", 8 },
  { ASKG_PICTURE_KIND_HEIF, 4, "ftyphei", 7 },
  { ASKG_PICTURE_KIND_HEIF, 4, "ftypmif1", 8 },
  { ASKG_PICTURE_KIND_JPEG_XL, 0, "\xff\x0a", 2 },
  { ASKG_PICTURE_KIND_JPEG_XL, 4, "JXL \r\n\x87\n", 8 },
  { ASKG_PICTURE_KIND_ICO, 0, "\0\0\1\0", 4 },
  { ASKG_PICTURE_KIND_PDF, 0, "%PDF-", 5 },
  { ASKG_PICTURE_KIND_SVG, 0, "<svg", 4 },
};

/**
 * askg_picture_find_kind:
 *
 * Returns: what @bytes claim to be
 */
AskgPictureKind
askg_picture_find_kind (const guint8 *bytes,
                        gsize         n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].at + marks[i].n_mark && memcmp (bytes + marks[i].at, marks[i].mark, marks[i].n_mark) == 0)
      return marks[i].kind;
  if (n_bytes >= 5 && memcmp (bytes, "<?xml", 5) == 0 && g_strstr_len ((const char *) bytes, MIN (n_bytes, 1024), "<svg"))
    return ASKG_PICTURE_KIND_SVG;

  return ASKG_PICTURE_KIND_UNKNOWN;
}

/**
 * askg_picture_decode:
 * @bytes: (array length=n_bytes): the whole file
 *
 * Decodes PNG, JPEG and WebP (the first picture of a moving one) and refuses everything else by
 * name. The size is checked before anything is allocated for it.
 */
AskgDecoded
askg_picture_decode (const guint8 *bytes,
                     gsize         n_bytes)
{
  const AskgPictureKind kind = askg_picture_find_kind (bytes, n_bytes);

  if (n_bytes == 0)
    return askg_decoded_refuse (ASKG_PICTURE_EMPTY, kind, 0, 0);
  if (n_bytes > ASKG_PICTURE_MAX_INPUT_BYTES)
    return askg_decoded_refuse (ASKG_PICTURE_TOO_LONG, kind, 0, 0);
  if (kind == ASKG_PICTURE_KIND_PNG)
    return askg_picture_decode_png (bytes, n_bytes);
  if (kind == ASKG_PICTURE_KIND_JPEG)
    return askg_picture_decode_jpeg (bytes, n_bytes);
  if (kind == ASKG_PICTURE_KIND_WEBP)
    return askg_picture_decode_webp (bytes, n_bytes);

  return askg_decoded_refuse (ASKG_PICTURE_NOT_OPENED, kind, 0, 0);
}

/**
 * askg_picture_copy_row:
 * @y: a row of the picture as it is to be seen, below the report's height
 * @row: (out caller-allocates): the report's width of pixels
 *
 * Turns the picture upright row by row, so that a big one is never in memory twice.
 */
void
askg_picture_copy_row (const AskgDecoded *decoded,
                       guint              y,
                       guint32           *row)
{
  const gboolean on_its_side = decoded->orientation >= 5;
  const gsize width = decoded->report.width_px;
  const gsize height = decoded->report.height_px;
  const gsize stride = on_its_side ? height : width; /* of the picture as it was stored */

  for (gsize x = 0; x < width; x++)
    {
      const gsize left = x, right = width - 1 - x, top = y, bottom = height - 1 - y;

      switch (decoded->orientation)
        {
        case 2: row[x] = decoded->pixels[top * stride + right]; break;
        case 3: row[x] = decoded->pixels[bottom * stride + right]; break;
        case 4: row[x] = decoded->pixels[bottom * stride + left]; break;
        case 5: row[x] = decoded->pixels[left * stride + top]; break;
        case 6: row[x] = decoded->pixels[right * stride + top]; break;
        case 7: row[x] = decoded->pixels[right * stride + bottom]; break;
        case 8: row[x] = decoded->pixels[left * stride + bottom]; break;
        default: row[x] = decoded->pixels[top * stride + left]; break;
        }
    }
}
