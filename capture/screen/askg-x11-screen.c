/* askg-x11-screen.c: any thread.
 * XCB rather than Xlib: an error is the answer to the request that caused it, not a call of a
 * handler that the whole process shares with GTK. */
#include "capture/screen/askg-x11-screen.h"

#include <string.h>
#include <xcb/randr.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgX11Screen
{
  xcb_connection_t *connection; /* owned */
  xcb_screen_t     *screen;     /* borrowed from connection */
  xcb_atom_t        atoms[ASKG_X11_N_ATOMS];
  gboolean          has_monitors; /* RandR 1.5 */

  GMutex            names_lock;
  GHashTable       *names;        /* owned: of outputs, by their ids, which keep them for life */
};

static const char *const atom_names[ASKG_X11_N_ATOMS] = {
  [ASKG_X11_ATOM_CLIENT_LIST_STACKING] = "_NET_CLIENT_LIST_STACKING",
  [ASKG_X11_ATOM_CURRENT_DESKTOP] = "_NET_CURRENT_DESKTOP",
  [ASKG_X11_ATOM_FRAME_EXTENTS] = "_NET_FRAME_EXTENTS",
  [ASKG_X11_ATOM_SHADOW_EXTENTS] = "_GTK_FRAME_EXTENTS",
  [ASKG_X11_ATOM_WM_DESKTOP] = "_NET_WM_DESKTOP",
  [ASKG_X11_ATOM_WM_NAME] = "_NET_WM_NAME",
  [ASKG_X11_ATOM_WM_PID] = "_NET_WM_PID",
  [ASKG_X11_ATOM_WM_STATE] = "_NET_WM_STATE",
  [ASKG_X11_ATOM_WM_STATE_HIDDEN] = "_NET_WM_STATE_HIDDEN",
  [ASKG_X11_ATOM_WM_TYPE] = "_NET_WM_WINDOW_TYPE",
  [ASKG_X11_ATOM_WM_TYPE_DESKTOP] = "_NET_WM_WINDOW_TYPE_DESKTOP",
  [ASKG_X11_ATOM_UTF8_STRING] = "UTF8_STRING",
};

/* All questions are asked before the first answer is read: one round trip, not thirteen. */
static void
ask_what_it_can (AskgX11Screen *self)
{
  xcb_intern_atom_cookie_t atoms[ASKG_X11_N_ATOMS];
  xcb_randr_query_version_cookie_t version = { 0 };
  const xcb_query_extension_reply_t *randr;

  xcb_prefetch_extension_data (self->connection, &xcb_randr_id);
  for (guint i = 0; i < ASKG_X11_N_ATOMS; i++)
    atoms[i] = xcb_intern_atom (self->connection, FALSE, strlen (atom_names[i]), atom_names[i]);

  randr = xcb_get_extension_data (self->connection, &xcb_randr_id);
  if (randr != NULL && randr->present)
    version = xcb_randr_query_version (self->connection, 1, 5);
  for (guint i = 0; i < ASKG_X11_N_ATOMS; i++)
    {
      g_autofree xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply (self->connection, atoms[i], NULL);

      self->atoms[i] = reply != NULL ? reply->atom : XCB_ATOM_NONE;
    }
  if (version.sequence != 0)
    {
      g_autofree xcb_randr_query_version_reply_t *reply =
        xcb_randr_query_version_reply (self->connection, version, NULL);

      self->has_monitors = reply != NULL && (reply->major_version > 1 || reply->minor_version >= 5);
    }
}

/**
 * askg_x11_screen_open:
 *
 * Connects to the server that `DISPLAY` names. Takes about 1 ms.
 *
 * Errors: %ASKG_ERROR_NO_DISPLAY
 *
 * Returns: (transfer full): the screen, or %NULL with @error set
 */
