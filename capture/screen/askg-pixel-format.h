/* askg-pixel-format.h: pure; what a server's pixels mean, and turned and converted. Any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

/* Where a channel stands in a pixel taken as one little-endian number. */
typedef struct
{
  guint8 shift;
  guint8 bits; /* 0: not there */
} AskgChannel;

typedef struct
{
  guint8      bytes_per_pixel; /* 2, 3 or 4 */
  AskgChannel red;
  AskgChannel green;
  AskgChannel blue;
  AskgChannel alpha;
} AskgPixelFormat;

/* How an output shows its pixels; the numbers are wl_output's. */
typedef enum
{
  ASKG_TRANSFORM_NORMAL,
  ASKG_TRANSFORM_90,
  ASKG_TRANSFORM_180,
  ASKG_TRANSFORM_270,
  ASKG_TRANSFORM_FLIPPED,
  ASKG_TRANSFORM_FLIPPED_90,
  ASKG_TRANSFORM_FLIPPED_180,
  ASKG_TRANSFORM_FLIPPED_270,
} AskgTransform;

/* Rows of pixels somebody else owns. */
typedef struct
{
  const guint8 *data;
  guint         width_px;
  guint         height_px;
  gsize         stride_bytes;
} AskgRows;

AskgChannel askg_channel_from_mask         (guint32                mask);
gboolean    askg_pixel_format_is_frame_own (const AskgPixelFormat *self);
gboolean    askg_pixel_format_from_shm     (guint32                shm_format,
                                            AskgPixelFormat       *out_format);

guint32    *askg_pixels_convert            (const AskgRows        *rows,
                                            const AskgPixelFormat *format,
                                            AskgTransform          transform,
                                            gboolean               is_upside_down,
                                            guint                 *out_width_px,
                                            guint                 *out_height_px);

G_END_DECLS
