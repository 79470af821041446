/* askg-gnome-keys.c: main thread. */
#include "capture/shortcuts/askg-gnome-keys.h"

#include <string.h>

#define MEDIA_KEYS  "org.gnome.settings-daemon.plugins.media-keys"
#define ONE_KEY     MEDIA_KEYS ".custom-keybinding"
#define LIST        "custom-keybindings"
#define PATH_PREFIX "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/askglass-"

/**
 * askg_gnome_keys_are_possible:
 *
 * Returns: whether GNOME's settings daemon is installed, which runs custom keybindings
 */
gboolean
askg_gnome_keys_are_possible (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) list = NULL;
  g_autoptr(GSettingsSchema) one = NULL;

  if (source == NULL)
    return FALSE;
  list = g_settings_schema_source_lookup (source, MEDIA_KEYS, TRUE);
  one = g_settings_schema_source_lookup (source, ONE_KEY, TRUE);

  return list != NULL && one != NULL && g_settings_schema_has_key (list, LIST);
}

static char *
path_of (const AskgShortcut *shortcut)
{
  return g_strconcat (PATH_PREFIX, shortcut->id, "/", NULL);
}

gboolean
askg_gnome_keys_is_written (const AskgShortcut *shortcut)
{
  g_autoptr(GSettings) settings = NULL;
  g_auto(GStrv) paths = NULL;
  g_autofree char *path = path_of (shortcut);

  if (!askg_gnome_keys_are_possible ())
    return FALSE;
  settings = g_settings_new (MEDIA_KEYS);
  paths = g_settings_get_strv (settings, LIST);

  return g_strv_contains ((const char *const *) paths, path);
}

/**
 * askg_gnome_keys_read:
 *
 * Returns: (transfer full) (nullable): the key that GNOME has for it, as GTK writes it, which the person may have
 *   changed; empty when it was taken away; %NULL when nothing was written
 */
char *
askg_gnome_keys_read (const AskgShortcut *shortcut)
{
  g_autofree char *path = path_of (shortcut);
  g_autoptr(GSettings) one = NULL;

  if (!askg_gnome_keys_is_written (shortcut))
    return NULL;
  one = g_settings_new_with_path (ONE_KEY, path);

  return g_settings_get_string (one, "binding");
}

/* The person's own bindings with ours taken out, or put in behind them. */
static gboolean
set_list (GPtrArray *shortcuts,
          gboolean   with_ours)
{
  g_autoptr(GSettings) settings = g_settings_new (MEDIA_KEYS);
  g_auto(GStrv) paths = g_settings_get_strv (settings, LIST);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  for (char **path = paths; *path != NULL; path++)
    if (!g_str_has_prefix (*path, PATH_PREFIX))
      g_strv_builder_add (builder, *path);
  for (guint i = 0; with_ours && i < shortcuts->len; i++)
    {
      g_autofree char *path = path_of (g_ptr_array_index (shortcuts, i));

      g_strv_builder_add (builder, path);
    }
  changed = g_strv_builder_end (builder);

  return g_settings_set_strv (settings, LIST, (const char *const *) changed);
}

/**
 * askg_gnome_keys_write:
 * @shortcuts: (element-type AskgShortcut): those without a proposed key are left out by GNOME
 *
 * Call it only when the person has said yes.
 *
 * Returns: whether GNOME's settings took them
 */
gboolean
askg_gnome_keys_write (GPtrArray *shortcuts)
{
  if (!askg_gnome_keys_are_possible ())
    return FALSE;

  for (guint i = 0; i < shortcuts->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (shortcuts, i);
      g_autofree char *path = path_of (shortcut);
      /* The variable tells the running Askglass that it was the key. */
      g_autofree char *command = g_strdup_printf ("env ASKGLASS_KEY=%s %s", shortcut->id, shortcut->command);
      g_autoptr(GSettings) one = g_settings_new_with_path (ONE_KEY, path);

      g_settings_set_string (one, "name", shortcut->title);
      g_settings_set_string (one, "command", command);
      g_settings_set_string (one, "binding", shortcut->proposed);
    }

  return set_list (shortcuts, TRUE);
}

/* Takes away what askg_gnome_keys_write() wrote, and nothing else. */
gboolean
askg_gnome_keys_remove (GPtrArray *shortcuts)
{
  if (!askg_gnome_keys_are_possible ())
    return FALSE;

  for (guint i = 0; i < shortcuts->len; i++)
    {
      g_autofree char *path = path_of (g_ptr_array_index (shortcuts, i));
      g_autoptr(GSettings) one = g_settings_new_with_path (ONE_KEY, path);

      g_settings_reset (one, "name");
      g_settings_reset (one, "command");
      g_settings_reset (one, "binding");
    }

  return set_list (shortcuts, FALSE);
}
