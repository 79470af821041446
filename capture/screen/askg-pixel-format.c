/* askg-pixel-format.c: any thread.
 * The common case never comes here: pixels that already are what a frame holds are wrapped,
 * not converted. This is for turned outputs, deep colour and old screens of 16 bits. */
#include "capture/screen/askg-pixel-format.h"

#include <string.h>

/* The two formats of wl_shm that have no letters. */
#define SHM_ARGB8888 0u
#define SHM_XRGB8888 1u

#define LETTERS(a, b, c, d) ((guint32) (a) | (guint32) (b) << 8 | (guint32) (c) << 16 | (guint32) (d) << 24)

static const struct
{
  guint32         shm_format;
  AskgPixelFormat format;
} shm_formats[] = {
  { SHM_ARGB8888,                   { 4, { 16, 8 },  { 8, 8 },   { 0, 8 },   { 24, 8 } } },
  { SHM_XRGB8888,                   { 4, { 16, 8 },  { 8, 8 },   { 0, 8 },   { 0, 0 } } },
  { LETTERS ('A', 'B', '2', '4'),   { 4, { 0, 8 },   { 8, 8 },   { 16, 8 },  { 24, 8 } } },
  { LETTERS ('X', 'B', '2', '4'),   { 4, { 0, 8 },   { 8, 8 },   { 16, 8 },  { 0, 0 } } },
  { LETTERS ('R', 'A', '2', '4'),   { 4, { 24, 8 },  { 16, 8 },  { 8, 8 },   { 0, 8 } } },
  { LETTERS ('R', 'X', '2', '4'),   { 4, { 24, 8 },  { 16, 8 },  { 8, 8 },   { 0, 0 } } },
  { LETTERS ('B', 'A', '2', '4'),   { 4, { 8, 8 },   { 16, 8 },  { 24, 8 },  { 0, 8 } } },
  { LETTERS ('B', 'X', '2', '4'),   { 4, { 8, 8 },   { 16, 8 },  { 24, 8 },  { 0, 0 } } },
  { LETTERS ('A', 'R', '3', '0'),   { 4, { 20, 10 }, { 10, 10 }, { 0, 10 },  { 30, 2 } } },
  { LETTERS ('X', 'R', '3', '0'),   { 4, { 20, 10 }, { 10, 10 }, { 0, 10 },  { 0, 0 } } },
  { LETTERS ('A', 'B', '3', '0'),   { 4, { 0, 10 },  { 10, 10 }, { 20, 10 }, { 30, 2 } } },
  { LETTERS ('X', 'B', '3', '0'),   { 4, { 0, 10 },  { 10, 10 }, { 20, 10 }, { 0, 0 } } },
  { LETTERS ('R', 'G', '2', '4'),   { 3, { 16, 8 },  { 8, 8 },   { 0, 8 },   { 0, 0 } } },
  { LETTERS ('B', 'G', '2', '4'),   { 3, { 0, 8 },   { 8, 8 },   { 16, 8 },  { 0, 0 } } },
  { LETTERS ('R', 'G', '1', '6'),   { 2, { 11, 5 },  { 5, 6 },   { 0, 5 },   { 0, 0 } } },
};

/**
 * askg_channel_from_mask:
 * @mask: the bits of one channel, side by side
 *
 * Returns: where they stand
 */
AskgChannel
askg_channel_from_mask (guint32 mask)
{
  AskgChannel channel = { 0, 0 };

  if (mask == 0)
    return channel;

  channel.shift = g_bit_nth_lsf (mask, -1);
  channel.bits = g_bit_storage (mask >> channel.shift);

  return channel;
}

/**
 * askg_pixel_format_is_frame_own:
 *
 * Returns: whether a frame may hold such pixels as they are, alpha aside
 */
gboolean
askg_pixel_format_is_frame_own (const AskgPixelFormat *self)
{
  return G_BYTE_ORDER == G_LITTLE_ENDIAN && self->bytes_per_pixel == 4 &&
         self->red.shift == 16 && self->red.bits == 8 &&
         self->green.shift == 8 && self->green.bits == 8 &&
         self->blue.shift == 0 && self->blue.bits == 8;
}

/**
 * askg_pixel_format_from_shm:
 * @shm_format: a format of wl_shm
 * @out_format: (out): set when it is known
 *
 * Returns: whether Askglass can read it
 */
gboolean
askg_pixel_format_from_shm (guint32          shm_format,
                            AskgPixelFormat *out_format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shm_formats); i++)
    if (shm_formats[i].shm_format == shm_format)
      {
        *out_format = shm_formats[i].format;
        return TRUE;
      }

  return FALSE;
}

