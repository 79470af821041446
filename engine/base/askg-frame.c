/* askg-frame.c: any thread; a frame never changes. */
#include "engine/base/askg-frame.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define BYTES_PER_PIXEL 4u

struct _AskgFrame
{
  GObject   parent_instance;

  /* Owned; never written to after construction. 32-bit words 0xAARRGGBB in the machine's
   * order with alpha premultiplied: what X11, wl_shm and cairo use, so that nobody converts.
   * The alpha byte of an opaque frame means nothing. */
  GBytes   *pixels;
  char     *output;

  AskgRect  place; /* logical desktop coordinates */
  gsize     stride_bytes;
  gint64    captured_at_us;
  guint     width_px;
  guint     height_px;
  gboolean  opaque;
};

G_DEFINE_FINAL_TYPE (AskgFrame, askg_frame, G_TYPE_OBJECT)

static void
askg_frame_finalize (GObject *object)
{
  AskgFrame *self = ASKG_FRAME (object);

  g_clear_pointer (&self->pixels, g_bytes_unref);
  g_clear_pointer (&self->output, g_free);

  G_OBJECT_CLASS (askg_frame_parent_class)->finalize (object);
}

static void
askg_frame_class_init (AskgFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_frame_finalize;
}

static void
askg_frame_init (AskgFrame *self)
{
}

/**
 * askg_frame_new:
 * @pixels: (transfer none): rows of @stride_bytes; 32-bit words 0xAARRGGBB, premultiplied
 * @width_px: width in device pixels, 1 to %ASKG_FRAME_MAX_SIDE_PX
 * @height_px: height in device pixels, 1 to %ASKG_FRAME_MAX_SIDE_PX
 * @stride_bytes: from one row to the next, a multiple of 4 and at least four a pixel
 * @opaque: whether the alpha byte is to be taken for 255 whatever it holds
 * @captured_at_us: g_get_monotonic_time() of the grab, in microseconds
 *
 * Wraps pixels that nobody will change any more. The caller has checked the
 * sizes: a mismatch is a bug in the caller, not a condition to report.
 *
 * Returns: (transfer full): a new frame without an output, placed at 0,0 and scale 1
 */
AskgFrame *
askg_frame_new (GBytes   *pixels,
                guint     width_px,
                guint     height_px,
                gsize     stride_bytes,
                gboolean  opaque,
                gint64    captured_at_us)
{
  AskgFrame *self;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (width_px >= 1 && width_px <= ASKG_FRAME_MAX_SIDE_PX, NULL);
  g_return_val_if_fail (height_px >= 1 && height_px <= ASKG_FRAME_MAX_SIDE_PX, NULL);
  g_return_val_if_fail (stride_bytes % BYTES_PER_PIXEL == 0, NULL);
  g_return_val_if_fail (stride_bytes >= (gsize) width_px * BYTES_PER_PIXEL, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= stride_bytes * (height_px - 1) +
                        (gsize) width_px * BYTES_PER_PIXEL, NULL);

  self = g_object_new (ASKG_TYPE_FRAME, NULL);
  self->pixels = g_bytes_ref (pixels);
  self->width_px = width_px;
  self->height_px = height_px;
  self->stride_bytes = stride_bytes;
  self->opaque = opaque;
  self->captured_at_us = captured_at_us;
  self->place = (AskgRect) { 0, 0, width_px, height_px };

  return self;
}

/**
 * askg_frame_place:
 * @self: a frame
 * @output: (nullable): connector name of the output it was grabbed from, such as "DP-1"
 * @place: where it stands, in logical desktop coordinates
 *
 * Returns: (transfer full): a new frame that shares the pixels of @self and stands at @place
 */
AskgFrame *
askg_frame_place (AskgFrame      *self,
                  const char     *output,
                  const AskgRect *place)
{
  AskgFrame *placed;

  g_return_val_if_fail (ASKG_IS_FRAME (self), NULL);
  g_return_val_if_fail (place != NULL && place->width > 0 && place->height > 0, NULL);

  placed = askg_frame_new (self->pixels, self->width_px, self->height_px, self->stride_bytes,
                           self->opaque, self->captured_at_us);
  placed->output = g_strdup (output);
  placed->place = *place;

  return placed;
}

