/* askg-x11-windows.c: any thread.
 * Everything about every window is asked first and read after: a list of fifty windows takes
 * two round trips. A window that went in between is left out. */
#include "capture/screen/askg-x11-windows.h"

#include <string.h>
#include <unistd.h>

#include "engine/base/askg-program.h"

#define MAX_WINDOWS 1024u
#define MAX_TITLE_BYTES 1024u
#define ON_ALL_DESKTOPS 0xffffffffu

/* Left, right, top, bottom, in pixels: _NET_FRAME_EXTENTS and _GTK_FRAME_EXTENTS. */
typedef guint32 Extents[4];

/* The questions about one window that are on their way. */
typedef struct
{
  xcb_window_t                       window;
  xcb_get_geometry_cookie_t          geometry;
  xcb_translate_coordinates_cookie_t place;
  xcb_get_window_attributes_cookie_t attributes;
  xcb_get_property_cookie_t          frame;
  xcb_get_property_cookie_t          shadow;
  xcb_get_property_cookie_t          desktop;
  xcb_get_property_cookie_t          pid;
  xcb_get_property_cookie_t          state;
  xcb_get_property_cookie_t          type;
  xcb_get_property_cookie_t          name;
  xcb_get_property_cookie_t          old_name;
  xcb_get_property_cookie_t          class;
} Questions;

/* What was answered and is not wanted of others. */
typedef struct
{
  AskgRect place;
  gboolean is_shown; /* mapped, and neither minimised nor on another desktop */
  gboolean is_desktop;
  gboolean is_own;
  gboolean is_unmanaged; /* menus, lists, tips: the window manager is not asked about them */
  char    *title;
  char    *app;
} Answers;

static xcb_get_property_cookie_t
ask (AskgX11Screen *screen,
     xcb_window_t   window,
     AskgX11Atom    property,
     xcb_atom_t     type,
     guint          n_bytes)
{
  return xcb_get_property (askg_x11_screen_connection (screen), FALSE, window,
                           askg_x11_screen_atom (screen, property), type, 0, (n_bytes + 3) / 4);
}

static Questions
ask_about (AskgX11Screen *screen,
           xcb_window_t   window)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);

  return (Questions) {
    .window = window,
    .geometry = xcb_get_geometry (x, window),
    .place = xcb_translate_coordinates (x, window, askg_x11_screen_root (screen), 0, 0),
    .attributes = xcb_get_window_attributes (x, window),
    .frame = ask (screen, window, ASKG_X11_ATOM_FRAME_EXTENTS, XCB_ATOM_CARDINAL, sizeof (Extents)),
    .shadow = ask (screen, window, ASKG_X11_ATOM_SHADOW_EXTENTS, XCB_ATOM_CARDINAL, sizeof (Extents)),
    .desktop = ask (screen, window, ASKG_X11_ATOM_WM_DESKTOP, XCB_ATOM_CARDINAL, 4),
    .pid = ask (screen, window, ASKG_X11_ATOM_WM_PID, XCB_ATOM_CARDINAL, 4),
    .state = ask (screen, window, ASKG_X11_ATOM_WM_STATE, XCB_ATOM_ATOM, 64),
    .type = ask (screen, window, ASKG_X11_ATOM_WM_TYPE, XCB_ATOM_ATOM, 64),
    .name = ask (screen, window, ASKG_X11_ATOM_WM_NAME, askg_x11_screen_atom (screen, ASKG_X11_ATOM_UTF8_STRING),
                 MAX_TITLE_BYTES),
    .old_name = xcb_get_property (x, FALSE, window, XCB_ATOM_WM_NAME, XCB_ATOM_STRING, 0, MAX_TITLE_BYTES / 4),
    .class = xcb_get_property (x, FALSE, window, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 0, MAX_TITLE_BYTES / 4),
  };
}

static xcb_get_property_reply_t *
read_property (AskgX11Screen             *screen,
               xcb_get_property_cookie_t  asked,
               guint8                     format)
{
  xcb_get_property_reply_t *reply = xcb_get_property_reply (askg_x11_screen_connection (screen), asked, NULL);

  if (reply != NULL && (reply->format != format || reply->value_len == 0))
    g_clear_pointer (&reply, g_free);

  return reply;
}

static guint32
read_number (AskgX11Screen             *screen,
             xcb_get_property_cookie_t  asked,
             guint32                    otherwise)
{
  g_autofree xcb_get_property_reply_t *reply = read_property (screen, asked, 32);

  return reply != NULL ? *(guint32 *) xcb_get_property_value (reply) : otherwise;
}

static gboolean
read_has_atom (AskgX11Screen             *screen,
               xcb_get_property_cookie_t  asked,
               AskgX11Atom                wanted)
{
  g_autofree xcb_get_property_reply_t *reply = read_property (screen, asked, 32);
  const xcb_atom_t *atoms = reply != NULL ? xcb_get_property_value (reply) : NULL;

  for (guint i = 0; reply != NULL && i < reply->value_len; i++)
    if (atoms[i] == askg_x11_screen_atom (screen, wanted))
      return TRUE;

  return FALSE;
}

