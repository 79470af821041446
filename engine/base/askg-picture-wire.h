/* askg-picture-wire.h: what the caged decoder says before the pixels. Numbers only: a helper that
 * was taken over can choose among our sentences, not write one. Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_PICTURE_KIND_UNKNOWN,
  ASKG_PICTURE_KIND_PNG,
  ASKG_PICTURE_KIND_JPEG,
  ASKG_PICTURE_KIND_WEBP,
  ASKG_PICTURE_KIND_APPLE_PNG, /* the ones below are recognised, to be refused by name */
  ASKG_PICTURE_KIND_GIF,
  ASKG_PICTURE_KIND_BMP,
  ASKG_PICTURE_KIND_TIFF,
  ASKG_PICTURE_KIND_SVG,
  ASKG_PICTURE_KIND_HEIF,
  ASKG_PICTURE_KIND_AVIF,
  ASKG_PICTURE_KIND_JPEG_XL,
  ASKG_PICTURE_KIND_ICO,
  ASKG_PICTURE_KIND_PDF,
  ASKG_PICTURE_N_KINDS
} AskgPictureKind;

typedef enum
{
  ASKG_PICTURE_WHOLE,
  ASKG_PICTURE_EMPTY,       /* no byte at all */
  ASKG_PICTURE_DAMAGED,
  ASKG_PICTURE_CUT_SHORT,
  ASKG_PICTURE_NOT_OPENED,  /* not a picture, or of a kind that is not opened */
  ASKG_PICTURE_TOO_BIG,     /* more pixels than allowed; the size is told */
  ASKG_PICTURE_TOO_HEAVY,   /* more memory than allowed */
  ASKG_PICTURE_TOO_LONG,    /* more bytes than allowed */
  ASKG_PICTURE_N_VERDICTS
} AskgPictureVerdict;

typedef struct
{
  AskgPictureVerdict verdict;
  AskgPictureKind    kind;
  guint32            width_px;  /* as it is to be seen; 0 when unknown */
  guint32            height_px;
  gboolean           opaque;
} AskgPictureReport;

#define ASKG_PICTURE_REPORT_BYTES    28u
#define ASKG_PICTURE_MAX_INPUT_BYTES (64u * 1024 * 1024)

gboolean askg_picture_size_is_allowed (guint32                  width_px,
                                       guint32                  height_px);
void     askg_picture_report_pack     (const AskgPictureReport *report,
                                       guint8                  *bytes);
gboolean askg_picture_report_parse    (const guint8            *bytes,
                                       gsize                    n_bytes,
                                       AskgPictureReport       *report);

G_END_DECLS
