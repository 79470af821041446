/* askg-keys-by-hand.c: main thread. GNOME before 48 keeps custom shortcuts in its settings, where
 * Askglass can write them; sway, Hyprland and niri have a file, where the person does. */
#include "capture/shortcuts/askg-keys-by-hand.h"

#include <glib/gi18n-lib.h>

#include "capture/shortcuts/askg-accelerator.h"
#include "capture/shortcuts/askg-gnome-keys.h"
#include "capture/shortcuts/askg-shortcuts.h"
#include "engine/base/askg-desktop.h"

/* The line to put into the compositor's own configuration. */
static void
advise_line (AskgShortcut *shortcut)
{
  g_autoptr(AskgAccelerator) key = askg_accelerator_parse (shortcut->proposed);
  g_autofree char *line = NULL;
  g_autofree char *note = NULL;
  const char *file = NULL;

  if (key == NULL)
    {
      askg_shortcut_set_state (shortcut, ASKG_KEY_UNASKED, NULL, _("No key is set for it."));
      return;
    }
  if (askg_desktop_is ("Hyprland"))
    {
      line = askg_accelerator_to_hyprland (key, shortcut->command);
      file = "~/.config/hypr/hyprland.conf";
    }
  else if (askg_desktop_is ("niri"))
    {
      line = askg_accelerator_to_niri (key, shortcut->command);
      file = "~/.config/niri/config.kdl";
    }
  else
    {
      line = askg_accelerator_to_sway (key, shortcut->command);
      file = "~/.config/sway/config";
    }
  note = g_strdup_printf (_("This desktop has no way to ask for keys. Put this line into %s: %s"), file, line);
  askg_shortcut_set_state (shortcut, ASKG_KEY_UNASKED, NULL, note);
}

/* The key that stands in GNOME's settings: the person may have changed it there. */
static void
advise_gnome (AskgShortcut *shortcut)
{
  g_autofree char *written = askg_gnome_keys_read (shortcut);
  g_autoptr(AskgAccelerator) key = written != NULL ? askg_accelerator_parse (written) : NULL;
  g_autofree char *given = key != NULL ? askg_accelerator_to_person (key) : NULL;

  if (given != NULL)
    askg_shortcut_set_state (shortcut, ASKG_KEY_BOUND, given, _("A custom shortcut in GNOME’s settings."));
  else if (written != NULL)
    askg_shortcut_set_state (shortcut, ASKG_KEY_ASKED, NULL,
                             _("The desktop has given no key for it. Choose one in its settings for shortcuts."));
  else
    askg_shortcut_set_state (shortcut, ASKG_KEY_UNASKED, NULL,
                             _("GNOME before 48 has no way to ask for keys. Askglass can write a custom shortcut into "
                               "GNOME’s settings: open the overlay’s menu and choose “Keys”."));
}

/**
 * askg_keys_by_hand_tell:
 * @shortcuts: (element-type AskgShortcut): their states and notes are set
 *
 * Returns: (transfer none): the way there is: "gnome" or "line"
 */
const char *
askg_keys_by_hand_tell (GPtrArray *shortcuts)
{
  const gboolean gnome = askg_desktop_is ("GNOME") && askg_gnome_keys_are_possible ();

  for (guint i = 0; i < shortcuts->len; i++)
    {
      if (gnome)
        advise_gnome (g_ptr_array_index (shortcuts, i));
      else
        advise_line (g_ptr_array_index (shortcuts, i));
    }

  return gnome ? "gnome" : "line";
}