/**
 * askg_frame_crop:
 * @self: a frame
 * @region: what to keep, in pixels of @self; parts outside are dropped
 * @error: return location for a #GError
 *
 * Copies the part of @self that @region covers, so that a whole screen need not be
 * kept for a corner of it. The copy keeps output, capture time and scale, and stands
 * at its own place. Takes about 1 ms per 4 megapixels.
 *
 * Errors: %ASKG_ERROR_EMPTY_REGION when nothing of @region lies inside @self.
 *
 * Returns: (transfer full): a new frame, or %NULL with @error set
 */
AskgFrame *
askg_frame_crop (AskgFrame       *self,
                 const AskgRect  *region,
                 GError         **error)
{
  g_autoptr(GBytes) pixels = NULL;
  AskgFrame *cropped;
  const guint8 *src;
  guint8 *dst;
  gint64 x0, y0, x1, y1;
  double scale_x, scale_y;
  gsize row;

  g_return_val_if_fail (ASKG_IS_FRAME (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  x0 = CLAMP ((gint64) region->x, 0, self->width_px);
  y0 = CLAMP ((gint64) region->y, 0, self->height_px);
  x1 = CLAMP ((gint64) region->x + region->width, 0, self->width_px);
  y1 = CLAMP ((gint64) region->y + region->height, 0, self->height_px);

  if (x1 <= x0 || y1 <= y0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION,
                   _("The region %d×%d at %d,%d lies outside the picture of %u×%u. Choose a region inside it."),
                   region->width, region->height, region->x, region->y, self->width_px, self->height_px);
      return NULL;
    }

  row = (gsize) (x1 - x0) * BYTES_PER_PIXEL;
  src = g_bytes_get_data (self->pixels, NULL);
  dst = g_malloc ((gsize) (y1 - y0) * row);
  for (gint64 y = y0; y < y1; y++)
    memcpy (dst + (gsize) (y - y0) * row,
            src + (gsize) y * self->stride_bytes + (gsize) x0 * BYTES_PER_PIXEL, row);
  pixels = g_bytes_new_take (dst, (gsize) (y1 - y0) * row);

  scale_x = (double) self->width_px / self->place.width;
  scale_y = (double) self->height_px / self->place.height;
  cropped = askg_frame_new (pixels, x1 - x0, y1 - y0, row, self->opaque, self->captured_at_us);
  cropped->output = g_strdup (self->output);
  cropped->place = (AskgRect) {
    self->place.x + (int) (x0 / scale_x),
    self->place.y + (int) (y0 / scale_y),
    MAX (1, (int) ((x1 - x0) / scale_x + 0.5)),
    MAX (1, (int) ((y1 - y0) / scale_y + 0.5)),
  };

  return cropped;
}

/**
 * askg_frame_get_pixels:
 *
 * Returns: (transfer none): the pixels, see askg_frame_new()
 */
GBytes *
askg_frame_get_pixels (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), NULL);

  return self->pixels;
}

guint
askg_frame_get_width_px (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), 0);

  return self->width_px;
}

guint
askg_frame_get_height_px (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), 0);

  return self->height_px;
}

gsize
askg_frame_get_stride_bytes (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), 0);

  return self->stride_bytes;
}

/**
 * askg_frame_is_opaque:
 *
 * Returns: whether the alpha bytes mean nothing and every pixel covers fully
 */
gboolean
askg_frame_is_opaque (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), FALSE);

  return self->opaque;
}

/* g_get_monotonic_time() of the grab, in microseconds. */
gint64
askg_frame_get_captured_at_us (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), 0);

  return self->captured_at_us;
}

/**
 * askg_frame_get_output:
 *
 * Returns: (nullable) (transfer none): connector name such as "DP-1"; %NULL when the
 *   frame is not of one output
 */
const char *
askg_frame_get_output (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), NULL);

  return self->output;
}

/**
 * askg_frame_get_place:
 *
 * Returns: (transfer none): where it stands, in logical desktop coordinates
 */
const AskgRect *
askg_frame_get_place (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), NULL);

  return &self->place;
}

/* Device pixels a logical unit; 1.5 for an output at 150 %. */
double
askg_frame_get_scale (AskgFrame *self)
{
  g_return_val_if_fail (ASKG_IS_FRAME (self), 1);

  return (double) self->width_px / self->place.width;
}
