/* askg-history-marks.c: any thread. */
#include "ui/history/askg-history-marks.h"

#include <string.h>

#define INK   0xFF3584E4u /* the accent, on light and on dark */
#define PAPER 0xFFFFFFFFu /* beside it, so that it is seen on blue too */
#define LEAST_PX 6        /* of a frame: a word may be a point in a small picture */

static void
fill (guint32        *pixels,
      int             width_px,
      int             height_px,
      const AskgRect *rect,
      guint32         colour)
{
  for (int y = MAX (rect->y, 0); y < MIN (rect->y + rect->height, height_px); y++)
    for (int x = MAX (rect->x, 0); x < MIN (rect->x + rect->width, width_px); x++)
      pixels[y * width_px + x] = colour;
}

/* Just outside of @box, @thickness pixels wide. */
static void
frame_it (guint32        *pixels,
          int             width_px,
          int             height_px,
          const AskgRect *box,
          int             thickness,
          guint32         colour)
{
  const AskgRect outer = { box->x - thickness, box->y - thickness, box->width + 2 * thickness, box->height + 2 * thickness };
  const AskgRect sides[] = {
    { outer.x, outer.y, outer.width, thickness },
    { outer.x, box->y + box->height, outer.width, thickness },
    { outer.x, outer.y, thickness, outer.height },
    { box->x + box->width, outer.y, thickness, outer.height },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    fill (pixels, width_px, height_px, &sides[i], colour);
}

static AskgRect
shrink (const AskgRect *box,
        double          scale)
{
  const int width = MAX ((int) (box->width * scale), LEAST_PX);
  const int height = MAX ((int) (box->height * scale), LEAST_PX);

  return (AskgRect) { (int) ((box->x + box->width / 2) * scale) - width / 2,
                      (int) ((box->y + box->height / 2) * scale) - height / 2, width, height };
}

/**
 * askg_history_marks_draw:
 * @frame: small; its place says how large the whole one is
 * @boxes: (element-type AskgRect): in pixels of the whole one
 *
 * Returns: (transfer full): another one, with the boxes framed
 */
AskgFrame *
askg_history_marks_draw (AskgFrame *frame,
                         GArray    *boxes)
{
  const int width_px = (int) askg_frame_get_width_px (frame);
  const int height_px = (int) askg_frame_get_height_px (frame);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const AskgRect *whole = askg_frame_get_place (frame);
  const double scale = whole->width > 0 ? (double) width_px / whole->width : 1;
  const guint8 *source = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint32 *pixels = g_new (guint32, (gsize) width_px * (gsize) height_px);
  g_autoptr(GBytes) bytes = NULL;

  for (int y = 0; y < height_px; y++)
    memcpy (pixels + (gsize) y * (gsize) width_px, source + (gsize) y * stride, (gsize) width_px * sizeof *pixels);
  for (guint i = 0; i < boxes->len; i++)
    {
      const AskgRect box = shrink (&g_array_index (boxes, AskgRect, i), scale);

      frame_it (pixels, width_px, height_px, &box, 3, PAPER);
      frame_it (pixels, width_px, height_px, &box, 2, INK);
    }
  bytes = g_bytes_new_take (pixels, (gsize) width_px * (gsize) height_px * sizeof *pixels);

  return askg_frame_new (bytes, (guint) width_px, (guint) height_px, (gsize) width_px * sizeof *pixels,
                         askg_frame_is_opaque (frame), 0);
}
