/* askg-x11-image.c: any thread.
 * The server writes into memory it shares with us (MIT-SHM, by file descriptor: no System V segment
 * to leak), and a frame reads that very memory: nothing is copied on this side. */
#include "capture/screen/askg-x11-image.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <xcb/shm.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define ALL_PLANES (~0u)

struct _AskgX11Images
{
  AskgX11Screen    *screen;     /* borrowed: outlives this */
  xcb_connection_t *connection; /* borrowed from screen */
  AskgShmPool      *pool;       /* owned; NULL without shared memory */
};

/* A server at the end of a network has the extension too. */
static gboolean
is_local (xcb_connection_t *connection)
{
  struct sockaddr_storage address = { 0 };
  socklen_t n_bytes = sizeof address;

  return getsockname (xcb_get_file_descriptor (connection), (struct sockaddr *) &address, &n_bytes) == 0 &&
         address.ss_family == AF_UNIX;
}

static gboolean
can_share_memory (xcb_connection_t *connection)
{
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data (connection, &xcb_shm_id);
  g_autofree xcb_shm_query_version_reply_t *version = NULL;

  if (extension == NULL || !extension->present || !is_local (connection))
    return FALSE;
  version = xcb_shm_query_version_reply (connection, xcb_shm_query_version (connection), NULL);

  /* 1.2 takes descriptors. */
  return version != NULL && (version->major_version > 1 || version->minor_version >= 2);
}

static void
forget_segment (AskgShmSegment *segment,
                gpointer        owner)
{
  xcb_connection_t *connection = owner;

  xcb_shm_detach (connection, GPOINTER_TO_UINT (segment->remote));
  xcb_flush (connection);
}

/**
 * askg_x11_images_new:
 * @screen: where to fetch from; it must outlive the result
 */
AskgX11Images *
askg_x11_images_new (AskgX11Screen *screen)
{
  AskgX11Images *self = g_new0 (AskgX11Images, 1);

  self->screen = screen;
  self->connection = askg_x11_screen_connection (screen);
  if (can_share_memory (self->connection))
    self->pool = askg_shm_pool_new (forget_segment, self->connection);

  return self;
}

/**
 * askg_x11_images_free:
 * @self: (nullable) (transfer full): the pixels it gave out stay valid
 */
void
askg_x11_images_free (AskgX11Images *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->pool, askg_shm_pool_close);
  g_free (self);
}

gboolean
askg_x11_images_has_shared_memory (AskgX11Images *self)
{
  return self->pool != NULL;
}

static gboolean
attach_segment (AskgX11Images  *self,
                AskgShmSegment *segment)
{
  const xcb_shm_seg_t id = xcb_generate_id (self->connection);
  const int fd = fcntl (segment->fd, F_DUPFD_CLOEXEC, 3); /* libxcb closes what it sends */
  g_autofree xcb_generic_error_t *refused = NULL;

  if (fd < 0)
    return FALSE;
  refused = xcb_request_check (self->connection,
                               xcb_shm_attach_fd_checked (self->connection, id, fd, FALSE));
  if (refused != NULL || xcb_connection_has_error (self->connection))
    return FALSE;
  segment->remote = GUINT_TO_POINTER (id);

  return TRUE;
}

/**
 * askg_x11_images_lend:
 * @n_bytes: at least so much
 *
 * Returns: (transfer full) (nullable): memory that the server sees too, to be given to askg_x11_images_take_back();
 *   %NULL where it shares none
 */
AskgShmSegment *
askg_x11_images_lend (AskgX11Images *self,
                      gsize          n_bytes)
{
  AskgShmSegment *segment = self->pool != NULL ? askg_shm_pool_take (self->pool, n_bytes) : NULL;

  if (segment == NULL || segment->remote != NULL || attach_segment (self, segment))
    return segment;
  askg_shm_pool_discard (self->pool, segment);

  return NULL;
}

void
askg_x11_images_take_back (AskgX11Images  *self,
                           AskgShmSegment *segment)
{
  askg_shm_pool_discard (self->pool, segment);
}

static GBytes *
fetch_shared (AskgX11Images       *self,
              const AskgX11Source *source,
              gsize                n_bytes)
{
  AskgShmSegment *segment = askg_x11_images_lend (self, n_bytes);
  g_autofree xcb_shm_get_image_reply_t *reply = NULL;

  if (segment == NULL)
    return NULL;
  reply = xcb_shm_get_image_reply (self->connection,
                                   xcb_shm_get_image (self->connection, source->drawable, source->area.x, source->area.y,
                                                      source->area.width, source->area.height, ALL_PLANES,
                                                      XCB_IMAGE_FORMAT_Z_PIXMAP, GPOINTER_TO_UINT (segment->remote), 0),
                                   NULL);
  if (reply == NULL)
    {
      askg_shm_pool_discard (self->pool, segment);
      return NULL;
    }

  return askg_shm_pool_wrap (self->pool, segment);
}

