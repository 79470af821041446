/* bare-grab.c: no checks that a floor does not need. */
#include "tests/bench/bare-grab.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

#ifdef ASKG_HAVE_WAYLAND
#include <wayland-client.h>

#include "wlr-screencopy-unstable-v1-client-protocol.h"
#endif

struct _BareGrab
{
  char             text[40];

  Display         *x11; /* NULL on Wayland */
  XImage          *image;
  XShmSegmentInfo  segment;

#ifdef ASKG_HAVE_WAYLAND
  struct wl_display                 *wayland;
  struct wl_shm                     *shm;
  struct wl_output                  *output; /* the first */
  struct zwlr_screencopy_manager_v1 *manager;
  struct wl_buffer                  *buffer;
  int                                state; /* 0 asked, 1 there, -1 failed */
#endif
};

static gboolean
open_x11 (BareGrab *self)
{
  Screen *screen;

  self->x11 = XOpenDisplay (NULL);
  if (self->x11 == NULL)
    return FALSE;
  screen = DefaultScreenOfDisplay (self->x11);
  self->image = XShmCreateImage (self->x11, DefaultVisualOfScreen (screen), DefaultDepthOfScreen (screen), ZPixmap,
                                 NULL, &self->segment, WidthOfScreen (screen), HeightOfScreen (screen));
  self->segment.shmid = shmget (IPC_PRIVATE, (size_t) self->image->bytes_per_line * self->image->height,
                                IPC_CREAT | 0600);
  self->segment.shmaddr = self->image->data = shmat (self->segment.shmid, NULL, 0);
  XShmAttach (self->x11, &self->segment);
  XSync (self->x11, False);
  shmctl (self->segment.shmid, IPC_RMID, NULL);
  snprintf (self->text, sizeof self->text, "%dx%d", self->image->width, self->image->height);

  return TRUE;
}

#ifdef ASKG_HAVE_WAYLAND
static void
found (void *data, struct wl_registry *registry, uint32_t name, const char *interface, uint32_t version)
{
  BareGrab *self = data;

  if (strcmp (interface, "wl_shm") == 0)
    self->shm = wl_registry_bind (registry, name, &wl_shm_interface, 1);
  else if (strcmp (interface, "wl_output") == 0 && self->output == NULL)
    self->output = wl_registry_bind (registry, name, &wl_output_interface, 1);
  else if (strcmp (interface, "zwlr_screencopy_manager_v1") == 0)
    self->manager = wl_registry_bind (registry, name, &zwlr_screencopy_manager_v1_interface, 1);
}

static void
gone (void *data, struct wl_registry *registry, uint32_t name)
{
}

static const struct wl_registry_listener registry_listener = { found, gone };

static void
buffer_told (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t format, uint32_t width, uint32_t height,
             uint32_t stride)
{
  BareGrab *self = data;

  if (self->buffer == NULL)
    {
      const int fd = memfd_create ("bare", MFD_CLOEXEC);
      struct wl_shm_pool *pool;

      if (ftruncate (fd, (off_t) stride * height) != 0)
        return;
      mmap (NULL, (size_t) stride * height, PROT_READ, MAP_SHARED, fd, 0);
      pool = wl_shm_create_pool (self->shm, fd, stride * height);
      self->buffer = wl_shm_pool_create_buffer (pool, 0, width, height, stride, format);
      wl_shm_pool_destroy (pool);
      close (fd);
      snprintf (self->text, sizeof self->text, "%ux%u", width, height);
    }
  zwlr_screencopy_frame_v1_copy (frame, self->buffer);
}

static void
flags_told (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t flags)
{
}

static void
ready (void *data, struct zwlr_screencopy_frame_v1 *frame, uint32_t high, uint32_t low, uint32_t nanoseconds)
{
  ((BareGrab *) data)->state = 1;
}

static void
failed (void *data, struct zwlr_screencopy_frame_v1 *frame)
{
  ((BareGrab *) data)->state = -1;
}

static const struct zwlr_screencopy_frame_v1_listener frame_listener = {
  .buffer = buffer_told, .flags = flags_told, .ready = ready, .failed = failed,
};

static gboolean
open_wayland (BareGrab *self)
{
  struct wl_registry *registry;

  self->wayland = wl_display_connect (NULL);
  if (self->wayland == NULL)
    return FALSE;
  registry = wl_display_get_registry (self->wayland);
  wl_registry_add_listener (registry, &registry_listener, self);
  wl_display_roundtrip (self->wayland);

  return self->shm != NULL && self->output != NULL && self->manager != NULL;
}

static gboolean
grab_wayland (BareGrab *self)
{
  struct zwlr_screencopy_frame_v1 *frame =
    zwlr_screencopy_manager_v1_capture_output (self->manager, 0, self->output);

  self->state = 0;
  zwlr_screencopy_frame_v1_add_listener (frame, &frame_listener, self);
  while (self->state == 0 && wl_display_dispatch (self->wayland) >= 0)
    ;
  zwlr_screencopy_frame_v1_destroy (frame);

  return self->state == 1;
}
#endif

BareGrab *
bare_grab_open (void)
{
  BareGrab *self = g_new0 (BareGrab, 1);
  gboolean is_open;

#ifdef ASKG_HAVE_WAYLAND
  is_open = g_getenv ("WAYLAND_DISPLAY") != NULL ? open_wayland (self) : open_x11 (self);
#else
  is_open = open_x11 (self);
#endif
  if (is_open)
    return self;
  g_free (self);

  return NULL;
}

gboolean
bare_grab (BareGrab *self)
{
#ifdef ASKG_HAVE_WAYLAND
  if (self->wayland != NULL)
    return grab_wayland (self);
#endif

  return XShmGetImage (self->x11, DefaultRootWindow (self->x11), self->image, 0, 0, ~0ul);
}

const char *
bare_grab_describe (BareGrab *self)
{
  return self->text;
}

void
bare_grab_close (BareGrab *self)
{
  if (self->x11 != NULL)
    XCloseDisplay (self->x11);
#ifdef ASKG_HAVE_WAYLAND
  if (self->wayland != NULL)
    wl_display_disconnect (self->wayland);
#endif
  g_free (self);
}
