/* askg-screencopy-shot.c: main thread; making the frame of a turned output also on a worker. */
#include "capture/screen/askg-screencopy-shot.h"

#include <string.h>

#include "wlr-screencopy-unstable-v1-client-protocol.h"

#define BUFFER_DONE_SINCE ZWLR_SCREENCOPY_FRAME_V1_BUFFER_DONE_SINCE_VERSION

typedef enum
{
  OFFERED, /* the compositor lists what would do */
  COPYING,
  READY,
  FAILED,
} Step;

/* The shape of a buffer that would do. */
typedef struct
{
  guint32 shm_format;
  guint   width_px;
  guint   height_px;
  guint   stride_bytes;
} Shape;

/* What the compositor knows a segment as. */
typedef struct
{
  struct wl_buffer *buffer; /* owned */
  Shape             shape;
} RemoteBuffer;

struct _AskgScreencopyShot
{
  AskgWaylandScreen             *screen; /* borrowed */
  AskgShmPool                   *pool;   /* borrowed */
  struct zwlr_screencopy_frame_v1 *frame; /* owned */
  AskgShmSegment                *segment; /* owned; NULL before copying and once taken */
  AskgScreencopyDoneFunc         done;
  gpointer                       user_data;

  /* As the output was when the shot began. */
  char                          *name;
  AskgRect                       place;
  AskgTransform                  transform;

  Step                           step;
  Shape                          shape;   /* width 0: none that we can read yet */
  AskgPixelFormat                format;
  gboolean                       is_upside_down;
  gint64                         captured_at_us;
};

static void
forget_segment (AskgShmSegment *segment,
                gpointer        owner)
{
  RemoteBuffer *remote = segment->remote;

  wl_buffer_destroy (remote->buffer);
  g_free (remote);
  segment->remote = NULL;
}

/**
 * askg_screencopy_pool_new:
 *
 * Returns: (transfer full): memory for the shots of one connection; closed before it is
 */
AskgShmPool *
askg_screencopy_pool_new (void)
{
  return askg_shm_pool_new (forget_segment, NULL);
}

static void
finish (AskgScreencopyShot *self,
        Step                step)
{
  g_return_if_fail (self->step < READY);

  self->step = step;
  self->done (self, self->user_data);
}

static struct wl_buffer *
new_buffer (AskgScreencopyShot *self)
{
  struct wl_shm_pool *pool = wl_shm_create_pool (askg_wayland_screen_shm (self->screen), self->segment->fd,
                                                 self->segment->size_bytes);
  struct wl_buffer *buffer = wl_shm_pool_create_buffer (pool, 0, self->shape.width_px, self->shape.height_px,
                                                        self->shape.stride_bytes, self->shape.shm_format);

  wl_shm_pool_destroy (pool); /* the buffer keeps the memory */

  return buffer;
}

/* A segment of the right size may have served for an output of another shape. */
static struct wl_buffer *
buffer_of_segment (AskgScreencopyShot *self)
{
  RemoteBuffer *remote = self->segment->remote;

  if (remote != NULL && memcmp (&remote->shape, &self->shape, sizeof (Shape)) == 0)
    return remote->buffer;
  if (remote != NULL)
    forget_segment (self->segment, NULL);

  remote = g_new (RemoteBuffer, 1);
  remote->buffer = new_buffer (self);
  remote->shape = self->shape;
  self->segment->remote = remote;

  return remote->buffer;
}

static void
copy (AskgScreencopyShot *self)
{
  if (self->step != OFFERED)
    return;
  if (self->shape.width_px > 0)
    self->segment = askg_shm_pool_take (self->pool, (gsize) self->shape.stride_bytes * self->shape.height_px);
  if (self->segment == NULL)
    {
      finish (self, FAILED);
      return;
    }

  self->step = COPYING;
  zwlr_screencopy_frame_v1_copy (self->frame, buffer_of_segment (self));
  askg_wayland_screen_flush (self->screen);
}

static gboolean
is_sound (const Shape           *shape,
          const AskgPixelFormat *format)
{
  return shape->width_px >= 1 && shape->width_px <= ASKG_FRAME_MAX_SIDE_PX &&
         shape->height_px >= 1 && shape->height_px <= ASKG_FRAME_MAX_SIDE_PX &&
         shape->stride_bytes % 4 == 0 && shape->stride_bytes / format->bytes_per_pixel >= shape->width_px &&
         (guint64) shape->stride_bytes * shape->height_px <= G_MAXINT32; /* wl_shm counts in 32 bits */
}

static void
frame_buffer (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t format, uint32_t width, uint32_t height,
              uint32_t stride)
{
  AskgScreencopyShot *self = data;
  const Shape shape = { format, width, height, stride };
  AskgPixelFormat known;

  /* The first that needs no conversion is taken, else the first that can be read. */
  if (askg_pixel_format_from_shm (format, &known) && is_sound (&shape, &known) &&
      (self->shape.width_px == 0 ||
       (askg_pixel_format_is_frame_own (&known) && !askg_pixel_format_is_frame_own (&self->format))))
    {
      self->shape = shape;
      self->format = known;
    }
  if (zwlr_screencopy_frame_v1_get_version (frame) < BUFFER_DONE_SINCE)
    copy (self); /* there is only the one */
}

static void
frame_buffer_done (void *data, struct zwlr_screencopy_frame_v1 *frame)
{
  copy (data);
}

