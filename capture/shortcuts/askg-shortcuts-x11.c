/* askg-shortcuts-x11.c: main thread. An own connection: GTK must not see its events. */
#include "capture/shortcuts/askg-shortcuts-x11.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <xcb/xcb.h>
#include <xcb/xcb_keysyms.h>
#include <xkbcommon/xkbcommon.h>

#include "capture/shortcuts/askg-accelerator.h"

/* The press of a repeat comes with its release; a release that is alone for so long is the person's. */
#define REPEAT_MS 12

/* X matches modifiers exactly, so that a key is grabbed also with the locks on. */
static const uint16_t locks[] = { 0, XCB_MOD_MASK_LOCK, XCB_MOD_MASK_2, XCB_MOD_MASK_LOCK | XCB_MOD_MASK_2 };

typedef struct
{
  AskgShortcut    *shortcut;  /* borrowed */
  xcb_keycode_t    keycode;
  uint16_t         modifiers;
  xcb_timestamp_t  released_at; /* of the last release: a repeat is pressed again at that very time */
  gboolean         is_down;     /* since "fired" */
} Grab;

struct _AskgShortcutsX11
{
  GObject            parent_instance;

  /* Owned */
  xcb_connection_t  *connection;
  xcb_key_symbols_t *symbols;
  GPtrArray         *shortcuts; /* of AskgShortcut */
  GArray            *grabs;     /* of Grab */

  xcb_window_t       root;
  guint              source;
  guint              release_source; /* while it is not known whether a release was a repeat's */
};

static void shortcuts_init (AskgShortcutsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgShortcutsX11, askg_shortcuts_x11, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SHORTCUTS, shortcuts_init))

static void
askg_shortcuts_x11_finalize (GObject *object)
{
  AskgShortcutsX11 *self = ASKG_SHORTCUTS_X11 (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->release_source, g_source_remove);
  g_clear_pointer (&self->symbols, xcb_key_symbols_free);
  g_clear_pointer (&self->connection, xcb_disconnect); /* gives every grab back */
  g_clear_pointer (&self->shortcuts, g_ptr_array_unref);
  g_clear_pointer (&self->grabs, g_array_unref);

  G_OBJECT_CLASS (askg_shortcuts_x11_parent_class)->finalize (object);
}

static void
askg_shortcuts_x11_class_init (AskgShortcutsX11Class *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_shortcuts_x11_finalize;
}

static void
askg_shortcuts_x11_init (AskgShortcutsX11 *self)
{
  self->grabs = g_array_new (FALSE, TRUE, sizeof (Grab));
}

static Grab *
find_grab (AskgShortcutsX11          *self,
           const xcb_key_press_event_t *event)
{
  const uint16_t held = event->state & (XCB_MOD_MASK_SHIFT | XCB_MOD_MASK_CONTROL | XCB_MOD_MASK_1 | XCB_MOD_MASK_4);

  for (guint i = 0; i < self->grabs->len; i++)
    {
      Grab *found = &g_array_index (self->grabs, Grab, i);

      if (found->keycode == event->detail && found->modifiers == held)
        return found;
    }

  return NULL;
}

/* Whoever heard "fired" hears it once; also when the key is grabbed no longer. */
static void
release (AskgShortcutsX11 *self,
         Grab             *grab)
{
  if (!grab->is_down)
    return;
  grab->is_down = FALSE;
  askg_shortcuts_emit_released (ASKG_SHORTCUTS (self), grab->shortcut->id);
}

static void
release_all (AskgShortcutsX11 *self)
{
  g_clear_handle_id (&self->release_source, g_source_remove);
  for (guint i = 0; i < self->grabs->len; i++)
    release (self, &g_array_index (self->grabs, Grab, i));
}

static void
was_no_repeat_cb (gpointer user_data)
{
  AskgShortcutsX11 *self = user_data;

  self->release_source = 0;
  release_all (self);
}

/* A key that is held down repeats as release and press of one time: that is one press to a person. Its modifiers may
 * have gone up before it. */
static gboolean
is_repeat (AskgShortcutsX11            *self,
           const xcb_key_press_event_t *event)
{
  for (guint i = 0; i < self->grabs->len; i++)
    {
      const Grab *grab = &g_array_index (self->grabs, Grab, i);

      if (grab->keycode == event->detail && grab->released_at == event->time && event->time != 0)
        return TRUE;
    }

  return FALSE;
}

