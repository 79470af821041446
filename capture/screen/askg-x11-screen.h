/* askg-x11-screen.h: a connection of our own to the X server. Any thread, one call at a time
 * or many: libxcb takes turns. GTK's connection never sees our requests nor their errors. */
#pragma once

#include <xcb/xcb.h>

#include "capture/screen/askg-pixel-format.h"

G_BEGIN_DECLS

typedef struct _AskgX11Screen AskgX11Screen;

/* The properties of windows that are read here. */
typedef enum
{
  ASKG_X11_ATOM_CLIENT_LIST_STACKING,
  ASKG_X11_ATOM_CURRENT_DESKTOP,
  ASKG_X11_ATOM_FRAME_EXTENTS,
  ASKG_X11_ATOM_SHADOW_EXTENTS,
  ASKG_X11_ATOM_WM_DESKTOP,
  ASKG_X11_ATOM_WM_NAME,
  ASKG_X11_ATOM_WM_PID,
  ASKG_X11_ATOM_WM_STATE,
  ASKG_X11_ATOM_WM_STATE_HIDDEN,
  ASKG_X11_ATOM_WM_TYPE,
  ASKG_X11_ATOM_WM_TYPE_DESKTOP,
  ASKG_X11_ATOM_UTF8_STRING,
  ASKG_X11_N_ATOMS,
} AskgX11Atom;

/* An output as it stands in the root window. */
typedef struct
{
  char     *name; /* owned; RandR's, which is GDK's connector */
  AskgRect  place;
} AskgX11Output;

AskgX11Screen        *askg_x11_screen_open        (GError        **error);
void                  askg_x11_screen_close       (AskgX11Screen  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgX11Screen, askg_x11_screen_close)

xcb_connection_t     *askg_x11_screen_connection  (AskgX11Screen  *self);
xcb_window_t          askg_x11_screen_root        (AskgX11Screen  *self);
guint8                askg_x11_screen_root_depth  (AskgX11Screen  *self);
xcb_atom_t            askg_x11_screen_atom        (AskgX11Screen  *self,
                                                   AskgX11Atom     atom);
gboolean              askg_x11_screen_is_little_endian (AskgX11Screen *self);
gboolean              askg_x11_screen_pixel_format (AskgX11Screen  *self,
                                                   xcb_visualid_t  visual,
                                                   guint8          depth,
                                                   AskgPixelFormat *out_format);
GArray               *askg_x11_screen_list_outputs (AskgX11Screen *self,
                                                   GError        **error);
GError               *askg_x11_screen_lost_error  (void);

G_END_DECLS
