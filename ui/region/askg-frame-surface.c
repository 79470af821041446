/* askg-frame-surface.c: any thread. */
#include "ui/region/askg-frame-surface.h"

static const cairo_user_data_key_t pixels_key;

/**
 * askg_frame_create_surface:
 * @frame: a frame
 *
 * The surface shows the pixels of @frame and keeps them alive; nobody may draw on it.
 * What is opaque becomes RGB24, so that nothing is blended and its alpha bytes never matter.
 *
 * Returns: (transfer full): a surface as large as @frame, in its pixels
 */
cairo_surface_t *
askg_frame_create_surface (AskgFrame *frame)
{
  GBytes *pixels = askg_frame_get_pixels (frame);
  cairo_surface_t *surface;

  g_return_val_if_fail (ASKG_IS_FRAME (frame), NULL);

  surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels, NULL),
                                                 askg_frame_is_opaque (frame) ? CAIRO_FORMAT_RGB24
                                                                              : CAIRO_FORMAT_ARGB32,
                                                 (int) askg_frame_get_width_px (frame),
                                                 (int) askg_frame_get_height_px (frame),
                                                 (int) askg_frame_get_stride_bytes (frame));
  cairo_surface_set_user_data (surface, &pixels_key, g_bytes_ref (pixels), (cairo_destroy_func_t) g_bytes_unref);

  return surface;
}