static void
handle_press (AskgShortcutsX11            *self,
              const xcb_key_press_event_t *event)
{
  Grab *grab = find_grab (self, event);

  if (is_repeat (self, event))
    {
      g_clear_handle_id (&self->release_source, g_source_remove);
      return;
    }
  if (grab == NULL)
    return;
  release_all (self); /* a press that is no repeat: the release of before was one, too */
  grab->is_down = TRUE;
  askg_shortcuts_emit_fired (ASKG_SHORTCUTS (self), grab->shortcut->id);
}

static void
handle_release (AskgShortcutsX11            *self,
                const xcb_key_press_event_t *event)
{
  for (guint i = 0; i < self->grabs->len; i++)
    {
      Grab *grab = &g_array_index (self->grabs, Grab, i);

      if (grab->keycode != event->detail)
        continue;
      grab->released_at = event->time;
      if (grab->is_down && self->release_source == 0)
        self->release_source = g_timeout_add_once (REPEAT_MS, was_no_repeat_cb, self);
    }
}

static void grab_all (AskgShortcutsX11 *self);

static xcb_keycode_t
find_keycode (AskgShortcutsX11      *self,
              const AskgAccelerator *accelerator)
{
  const xkb_keysym_t symbol = xkb_keysym_from_name (accelerator->key, XKB_KEYSYM_CASE_INSENSITIVE);
  g_autofree xcb_keycode_t *keycodes = NULL;

  if (symbol != XKB_KEY_NoSymbol) /* which some keycode always has */
    keycodes = xcb_key_symbols_get_keycode (self->symbols, symbol);

  return keycodes != NULL ? keycodes[0] : XCB_NO_SYMBOL;
}

/* The server tells of a changed keyboard whenever a person turns to another one of theirs. Grabbing
 * again without need would lose the very key they press. */
static gboolean
keys_have_moved (AskgShortcutsX11 *self)
{
  for (guint i = 0; i < self->grabs->len; i++)
    {
      const Grab *grab = &g_array_index (self->grabs, Grab, i);
      g_autoptr(AskgAccelerator) accelerator = askg_accelerator_parse (grab->shortcut->proposed);

      if (accelerator == NULL || find_keycode (self, accelerator) != grab->keycode)
        return TRUE;
    }

  return self->shortcuts != NULL && self->grabs->len < self->shortcuts->len;
}

/* Returns whether the keyboard changed. */
static gboolean
handle_events (AskgShortcutsX11 *self)
{
  xcb_generic_event_t *event;
  gboolean keyboard_changed = FALSE;

  while ((event = xcb_poll_for_event (self->connection)) != NULL)
    {
      const uint8_t type = event->response_type & 0x7f;

      if (type == XCB_KEY_PRESS)
        handle_press (self, (xcb_key_press_event_t *) event);
      else if (type == XCB_KEY_RELEASE)
        handle_release (self, (xcb_key_press_event_t *) event);
      else if (type == XCB_MAPPING_NOTIFY)
        {
          xcb_refresh_keyboard_mapping (self->symbols, (xcb_mapping_notify_event_t *) event);
          keyboard_changed = TRUE;
        }
      free (event);
    }

  return keyboard_changed;
}

static gboolean
readable_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  AskgShortcutsX11 *self = user_data;

  /* Waiting for the new keyboard's answer also takes in the key that came behind it, after which
   * the descriptor has nothing more to read: hence again. */
  while (handle_events (self))
    if (keys_have_moved (self))
      grab_all (self);

  if (xcb_connection_has_error (self->connection) != 0)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

static uint16_t
mask_of (AskgModifiers modifiers)
{
  return ((modifiers & ASKG_MODIFIER_SHIFT) ? XCB_MOD_MASK_SHIFT : 0) |
         ((modifiers & ASKG_MODIFIER_CONTROL) ? XCB_MOD_MASK_CONTROL : 0) |
         ((modifiers & ASKG_MODIFIER_ALT) ? XCB_MOD_MASK_1 : 0) |
         ((modifiers & ASKG_MODIFIER_SUPER) ? XCB_MOD_MASK_4 : 0);
}

