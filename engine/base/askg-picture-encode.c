/* askg-picture-encode.c: any thread. */
#include "engine/base/askg-picture-encode.h"

#include <string.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include "engine/base/askg-picture-shrink.h"
#include "engine/base/askg-png.h"

#define JPEG_QUALITY 88 /* letters in a photograph stay readable */
#define WEBP_QUALITY 85.0f
#define WEBP_SPEED 1 /* 0 is the fastest of 6 */

/* A screen that is larger than this as PNG holds something that PNG is not for. */
#define LARGE_PNG_BYTES (1536u * 1024)

/* On a screen most pixels are like their neighbour, in a photograph nearly none is. */
#define N_SAMPLED 65536u
#define SCREEN_PERCENT 40u

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define WORDS_LIKE_OURS TJPF_BGRX
#else
#define WORDS_LIKE_OURS TJPF_XRGB
#endif

static const guint32 *
row_of (AskgFrame *frame,
        guint      y)
{
  const guint8 *pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);

  return (const guint32 *) (const void *) (pixels + y * askg_frame_get_stride_bytes (frame));
}

static gboolean
is_like_a_screen (AskgFrame *frame)
{
  const guint width_px = askg_frame_get_width_px (frame);
  const guint height_px = askg_frame_get_height_px (frame);
  const guint step = MAX (1, (guint) ((guint64) width_px * height_px / N_SAMPLED));
  guint64 n_like = 0;
  guint64 n_seen = 0;

  for (guint64 at = 0; at < (guint64) width_px * height_px; at += step)
    {
      const guint x = at % width_px;
      const guint32 *row = row_of (frame, at / width_px);

      if (x + 1 == width_px)
        continue;
      n_like += ((row[x] ^ row[x + 1]) & 0xffffff) == 0;
      n_seen++;
    }

  return n_seen == 0 || n_like * 100 >= n_seen * SCREEN_PERCENT;
}

static void
free_jpeg (gpointer bytes)
{
  tjFree (bytes);
}

static GBytes *
encode_jpeg (AskgFrame *frame)
{
  tjhandle jpeg = tjInitCompress ();
  unsigned char *bytes = NULL;
  unsigned long n_bytes = 0;
  int status = -1;

  if (jpeg != NULL)
    status = tjCompress2 (jpeg, (const unsigned char *) row_of (frame, 0), askg_frame_get_width_px (frame),
                          askg_frame_get_stride_bytes (frame), askg_frame_get_height_px (frame), WORDS_LIKE_OURS, &bytes,
                          &n_bytes, TJSAMP_444, JPEG_QUALITY, TJFLAG_FASTDCT);
  if (jpeg != NULL)
    tjDestroy (jpeg);
  if (status == 0)
    return g_bytes_new_with_free_func (bytes, n_bytes, free_jpeg, bytes);

  tjFree (bytes);

  return NULL;
}

/* Premultiplied words become straight ones, in place. */
static void
divide_by_alpha (WebPPicture *picture)
{
  for (int y = 0; y < picture->height; y++)
    {
      guint32 *row = picture->argb + (gsize) y * picture->argb_stride;

      for (int x = 0; x < picture->width; x++)
        {
          const guint32 alpha = row[x] >> 24;
          guint32 straight = alpha << 24;

          for (guint shift = 0; alpha > 0 && shift < 24; shift += 8)
            straight |= MIN (255, ((row[x] >> shift & 0xff) * 255 + alpha / 2) / alpha) << shift;
          row[x] = straight;
        }
    }
}

static gboolean
fill_webp (WebPPicture *picture,
           AskgFrame   *frame)
{
  picture->use_argb = 1;
  picture->width = askg_frame_get_width_px (frame);
  picture->height = askg_frame_get_height_px (frame);
  if (!WebPPictureAlloc (picture))
    return FALSE;

  for (int y = 0; y < picture->height; y++)
    memcpy (picture->argb + (gsize) y * picture->argb_stride, row_of (frame, y), (gsize) picture->width * 4);
  divide_by_alpha (picture);

  return TRUE;
}

/* For photographs with holes, which JPEG has none of. */
static GBytes *
encode_webp (AskgFrame *frame)
{
  WebPConfig config;
  WebPPicture picture;
  WebPMemoryWriter writer;
  gboolean is_done;

  if (!WebPConfigPreset (&config, WEBP_PRESET_DEFAULT, WEBP_QUALITY) || !WebPPictureInit (&picture))
    return NULL;

  config.method = WEBP_SPEED;
  WebPMemoryWriterInit (&writer);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  is_done = fill_webp (&picture, frame) && WebPEncode (&config, &picture);
  WebPPictureFree (&picture);
  if (is_done)
    return g_bytes_new_with_free_func (writer.mem, writer.size, WebPFree, writer.mem);

  WebPMemoryWriterClear (&writer);

  return NULL;
}

/* The lossy file that suits; %NULL where PNG alone does. */
static GBytes *
encode_lossy (AskgFrame   *frame,
              gboolean     takes_webp,
              const char **out_mime)
{
  if (askg_frame_is_opaque (frame))
    {
      *out_mime = "image/jpeg";
      return encode_jpeg (frame);
    }
  *out_mime = "image/webp";

  return takes_webp ? encode_webp (frame) : NULL;
}

/**
 * askg_picture_encode:
 * @longest_side_px: what is larger is made smaller; nothing is made larger
 * @takes_webp: whether the engine reads WebP; every engine reads PNG and JPEG
 * @out_mime: (out) (transfer none): what the file is
 *
 * A screen becomes PNG, exactly; a photograph, or a screen full of one, becomes JPEG or WebP.
 *
 * Errors: %ASKG_ERROR_TOO_LARGE when memory does not suffice
 *
 * Returns: (transfer full): the file
 */
GBytes *
askg_picture_encode (AskgFrame   *frame,
                     guint        longest_side_px,
                     gboolean     takes_webp,
                     const char **out_mime,
                     GError     **error)
{
  g_autoptr(AskgFrame) small = askg_picture_shrink (frame, longest_side_px);
  const gboolean is_screen = is_like_a_screen (small);
  g_autoptr(GBytes) lossy = !is_screen ? encode_lossy (small, takes_webp, out_mime) : NULL;
  g_autoptr(GBytes) png = NULL;

  if (lossy != NULL)
    return g_steal_pointer (&lossy);

  png = askg_png_encode (small, error);
  if (png != NULL && is_screen && g_bytes_get_size (png) > LARGE_PNG_BYTES)
    lossy = encode_lossy (small, takes_webp, out_mime);
  if (lossy != NULL && g_bytes_get_size (lossy) < g_bytes_get_size (png))
    return g_steal_pointer (&lossy);

  *out_mime = "image/png";

  return g_steal_pointer (&png);
}