static void
read_extents (AskgX11Screen             *screen,
              xcb_get_property_cookie_t  asked,
              Extents                    out_extents)
{
  g_autofree xcb_get_property_reply_t *reply = read_property (screen, asked, 32);

  memset (out_extents, 0, sizeof (Extents));
  if (reply == NULL || reply->value_len < 4)
    return;
  memcpy (out_extents, xcb_get_property_value (reply), sizeof (Extents));
  for (guint i = 0; i < 4; i++)
    out_extents[i] = MIN (out_extents[i], 1024); /* a window tells what it likes */
}

/* A window tells what it likes here, too: the result is always UTF-8. */
static char *
read_text (AskgX11Screen             *screen,
           xcb_get_property_cookie_t  asked,
           gboolean                   is_utf8)
{
  g_autofree xcb_get_property_reply_t *reply = read_property (screen, asked, 8);
  const char *value = reply != NULL ? xcb_get_property_value (reply) : NULL;

  if (value == NULL)
    return NULL;
  if (is_utf8)
    return g_utf8_make_valid (value, strnlen (value, reply->value_len));

  return g_convert (value, strnlen (value, reply->value_len), "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* WM_CLASS is two words, each with a NUL: the instance, then the class. */
static char *
read_class (AskgX11Screen             *screen,
            xcb_get_property_cookie_t  asked)
{
  g_autofree xcb_get_property_reply_t *reply = read_property (screen, asked, 8);
  const char *value = reply != NULL ? xcb_get_property_value (reply) : NULL;
  gsize first;

  if (value == NULL)
    return NULL;
  first = strnlen (value, reply->value_len);
  if (first + 1 < reply->value_len)
    return g_utf8_make_valid (value + first + 1, strnlen (value + first + 1, reply->value_len - first - 1));

  return g_utf8_make_valid (value, first);
}

/* The overlay is another process than the command line. */
static gboolean
is_own_class (const char *class)
{
  return class != NULL && (g_ascii_strcasecmp (class, ASKG_APP_ID) == 0 ||
                           g_ascii_strncasecmp (class, "askglass", strlen ("askglass")) == 0);
}

/* Reads every answer, so that none is left in the queue. @out is to be cleared by the caller. */
static gboolean
read_answers (AskgX11Screen   *screen,
              const Questions *asked,
              guint32          current_desktop,
              Answers         *out)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);
  g_autofree xcb_get_geometry_reply_t *geometry = xcb_get_geometry_reply (x, asked->geometry, NULL);
  g_autofree xcb_translate_coordinates_reply_t *place = xcb_translate_coordinates_reply (x, asked->place, NULL);
  g_autofree xcb_get_window_attributes_reply_t *attributes =
    xcb_get_window_attributes_reply (x, asked->attributes, NULL);
  const guint32 desktop = read_number (screen, asked->desktop, ON_ALL_DESKTOPS);
  const guint32 pid = read_number (screen, asked->pid, 0);
  const gboolean is_hidden = read_has_atom (screen, asked->state, ASKG_X11_ATOM_WM_STATE_HIDDEN);
  g_autofree char *old_title = read_text (screen, asked->old_name, FALSE);
  Extents frame, shadow;

  read_extents (screen, asked->frame, frame);
  read_extents (screen, asked->shadow, shadow);
  out->is_desktop = read_has_atom (screen, asked->type, ASKG_X11_ATOM_WM_TYPE_DESKTOP);
  out->title = read_text (screen, asked->name, TRUE);
  out->app = read_class (screen, asked->class);
  if (out->title == NULL)
    out->title = g_steal_pointer (&old_title);
  if (geometry == NULL || place == NULL || attributes == NULL)
    return FALSE;

  out->is_own = pid == (guint32) getpid () || is_own_class (out->app);
  out->is_unmanaged = attributes->override_redirect && attributes->_class == XCB_WINDOW_CLASS_INPUT_OUTPUT;
  out->is_shown = attributes->map_state == XCB_MAP_STATE_VIEWABLE && !is_hidden &&
                  (desktop == ON_ALL_DESKTOPS || desktop == current_desktop);
  out->place = (AskgRect) {
    place->dst_x - (int) frame[0] + (int) shadow[0],
    place->dst_y - (int) frame[2] + (int) shadow[2],
    geometry->width + (int) (frame[0] + frame[1]) - (int) (shadow[0] + shadow[1]),
    geometry->height + (int) (frame[2] + frame[3]) - (int) (shadow[2] + shadow[3]),
  };

  return out->place.width > 0 && out->place.height > 0;
}

