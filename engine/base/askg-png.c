/* askg-png.c: any thread.
 * A file of three chunks. Rows are not filtered: on screens, which repeat themselves exactly,
 * libdeflate's fastest level packs plain rows smaller than filtered ones, and in half the time. */
#include "engine/base/askg-png.h"

#include <libdeflate.h>
#include <spng.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define COMPRESSION_LEVEL 1
#define FILTER_NONE 0

#define CHUNK_HEAD_BYTES 8u /* length, type */
#define CHUNK_TAIL_BYTES 4u /* CRC of type and content */
#define IHDR_BYTES 13u

static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
static const guint8 end_chunk[] = { 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC (spng_ctx, spng_ctx_free)

typedef struct libdeflate_compressor Compressor;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Compressor, libdeflate_free_compressor)

static inline guint32
load_word (const guint8 *from)
{
  guint32 word;

  memcpy (&word, from, 4);

  return word;
}

static inline void
store_little (guint8 *to, guint32 word)
{
  word = GUINT32_TO_LE (word);
  memcpy (to, &word, 4);
}

static inline void
store_big (guint8 *to, guint32 word)
{
  word = GUINT32_TO_BE (word);
  memcpy (to, &word, 4);
}

/* 0x..RRGGBB as the bytes R, G, B, 0 of a little-endian word. */
static inline guint32
rgb_of (const guint8 *from)
{
  return GUINT32_SWAP_LE_BE (load_word (from)) >> 8;
}

/* Four pixels are three words: a store a word instead of one a byte. */
static void
pack_opaque_row (guint8       *to,
                 const guint8 *from,
                 guint         width_px)
{
  guint x = 0;

  for (; x + 4 <= width_px; x += 4, from += 16, to += 12)
    {
      const guint32 a = rgb_of (from);
      const guint32 b = rgb_of (from + 4);
      const guint32 c = rgb_of (from + 8);
      const guint32 d = rgb_of (from + 12);

      store_little (to, a | b << 24);
      store_little (to + 4, b >> 8 | c << 16);
      store_little (to + 8, c >> 16 | d << 8);
    }
  for (; x < width_px; x++, from += 4, to += 3)
    {
      const guint32 rgb = rgb_of (from);

      to[0] = rgb;
      to[1] = rgb >> 8;
      to[2] = rgb >> 16;
    }
}

static inline guint8
divide_by_alpha (guint32 channel, guint32 alpha)
{
  return MIN (255, (channel * 255 + alpha / 2) / alpha);
}

static void
pack_translucent_row (guint8       *to,
                      const guint8 *from,
                      guint         width_px)
{
  for (guint x = 0; x < width_px; x++, from += 4, to += 4)
    {
      const guint32 word = load_word (from);
      const guint32 alpha = word >> 24;

      if (alpha == 0)
        {
          store_little (to, 0);
          continue;
        }
      to[0] = divide_by_alpha (word >> 16 & 0xff, alpha);
      to[1] = divide_by_alpha (word >> 8 & 0xff, alpha);
      to[2] = divide_by_alpha (word & 0xff, alpha);
      to[3] = alpha;
    }
}

static guint8 *
pack_rows (AskgFrame *frame,
           gsize     *out_n_bytes)
{
  const guint width = askg_frame_get_width_px (frame);
  const guint height = askg_frame_get_height_px (frame);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const gboolean opaque = askg_frame_is_opaque (frame);
  const gsize row = 1 + (gsize) width * (opaque ? 3 : 4);
  const guint8 *from = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  guint8 *rows = g_try_malloc (row * height);

  if (rows == NULL)
    return NULL;

  for (guint y = 0; y < height; y++)
    {
      guint8 *to = rows + y * row;

      *to++ = FILTER_NONE;
      if (opaque)
        pack_opaque_row (to, from + y * stride, width);
      else
        pack_translucent_row (to, from + y * stride, width);
    }
  *out_n_bytes = row * height;

  return rows;
}

/* The content already stands in its place at @chunk. Returns the end of the chunk. */
static guint8 *
seal_chunk (guint8     *chunk,
            const char *type,
            gsize       n_bytes)
{
  guint8 *tail = chunk + CHUNK_HEAD_BYTES + n_bytes;

  store_big (chunk, n_bytes);
  memcpy (chunk + 4, type, 4);
  store_big (tail, libdeflate_crc32 (0, chunk + 4, 4 + n_bytes));

  return tail + CHUNK_TAIL_BYTES;
}

static guint8 *
put_header (guint8    *chunk,
            AskgFrame *frame)
{
  guint8 *header = chunk + CHUNK_HEAD_BYTES;

  store_big (header, askg_frame_get_width_px (frame));
  store_big (header + 4, askg_frame_get_height_px (frame));
  header[8] = 8; /* bits a channel */
  header[9] = askg_frame_is_opaque (frame) ? SPNG_COLOR_TYPE_TRUECOLOR : SPNG_COLOR_TYPE_TRUECOLOR_ALPHA;
  memset (header + 10, 0, 3); /* deflate, the five usual filters, not interlaced */

  return seal_chunk (chunk, "IHDR", IHDR_BYTES);
}

/**
 * askg_png_encode:
 * @frame: what to write
 *
 * Writes @frame as 8-bit PNG: RGB when it is opaque, else RGBA that is no longer
 * premultiplied. Takes about 12 ms a megapixel: call it on a worker thread when there is a
 * main loop to keep alive.
 *
 * Errors: %ASKG_ERROR_TOO_LARGE when there is not enough memory.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error set
 */
