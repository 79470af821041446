/* askg-wayland-screen.c: main thread.
 * A connection of our own: GTK's belongs to GTK, and a front door without GTK has none. Events are
 * read when the main loop finds some; only opening waits for the compositor, and not for ever. */
#include "capture/screen/askg-wayland-screen.h"

#include <errno.h>
#include <poll.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "wlr-screencopy-unstable-v1-client-protocol.h"
#include "xdg-output-unstable-v1-client-protocol.h"

#define OPEN_TIMEOUT_US (3 * G_USEC_PER_SEC)

struct _AskgWaylandScreen
{
  /* Owned */
  struct wl_display                 *display;
  struct wl_registry                *registry;
  struct wl_shm                     *shm;
  struct zxdg_output_manager_v1     *xdg_outputs;
  struct zwlr_screencopy_manager_v1 *screencopy;
  GPtrArray                         *outputs; /* Output */
  guint                              source_id;

  AskgWaylandLostFunc                lost;
  gpointer                           lost_data; /* borrowed */
  gboolean                           is_lost;
};

/* The private half of an output. */
typedef struct
{
  AskgWaylandOutput      told; /* first, so that the one pointer is the other */
  guint32                global;
  int                    scale;
  AskgRect               corner; /* what wl_output says, for compositors without xdg-output */
  struct zxdg_output_v1 *xdg;
} Output;

static void
output_free (gpointer data)
{
  Output *self = data;

  g_clear_pointer (&self->xdg, zxdg_output_v1_destroy);
  if (wl_output_get_version (self->told.proxy) >= WL_OUTPUT_RELEASE_SINCE_VERSION)
    wl_output_release (self->told.proxy);
  else
    wl_output_destroy (self->told.proxy);
  g_free (self->told.name);
  g_free (self);
}

static void
output_geometry (void *data, struct wl_output *proxy, int32_t x, int32_t y, int32_t width_mm, int32_t height_mm,
                 int32_t subpixel, const char *make, const char *model, int32_t transform)
{
  Output *self = data;

  self->corner.x = x;
  self->corner.y = y;
  self->told.transform = CLAMP (transform, ASKG_TRANSFORM_NORMAL, ASKG_TRANSFORM_FLIPPED_270);
}

static void
output_mode (void *data, struct wl_output *proxy, uint32_t flags, int32_t width, int32_t height, int32_t refresh)
{
  Output *self = data;

  if ((flags & WL_OUTPUT_MODE_CURRENT) == 0)
    return;
  self->told.mode_width_px = width;
  self->told.mode_height_px = height;
}

/* Where there is no xdg-output, the whole scale of wl_output must do. */
static void
output_done (void *data, struct wl_output *proxy)
{
  Output *self = data;
  const gboolean is_on_its_side = self->told.transform % 2 == 1;
  const int width = is_on_its_side ? self->told.mode_height_px : self->told.mode_width_px;
  const int height = is_on_its_side ? self->told.mode_width_px : self->told.mode_height_px;

  if (self->xdg == NULL)
    self->told.place = (AskgRect) { self->corner.x, self->corner.y, width / MAX (1, self->scale),
                                    height / MAX (1, self->scale) };
}

static void
output_scale (void *data, struct wl_output *proxy, int32_t factor)
{
  ((Output *) data)->scale = factor;
}

static void
output_name (void *data, struct wl_output *proxy, const char *name)
{
  Output *self = data;

  g_free (self->told.name);
  self->told.name = g_utf8_make_valid (name, -1);
}

static void
output_description (void *data, struct wl_output *proxy, const char *description)
{
}

static const struct wl_output_listener output_listener = {
  .geometry = output_geometry,
  .mode = output_mode,
  .done = output_done,
  .scale = output_scale,
  .name = output_name,
  .description = output_description,
};

static void
xdg_position (void *data, struct zxdg_output_v1 *xdg, int32_t x, int32_t y)
{
  Output *self = data;

  self->told.place.x = x;
  self->told.place.y = y;
}

static void
xdg_size (void *data, struct zxdg_output_v1 *xdg, int32_t width, int32_t height)
{
  Output *self = data;

  self->told.place.width = width;
  self->told.place.height = height;
}

static void
xdg_done (void *data, struct zxdg_output_v1 *xdg)
{
}

