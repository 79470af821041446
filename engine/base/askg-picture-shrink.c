/* askg-picture-shrink.c: any thread. Every pixel of the smaller picture is the mean of the area it stands
 * for, so that thin strokes of letters fade instead of vanishing. */
#include "engine/base/askg-picture-shrink.h"

#include <string.h>

#define UNIT 256u /* of area, in each direction: what one pixel of the result is made of */

/* Where a source pixel goes: a share to one pixel of the result, the rest to the next. */
typedef struct
{
  guint16 to;
  guint16 first; /* of UNIT */
  guint16 rest;
} Share;

/* The shares of one direction; those for one pixel of the result add up to UNIT exactly. */
static Share *
make_shares (guint n_from,
             guint n_to)
{
  Share *shares = g_new (Share, n_from);

  for (guint i = 0; i < n_from; i++)
    {
      const guint64 start = (guint64) i * n_to * UNIT / n_from;
      const guint64 end = (guint64) (i + 1) * n_to * UNIT / n_from;
      const guint64 border = (start / UNIT + 1) * UNIT;

      shares[i].to = start / UNIT;
      shares[i].first = MIN (end, border) - start;
      shares[i].rest = end > border ? end - border : 0;
    }

  return shares;
}

static inline void
add_pixel (guint32 *sums,
           guint32  word,
           guint32  weight)
{
  sums[0] += (word & 0xff) * weight;
  sums[1] += (word >> 8 & 0xff) * weight;
  sums[2] += (word >> 16 & 0xff) * weight;
  sums[3] += (word >> 24) * weight;
}

/* A row as narrow as the result, each channel UNIT times too large. */
static void
narrow_row (guint32       *sums,
            gsize          n_sums,
            const guint32 *from,
            const Share   *shares,
            guint          width_px)
{
  memset (sums, 0, n_sums * sizeof *sums);
  for (guint x = 0; x < width_px; x++)
    {
      guint32 *to = &sums[(gsize) shares[x].to * 4];

      add_pixel (to, from[x], shares[x].first);
      if (shares[x].rest > 0)
        add_pixel (to + 4, from[x], shares[x].rest);
    }
}

static void
add_row (guint32       *sums,
         const guint32 *row,
         gsize          n_sums,
         guint32        weight)
{
  for (gsize i = 0; i < n_sums; i++)
    sums[i] += row[i] * weight;
}

static void
finish_row (guint32       *to,
            const guint32 *sums,
            guint          width_px)
{
  const guint32 half = UNIT * UNIT / 2;

  for (guint x = 0; x < width_px; x++, sums += 4)
    to[x] = (sums[0] + half) / (UNIT * UNIT) | (sums[1] + half) / (UNIT * UNIT) << 8 |
            (sums[2] + half) / (UNIT * UNIT) << 16 | (sums[3] + half) / (UNIT * UNIT) << 24;
}

static guint32 *
shrink_pixels (AskgFrame *frame,
               guint      width_px,
               guint      height_px)
{
  const guint from_width_px = askg_frame_get_width_px (frame);
  const guint from_height_px = askg_frame_get_height_px (frame);
  const gsize stride_bytes = askg_frame_get_stride_bytes (frame);
  const guint8 *from = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  g_autofree Share *columns = make_shares (from_width_px, width_px);
  g_autofree Share *rows = make_shares (from_height_px, height_px);
  const gsize n_sums = (gsize) width_px * 4;
  g_autofree guint32 *narrow = g_new (guint32, n_sums + 4); /* room for the share of nobody at the border */
  g_autofree guint32 *sums = g_new0 (guint32, n_sums);
  guint32 *pixels = g_new (guint32, (gsize) width_px * height_px);

  for (guint y = 0; y < from_height_px; y++)
    {
      const gboolean is_last = y + 1 == from_height_px || rows[y + 1].to != rows[y].to;

      narrow_row (narrow, n_sums, (const guint32 *) (const void *) (from + y * stride_bytes), columns, from_width_px);
      add_row (sums, narrow, n_sums, rows[y].first);
      if (!is_last)
        continue;

      finish_row (&pixels[(gsize) rows[y].to * width_px], sums, width_px);
      memset (sums, 0, n_sums * sizeof *sums);
      if (rows[y].rest > 0)
        add_row (sums, narrow, n_sums, rows[y].rest);
    }

  return pixels;
}

/**
 * askg_picture_shrink:
 * @longest_side_px: at least 1
 *
 * Returns: (transfer full): @frame with its longer side that long; @frame itself when it is no longer than
 *   that already: nothing is ever made larger
 */
AskgFrame *
askg_picture_shrink (AskgFrame *frame,
                     guint      longest_side_px)
{
  const guint width_px = askg_frame_get_width_px (frame);
  const guint height_px = askg_frame_get_height_px (frame);
  const guint longest_px = MAX (width_px, height_px);
  g_autoptr(GBytes) pixels = NULL;
  guint to_width_px, to_height_px;

  g_return_val_if_fail (longest_side_px >= 1, NULL);

  if (longest_px <= longest_side_px)
    return g_object_ref (frame);

  to_width_px = MAX (1, (guint) (((guint64) width_px * longest_side_px + longest_px / 2) / longest_px));
  to_height_px = MAX (1, (guint) (((guint64) height_px * longest_side_px + longest_px / 2) / longest_px));
  pixels = g_bytes_new_take (shrink_pixels (frame, to_width_px, to_height_px), (gsize) to_width_px * to_height_px * 4);

  return askg_frame_new (pixels, to_width_px, to_height_px, (gsize) to_width_px * 4, askg_frame_is_opaque (frame),
                         askg_frame_get_captured_at_us (frame));
}