AskgX11Screen *
askg_x11_screen_open (GError **error)
{
  g_autoptr(AskgX11Screen) self = g_new0 (AskgX11Screen, 1);
  xcb_screen_iterator_t screens;
  const char *name = g_getenv ("DISPLAY");
  int number = 0;

  g_mutex_init (&self->names_lock);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->connection = xcb_connect (NULL, &number);
  if (xcb_connection_has_error (self->connection))
    {
      if (name == NULL || name[0] == '\0')
        g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                     _("There is no screen here: neither WAYLAND_DISPLAY nor DISPLAY is set. "
                       "Run Askglass in a desktop session, or give it a picture with --image."));
      else
        g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                     _("The screen “%s” cannot be reached: no X server answers there, or it does not let you in. "
                       "Run Askglass in your desktop session."), name);
      return NULL;
    }

  screens = xcb_setup_roots_iterator (xcb_get_setup (self->connection));
  for (int i = 0; i < number && screens.rem > 1; i++)
    xcb_screen_next (&screens);
  self->screen = screens.data;
  ask_what_it_can (self);

  return g_steal_pointer (&self);
}

void
askg_x11_screen_close (AskgX11Screen *self)
{
  if (self == NULL)
    return;

  xcb_disconnect (self->connection); /* also right for one that failed */
  g_hash_table_unref (self->names);
  g_mutex_clear (&self->names_lock);
  g_free (self);
}

xcb_connection_t *
askg_x11_screen_connection (AskgX11Screen *self)
{
  return self->connection;
}

xcb_window_t
askg_x11_screen_root (AskgX11Screen *self)
{
  return self->screen->root;
}

guint8
askg_x11_screen_root_depth (AskgX11Screen *self)
{
  return self->screen->root_depth;
}

xcb_atom_t
askg_x11_screen_atom (AskgX11Screen *self,
                      AskgX11Atom    atom)
{
  return self->atoms[atom];
}

gboolean
askg_x11_screen_is_little_endian (AskgX11Screen *self)
{
  return xcb_get_setup (self->connection)->image_byte_order == XCB_IMAGE_ORDER_LSB_FIRST;
}

static const xcb_visualtype_t *
find_visual (xcb_screen_t   *screen,
             xcb_visualid_t  id)
{
  for (xcb_depth_iterator_t depths = xcb_screen_allowed_depths_iterator (screen); depths.rem > 0;
       xcb_depth_next (&depths))
    {
      const xcb_visualtype_t *visuals = xcb_depth_visuals (depths.data);

      for (int i = 0; i < xcb_depth_visuals_length (depths.data); i++)
        if (visuals[i].visual_id == id)
          return &visuals[i];
    }

  return NULL;
}

/**
 * askg_x11_screen_pixel_format:
 * @visual: of a window; 0 for that of the root window
 * @depth: bits of a pixel that mean something
 * @out_format: (out): set on success only
 *
 * Returns: whether Askglass can read such pixels: not those of a palette
 */
gboolean
askg_x11_screen_pixel_format (AskgX11Screen   *self,
                              xcb_visualid_t   visual,
                              guint8           depth,
                              AskgPixelFormat *out_format)
{
  const xcb_setup_t *setup = xcb_get_setup (self->connection);
  const xcb_visualtype_t *type = find_visual (self->screen, visual != 0 ? visual : self->screen->root_visual);
  guint32 alpha_mask;

  if (type == NULL || type->_class != XCB_VISUAL_CLASS_TRUE_COLOR)
    return FALSE;

  for (xcb_format_iterator_t formats = xcb_setup_pixmap_formats_iterator (setup); formats.rem > 0;
       xcb_format_next (&formats))
    if (formats.data->depth == depth)
      out_format->bytes_per_pixel = formats.data->bits_per_pixel / 8;
  if (out_format->bytes_per_pixel < 2)
    return FALSE;

  alpha_mask = depth == 32 ? ~(type->red_mask | type->green_mask | type->blue_mask) : 0;
  out_format->red = askg_channel_from_mask (type->red_mask);
  out_format->green = askg_channel_from_mask (type->green_mask);
  out_format->blue = askg_channel_from_mask (type->blue_mask);
  out_format->alpha = askg_channel_from_mask (alpha_mask);

  return TRUE;
}

static void
output_clear (gpointer data)
{
  AskgX11Output *output = data;

  g_clear_pointer (&output->name, g_free);
}

