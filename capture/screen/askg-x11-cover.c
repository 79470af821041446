/* askg-x11-cover.c: main thread; what a cover shows is painted by a thread of its own.
 *
 * A bare window is on the screen in a few milliseconds, where a toolkit takes a hundred to draw one of
 * that size. It lets every click and key through to what lies below it, is no window to the window
 * manager, and goes when it is taken off, when this program dies, and when it hangs. */
#include "capture/screen/askg-x11-cover.h"

#include <xcb/shape.h>
#include <xcb/shm.h>

#include "capture/screen/askg-x11-image.h"
#include "engine/base/askg-rect.h"

#define BAND_BYTES (1024 * 1024)            /* small enough to stay in a processor's cache */
#define N_BANDS    2                        /* one is filled while the server reads the other */
#define LONGEST_US (2 * G_TIME_SPAN_SECOND) /* who has not drawn by then is not going to */

struct _AskgX11Cover
{
  /* Owned */
  AskgX11Screen    *screen;
  AskgX11Images    *images;
  GThread          *thread;     /* while it is put */
  GPtrArray        *frames;     /* of AskgFrame; meanwhile */

  xcb_connection_t *connection; /* borrowed from screen */
  xcb_window_t      window;
  xcb_gcontext_t    gc;

  AskgRect          place;      /* of the window: round all frames */
  guint             keep;       /* of 256: how much light is left */

  GMutex            lock;
  GCond             changed;
  gboolean          is_off;     /* under the lock */
};

/* What the thread paints with. */
typedef struct
{
  AskgX11Images               *images; /* borrowed */
  AskgShmSegment              *bands[N_BANDS];
  xcb_get_input_focus_cookie_t read[N_BANDS]; /* answered when the server has read the band */
  guint                        next;
} Brush;

