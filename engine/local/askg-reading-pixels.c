/* askg-reading-pixels.c: any thread. */
#include "engine/local/askg-reading-pixels.h"

#include <string.h>

/**
 * askg_reading_pixels_pack:
 *
 * The helper wants rows without gaps, and paper behind what is not opaque. Some milliseconds for
 * a whole screen that is not so already.
 *
 * Returns: (transfer full): 0xAARRGGBB, the frame's own pixels where they will do
 */
GBytes *
askg_reading_pixels_pack (AskgFrame *frame)
{
  const gsize width = askg_frame_get_width_px (frame), height = askg_frame_get_height_px (frame);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const gboolean opaque = askg_frame_is_opaque (frame);
  const guint8 *from = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 *packed;

  if (opaque && stride == width * 4 && g_bytes_get_size (askg_frame_get_pixels (frame)) == stride * height)
    return g_bytes_ref (askg_frame_get_pixels (frame));

  packed = g_new (guint32, width * height);
  for (gsize y = 0; y < height; y++)
    {
      memcpy (packed + y * width, from + y * stride, width * 4);
      for (gsize x = 0; x < width && !opaque; x++)
        packed[y * width + x] += (255 - (packed[y * width + x] >> 24)) * 0x010101u;
    }

  return g_bytes_new_take (packed, width * height * 4);
}