static GBytes *
fetch_by_wire (AskgX11Images       *self,
               const AskgX11Source *source,
               gsize                n_bytes)
{
  xcb_get_image_cookie_t asked =
    xcb_get_image (self->connection, XCB_IMAGE_FORMAT_Z_PIXMAP, source->drawable,
                   source->area.x, source->area.y, source->area.width, source->area.height, ALL_PLANES);
  xcb_get_image_reply_t *reply = xcb_get_image_reply (self->connection, asked, NULL);

  if (reply == NULL || (gsize) xcb_get_image_data_length (reply) < n_bytes)
    {
      free (reply);
      return NULL;
    }

  return g_bytes_new_with_free_func (xcb_get_image_data (reply), n_bytes, free, reply);
}

/* Rows of a Z pixmap begin at multiples of what the server told at the start: 32 bits nearly always. */
static gsize
row_bytes (AskgX11Images   *self,
           guint8           depth,
           guint            width_px)
{
  const xcb_setup_t *setup = xcb_get_setup (self->connection);

  for (xcb_format_iterator_t formats = xcb_setup_pixmap_formats_iterator (setup); formats.rem > 0;
       xcb_format_next (&formats))
    if (formats.data->depth == depth)
      {
        const gsize pad = formats.data->scanline_pad;

        return ((gsize) width_px * formats.data->bits_per_pixel + pad - 1) / pad * pad / 8;
      }

  return 0;
}

static GBytes *
convert (const AskgX11Source   *source,
         const AskgPixelFormat *format,
         GBytes                *raw,
         gsize                  stride_bytes)
{
  const AskgRows rows = { g_bytes_get_data (raw, NULL), source->area.width, source->area.height, stride_bytes };
  guint width, height;
  guint32 *words = askg_pixels_convert (&rows, format, ASKG_TRANSFORM_NORMAL, FALSE, &width, &height);

  return words != NULL ? g_bytes_new_take (words, (gsize) width * height * 4) : NULL;
}

/**
 * askg_x11_images_fetch:
 * @source: what to fetch
 * @out_stride_bytes: (out): from one row to the next
 * @out_opaque: (out): whether the alpha bytes mean nothing
 *
 * Waits for the server: 1 ms for a 1080p screen when memory is warm.
 *
 * Errors: %ASKG_ERROR_CAPTURE_UNAVAILABLE for a screen with a palette, or when the server
 * refuses; %ASKG_ERROR_NO_DISPLAY when it is gone.
 *
 * Returns: (transfer full): pixels fit for askg_frame_new(), or %NULL with @error set
 */
GBytes *
askg_x11_images_fetch (AskgX11Images        *self,
                       const AskgX11Source  *source,
                       gsize                *out_stride_bytes,
                       gboolean             *out_opaque,
                       GError              **error)
{
  const gsize stride = row_bytes (self, source->depth, source->area.width);
  const gsize n_bytes = stride * source->area.height;
  AskgPixelFormat format = { 0 };
  g_autoptr(GBytes) raw = NULL;
  GBytes *pixels;

  if (!askg_x11_screen_is_little_endian (self->screen) ||
      !askg_x11_screen_pixel_format (self->screen, source->visual, source->depth, &format))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                   _("The pixels of this screen (depth %u) cannot be read. "
                     "Set the screen to 24 bits, or ask with a picture file."), source->depth);
      return NULL;
    }

  if (self->pool != NULL)
    raw = fetch_shared (self, source, n_bytes);
  if (raw == NULL)
    raw = fetch_by_wire (self, source, n_bytes);
  if (raw == NULL)
    {
      if (xcb_connection_has_error (self->connection))
        g_propagate_error (error, askg_x11_screen_lost_error ());
      else
        g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                     _("The X server gave no picture: the screen changed in that moment. Try again."));
      return NULL;
    }

  *out_opaque = format.alpha.bits == 0;
  *out_stride_bytes = stride;
  if (askg_pixel_format_is_frame_own (&format))
    return g_steal_pointer (&raw);

  *out_stride_bytes = (gsize) source->area.width * 4;
  pixels = convert (source, &format, raw, stride);
  if (pixels == NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                 _("There is not enough memory for a picture of the screen. Close other programs and try again."));

  return pixels;
}