static void
xdg_name (void *data, struct zxdg_output_v1 *xdg, const char *name)
{
  output_name (data, NULL, name);
}

static void
xdg_description (void *data, struct zxdg_output_v1 *xdg, const char *description)
{
}

static const struct zxdg_output_v1_listener xdg_listener = {
  .logical_position = xdg_position,
  .logical_size = xdg_size,
  .done = xdg_done,
  .name = xdg_name,
  .description = xdg_description,
};

static void
ask_where (AskgWaylandScreen *self,
           Output            *output)
{
  if (self->xdg_outputs == NULL || output->xdg != NULL)
    return;
  output->xdg = zxdg_output_manager_v1_get_xdg_output (self->xdg_outputs, output->told.proxy);
  zxdg_output_v1_add_listener (output->xdg, &xdg_listener, output);
}

static void
add_output (AskgWaylandScreen *self,
            guint32            global,
            guint32            version)
{
  Output *output = g_new0 (Output, 1);

  output->global = global;
  output->scale = 1;
  output->told.proxy = wl_registry_bind (self->registry, global, &wl_output_interface, MIN (version, 4));
  wl_output_add_listener (output->told.proxy, &output_listener, output);
  ask_where (self, output);
  g_ptr_array_add (self->outputs, output);
}

static void
registry_global (void *data, struct wl_registry *registry, uint32_t global, const char *interface, uint32_t version)
{
  AskgWaylandScreen *self = data;

  if (g_str_equal (interface, wl_output_interface.name))
    add_output (self, global, version);
  else if (g_str_equal (interface, wl_shm_interface.name) && self->shm == NULL)
    self->shm = wl_registry_bind (registry, global, &wl_shm_interface, 1);
  else if (g_str_equal (interface, zwlr_screencopy_manager_v1_interface.name) && self->screencopy == NULL)
    self->screencopy = wl_registry_bind (registry, global, &zwlr_screencopy_manager_v1_interface, MIN (version, 3));
  else if (g_str_equal (interface, zxdg_output_manager_v1_interface.name) && self->xdg_outputs == NULL)
    {
      self->xdg_outputs = wl_registry_bind (registry, global, &zxdg_output_manager_v1_interface, MIN (version, 3));
      for (guint i = 0; i < self->outputs->len; i++)
        ask_where (self, g_ptr_array_index (self->outputs, i));
    }
}

static void
registry_global_remove (void *data, struct wl_registry *registry, uint32_t global)
{
  AskgWaylandScreen *self = data;

  for (guint i = 0; i < self->outputs->len; i++)
    if (((Output *) g_ptr_array_index (self->outputs, i))->global == global)
      {
        g_ptr_array_remove_index (self->outputs, i);
        return;
      }
}

static const struct wl_registry_listener registry_listener = {
  .global = registry_global,
  .global_remove = registry_global_remove,
};

/* Reads what is there, without waiting for more. */
static gboolean
read_events (AskgWaylandScreen *self)
{
  while (wl_display_prepare_read (self->display) != 0)
    wl_display_dispatch_pending (self->display);

  return wl_display_read_events (self->display) >= 0 && wl_display_dispatch_pending (self->display) >= 0;
}

static gboolean
readable_cb (int           fd,
             GIOCondition  condition,
             gpointer      user_data)
{
  AskgWaylandScreen *self = user_data;

  if (read_events (self) && askg_wayland_screen_flush (self))
    return G_SOURCE_CONTINUE;

  self->is_lost = TRUE;
  self->source_id = 0;
  if (self->lost != NULL)
    self->lost (self->lost_data);

  return G_SOURCE_REMOVE;
}

static void
synced_cb (void *data, struct wl_callback *callback, uint32_t serial)
{
  *(gboolean *) data = TRUE;
}

static const struct wl_callback_listener synced_listener = { .done = synced_cb };

