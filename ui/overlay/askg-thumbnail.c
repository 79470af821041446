/* askg-thumbnail.c: main thread. */
#include "ui/overlay/askg-thumbnail.h"

/* Samples a side for each pixel of the thumbnail: what keeps a 4K screen within a millisecond. */
#define SAMPLES 4u

typedef struct
{
  const guint8 *pixels;
  gsize         stride_bytes;
  guint         width_px;
  guint         height_px;
  gboolean      opaque;
  double        step;  /* frame pixels a thumbnail pixel */
  double        top;   /* first row of the frame that shows */
} Source;

static guint32
pixel_at (const Source *source,
          double        x,
          double        y)
{
  const guint column = MIN ((guint) MAX (x, 0), source->width_px - 1);
  const guint row = MIN ((guint) MAX (y, 0), source->height_px - 1);
  const guint32 *line = (const guint32 *) (const void *) (source->pixels + row * source->stride_bytes);

  return source->opaque ? line[column] | 0xff000000u : line[column];
}

static guint32
mean_at (const Source *source,
         guint         x,
         guint         y)
{
  guint sums[4] = { 0 };

  for (guint j = 0; j < SAMPLES; j++)
    for (guint i = 0; i < SAMPLES; i++)
      {
        const guint32 pixel = pixel_at (source,
                                        (x + (i + 0.5) / SAMPLES) * source->step,
                                        source->top + (y + (j + 0.5) / SAMPLES) * source->step);

        for (guint channel = 0; channel < 4; channel++)
          sums[channel] += (pixel >> (8 * channel)) & 0xff;
      }

  return sums[0] / (SAMPLES * SAMPLES) | sums[1] / (SAMPLES * SAMPLES) << 8 |
         sums[2] / (SAMPLES * SAMPLES) << 16 | sums[3] / (SAMPLES * SAMPLES) << 24;
}

/**
 * askg_thumbnail_new:
 * @width_px: of the thumbnail, in device pixels
 * @height_px: of the thumbnail, in device pixels
 *
 * Fills the thumbnail: the frame's start and its middle rows show, what hangs over is cut.
 *
 * Returns: (transfer full): premultiplied, in the machine's byte order
 */
GdkTexture *
askg_thumbnail_new (AskgFrame *frame,
                    guint      width_px,
                    guint      height_px)
{
  g_autoptr(GBytes) bytes = NULL;
  guint32 *pixels;
  Source source;

  g_return_val_if_fail (ASKG_IS_FRAME (frame), NULL);
  g_return_val_if_fail (width_px > 0 && height_px > 0, NULL);

  source.pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  source.stride_bytes = askg_frame_get_stride_bytes (frame);
  source.width_px = askg_frame_get_width_px (frame);
  source.height_px = askg_frame_get_height_px (frame);
  source.opaque = askg_frame_is_opaque (frame);
  source.step = MIN (source.width_px / (double) width_px, source.height_px / (double) height_px);
  source.top = (source.height_px - height_px * source.step) / 2;

  pixels = g_new (guint32, (gsize) width_px * height_px);
  for (guint y = 0; y < height_px; y++)
    for (guint x = 0; x < width_px; x++)
      pixels[(gsize) y * width_px + x] = mean_at (&source, x, y);
  bytes = g_bytes_new_take (pixels, (gsize) width_px * height_px * sizeof *pixels);

  return gdk_memory_texture_new ((int) width_px, (int) height_px, GDK_MEMORY_DEFAULT,
                                 bytes, width_px * sizeof *pixels);
}
