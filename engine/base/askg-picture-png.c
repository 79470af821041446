/* askg-picture-png.c: the caged helper's only thread. */
#include "engine/base/askg-picture-decode-private.h"

#include <stdlib.h>

#include <spng.h>

#include "engine/base/askg-frame.h"

#define MAX_CHUNK_BYTES (1024u * 1024) /* what a comment or colour profile may take */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (spng_ctx, spng_ctx_free)

/* In place: RGBA in memory order becomes 0xAARRGGBB words with alpha multiplied in.
 * Returns: whether every pixel covers fully */
static gboolean
premultiply (guint32 *pixels,
             gsize    n_pixels)
{
  gboolean opaque = TRUE;

  for (gsize i = 0; i < n_pixels; i++)
    {
      const guint8 *rgba = (const guint8 *) &pixels[i];
      const guint32 r = rgba[0], g = rgba[1], b = rgba[2], a = rgba[3];

      if (a == 255)
        {
          pixels[i] = 0xff000000u | r << 16 | g << 8 | b;
          continue;
        }
      opaque = FALSE;
      pixels[i] = a << 24 | (r * a + 127) / 255 << 16 | (g * a + 127) / 255 << 8 | (b * a + 127) / 255;
    }

  return opaque;
}

static AskgPictureVerdict
verdict_of (int code)
{
  switch (code)
    {
    case SPNG_IO_EOF:
    case SPNG_EIDAT_TOO_SHORT:
      return ASKG_PICTURE_CUT_SHORT;
    case SPNG_EMEM:
    case SPNG_EOVERFLOW:
      return ASKG_PICTURE_TOO_HEAVY;
    default:
      return ASKG_PICTURE_DAMAGED;
    }
}

AskgDecoded
askg_picture_decode_png (const guint8 *bytes,
                         gsize         n_bytes)
{
  g_autoptr(spng_ctx) png = spng_ctx_new (0);
  AskgDecoded decoded = askg_decoded_refuse (ASKG_PICTURE_DAMAGED, ASKG_PICTURE_KIND_PNG, 0, 0);
  AskgPictureReport *report = &decoded.report;
  struct spng_ihdr header;
  size_t n_pixel_bytes = 0;
  int code;

  /* Our own limit is asked below, so that the sentence can name the size. */
  if (png == NULL ||
      spng_set_image_limits (png, G_MAXINT32, G_MAXINT32) != 0 ||
      spng_set_chunk_limits (png, MAX_CHUNK_BYTES, 4 * MAX_CHUNK_BYTES) != 0 ||
      spng_set_png_buffer (png, bytes, n_bytes) != 0)
    return decoded;
  if ((code = spng_get_ihdr (png, &header)) != 0)
    {
      report->verdict = verdict_of (code);
      return decoded;
    }

  report->width_px = header.width;
  report->height_px = header.height;
  if (!askg_picture_size_is_allowed (header.width, header.height))
    {
      report->verdict = ASKG_PICTURE_TOO_BIG;
      return decoded;
    }

  if ((code = spng_decoded_image_size (png, SPNG_FMT_RGBA8, &n_pixel_bytes)) != 0 ||
      (decoded.pixels = malloc (n_pixel_bytes)) == NULL ||
      (code = spng_decode_image (png, decoded.pixels, n_pixel_bytes, SPNG_FMT_RGBA8, SPNG_DECODE_TRNS)) != 0)
    {
      report->verdict = verdict_of (code != 0 ? code : SPNG_EMEM);
      g_clear_pointer (&decoded.pixels, free);
      return decoded;
    }

  report->verdict = ASKG_PICTURE_WHOLE;
  report->opaque = premultiply (decoded.pixels, n_pixel_bytes / 4);

  return decoded;
}