GBytes *
askg_png_encode (AskgFrame  *frame,
                 GError    **error)
{
  g_autoptr(Compressor) compressor = NULL;
  g_autofree guint8 *rows = NULL;
  g_autofree guint8 *file = NULL;
  gsize n_row_bytes = 0, bound, packed, size;
  guint8 *at;

  g_return_val_if_fail (ASKG_IS_FRAME (frame), NULL);

  compressor = libdeflate_alloc_compressor (COMPRESSION_LEVEL);
  rows = pack_rows (frame, &n_row_bytes);
  bound = compressor != NULL ? libdeflate_zlib_compress_bound (compressor, n_row_bytes) : 0;
  file = g_try_malloc (sizeof signature + 2 * (CHUNK_HEAD_BYTES + CHUNK_TAIL_BYTES) + IHDR_BYTES + bound +
                       sizeof end_chunk);
  if (compressor == NULL || rows == NULL || file == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("There is not enough memory to save a picture of %u×%u. "
                     "Close other programs, or choose a smaller region."),
                   askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
      return NULL;
    }

  memcpy (file, signature, sizeof signature);
  at = put_header (file + sizeof signature, frame);
  packed = libdeflate_zlib_compress (compressor, rows, n_row_bytes, at + CHUNK_HEAD_BYTES, bound);
  g_assert (packed > 0); /* the bound is libdeflate's own */
  at = seal_chunk (at, "IDAT", packed);
  memcpy (at, end_chunk, sizeof end_chunk);

  size = at + sizeof end_chunk - file;
  file = g_realloc (file, size);

  return g_bytes_new_take (g_steal_pointer (&file), size);
}

static GError *
damaged (const char *why)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE,
                      _("A stored picture cannot be read (%s). Its file is damaged; ask with a new picture."), why);
}

/* Only what askg_png_encode() writes: everything else was not made here. */
static gboolean
read_header (spng_ctx         *context,
             GBytes           *png,
             struct spng_ihdr *out_header,
             GError          **error)
{
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (png, &n_bytes);
  int code;

  if ((code = spng_set_image_limits (context, ASKG_FRAME_MAX_SIDE_PX, ASKG_FRAME_MAX_SIDE_PX)) != 0 ||
      (code = spng_set_png_buffer (context, bytes, n_bytes)) != 0 ||
      (code = spng_get_ihdr (context, out_header)) != 0)
    {
      g_propagate_error (error, damaged (spng_strerror (code)));
      return FALSE;
    }
  /* libspng forgives a file that lost its end; one of ours has it or was cut. */
  if (memcmp ((const guint8 *) bytes + n_bytes - sizeof end_chunk, end_chunk, sizeof end_chunk) != 0)
    {
      g_propagate_error (error, damaged (_("its end is missing")));
      return FALSE;
    }
  if (out_header->bit_depth != 8 || out_header->interlace_method != 0 ||
      (out_header->color_type != SPNG_COLOR_TYPE_TRUECOLOR &&
       out_header->color_type != SPNG_COLOR_TYPE_TRUECOLOR_ALPHA) ||
      (guint64) out_header->width * out_header->height > ASKG_FRAME_MAX_PIXELS)
    {
      g_propagate_error (error, damaged (_("Askglass did not write it")));
      return FALSE;
    }

  return TRUE;
}

static inline guint32
premultiply (guint32 channel, guint32 alpha)
{
  return (channel * alpha + 127) / 255;
}

/* R, G, B, A bytes become 0xAARRGGBB words, in place. */
static void
premultiply_pixels (guint8 *pixels,
                    gsize   n_pixels)
{
  for (guint8 *at = pixels; at < pixels + n_pixels * 4; at += 4)
    {
      const guint32 alpha = at[3];
      const guint32 word = alpha << 24 | premultiply (at[0], alpha) << 16 |
                           premultiply (at[1], alpha) << 8 | premultiply (at[2], alpha);

      memcpy (at, &word, 4);
    }
}

/**
 * askg_png_decode_own:
 * @png: bytes that askg_png_encode() made
 *
 * Reads back what Askglass stored itself. Never for files, pipes, the clipboard or
 * replies: a decoder that meets those runs in its own sandboxed process.
 *
 * Errors: %ASKG_ERROR_UNREADABLE_PICTURE when the bytes are damaged or not Askglass's own;
 * %ASKG_ERROR_TOO_LARGE when there is not enough memory.
 *
 * Returns: (transfer full): the frame, captured now and standing at 0,0, or %NULL with @error set
 */
AskgFrame *
askg_png_decode_own (GBytes  *png,
                     GError **error)
{
  g_autoptr(spng_ctx) context = spng_ctx_new (0);
  g_autoptr(GBytes) pixels = NULL;
  g_autofree guint8 *words = NULL;
  struct spng_ihdr header;
  gsize n_bytes;
  int code;

  g_return_val_if_fail (png != NULL, NULL);

  if (context == NULL || !read_header (context, png, &header, error))
    return NULL;

  n_bytes = (gsize) header.width * header.height * 4;
  words = g_try_malloc (n_bytes);
  if (words == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("There is not enough memory to open a picture of %u×%u. Close other programs and try again."),
                   header.width, header.height);
      return NULL;
    }
  code = spng_decode_image (context, words, n_bytes, SPNG_FMT_RGBA8, 0);
  if (code == 0)
    code = spng_decode_chunks (context); /* or the last checksum goes unread */
  if (code != 0)
    {
      g_propagate_error (error, damaged (spng_strerror (code)));
      return NULL;
    }

  premultiply_pixels (words, n_bytes / 4);
  pixels = g_bytes_new_take (g_steal_pointer (&words), n_bytes);

  return askg_frame_new (pixels, header.width, header.height, (gsize) header.width * 4,
                         header.color_type == SPNG_COLOR_TYPE_TRUECOLOR, g_get_monotonic_time ());
}