static void
answers_clear (Answers *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->app, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

/* @children: (nullable) */
static void
append_children (GArray                 *windows,
                 xcb_query_tree_reply_t *children)
{
  if (children != NULL)
    g_array_append_vals (windows, xcb_query_tree_children (children),
                         MIN ((guint) xcb_query_tree_children_length (children), MAX_WINDOWS));
}

/* Topmost last. Without a window manager, or with one that keeps no list: what lies on the root window.
 * A list that is there and empty means that there is no window. Behind the first @out_n_clients of them stands what
 * else lies on the root window: frames, and what popped up. */
static GArray *
list_clients (AskgX11Screen *screen,
              guint32       *out_current_desktop,
              guint         *out_n_clients)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);
  const xcb_window_t root = askg_x11_screen_root (screen);
  xcb_get_property_cookie_t list = ask (screen, root, ASKG_X11_ATOM_CLIENT_LIST_STACKING, XCB_ATOM_WINDOW,
                                        MAX_WINDOWS * 4);
  xcb_get_property_cookie_t desktop = ask (screen, root, ASKG_X11_ATOM_CURRENT_DESKTOP, XCB_ATOM_CARDINAL, 4);
  xcb_query_tree_cookie_t tree = xcb_query_tree (x, root);
  g_autofree xcb_get_property_reply_t *clients = xcb_get_property_reply (x, list, NULL);
  g_autofree xcb_query_tree_reply_t *children = NULL;
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (xcb_window_t));

  *out_current_desktop = read_number (screen, desktop, 0);
  children = xcb_query_tree_reply (x, tree, NULL);
  if (clients != NULL && clients->type == XCB_ATOM_WINDOW && clients->format == 32)
    {
      g_array_append_vals (windows, xcb_get_property_value (clients), clients->value_len);
      *out_n_clients = windows->len;
      append_children (windows, children);
    }
  else
    {
      append_children (windows, children);
      *out_n_clients = windows->len;
    }

  return windows;
}

/**
 * askg_x11_windows_list:
 * @screen: where to look
 *
 * The windows that are shown on this desktop, without Askglass's own and without the desktop's
 * background; what popped up from them is marked as such. Shadows that a window draws round itself do not count as part of it.
 *
 * Returns: (transfer full) (element-type AskgWindowPlace): topmost first; empty when there is none
 */
GPtrArray *
askg_x11_windows_list (AskgX11Screen *screen)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_window_place_free);
  guint32 desktop;
  guint n_clients;
  g_autoptr(GArray) windows = list_clients (screen, &desktop, &n_clients);
  g_autofree Questions *asked = g_new (Questions, windows->len);

  for (guint i = 0; i < windows->len; i++)
    asked[i] = ask_about (screen, g_array_index (windows, xcb_window_t, i));

  for (guint i = windows->len; i-- > 0;)
    {
      g_auto(Answers) answers = { 0 };
      AskgWindowPlace *place;

      if (!read_answers (screen, &asked[i], desktop, &answers) ||
          !answers.is_shown || answers.is_desktop || answers.is_own ||
          (i >= n_clients && (!answers.is_unmanaged || answers.app == NULL)))
        continue;
      place = g_new0 (AskgWindowPlace, 1);
      place->place = answers.place;
      place->title = g_steal_pointer (&answers.title);
      place->app = g_steal_pointer (&answers.app);
      place->handle = asked[i].window;
      place->is_popup = i >= n_clients;
      g_ptr_array_add (places, place);
    }

  return places;
}

/**
 * askg_x11_windows_place:
 * @window: any window
 * @out_place: (out): in root pixels, title bar included; set on success only
 * @out_is_shown: (out): whether it is neither minimised nor on another desktop; set on success only
 *
 * Returns: whether there is such a window
 */
gboolean
askg_x11_windows_place (AskgX11Screen *screen,
                        xcb_window_t   window,
                        AskgRect      *out_place,
                        gboolean      *out_is_shown)
{
  const Questions asked = ask_about (screen, window);
  xcb_get_property_cookie_t desktop = ask (screen, askg_x11_screen_root (screen), ASKG_X11_ATOM_CURRENT_DESKTOP,
                                           XCB_ATOM_CARDINAL, 4);
  g_auto(Answers) answers = { 0 };

  if (!read_answers (screen, &asked, read_number (screen, desktop, 0), &answers))
    return FALSE;
  *out_place = answers.place;
  *out_is_shown = answers.is_shown;

  return TRUE;
}

/**
 * askg_x11_windows_find_frame:
 * @window: a client's window
 *
 * Returns: the window manager's frame round it, which lies directly on the root window; @window
 *   itself when there is none; 0 when it is gone
 */
xcb_window_t
askg_x11_windows_find_frame (AskgX11Screen *screen,
                             xcb_window_t   window)
{
  xcb_connection_t *x = askg_x11_screen_connection (screen);

  for (;;)
    {
      g_autofree xcb_query_tree_reply_t *tree = xcb_query_tree_reply (x, xcb_query_tree (x, window), NULL);

      if (tree == NULL || tree->parent == XCB_WINDOW_NONE)
        return XCB_WINDOW_NONE;
      if (tree->parent == tree->root)
        return window;
      window = tree->parent;
    }
}