static void
brush_clear (Brush *self)
{
  for (guint i = 0; i < N_BANDS; i++)
    if (self->bands[i] != NULL)
      askg_x11_images_take_back (self->images, self->bands[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Brush, brush_clear)

static gboolean
is_off (AskgX11Cover *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_off;
}

/* Two channels at a time: they are a byte apart, so that neither reaches the other. */
static void
darken_row (const guint32 *from,
            guint32       *to,
            guint          n_pixels,
            guint          keep)
{
  for (guint i = 0; i < n_pixels; i++)
    to[i] = (((from[i] & 0xff00ff) * keep >> 8) & 0xff00ff) | (((from[i] & 0x00ff00) * keep >> 8) & 0x00ff00);
}

static void
paint_band (AskgX11Cover *self,
            Brush        *brush,
            AskgFrame    *frame,
            guint         y,
            guint         n_rows)
{
  const guint at = brush->next++ % N_BANDS, width = askg_frame_get_width_px (frame);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const AskgRect *place = askg_frame_get_place (frame);
  const guint8 *pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  AskgShmSegment *band = brush->bands[at];

  if (brush->read[at].sequence != 0)
    g_free (xcb_get_input_focus_reply (self->connection, brush->read[at], NULL));
  for (guint row = 0; row < n_rows; row++)
    darken_row ((const guint32 *) (gconstpointer) (pixels + (y + row) * stride),
                (guint32 *) (gpointer) band->data + (gsize) row * width, width, self->keep);
  xcb_shm_put_image (self->connection, self->window, self->gc, (uint16_t) width, (uint16_t) n_rows, 0, 0, (uint16_t) width,
                     (uint16_t) n_rows, (int16_t) (place->x - self->place.x), (int16_t) (place->y - self->place.y + (int) y),
                     askg_x11_screen_root_depth (self->screen), XCB_IMAGE_FORMAT_Z_PIXMAP, FALSE,
                     GPOINTER_TO_UINT (band->remote), 0);
  brush->read[at] = xcb_get_input_focus (self->connection);
  xcb_flush (self->connection);
}

static void
paint (AskgX11Cover *self)
{
  g_auto(Brush) brush = { .images = self->images };

  for (guint i = 0; i < N_BANDS; i++)
    if ((brush.bands[i] = askg_x11_images_lend (self->images, BAND_BYTES)) == NULL)
      return;
  for (guint i = 0; i < self->frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (self->frames, i);
      const guint height = askg_frame_get_height_px (frame);
      const guint rows = BAND_BYTES / (askg_frame_get_width_px (frame) * 4);

      for (guint y = 0; rows > 0 && y < height && !is_off (self); y += rows)
        paint_band (self, &brush, frame, y, MIN (rows, height - y));
    }
  for (guint i = 0; i < N_BANDS; i++)
    if (brush.read[i].sequence != 0)
      g_free (xcb_get_input_focus_reply (self->connection, brush.read[i], NULL));
}

static gpointer
cover_thread (gpointer data)
{
  AskgX11Cover *self = data;
  const gint64 until_us = g_get_monotonic_time () + LONGEST_US;

  paint (self);
  g_mutex_lock (&self->lock);
  while (!self->is_off && g_cond_wait_until (&self->changed, &self->lock, until_us))
    ;
  g_mutex_unlock (&self->lock);
  xcb_unmap_window (self->connection, self->window);
  xcb_flush (self->connection);

  return NULL;
}

static AskgRect
union_of (GPtrArray *frames)
{
  AskgRect all = *askg_frame_get_place (g_ptr_array_index (frames, 0));

  for (guint i = 1; i < frames->len; i++)
    askg_rect_unite (&all, askg_frame_get_place (g_ptr_array_index (frames, i)));

  return all;
}

/**
 * askg_x11_cover_put:
 * @frames: (element-type AskgFrame): what an X11 grabber gave, one an output, placed in pixels
 * @darkness: from 0, as it is, to 1, black
 *
 * Shows them above everything, soon after the return. Windows that are mapped from now on come to lie above it, so
 * that nothing has to be drawn twice when it is taken off. After two seconds it goes by itself.
 */
void
askg_x11_cover_put (AskgX11Cover *self,
                    GPtrArray    *frames,
                    double        darkness)
{
  uint32_t values[5];

  askg_x11_cover_take_off (self);
  if (frames->len == 0)
    return;

  self->frames = g_ptr_array_ref (frames);
  self->place = union_of (frames);
  self->keep = (guint) (CLAMP (1 - darkness, 0, 1) * 256);
  self->is_off = FALSE;
  values[0] = (uint32_t) self->place.x;
  values[1] = (uint32_t) self->place.y;
  values[2] = (uint32_t) self->place.width;
  values[3] = (uint32_t) self->place.height;
  values[4] = XCB_STACK_MODE_ABOVE;
  xcb_configure_window (self->connection, self->window,
                        XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y | XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT |
                        XCB_CONFIG_WINDOW_STACK_MODE, values);
  xcb_map_window (self->connection, self->window);
  /* Before anybody else maps one: the server has it when it answers this. */
  g_free (xcb_get_input_focus_reply (self->connection, xcb_get_input_focus (self->connection), NULL));
  self->thread = g_thread_new ("askg-cover", cover_thread, self);
}

/**
 * askg_x11_cover_take_off:
 *
 * Nothing happens when it is not put. Waits for the thread, which is at most a band away.
 */
void
askg_x11_cover_take_off (AskgX11Cover *self)
{
  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_off = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->frames, g_ptr_array_unref);
}

/* Without a background: until its own pixels come it shows what was there. Nothing is its own to click on. */
static void
make_window (AskgX11Cover *self)
{
  static const uint32_t values[] = { XCB_BACK_PIXMAP_NONE, TRUE };

  self->window = xcb_generate_id (self->connection);
  self->gc = xcb_generate_id (self->connection);
  xcb_create_window (self->connection, XCB_COPY_FROM_PARENT, self->window, askg_x11_screen_root (self->screen), 0, 0, 1, 1, 0,
                     XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, XCB_CW_BACK_PIXMAP | XCB_CW_OVERRIDE_REDIRECT,
                     values);
  xcb_shape_rectangles (self->connection, XCB_SHAPE_SO_SET, XCB_SHAPE_SK_INPUT, XCB_CLIP_ORDERING_UNSORTED, self->window,
                        0, 0, 0, NULL);
  xcb_create_gc (self->connection, self->gc, self->window, 0, NULL);
}

/* A cover that cannot let the clicks through, or is painted slowly, is worse than none. */
static gboolean
can_cover (AskgX11Cover *self)
{
  const xcb_query_extension_reply_t *shape = xcb_get_extension_data (self->connection, &xcb_shape_id);
  AskgPixelFormat format = { 0 };

  return shape != NULL && shape->present && askg_x11_images_has_shared_memory (self->images) &&
         askg_x11_screen_is_little_endian (self->screen) &&
         askg_x11_screen_pixel_format (self->screen, 0, askg_x11_screen_root_depth (self->screen), &format) &&
         askg_pixel_format_is_frame_own (&format);
}

/**
 * askg_x11_cover_new:
 *
 * Returns: (transfer full) (nullable): a cover that is not put yet, with a connection of its own; %NULL where the
 *   server cannot show one quickly
 */
AskgX11Cover *
askg_x11_cover_new (void)
{
  AskgX11Screen *screen = askg_x11_screen_open (NULL);
  AskgX11Cover *self;

  if (screen == NULL)
    return NULL;

  self = g_new0 (AskgX11Cover, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->screen = screen;
  self->connection = askg_x11_screen_connection (screen);
  self->images = askg_x11_images_new (screen);
  if (!can_cover (self))
    {
      askg_x11_cover_free (self);
      return NULL;
    }
  make_window (self);

  return self;
}

void
askg_x11_cover_free (AskgX11Cover *self)
{
  if (self == NULL)
    return;

  askg_x11_cover_take_off (self);
  askg_x11_images_free (self->images);
  askg_x11_screen_close (self->screen);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
