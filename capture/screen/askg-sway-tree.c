/* askg-sway-tree.c: any thread. */
#include "capture/screen/askg-sway-tree.h"

#include <string.h>

#include "engine/base/askg-jansson.h"
#include "engine/base/askg-program.h"

#define MAX_DEPTH   64
#define MAX_WINDOWS 1024u

static int
number (json_t     *object,
        const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_integer (value) ? (int) CLAMP (json_integer_value (value), -1000000, 1000000) : 0;
}

static const char *
text_of (json_t     *object,
         const char *key)
{
  return json_string_value (json_object_get (object, key));
}

/* A Wayland window has an application id, one of X11 a class. */
static const char *
app_of (json_t *node)
{
  const char *id = text_of (node, "app_id");

  return id != NULL ? id : text_of (json_object_get (node, "window_properties"), "class");
}

static gboolean
is_own (const char *app)
{
  return app != NULL && (g_ascii_strcasecmp (app, ASKG_APP_ID) == 0 || g_ascii_strncasecmp (app, "askglass", strlen ("askglass")) == 0);
}

/* Its frame with its title bar: what is beside others in tabs has one above its rectangle. */
static AskgRect
place_of (json_t *node)
{
  json_t *rect = json_object_get (node, "rect");
  json_t *bar = json_object_get (node, "deco_rect");
  const int bar_height = MAX (number (bar, "height"), 0);

  return (AskgRect) { number (rect, "x"), number (rect, "y") - bar_height, number (rect, "width"), number (rect, "height") + bar_height };
}

/* Windows alone have a process and are said to be seen or not; one on another workspace, or behind a tab, is not. */
static void
take_window (json_t    *node,
             GPtrArray *windows)
{
  const char *app = app_of (node);
  AskgWindowPlace *window;
  AskgRect place;

  if (json_object_get (node, "pid") == NULL || !json_is_true (json_object_get (node, "visible")) || is_own (app))
    return;
  place = place_of (node);
  if (place.width <= 0 || place.height <= 0)
    return;

  window = g_new0 (AskgWindowPlace, 1);
  window->place = place;
  window->title = g_strdup (text_of (node, "name"));
  window->app = g_strdup (app);
  window->handle = (guint64) json_integer_value (json_object_get (node, "id"));
  g_ptr_array_add (windows, window);
}

/* What floats lies above what is tiled, the last of it topmost. */
static void
take_node (json_t    *node,
           guint      depth,
           GPtrArray *windows)
{
  json_t *floating = json_object_get (node, "floating_nodes");
  json_t *tiled = json_object_get (node, "nodes");

  if (depth > MAX_DEPTH || windows->len >= MAX_WINDOWS)
    return;
  for (gsize i = json_array_size (floating); i-- > 0;)
    take_node (json_array_get (floating, i), depth + 1, windows);
  for (gsize i = 0; i < json_array_size (tiled); i++)
    take_node (json_array_get (tiled, i), depth + 1, windows);
  if (json_array_size (tiled) == 0)
    take_window (node, windows);
}

/**
 * askg_sway_tree_read:
 * @text: (array length=n_bytes): the reply to GET_TREE, JSON
 *
 * Returns: (transfer full) (nullable) (element-type AskgWindowPlace): the windows to be seen, without Askglass's own, topmost
 *   first; %NULL when it is no tree
 */
GPtrArray *
askg_sway_tree_read (const char *text,
                     gsize       n_bytes)
{
  g_autoptr(json_t) root = json_loadb (text, n_bytes, 0, NULL);
  GPtrArray *windows;

  if (!json_is_object (root) || !json_is_array (json_object_get (root, "nodes")))
    return NULL;
  windows = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_window_place_free);
  take_node (root, 0, windows);

  return windows;
}