/* Asks for the names that are not known yet, all in one round trip. */
static void
learn_names (AskgX11Screen                  *self,
             xcb_randr_get_monitors_reply_t *monitors)
{
  g_autofree xcb_randr_get_output_info_cookie_t *asked =
    g_new0 (xcb_randr_get_output_info_cookie_t, monitors->nMonitors + 1);
  xcb_randr_monitor_info_iterator_t monitor;
  guint i;

  monitor = xcb_randr_get_monitors_monitors_iterator (monitors);
  for (i = 0; monitor.rem > 0; xcb_randr_monitor_info_next (&monitor), i++)
    if (monitor.data->nOutput > 0 &&
        !g_hash_table_contains (self->names, GUINT_TO_POINTER (*xcb_randr_monitor_info_outputs (monitor.data))))
      asked[i] = xcb_randr_get_output_info (self->connection, *xcb_randr_monitor_info_outputs (monitor.data),
                                            XCB_CURRENT_TIME);

  monitor = xcb_randr_get_monitors_monitors_iterator (monitors);
  for (i = 0; monitor.rem > 0; xcb_randr_monitor_info_next (&monitor), i++)
    {
      g_autofree xcb_randr_get_output_info_reply_t *info = NULL;

      if (asked[i].sequence != 0)
        info = xcb_randr_get_output_info_reply (self->connection, asked[i], NULL);
      if (info != NULL)
        g_hash_table_insert (self->names, GUINT_TO_POINTER (*xcb_randr_monitor_info_outputs (monitor.data)),
                             g_strndup ((const char *) xcb_randr_get_output_info_name (info),
                                        xcb_randr_get_output_info_name_length (info)));
    }
}

/* GDK calls a monitor by its first output, and leaves out those without one. */
static void
add_monitors (AskgX11Screen                  *self,
              xcb_randr_get_monitors_reply_t *monitors,
              GArray                         *outputs)
{
  xcb_randr_monitor_info_iterator_t monitor = xcb_randr_get_monitors_monitors_iterator (monitors);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->names_lock);

  learn_names (self, monitors);
  for (; monitor.rem > 0; xcb_randr_monitor_info_next (&monitor))
    {
      const char *name = monitor.data->nOutput > 0
        ? g_hash_table_lookup (self->names, GUINT_TO_POINTER (*xcb_randr_monitor_info_outputs (monitor.data))) : NULL;
      AskgX11Output output;

      if (name == NULL || monitor.data->width == 0 || monitor.data->height == 0)
        continue;
      output.name = g_strdup (name);
      output.place = (AskgRect) { monitor.data->x, monitor.data->y, monitor.data->width, monitor.data->height };
      g_array_append_val (outputs, output);
    }
}

/**
 * askg_x11_screen_list_outputs:
 *
 * Asks the server, every time: outputs come and go. Without RandR 1.5 there is one, "screen".
 *
 * Errors: %ASKG_ERROR_NO_DISPLAY when the server is gone.
 *
 * Returns: (transfer full) (element-type AskgX11Output): at least one output
 */
GArray *
askg_x11_screen_list_outputs (AskgX11Screen  *self,
                              GError        **error)
{
  g_autoptr(GArray) outputs = g_array_new (FALSE, FALSE, sizeof (AskgX11Output));
  g_autofree xcb_get_geometry_reply_t *root = NULL;
  xcb_get_geometry_cookie_t root_asked = xcb_get_geometry (self->connection, self->screen->root);

  g_array_set_clear_func (outputs, output_clear);
  if (self->has_monitors)
    {
      xcb_randr_get_monitors_cookie_t asked =
        xcb_randr_get_monitors (self->connection, self->screen->root, TRUE);
      g_autofree xcb_randr_get_monitors_reply_t *monitors =
        xcb_randr_get_monitors_reply (self->connection, asked, NULL);

      if (monitors != NULL)
        add_monitors (self, monitors, outputs);
    }

  root = xcb_get_geometry_reply (self->connection, root_asked, NULL);
  if (root == NULL)
    {
      g_propagate_error (error, askg_x11_screen_lost_error ());
      return NULL;
    }
  if (outputs->len == 0)
    {
      const AskgX11Output whole = { g_strdup ("screen"), { 0, 0, root->width, root->height } };

      g_array_append_val (outputs, whole);
    }

  return g_steal_pointer (&outputs);
}

/**
 * askg_x11_screen_lost_error:
 *
 * Returns: (transfer full): what to say when the server no longer answers
 */
GError *
askg_x11_screen_lost_error (void)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                      _("The connection to the screen was lost: the X server no longer answers. "
                        "Run Askglass again in your desktop session."));
}
