/* askg-blackening.c: any thread. */
#include "capture/screen/askg-blackening.h"

#include <math.h>
#include <string.h>

static gboolean
meets (const AskgRect *one,
       const AskgRect *other)
{
  return one->x < other->x + other->width && other->x < one->x + one->width &&
         one->y < other->y + other->height && other->y < one->y + one->height;
}

static void
add_part (GArray *parts,
          int     left,
          int     top,
          int     right,
          int     bottom)
{
  const AskgRect part = { left, top, right - left, bottom - top };

  if (part.width > 0 && part.height > 0)
    g_array_append_val (parts, part);
}

/* Up to four rectangles are left of each part: above, below, left and right of @cover. */
static GArray *
without (GArray         *parts,
         const AskgRect *cover)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  for (guint i = 0; i < parts->len; i++)
    {
      const AskgRect part = g_array_index (parts, AskgRect, i);
      const int right = part.x + part.width, bottom = part.y + part.height;
      const int top_edge = MAX (part.y, cover->y), bottom_edge = MIN (bottom, cover->y + cover->height);

      if (!meets (&part, cover))
        {
          g_array_append_val (rest, part);
          continue;
        }
      add_part (rest, part.x, part.y, right, top_edge);
      add_part (rest, part.x, bottom_edge, right, bottom);
      add_part (rest, part.x, top_edge, MIN (right, cover->x), bottom_edge);
      add_part (rest, MAX (part.x, cover->x + cover->width), top_edge, right, bottom_edge);
    }
  g_array_unref (parts);

  return rest;
}

/**
 * askg_blackening_find:
 * @windows: (element-type AskgWindowPlace): topmost first
 * @is_hidden: (array): of each, whether it may not be seen
 *
 * A window that may be seen keeps what it covers: a password manager behind the browser is no hole in the
 * browser. One that can be seen through does not count as covering where the desktop does not tell so.
 *
 * Returns: (transfer full) (element-type AskgRect): what is to be black, in logical desktop coordinates
 */
GArray *
askg_blackening_find (GPtrArray      *windows,
                      const gboolean *is_hidden)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  for (guint i = 0; i < windows->len; i++)
    {
      const AskgWindowPlace *window = g_ptr_array_index (windows, i);
      g_autoptr(GArray) parts = NULL;

      if (!is_hidden[i])
        continue;
      parts = g_array_new (FALSE, FALSE, sizeof (AskgRect));
      g_array_append_val (parts, window->place);
      for (guint above = 0; above < i && parts->len > 0; above++)
        if (!is_hidden[above])
          parts = without (g_steal_pointer (&parts), &((const AskgWindowPlace *) g_ptr_array_index (windows, above))->place);
      if (parts->len > 0)
        g_array_append_vals (places, parts->data, parts->len);
    }

  return places;
}

/* From logical coordinates to pixels of the frame; a pixel that is touched belongs to it. */
static gboolean
to_pixels (AskgFrame      *frame,
           const AskgRect *place,
           AskgRect       *out)
{
  const AskgRect *whole = askg_frame_get_place (frame);
  const double x_scale = (double) askg_frame_get_width_px (frame) / whole->width;
  const double y_scale = (double) askg_frame_get_height_px (frame) / whole->height;
  const int left = (int) floor ((place->x - whole->x) * x_scale);
  const int top = (int) floor ((place->y - whole->y) * y_scale);
  const int right = (int) ceil ((place->x + place->width - whole->x) * x_scale);
  const int bottom = (int) ceil ((place->y + place->height - whole->y) * y_scale);

  out->x = CLAMP (left, 0, (int) askg_frame_get_width_px (frame));
  out->y = CLAMP (top, 0, (int) askg_frame_get_height_px (frame));
  out->width = CLAMP (right, 0, (int) askg_frame_get_width_px (frame)) - out->x;
  out->height = CLAMP (bottom, 0, (int) askg_frame_get_height_px (frame)) - out->y;

  return out->width > 0 && out->height > 0;
}

static void
paint_black (guint8         *pixels,
             gsize           stride_bytes,
             const AskgRect *part)
{
  const guint32 black = 0xff000000u;

  for (int y = part->y; y < part->y + part->height; y++)
    for (int x = part->x; x < part->x + part->width; x++)
      memcpy (pixels + (gsize) y * stride_bytes + (gsize) x * 4, &black, sizeof black);
}

/**
 * askg_blackening_apply:
 * @places: (element-type AskgRect): in logical desktop coordinates
 *
 * Returns: (transfer full): @frame itself where nothing of it is meant, else a copy without those pixels
 */
AskgFrame *
askg_blackening_apply (AskgFrame *frame,
                       GArray    *places)
{
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) black = NULL;
  guint8 *copy = NULL;
  gsize n_bytes = 0;

  for (guint i = 0; i < places->len; i++)
    {
      AskgRect part;

      if (!to_pixels (frame, &g_array_index (places, AskgRect, i), &part))
        continue;
      if (copy == NULL)
        {
          const guint8 *original = g_bytes_get_data (askg_frame_get_pixels (frame), &n_bytes);

          copy = g_memdup2 (original, n_bytes);
        }
      paint_black (copy, askg_frame_get_stride_bytes (frame), &part);
    }
  if (copy == NULL)
    return g_object_ref (frame);

  pixels = g_bytes_new_take (copy, n_bytes);
  black = askg_frame_new (pixels, askg_frame_get_width_px (frame), askg_frame_get_height_px (frame),
                          askg_frame_get_stride_bytes (frame), askg_frame_is_opaque (frame),
                          askg_frame_get_captured_at_us (frame));

  return askg_frame_place (black, askg_frame_get_output (frame), askg_frame_get_place (frame));
}
