/* askg-wayland-screen.h: a connection of our own to the compositor, and its outputs. Main thread. */
#pragma once

#include <wayland-client.h>

#include "capture/screen/askg-pixel-format.h"

G_BEGIN_DECLS

typedef struct _AskgWaylandScreen AskgWaylandScreen;

/* An output as the compositor tells it. Lives until the output goes. */
typedef struct
{
  struct wl_output *proxy;
  char             *name;      /* (nullable): such as "DP-1" */
  AskgRect          place;     /* logical desktop coordinates; without width before all is told */
  AskgTransform     transform; /* how its pixels are turned */
  int               mode_width_px;
  int               mode_height_px;
} AskgWaylandOutput;

/* The compositor is gone. Called once, from the main loop. */
typedef void (*AskgWaylandLostFunc) (gpointer user_data);

AskgWaylandScreen *askg_wayland_screen_open         (GError            **error);
void               askg_wayland_screen_close        (AskgWaylandScreen  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWaylandScreen, askg_wayland_screen_close)

void               askg_wayland_screen_on_lost      (AskgWaylandScreen  *self,
                                                     AskgWaylandLostFunc lost,
                                                     gpointer            user_data);
GPtrArray         *askg_wayland_screen_list_outputs (AskgWaylandScreen  *self);
struct wl_shm     *askg_wayland_screen_shm          (AskgWaylandScreen  *self);
struct zwlr_screencopy_manager_v1 *
                   askg_wayland_screen_screencopy   (AskgWaylandScreen  *self);
gboolean           askg_wayland_screen_flush        (AskgWaylandScreen  *self);
GError            *askg_wayland_screen_lost_error   (void);

G_END_DECLS