/* Returns %FALSE when another program has the key. */
static gboolean
grab_key (AskgShortcutsX11 *self,
          const Grab       *grab)
{
  gboolean ours = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (locks) && ours; i++)
    {
      xcb_void_cookie_t cookie = xcb_grab_key_checked (self->connection, FALSE, self->root, grab->modifiers | locks[i],
                                                       grab->keycode, XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC);
      xcb_generic_error_t *error = xcb_request_check (self->connection, cookie);

      ours = error == NULL;
      free (error);
    }
  if (!ours)
    xcb_ungrab_key (self->connection, grab->keycode, self->root, grab->modifiers);

  return ours;
}

static void
grab_shortcut (AskgShortcutsX11 *self,
               AskgShortcut     *shortcut)
{
  g_autoptr(AskgAccelerator) accelerator = askg_accelerator_parse (shortcut->proposed);
  g_autofree char *key = NULL;
  g_autofree char *note = NULL;
  Grab grab = { .shortcut = shortcut };

  if (accelerator == NULL)
    {
      askg_shortcut_set_state (shortcut, ASKG_KEY_UNASKED, NULL, _("No key is set for it."));
      return;
    }

  key = askg_accelerator_to_person (accelerator);
  grab.keycode = find_keycode (self, accelerator);
  if (grab.keycode == XCB_NO_SYMBOL)
    {
      note = g_strdup_printf (_("This keyboard has no key for %s. Choose another."), key);
      askg_shortcut_set_state (shortcut, ASKG_KEY_UNASKED, NULL, note);
      return;
    }

  grab.modifiers = mask_of (accelerator->modifiers);
  if (grab_key (self, &grab))
    {
      g_array_append_val (self->grabs, grab);
      askg_shortcut_set_state (shortcut, ASKG_KEY_BOUND, key, NULL);
    }
  else
    {
      note = g_strdup_printf (_("%s belongs to another program. Choose another key."), key);
      askg_shortcut_set_state (shortcut, ASKG_KEY_TAKEN, NULL, note);
    }
}

static void
grab_all (AskgShortcutsX11 *self)
{
  release_all (self);
  xcb_ungrab_key (self->connection, XCB_GRAB_ANY, self->root, XCB_MOD_MASK_ANY);
  g_array_set_size (self->grabs, 0);
  for (guint i = 0; self->shortcuts != NULL && i < self->shortcuts->len; i++)
    grab_shortcut (self, g_ptr_array_index (self->shortcuts, i));
  xcb_flush (self->connection);
  askg_shortcuts_emit_changed (ASKG_SHORTCUTS (self));
}

static const char *
get_kind (AskgShortcuts *shortcuts)
{
  return "x11";
}

static gboolean
tells_release (AskgShortcuts *shortcuts)
{
  return TRUE;
}

static void
bind_shortcuts (AskgShortcuts *shortcuts,
                GPtrArray     *wanted)
{
  AskgShortcutsX11 *self = ASKG_SHORTCUTS_X11 (shortcuts);

  g_clear_pointer (&self->shortcuts, g_ptr_array_unref);
  self->shortcuts = g_ptr_array_ref (wanted);
  grab_all (self);
}

static void
shortcuts_init (AskgShortcutsInterface *iface)
{
  iface->get_kind = get_kind;
  iface->tells_release = tells_release;
  iface->bind = bind_shortcuts;
}

/**
 * askg_shortcuts_x11_new:
 *
 * Returns: (transfer full) (nullable): %NULL when the X server cannot be reached
 */
AskgShortcuts *
askg_shortcuts_x11_new (void)
{
  g_autoptr(AskgShortcutsX11) self = g_object_new (ASKG_TYPE_SHORTCUTS_X11, NULL);
  int screen = 0;
  xcb_screen_iterator_t screens;

  self->connection = xcb_connect (NULL, &screen);
  if (xcb_connection_has_error (self->connection) != 0)
    return NULL;

  screens = xcb_setup_roots_iterator (xcb_get_setup (self->connection));
  for (int i = 0; i < screen; i++)
    xcb_screen_next (&screens);
  self->root = screens.data->root;
  self->symbols = xcb_key_symbols_alloc (self->connection);
  self->source = g_unix_fd_add (xcb_get_file_descriptor (self->connection), G_IO_IN | G_IO_HUP, readable_cb, self);

  return ASKG_SHORTCUTS (g_steal_pointer (&self));
}
