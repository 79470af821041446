/* askg-x11-window-image.c: a worker thread; it may sleep for a moment.
 * A window has a picture of its own only while it is redirected (XComposite). Where a compositor
 * runs, all are. Elsewhere we ask for it, and give the program a moment to draw what was covered. */
#include "capture/screen/askg-x11-window-image.h"

#include <string.h>
#include <xcb/composite.h>

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-x11-windows.h"
#include "engine/base/askg-error.h"

#define REDRAW_US (150 * 1000)

/* A window's own picture, for as long as it is looked at. */
typedef struct
{
  xcb_connection_t *x; /* borrowed; NULL: nothing to undo */
  xcb_window_t      window;
  xcb_pixmap_t      pixmap;
  gboolean          is_redirected_by_us;
} Picture;

static void
picture_clear (Picture *self)
{
  if (self->x == NULL)
    return;

  if (self->pixmap != XCB_PIXMAP_NONE)
    xcb_free_pixmap (self->x, self->pixmap);
  if (self->is_redirected_by_us)
    xcb_composite_unredirect_window (self->x, self->window, XCB_COMPOSITE_REDIRECT_AUTOMATIC);
  xcb_flush (self->x);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/**
 * askg_x11_window_image_is_possible:
 *
 * Returns: whether the server can give a covered window's picture
 */
gboolean
askg_x11_window_image_is_possible (AskgX11Screen *screen)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data (x, &xcb_composite_id);
  g_autofree xcb_composite_query_version_reply_t *version = NULL;

  if (extension == NULL || !extension->present)
    return FALSE;
  version = xcb_composite_query_version_reply (x, xcb_composite_query_version (x, 0, 2), NULL);

  return version != NULL && (version->major_version > 0 || version->minor_version >= 2);
}

static gboolean
has_compositor (xcb_connection_t *x)
{
  static const char name[] = "_NET_WM_CM_S0";
  g_autofree xcb_intern_atom_reply_t *atom =
    xcb_intern_atom_reply (x, xcb_intern_atom (x, FALSE, strlen (name), name), NULL);
  g_autofree xcb_get_selection_owner_reply_t *owner = NULL;

  if (atom == NULL)
    return FALSE;
  owner = xcb_get_selection_owner_reply (x, xcb_get_selection_owner (x, atom->atom), NULL);

  return owner != NULL && owner->owner != XCB_WINDOW_NONE;
}

static gboolean
open_picture (xcb_connection_t *x,
              xcb_window_t      window,
              Picture          *out)
{
  g_autofree xcb_generic_error_t *refused = NULL;
  xcb_pixmap_t pixmap;

  out->x = x;
  out->window = window;
  if (!has_compositor (x))
    {
      xcb_composite_redirect_window (x, window, XCB_COMPOSITE_REDIRECT_AUTOMATIC);
      xcb_flush (x);
      out->is_redirected_by_us = TRUE;
      g_usleep (REDRAW_US);
    }

  pixmap = xcb_generate_id (x);
  refused = xcb_request_check (x, xcb_composite_name_window_pixmap_checked (x, window, pixmap));
  if (refused != NULL || xcb_connection_has_error (x))
    return FALSE;
  out->pixmap = pixmap;

  return TRUE;
}

/* The part of the picture of @window that shows @place, and where that lies on the desktop. */
static gboolean
plan_source (AskgX11Screen  *screen,
             xcb_window_t    window,
             const AskgRect *place,
             AskgX11Source  *out_source,
             AskgRect       *out_place)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);
  xcb_get_geometry_cookie_t geometry_asked = xcb_get_geometry (x, window);
  xcb_get_window_attributes_cookie_t attributes_asked = xcb_get_window_attributes (x, window);
  g_autofree xcb_get_geometry_reply_t *geometry = xcb_get_geometry_reply (x, geometry_asked, NULL);
  g_autofree xcb_get_window_attributes_reply_t *attributes =
    xcb_get_window_attributes_reply (x, attributes_asked, NULL);
  int left, top, right, bottom, width, height;

  if (geometry == NULL || attributes == NULL)
    return FALSE;

  /* The window lies on the root, so its place is there; the picture begins with the border. */
  width = geometry->width + 2 * geometry->border_width;
  height = geometry->height + 2 * geometry->border_width;
  left = CLAMP (place->x - geometry->x, 0, width);
  top = CLAMP (place->y - geometry->y, 0, height);
  right = CLAMP (place->x + place->width - geometry->x, 0, MIN (width, ASKG_FRAME_MAX_SIDE_PX));
  bottom = CLAMP (place->y + place->height - geometry->y, 0, MIN (height, ASKG_FRAME_MAX_SIDE_PX));
  if (right <= left || bottom <= top)
    return FALSE;

  out_source->area = (AskgRect) { left, top, right - left, bottom - top };
  out_source->depth = geometry->depth;
  out_source->visual = attributes->visual;
  *out_place = (AskgRect) { geometry->x + left, geometry->y + top, right - left, bottom - top };

  return TRUE;
}

static void
set_gone_error (GError **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
               _("The window is no longer there: it was closed. Choose another window."));
}

/**
 * askg_x11_window_image_fetch:
 * @images: for @screen
 * @window: as in a list of windows
 *
 * Fetches @window with its title bar, whatever covers it. Where no compositor runs this takes a sixth
 * of a second, as the program must draw what was covered.
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is closed or minimised; %ASKG_ERROR_UNAVAILABLE without
 * XComposite; those of askg_x11_images_fetch().
 *
 * Returns: (transfer full): the picture, placed on the desktop, or %NULL with @error set
 */
AskgFrame *
askg_x11_window_image_fetch (AskgX11Screen  *screen,
                             AskgX11Images  *images,
                             xcb_window_t    window,
                             GError        **error)
{
  g_auto(Picture) picture = { 0 };
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  AskgX11Source source = { 0 };
  AskgRect place;
  gboolean is_shown, opaque;
  gsize stride;
  gint64 captured_at_us;

  if (!askg_x11_window_image_is_possible (screen))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("This X server cannot show a single window (it lacks XComposite). Choose a region instead."));
      return NULL;
    }
  if (!askg_x11_windows_place (screen, window, &place, &is_shown))
    {
      set_gone_error (error);
      return NULL;
    }
  if (!is_shown)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("The window is minimised or on another desktop, so there is nothing to see. "
                     "Bring it back first."));
      return NULL;
    }

  window = askg_x11_windows_find_frame (screen, window);
  if (window == XCB_WINDOW_NONE ||
      !open_picture (askg_x11_screen_connection (screen), window, &picture) ||
      !plan_source (screen, window, &place, &source, &place))
    {
      set_gone_error (error);
      return NULL;
    }
  source.drawable = picture.pixmap;
  captured_at_us = g_get_monotonic_time ();
  pixels = askg_x11_images_fetch (images, &source, &stride, &opaque, error);
  if (pixels == NULL)
    return NULL;
  frame = askg_frame_new (pixels, source.area.width, source.area.height, stride, opaque, captured_at_us);

  return askg_frame_place (frame, NULL, &place);
}
