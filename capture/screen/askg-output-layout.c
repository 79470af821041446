/* askg-output-layout.c: any thread. */
#include "capture/screen/askg-output-layout.h"

#include <math.h>

#include "engine/base/askg-rect.h"

static void
output_clear (gpointer data)
{
  g_clear_pointer (&((AskgOutputPlace *) data)->name, g_free);
}

/**
 * askg_output_layout_new:
 *
 * Returns: (transfer full) (element-type AskgOutputPlace): a layout without outputs
 */
GArray *
askg_output_layout_new (void)
{
  GArray *outputs = g_array_new (FALSE, FALSE, sizeof (AskgOutputPlace));

  g_array_set_clear_func (outputs, output_clear);

  return outputs;
}

/**
 * askg_output_layout_add:
 * @name: (nullable): copied
 * @place: one without a size is left out
 */
void
askg_output_layout_add (GArray         *outputs,
                        const char     *name,
                        const AskgRect *place)
{
  const AskgOutputPlace output = { g_strdup (name), *place };

  if (place->width <= 0 || place->height <= 0)
    {
      g_free (output.name);
      return;
    }
  g_array_append_val (outputs, output);
}

static AskgRect
union_of (GArray *outputs)
{
  AskgRect all = g_array_index (outputs, AskgOutputPlace, 0).place;

  for (guint i = 1; i < outputs->len; i++)
    askg_rect_unite (&all, &g_array_index (outputs, AskgOutputPlace, i).place);

  return all;
}

/* A view of part of @desktop, in its pixels: the same memory. */
static AskgFrame *
new_view (AskgFrame      *desktop,
          const AskgRect *part)
{
  GBytes *pixels = askg_frame_get_pixels (desktop);
  const gsize stride = askg_frame_get_stride_bytes (desktop);
  const gsize offset = part->y * stride + (gsize) part->x * 4;
  g_autoptr(GBytes) view = g_bytes_new_from_bytes (pixels, offset, g_bytes_get_size (pixels) - offset);

  return askg_frame_new (view, part->width, part->height, stride, askg_frame_is_opaque (desktop),
                         askg_frame_get_captured_at_us (desktop));
}

/* The part of the picture that shows @place; FALSE when it lies outside. */
static gboolean
find_part (AskgFrame      *desktop,
           const AskgRect *all,
           const AskgRect *place,
           double          factor,
           AskgRect       *out_part)
{
  const int left = lround ((place->x - all->x) * factor);
  const int top = lround ((place->y - all->y) * factor);
  const int right = MIN ((int) askg_frame_get_width_px (desktop), lround ((place->x - all->x + place->width) * factor));
  const int bottom = MIN ((int) askg_frame_get_height_px (desktop),
                          lround ((place->y - all->y + place->height) * factor));

  *out_part = (AskgRect) { left, top, right - left, bottom - top };

  return out_part->width > 0 && out_part->height > 0;
}

/**
 * askg_output_layout_cut:
 * @desktop: a picture of all outputs together, at whatever scale
 * @outputs: (element-type AskgOutputPlace): as the desktop tells them; may be empty
 *
 * The picture belongs to these outputs when both its sides are the same multiple of the
 * rectangle that holds them all, to a pixel. Where they are not, nobody knows what is where (a
 * desktop that tells pixels for places, an output switched in between), and guessing would cut
 * through windows: the whole is then handed out as one.
 *
 * Returns: (transfer full) (element-type AskgFrame): a frame an output, which share the picture's memory;
 *   or one frame without a name, placed over all outputs (at 0,0 when there are none)
 */
GPtrArray *
askg_output_layout_cut (AskgFrame *desktop,
                        GArray    *outputs)
{
  g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func (g_object_unref);
  const guint width = askg_frame_get_width_px (desktop);
  const guint height = askg_frame_get_height_px (desktop);
  AskgRect all = { 0, 0, width, height };
  double factor = 1;
  gboolean fits = FALSE;

  g_return_val_if_fail (ASKG_IS_FRAME (desktop), NULL);

  if (outputs->len > 0)
    {
      all = union_of (outputs);
      factor = (double) width / all.width;
      fits = fabs (height - all.height * factor) <= 1 || fabs (width - all.width * ((double) height / all.height)) <= 1;
    }

  for (guint i = 0; fits && i < outputs->len; i++)
    {
      const AskgOutputPlace *output = &g_array_index (outputs, AskgOutputPlace, i);
      g_autoptr(AskgFrame) view = NULL;
      AskgRect part;

      fits = find_part (desktop, &all, &output->place, factor, &part);
      if (!fits)
        break;
      view = new_view (desktop, &part);
      g_ptr_array_add (frames, askg_frame_place (view, output->name, &output->place));
    }
  if (!fits)
    {
      g_ptr_array_set_size (frames, 0);
      g_ptr_array_add (frames, askg_frame_place (desktop, NULL, &all));
    }

  return g_steal_pointer (&frames);
}