static void
frame_flags (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t flags)
{
  ((AskgScreencopyShot *) data)->is_upside_down = (flags & ZWLR_SCREENCOPY_FRAME_V1_FLAGS_Y_INVERT) != 0;
}

static void
frame_ready (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t seconds_high, uint32_t seconds_low,
             uint32_t nanoseconds)
{
  AskgScreencopyShot *self = data;

  self->captured_at_us = g_get_monotonic_time ();
  if (self->step == COPYING)
    finish (self, READY);
}

static void
frame_failed (void *data, struct zwlr_screencopy_frame_v1 *frame)
{
  AskgScreencopyShot *self = data;

  if (self->step < READY)
    finish (self, FAILED);
}

static void
frame_damage (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t x, uint32_t y, uint32_t width,
              uint32_t height)
{
}

static void
frame_linux_dmabuf (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t format, uint32_t width,
                    uint32_t height)
{
}

static const struct zwlr_screencopy_frame_v1_listener frame_listener = {
  .buffer = frame_buffer,
  .flags = frame_flags,
  .ready = frame_ready,
  .failed = frame_failed,
  .damage = frame_damage,
  .linux_dmabuf = frame_linux_dmabuf,
  .buffer_done = frame_buffer_done,
};

/**
 * askg_screencopy_shot_begin:
 * @screen: a connection with screencopy; it outlives the shot
 * @output: what to show; need not outlive the shot
 * @pool: where its memory comes from; it outlives the shot
 * @done: called once, unless the shot is freed before
 *
 * Asks for a picture without the pointer. The caller flushes.
 *
 * Returns: (transfer full): the shot, on its way
 */
AskgScreencopyShot *
askg_screencopy_shot_begin (AskgWaylandScreen      *screen,
                            AskgWaylandOutput      *output,
                            AskgShmPool            *pool,
                            AskgScreencopyDoneFunc  done,
                            gpointer                user_data)
{
  AskgScreencopyShot *self = g_new0 (AskgScreencopyShot, 1);

  self->screen = screen;
  self->pool = pool;
  self->done = done;
  self->user_data = user_data;
  self->name = g_strdup (output->name);
  self->place = output->place;
  self->transform = output->transform;
  self->frame = zwlr_screencopy_manager_v1_capture_output (askg_wayland_screen_screencopy (screen), FALSE,
                                                           output->proxy);
  zwlr_screencopy_frame_v1_add_listener (self->frame, &frame_listener, self);

  return self;
}

/**
 * askg_screencopy_shot_withdraw:
 * @self: a shot
 *
 * Nothing more is wanted of the compositor, and nothing more is called. A picture that is there stays.
 */
void
askg_screencopy_shot_withdraw (AskgScreencopyShot *self)
{
  g_clear_pointer (&self->frame, zwlr_screencopy_frame_v1_destroy);
}

/**
 * askg_screencopy_shot_free:
 * @self: (nullable) (transfer full): a shot; one on its way is withdrawn
 */
void
askg_screencopy_shot_free (AskgScreencopyShot *self)
{
  if (self == NULL)
    return;

  askg_screencopy_shot_withdraw (self);
  /* The compositor may still be writing into it. */
  if (self->segment != NULL)
    askg_shm_pool_discard (self->pool, self->segment);
  g_free (self->name);
  g_free (self);
}

gboolean
askg_screencopy_shot_has_picture (AskgScreencopyShot *self)
{
  return self->step == READY;
}

/**
 * askg_screencopy_shot_needs_work:
 *
 * Returns: whether making the frame takes longer than the main loop may wait
 */
gboolean
askg_screencopy_shot_needs_work (AskgScreencopyShot *self)
{
  return self->transform != ASKG_TRANSFORM_NORMAL || self->is_upside_down ||
         !askg_pixel_format_is_frame_own (&self->format);
}

static AskgFrame *
new_converted_frame (AskgScreencopyShot *self)
{
  const AskgRows rows = { self->segment->data, self->shape.width_px, self->shape.height_px,
                          self->shape.stride_bytes };
  g_autoptr(GBytes) pixels = NULL;
  guint width, height;
  guint32 *words = askg_pixels_convert (&rows, &self->format, self->transform, self->is_upside_down, &width, &height);

  askg_shm_pool_return (self->pool, g_steal_pointer (&self->segment));
  if (words == NULL)
    return NULL;
  pixels = g_bytes_new_take (words, (gsize) width * height * 4);

  return askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE, self->captured_at_us);
}

/**
 * askg_screencopy_shot_take_frame:
 * @self: a shot that has a picture; once
 *
 * May run on any thread while nobody else uses the shot.
 *
 * Returns: (transfer full) (nullable): the upright picture, placed; %NULL when memory ran out
 */
AskgFrame *
askg_screencopy_shot_take_frame (AskgScreencopyShot *self)
{
  g_autoptr(AskgFrame) frame = NULL;

  g_return_val_if_fail (self->step == READY && self->segment != NULL, NULL);

  if (askg_screencopy_shot_needs_work (self))
    {
      frame = new_converted_frame (self);
    }
  else
    {
      g_autoptr(GBytes) pixels = askg_shm_pool_wrap (self->pool, g_steal_pointer (&self->segment));

      frame = askg_frame_new (pixels, self->shape.width_px, self->shape.height_px, self->shape.stride_bytes, TRUE,
                              self->captured_at_us);
    }

  return frame != NULL ? askg_frame_place (frame, self->name, &self->place) : NULL;
}
