/* askg-picture-jpeg.c: the caged helper's only thread. */
#include "engine/base/askg-picture-decode-private.h"

#include <stdlib.h>
#include <string.h>

#include <turbojpeg.h>

#include "engine/base/askg-picture-exif.h"

/* The words of a frame in this machine's order. */
#define WORDS_LIKE_OURS (G_BYTE_ORDER == G_LITTLE_ENDIAN ? TJPF_BGRA : TJPF_ARGB)

/* In place. Files for print store their inks inverted. */
static void
unprint (guint32 *pixels,
         gsize    n_pixels)
{
  for (gsize i = 0; i < n_pixels; i++)
    {
      const guint8 *ink = (const guint8 *) &pixels[i];
      const guint32 c = ink[0], m = ink[1], y = ink[2], k = ink[3];

      pixels[i] = 0xff000000u | c * k / 255 << 16 | m * k / 255 << 8 | y * k / 255;
    }
}

/* The library mends what it can and goes on; a picture of which half is made up is not one a
 * person should ask about. Bytes too many between two parts do no harm. */
static AskgPictureVerdict
verdict_of (tjhandle jpeg)
{
  const char *said = tjGetErrorStr2 (jpeg);

  if (strstr (said, "Premature end") != NULL || strstr (said, "premature end") != NULL)
    return ASKG_PICTURE_CUT_SHORT;
  if (tjGetErrorCode (jpeg) == TJERR_WARNING && strstr (said, "extraneous bytes") != NULL)
    return ASKG_PICTURE_WHOLE;
  if (strstr (said, "emory") != NULL)
    return ASKG_PICTURE_TOO_HEAVY;

  return ASKG_PICTURE_DAMAGED;
}

/* Whether the file stops before its pixels begin: then what the library says of the tables it
 * misses is beside the point. */
static gboolean
ends_before_pixels (const guint8 *bytes,
                    gsize         n_bytes)
{
  gsize at = 2;

  while (at + 4 <= n_bytes && bytes[at] == 0xff && bytes[at + 1] != 0xda)
    at += 2 + ((gsize) bytes[at + 2] << 8 | bytes[at + 3]);

  return at + 4 > n_bytes;
}

static AskgPictureVerdict
decode (tjhandle      jpeg,
        const guint8 *bytes,
        gsize         n_bytes,
        AskgDecoded  *decoded)
{
  AskgPictureReport *report = &decoded->report;
  gboolean is_print;
  int width = 0, height = 0, sampling = 0, colours = 0;

  if (tjDecompressHeader3 (jpeg, bytes, n_bytes, &width, &height, &sampling, &colours) != 0)
    return ends_before_pixels (bytes, n_bytes) ? ASKG_PICTURE_CUT_SHORT : ASKG_PICTURE_DAMAGED;
  report->width_px = width;
  report->height_px = height;
  if (!askg_picture_size_is_allowed (report->width_px, report->height_px))
    return ASKG_PICTURE_TOO_BIG;

  decoded->pixels = malloc ((gsize) width * height * sizeof *decoded->pixels);
  if (decoded->pixels == NULL)
    return ASKG_PICTURE_TOO_HEAVY;
  is_print = colours == TJCS_CMYK || colours == TJCS_YCCK;
  if (tjDecompress2 (jpeg, bytes, n_bytes, (guint8 *) decoded->pixels, width, 0, height,
                     is_print ? TJPF_CMYK : WORDS_LIKE_OURS, TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT) != 0 &&
      verdict_of (jpeg) != ASKG_PICTURE_WHOLE)
    return verdict_of (jpeg);
  if (is_print)
    unprint (decoded->pixels, (gsize) width * height);

  return ASKG_PICTURE_WHOLE;
}

AskgDecoded
askg_picture_decode_jpeg (const guint8 *bytes,
                          gsize         n_bytes)
{
  AskgDecoded decoded = askg_decoded_refuse (ASKG_PICTURE_TOO_HEAVY, ASKG_PICTURE_KIND_JPEG, 0, 0);
  AskgPictureReport *report = &decoded.report;
  tjhandle jpeg = tjInitDecompress ();

  if (jpeg == NULL)
    return decoded;
  report->verdict = decode (jpeg, bytes, n_bytes, &decoded);
  report->opaque = TRUE;
  tjDestroy (jpeg);

  if (report->verdict != ASKG_PICTURE_WHOLE)
    {
      g_clear_pointer (&decoded.pixels, free);
      return decoded;
    }
  decoded.orientation = askg_picture_find_orientation (bytes, n_bytes);
  if (decoded.orientation >= 5)
    {
      const guint32 width = report->width_px;

      report->width_px = report->height_px;
      report->height_px = width;
    }

  return decoded;
}
