/* askg-shortcuts.c: main thread. */
#include "capture/shortcuts/askg-shortcuts.h"

G_DEFINE_ENUM_TYPE (AskgKeyState, askg_key_state,
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_UNASKED, "unasked"),
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_BOUND, "bound"),
                    G_DEFINE_ENUM_VALUE (ASKG_KEY_TAKEN, "taken"))

enum { FIRED, RELEASED, CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (AskgShortcuts, askg_shortcuts, G_TYPE_OBJECT)

static void
askg_shortcuts_default_init (AskgShortcutsInterface *iface)
{
  signals[FIRED] = g_signal_new ("fired", ASKG_TYPE_SHORTCUTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RELEASED] = g_signal_new ("released", ASKG_TYPE_SHORTCUTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_SHORTCUTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

AskgShortcut *
askg_shortcut_new (const char *id,
                   const char *title,
                   const char *command,
                   const char *proposed)
{
  AskgShortcut *shortcut = g_new0 (AskgShortcut, 1);

  shortcut->id = g_strdup (id);
  shortcut->title = g_strdup (title);
  shortcut->command = g_strdup (command);
  shortcut->proposed = g_strdup (proposed);

  return shortcut;
}

void
askg_shortcut_free (AskgShortcut *shortcut)
{
  if (shortcut == NULL)
    return;

  g_free (shortcut->id);
  g_free (shortcut->title);
  g_free (shortcut->command);
  g_free (shortcut->proposed);
  g_free (shortcut->given);
  g_free (shortcut->note);
  g_free (shortcut);
}

void
askg_shortcut_set_state (AskgShortcut *shortcut,
                         AskgKeyState  state,
                         const char   *given,
                         const char   *note)
{
  char *new_given = g_strdup (given);
  char *new_note = g_strdup (note);

  shortcut->state = state;
  g_free (shortcut->given);
  g_free (shortcut->note);
  shortcut->given = new_given;
  shortcut->note = new_note;
}

/* "x11", "portal", "gnome" or "line". */
const char *
askg_shortcuts_get_kind (AskgShortcuts *self)
{
  g_return_val_if_fail (ASKG_IS_SHORTCUTS (self), NULL);

  return ASKG_SHORTCUTS_GET_IFACE (self)->get_kind (self);
}

/* Returns: whether "released" follows "fired", so that a key can be held */
gboolean
askg_shortcuts_tells_release (AskgShortcuts *self)
{
  g_return_val_if_fail (ASKG_IS_SHORTCUTS (self), FALSE);

  return ASKG_SHORTCUTS_GET_IFACE (self)->tells_release != NULL && ASKG_SHORTCUTS_GET_IFACE (self)->tells_release (self);
}

/**
 * askg_shortcuts_bind:
 * @shortcuts: (element-type AskgShortcut) (transfer none): kept, and their states kept up to date
 *
 * Asks the desktop for them; "changed" is emitted whenever a state changes.
 */
void
askg_shortcuts_bind (AskgShortcuts *self,
                     GPtrArray     *shortcuts)
{
  g_return_if_fail (ASKG_IS_SHORTCUTS (self));

  ASKG_SHORTCUTS_GET_IFACE (self)->bind (self, shortcuts);
}

/* For the kinds alone. */
void
askg_shortcuts_emit_fired (AskgShortcuts *self,
                           const char    *id)
{
  g_signal_emit (self, signals[FIRED], 0, id);
}

/* For the kinds alone. */
void
askg_shortcuts_emit_released (AskgShortcuts *self,
                              const char    *id)
{
  g_signal_emit (self, signals[RELEASED], 0, id);
}

/* For the kinds alone. */
void
askg_shortcuts_emit_changed (AskgShortcuts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}