/* Waits until the compositor has answered everything asked so far. */
static gboolean
wait_for_answers (AskgWaylandScreen *self,
                  gint64             deadline_us)
{
  struct wl_callback *callback = wl_display_sync (self->display);
  gboolean is_synced = FALSE, is_alive = TRUE;

  wl_callback_add_listener (callback, &synced_listener, &is_synced);
  while (!is_synced && is_alive)
    {
      struct pollfd fd = { wl_display_get_fd (self->display), POLLIN, 0 };
      const gint64 left_us = deadline_us - g_get_monotonic_time ();

      is_alive = left_us > 0 && askg_wayland_screen_flush (self) &&
                 (poll (&fd, 1, left_us / 1000 + 1) >= 0 || errno == EINTR) &&
                 ((fd.revents & POLLIN) == 0 || read_events (self));
      if ((fd.revents & (POLLERR | POLLHUP)) != 0 && (fd.revents & POLLIN) == 0)
        is_alive = FALSE;
    }
  wl_callback_destroy (callback);

  return is_synced;
}

/**
 * askg_wayland_screen_open:
 *
 * Connects to the compositor that `WAYLAND_DISPLAY` names, and waits at most three seconds for it to
 * say what it has. Usually that takes a millisecond.
 *
 * Errors: %ASKG_ERROR_NO_DISPLAY when nobody answers.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
AskgWaylandScreen *
askg_wayland_screen_open (GError **error)
{
  g_autoptr(AskgWaylandScreen) self = g_new0 (AskgWaylandScreen, 1);
  const gint64 deadline_us = g_get_monotonic_time () + OPEN_TIMEOUT_US;

  self->outputs = g_ptr_array_new_with_free_func (output_free);
  self->display = wl_display_connect (NULL);
  if (self->display != NULL)
    {
      self->registry = wl_display_get_registry (self->display);
      wl_registry_add_listener (self->registry, &registry_listener, self);
    }

  /* The first answers name the outputs, the second say where they are. */
  if (self->display == NULL || !wait_for_answers (self, deadline_us) || !wait_for_answers (self, deadline_us))
    {
      const char *name = g_getenv ("WAYLAND_DISPLAY");

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                   _("The screen “%s” cannot be reached: no Wayland compositor answers there. "
                     "Run Askglass in your desktop session."), name != NULL ? name : "wayland-0");
      return NULL;
    }
  self->source_id = g_unix_fd_add (wl_display_get_fd (self->display), G_IO_IN | G_IO_HUP | G_IO_ERR,
                                   readable_cb, self);

  return g_steal_pointer (&self);
}

void
askg_wayland_screen_close (AskgWaylandScreen *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_pointer (&self->outputs, g_ptr_array_unref);
  g_clear_pointer (&self->screencopy, zwlr_screencopy_manager_v1_destroy);
  g_clear_pointer (&self->xdg_outputs, zxdg_output_manager_v1_destroy);
  g_clear_pointer (&self->shm, wl_shm_destroy);
  g_clear_pointer (&self->registry, wl_registry_destroy);
  g_clear_pointer (&self->display, wl_display_disconnect);
  g_free (self);
}

void
askg_wayland_screen_on_lost (AskgWaylandScreen   *self,
                             AskgWaylandLostFunc  lost,
                             gpointer             user_data)
{
  self->lost = lost;
  self->lost_data = user_data;
}

/**
 * askg_wayland_screen_list_outputs:
 *
 * Returns: (transfer none) (element-type AskgWaylandOutput): those whose place is known and those
 *   whose place is not; valid until the main loop runs again
 */
GPtrArray *
askg_wayland_screen_list_outputs (AskgWaylandScreen *self)
{
  return self->outputs;
}

struct wl_shm *
askg_wayland_screen_shm (AskgWaylandScreen *self)
{
  return self->shm;
}

/* (nullable): only some compositors offer it. */
struct zwlr_screencopy_manager_v1 *
askg_wayland_screen_screencopy (AskgWaylandScreen *self)
{
  return self->screencopy;
}

/**
 * askg_wayland_screen_flush:
 *
 * Sends what was asked. A compositor that does not read for so long that its socket is full counts as lost.
 *
 * Returns: whether the compositor is there
 */
gboolean
askg_wayland_screen_flush (AskgWaylandScreen *self)
{
  if (self->is_lost || wl_display_flush (self->display) < 0)
    self->is_lost = TRUE;

  return !self->is_lost;
}

/**
 * askg_wayland_screen_lost_error:
 *
 * Returns: (transfer full): what to say when the compositor no longer answers
 */
GError *
askg_wayland_screen_lost_error (void)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                      _("The connection to the screen was lost: the compositor no longer answers. "
                        "Run Askglass again in your desktop session."));
}