static inline guint32
channel_as_byte (guint32 pixel, AskgChannel channel)
{
  const guint32 most = (1u << channel.bits) - 1;
  const guint32 value = pixel >> channel.shift & most;

  if (channel.bits == 8)
    return value;

  return (value * 255 + most / 2) / most;
}

static inline guint32
read_pixel (const guint8 *at, guint n_bytes)
{
  guint32 pixel = 0;

  for (guint i = 0; i < n_bytes; i++)
    pixel |= (guint32) at[i] << 8 * i;

  return pixel;
}

static inline guint32
convert_pixel (const guint8 *at, const AskgPixelFormat *format)
{
  const guint32 pixel = read_pixel (at, format->bytes_per_pixel);
  const guint32 alpha = format->alpha.bits > 0 ? channel_as_byte (pixel, format->alpha) : 255;

  return alpha << 24 | channel_as_byte (pixel, format->red) << 16 |
         channel_as_byte (pixel, format->green) << 8 | channel_as_byte (pixel, format->blue);
}

/* Where one pixel right and one pixel down in the upright picture lead in the buffer. */
typedef struct
{
  gssize origin;
  gssize right;
  gssize down;
} Walk;

/* A compositor hands out the buffer of a turned output as the panel sees it. What undoes it,
 * clockwise: 1 a quarter, 2 half, 3 three quarters; 4 to 7 are mirrored left to right, then turned by
 * none, three quarters, half, one quarter. Mirroring comes first, in the buffer. */
static Walk
plan_walk (const AskgRows *rows,
           guint           bytes_per_pixel,
           AskgTransform   transform,
           gboolean        is_upside_down)
{
  static const guint8 quarters_of[] = { 0, 1, 2, 3, 0, 3, 2, 1 };
  gssize x = bytes_per_pixel;     /* one column on, in the mirrored and righted buffer */
  gssize y = rows->stride_bytes;  /* one row on */
  const gssize to_last_column = rows->width_px - 1;
  const gssize to_last_row = rows->height_px - 1;
  gssize origin = 0;

  if (is_upside_down)
    {
      origin += y * to_last_row;
      y = -y;
    }
  if (transform >= ASKG_TRANSFORM_FLIPPED)
    {
      origin += x * to_last_column;
      x = -x;
    }

  switch (quarters_of[transform])
    {
    case 1: /* the left column, upwards, becomes the top row */
      return (Walk) { origin + y * to_last_row, -y, x };
    case 2:
      return (Walk) { origin + y * to_last_row + x * to_last_column, -x, -y };
    case 3: /* the right column, downwards, becomes the top row */
      return (Walk) { origin + x * to_last_column, y, -x };
    default:
      return (Walk) { origin, x, y };
    }
}

/**
 * askg_pixels_convert:
 * @rows: what the server wrote
 * @format: what its pixels mean
 * @transform: how the output is turned
 * @is_upside_down: whether the bottom row comes first
 * @out_width_px: (out): width of the upright picture
 * @out_height_px: (out): height of the upright picture
 *
 * Makes what a frame holds: upright, rows without gaps. Takes about 10 ms a megapixel.
 *
 * Returns: (transfer full) (nullable): 32-bit words 0xAARRGGBB, or %NULL when memory ran out
 */
guint32 *
askg_pixels_convert (const AskgRows        *rows,
                     const AskgPixelFormat *format,
                     AskgTransform          transform,
                     gboolean               is_upside_down,
                     guint                 *out_width_px,
                     guint                 *out_height_px)
{
  const gboolean is_on_its_side = transform % 2 == 1;
  const guint width = is_on_its_side ? rows->height_px : rows->width_px;
  const guint height = is_on_its_side ? rows->width_px : rows->height_px;
  const gboolean is_frame_own = askg_pixel_format_is_frame_own (format);
  const guint32 fill = format->alpha.bits > 0 ? 0 : 0xff000000;
  guint32 *words = g_try_new (guint32, (gsize) width * height);
  Walk walk;

  if (words == NULL)
    return NULL;

  walk = plan_walk (rows, format->bytes_per_pixel, transform, is_upside_down);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *at = rows->data + walk.origin + (gssize) y * walk.down;
      guint32 *to = words + (gsize) y * width;

      if (is_frame_own)
        for (guint x = 0; x < width; x++, at += walk.right)
          {
            memcpy (&to[x], at, 4);
            to[x] |= fill;
          }
      else
        for (guint x = 0; x < width; x++, at += walk.right)
          to[x] = convert_pixel (at, format);
    }
  *out_width_px = width;
  *out_height_px = height;

  return words;
}
